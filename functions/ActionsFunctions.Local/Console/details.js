import { h, scroller, table } from './dom.js';
import { ms, shortJson, tokenNames } from './format.js';
import { writers } from './claims.js';
import { jsonView, parsed } from './json-view.js';
import { upstreamEnd } from './timeline.js';

/** The tokens as the application gets them, decoded; what the flow wrote bears the name of its writer. */
export function tokensView(run, calls) {
  const shown = ['idToken', 'accessToken'].map((token) => {
    const wrote = new Map(calls.flatMap((call) => [...writers(call, token)]));
    const claims = run.tokens[token];
    return h('div', { class: 'half' }, h('h3', {}, tokenNames[token], claims ? copyButton(JSON.stringify(claims, null, 2), tokenNames[token]) : ''),
      claims
        ? jsonView(claims, (name) => wrote.has(name) ? h('span', { class: 'writer' }, wrote.get(name)) : undefined)
        : h('p', { class: 'nothing' }, run.verdict.outcome === 'issued' ? 'This provider’s login gives none.' : 'Not issued.'));
  });
  return h('div', { class: 'halves' }, shown);
}

export function commandsView(call) {
  const commands = call.report?.commands ?? [];
  if (commands.length === 0)
    return h('p', { class: 'nothing' }, 'No command survived.');
  return scroller('Commands', table('Surviving commands in listed order', ['Command', 'Given by', 'Arguments'], commands.map((command) => [
    h('code', {}, `api.${command.method}`), h('span', { class: 'writer' }, command.action), h('code', { class: 'value' }, command.args.map((arg) => shortJson(arg, 110)).join(', ')),
  ]), { class: 'grid-table' }));
}

export function diagnosticsView(call) {
  const diagnostics = call.report?.diagnostics ?? [];
  if (diagnostics.length === 0)
    return h('p', { class: 'nothing' }, 'Nothing was lost, replaced or stood in for.');
  return scroller('Diagnostics', table('What was lost, replaced or stood in for', ['Code', 'Action', 'Claim', 'Reason'], diagnostics.map((one) => [
    h('code', { class: 'code' }, one.code), h('span', { class: 'writer' }, one.action), h('code', {}, one.claim ?? ''), one.reason,
  ]), { class: 'grid-table' }));
}

export function upstreamView(call) {
  const calls = call.report?.upstreams ?? [];
  if (calls.length === 0)
    return h('p', { class: 'nothing' }, 'Nothing outside was called.');
  return scroller('Upstream calls', table('Calls to the outside, in the order in which they began', ['Whom', 'What', 'For', 'Ended', 'From', 'Took'], calls.map((one) => [
    h('code', {}, one.kind),
    one.method ? h('code', { class: 'value' }, `${one.method} ${one.path}${one.attempt > 1 ? ' (again)' : ''}`) : 'an access token',
    h('span', { class: 'writer' }, one.action), h('span', { class: one.fault ? 'bad' : '' }, upstreamEnd(one)), ms(one.startedMs), ms(one.durationMs),
  ]), { class: 'grid-table' }));
}

/** The request and the answer as they went over the wire. */
export function exchangeView(call) {
  const { request, response } = call;
  return h('div', { class: 'halves' },
    message('Request', [`${request.method} ${new URL(request.url).pathname}`, request]),
    response ? message('Answer', [`HTTP ${response.status}`, response]) : h('div', { class: 'half' }, h('h3', {}, 'Answer'), h('p', { class: 'nothing' }, call.fault ?? 'none')));
}

function message(title, [line, { headers, body }]) {
  const json = parsed(body);
  return h('div', { class: 'half' },
    h('h3', {}, title, body ? copyButton(body, title.toLowerCase()) : ''),
    h('p', { class: 'start-line' }, h('code', {}, line)),
    h('dl', { class: 'headers' }, Object.entries(headers).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
    json === undefined ? h('pre', { tabindex: 0 }, body || '(no body)') : jsonView(json),
    json === undefined ? '' : h('details', { class: 'as-table' }, h('summary', {}, 'As sent'), h('pre', { tabindex: 0 }, body)));
}

function copyButton(text, what) {
  const button = h('button', { type: 'button', class: 'quiet copy', 'aria-label': `Copy ${what}` }, 'Copy');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  });
  return button;
}
