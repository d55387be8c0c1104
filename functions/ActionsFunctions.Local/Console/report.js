import { h, segments } from './dom.js';
import { claimsView } from './claims.js';
import { compareView } from './compare.js';
import { commandsView, diagnosticsView, exchangeView, tokensView, upstreamView } from './details.js';
import { flowCard } from './flow-graph.js';
import { summaryCard } from './summary.js';
import { tabs } from './tabs.js';
import { waterfallCard } from './waterfall.js';

/** Everything about a run; `other` is the run to compare with, if there is one. */
export function report(run, other) {
  const root = h('div', { class: 'report' });
  show(run.calls.length - 1);
  return root;

  function show(index) {
    const call = run.calls[index];
    const choice = run.calls.length === 1 ? '' : h('div', { class: 'calls' }, 'This provider calls twice: ',
      segments('Call', run.calls.map((one, at) => [at, `Call ${at + 1}`]), index, show));
    root.replaceChildren(summaryCard(run, call), choice, h('div', { class: 'pictures' }, waterfallCard(call, run), flowCard(call, run)), pages(run, call, other));
  }
}

function pages(run, call, other) {
  const diagnostics = call.report?.diagnostics.length ?? 0;
  return tabs('Details', [
    { id: 'claims', title: 'Claims', count: new Set((call.report?.claims ?? []).map((claim) => claim.name)).size, content: () => claimsView(call) },
    { id: 'tokens', title: 'Tokens', content: () => tokensView(run, run.calls) },
    { id: 'commands', title: 'Commands', count: call.report?.commands.length ?? 0, content: () => commandsView(call) },
    { id: 'diagnostics', title: 'Diagnostics', count: diagnostics, alert: diagnostics > 0, content: () => diagnosticsView(call) },
    { id: 'upstream', title: 'Upstream calls', count: call.report?.upstreams?.length ?? 0, content: () => upstreamView(call) },
    { id: 'exchange', title: 'Request and answer', content: () => exchangeView(call) },
    ...other ? [{ id: 'compare', title: `Compare with run ${other.number}`, content: () => compareView(...[other, run].sort((a, b) => a.number - b.number)) }] : [],
  ]);
}
