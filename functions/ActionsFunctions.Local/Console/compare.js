import { h, scroller, table } from './dom.js';
import { lineDiff, memberDiff } from './diff.js';
import { claimName, ms, shortJson, tokenNames } from './format.js';
import { icon } from './icons.js';
import { runTitle } from './summary.js';
import { timeline } from './timeline.js';
import { mostOf, waterfall } from './waterfall.js';

// Times and ids, new with every login.
const PASSING = ['iat', 'exp', 'nbf', 'auth_time', 'jti', 'sid', 'uti', 'rat', 'nonce', 'session_id', 'at_hash', 'updated_at'];

/** Two runs side by side: what took how long on one scale, which claims differ, what changed in the flow. */
export function compareView(before, after) {
  return h('div', { class: 'compare' }, pictures(before, after), outcomes(before, after), claims(before, after), flow(before, after));
}

function pictures(...runs) {
  const times = runs.map((run) => timeline(run.calls.at(-1), run));
  const most = Math.max(...times.map((time, index) => mostOf('fit', time, runs[index])));
  return h('div', { class: 'halves' }, runs.map((run, index) => {
    const slot = h('div', { class: 'picture' });
    new ResizeObserver(() => slot.replaceChildren(waterfall(times[index], { width: Math.max(280, slot.clientWidth), most, deadline: run.deadlineMs }))).observe(slot);
    return h('div', { class: 'half' }, h('h3', {}, `Run ${run.number}: ${runTitle(run)}`), slot);
  }));
}

function outcomes(before, after) {
  const [a, b] = [before, after].map((run) => new Map((run.calls.at(-1).report?.actions ?? []).map((action) => [action.name, action])));
  const rows = [...new Set([...a.keys(), ...b.keys()])].map((name) => [name, cell(a.get(name)), cell(b.get(name)), delta(a.get(name)?.durationMs, b.get(name)?.durationMs)]);
  const [first, last] = [before.calls.at(-1), after.calls.at(-1)];
  rows.unshift(['The login', verdict(before, first), verdict(after, last), delta(first.elapsedMs, last.elapsedMs)]);
  return h('div', {}, h('h3', {}, 'Outcomes'), scroller('Outcomes compared',
    table('Outcomes of both runs', ['What', `Run ${before.number}`, `Run ${after.number}`, 'Time'], rows, { class: 'grid-table' })));
}

function claims(before, after) {
  const rows = Object.keys(tokenNames).flatMap((token) => memberDiff(before.tokens[token], after.tokens[token], PASSING).map((claim) => [
    claimName(claim.name), h('span', { class: 'tag' }, tokenNames[token]), value(claim.before, 'removed'), value(claim.after, 'added'),
  ]));
  return h('div', {}, h('h3', {}, 'Claims'), rows.length === 0
    ? h('p', { class: 'nothing' }, 'The tokens are the same, but for times and ids.')
    : scroller('Claims compared', table('Claims that differ', ['Claim', 'Token', `Run ${before.number}`, `Run ${after.number}`], rows, { class: 'grid-table' })));
}

function flow(before, after) {
  if (before.flowText === after.flowText)
    return h('div', {}, h('h3', {}, 'Flow'), h('p', { class: 'nothing' }, 'The same flow.'));
  const sign = { same: ' ', removed: '−', added: '+' };
  return h('div', {}, h('h3', {}, 'Flow'), h('pre', { class: 'line-diff', tabindex: 0 }, lineDiff(before.flowText, after.flowText).map((line) =>
    h('span', { class: line.kind }, `${sign[line.kind]} ${line.text}\n`))));
}

const cell = (action) => action ? h('span', { class: 'with-icon' }, icon(action.outcome), ` ${action.outcome} · ${ms(action.durationMs)}`) : h('span', { class: 'nothing' }, 'not in the flow');
const verdict = (run, call) => h('span', { class: 'with-icon' }, icon(run.verdict.outcome), ` ${run.verdict.outcome} · ${ms(call.elapsedMs)}`);
const value = (json, kind) => json === undefined ? h('span', { class: 'nothing' }, 'none') : h('code', { class: `value ${kind}` }, shortJson(json));

function delta(before, after) {
  if (before === undefined || after === undefined)
    return '';
  const change = after - before;
  return `${change < 0 ? '−' : '+'}${ms(Math.abs(change))}`;
}
