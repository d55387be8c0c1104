import { h } from './dom.js';
import { ms } from './format.js';
import { icon } from './icons.js';
import { providerName } from './providers.js';

const titles = { issued: 'Tokens issued', denied: 'Login denied', rejected: 'Answer not accepted' };

/** The verdict at a glance: what the provider does now, and how much of its patience was used. */
export function summaryCard(run, call) {
  const { outcome, reason, notes } = run.verdict;
  return h('section', { class: `card summary ${outcome}`, 'aria-labelledby': 'verdict' },
    h('div', { class: 'verdict' },
      icon(outcome, { width: 22, height: 22 }),
      h('div', {},
        h('h2', { id: 'verdict' }, titles[outcome]),
        h('p', {}, reason ?? `${providerName(run.provider)} issues tokens for ${run.who}`))),
    gauge(run, call),
    h('dl', { class: 'facts' },
      fact('Person', run.who),
      fact('Provider', providerName(run.provider)),
      fact('HTTP', call.response ? String(call.response.status) : call.fault),
      fact('Answered after', ms(call.elapsedMs)),
      call.report ? fact('Our budget', ms(call.report.budgetMs)) : '',
      fact('Deadline', ms(run.deadlineMs))),
    notes.length === 0 ? '' : h('ul', { class: 'notes', 'aria-label': 'Notes of the provider' }, notes.map((note) => h('li', {}, note))));
}

/** A title for a run in a list, and for the live region. */
export const runTitle = (run) => `${run.who} · ${providerName(run.provider)}`;

export const spoken = (run) =>
  `${titles[run.verdict.outcome]} for ${runTitle(run)}${run.verdict.reason ? `: ${run.verdict.reason}` : ''}, after ${ms(run.calls.at(-1).elapsedMs)} of ${ms(run.deadlineMs)}.`;

const fact = (name, value) => h('div', {}, h('dt', {}, name), h('dd', {}, value));

const percent = (share) => `${(share * 100).toFixed(share < 0.01 ? 2 : share < 0.1 ? 1 : 0)} %`;

function gauge(run, call) {
  const share = Math.min(1, call.elapsedMs / run.deadlineMs);
  const tone = share < 0.5 ? 'low' : share < 0.85 ? 'middle' : 'high';
  return h('div', { class: 'gauge' },
    h('p', {}, h('span', {}, 'Of the caller’s deadline'), h('b', {}, percent(share))),
    h('meter', { class: tone, min: 0, max: 1, value: Math.max(0.008, share), 'aria-label': 'Share of the deadline used' }));
}
