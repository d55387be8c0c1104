import { card, h, scroller, svg, table } from './dom.js';
import { ms, plural } from './format.js';
import { icon, toneOf } from './icons.js';
import { END, layout } from './flow-layout.js';

/** The flow as a picture: who waits for whom, left to right, and how each ended. */
export function flowCard(call, run) {
  const outcomes = new Map((call.report?.actions ?? []).map((action) => [action.name, action]));
  const rows = run.flow.map((entry, index) => {
    const ended = outcomes.get(entry.name);
    return [`${index + 1}. ${entry.name}`, entry.type, entry.after.join(', ') || 'nothing', entry.onFailure, ended?.outcome ?? 'not run', ended ? ms(ended.durationMs) : ''];
  });
  return card('Flow', h('p', {}, `${plural(run.flow.length, 'action')}, merged in listed order`),
    scroller('Picture of the flow', graph(run.flow, outcomes, call.report)),
    h('details', { class: 'as-table' }, h('summary', {}, 'As a table'), scroller('Flow as a table',
      table('The flow in listed order', ['Action', 'Type', 'Waits for', 'On failure', 'Outcome', 'Took'], rows))));
}

function graph(flow, outcomes, report) {
  const { places, edges, width, height } = layout(flow);
  const middle = height / 2;
  const picture = svg('svg', {
    class: 'flow', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': `Flow of ${plural(flow.length, 'action')}; the table below has the same`,
  });
  const start = { x: 0, y: middle - 16, width: END - 20, height: 32 };
  const end = { x: width - END - 1, y: middle - 22, width: END, height: 44 };
  for (const { from, to, through, required } of edges)
    picture.append(edge([from === undefined ? start : places.get(from), ...through, to === undefined ? end : places.get(to)], required ? 'edge required' : 'edge'));
  picture.append(terminal(start, ['login']), terminal(end, ending(report)), ...flow.map((entry, index) => node(entry, index, places.get(entry.name), outcomes.get(entry.name))));
  return picture;
}

function ending(report) {
  if (!report)
    return ['answer', 'no flow ran'];
  return report.denial ? ['deny', 'no tokens'] : ['merge', plural(new Set(report.claims.filter((claim) => claim.writes.some((write) => write.fate === 'issued')).map((claim) => claim.name)).size, 'claim')];
}

function edge(stops, kind) {
  let d = '';
  for (const [index, to] of stops.slice(1).entries()) {
    const from = stops[index];
    const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
    const [x2, y2] = [to.x - 4, to.y + to.height / 2];
    const bend = (x2 - x1) / 2;
    d += `${d === '' ? `M${x1} ${y1}` : `L${x1} ${y1}`}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  }
  const last = stops.at(-1);
  const [x, y] = [last.x - 1, last.y + last.height / 2];
  return svg('g', { class: kind }, svg('path', { d, fill: 'none' }), svg('path', { class: 'tip', d: `M${x - 6} ${y - 4}L${x} ${y}L${x - 6} ${y + 4}Z` }));
}

function terminal(at, [text, below]) {
  const x = at.x + at.width / 2;
  return svg('g', { class: 'terminal' },
    svg('rect', { x: at.x + 0.5, y: at.y + 0.5, width: at.width, height: at.height, rx: at.height / 2 }),
    svg('text', { x, y: at.y + at.height / 2 + (below ? -2 : 4), 'text-anchor': 'middle' }, text),
    below ? svg('text', { class: 'second', x, y: at.y + at.height / 2 + 12, 'text-anchor': 'middle' }, below) : '');
}

function node(entry, index, at, ended) {
  const outcome = ended?.outcome ?? 'skipped';
  const most = entry.shadow || entry.conditional ? 14 : 20;
  const name = entry.name.length > most ? `${entry.name.slice(0, most - 1)}…` : entry.name;
  const took = ended && ended.durationMs > 0 ? `${outcome} · ${ms(ended.durationMs)}` : outcome;
  return svg('g', { class: `node tone-${toneOf(outcome)}${entry.shadow ? ' shadow' : ''}` },
    svg('title', {}, `${index + 1}. ${entry.name} (${entry.type}): ${took}; on failure ${entry.onFailure}`),
    svg('rect', { class: 'box', x: at.x + 0.5, y: at.y + 0.5, width: at.width - 1, height: at.height - 1, rx: 7 }),
    svg('rect', { class: 'stripe', x: at.x + 0.5, y: at.y + 8, width: 3, height: at.height - 16, rx: 1.5 }),
    svg('text', { class: 'first', x: at.x + 14, y: at.y + 21 }, name),
    svg('text', { class: 'index', x: at.x + at.width - 10, y: at.y + 20, 'text-anchor': 'end' }, [entry.shadow && 'shadow', entry.conditional && 'when', index + 1].filter(Boolean).join(' · ')),
    icon(outcome, { x: at.x + 13, y: at.y + 28 }),
    svg('text', { class: 'second', x: at.x + 32, y: at.y + 39 }, took));
}
