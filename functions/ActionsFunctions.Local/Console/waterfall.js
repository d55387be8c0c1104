import { card, h, scroller, segments, svg, table } from './dom.js';
import { ms, plural } from './format.js';
import { icon, toneOf } from './icons.js';
import { ticks, timeline } from './timeline.js';

const ROW = 26;
const AXIS = 44;
const MARGIN = 14;

/** The card with the waterfall: redrawn for its width, on two scales, and the same as a table. */
export function waterfallCard(call, run) {
  const time = timeline(call, run);
  const draw = h('div', { class: 'picture' });
  const head = h('div', { class: 'head-slot' });
  let scale = time.last > run.deadlineMs * 0.25 ? 'deadline' : 'fit';
  const redraw = () => {
    const width = Math.max(280, draw.clientWidth || 0);
    draw.replaceChildren(waterfall(time, { width, most: mostOf(scale, time, run), deadline: run.deadlineMs }));
  };
  const choose = (value) => {
    scale = value;
    head.replaceChildren(segments('Scale', [['fit', 'Fit'], ['deadline', 'Deadline']], scale, choose));
    redraw();
  };
  choose(scale);
  new ResizeObserver(redraw).observe(draw);
  return card('Waterfall', [h('p', {}, 'since the request arrived'), head], draw, asTable(time));
}

export function mostOf(scale, time, run) {
  return scale === 'deadline' ? Math.max(run.deadlineMs, time.last) * 1.02 : time.last * 1.02;
}

/** The picture alone. */
export function waterfall(time, { width, most, deadline }) {
  const narrow = width < 500;
  const left = narrow ? 0 : 205;
  // The longest bar ends short of the edge, so that its time stands beside it.
  const right = width - (narrow ? 62 : 78);
  const row = narrow ? ROW + 14 : ROW;
  const height = AXIS + time.rows.length * row + 8;
  const x = (value) => left + 4 + (value / most) * (right - left - 4);
  const picture = svg('svg', {
    class: 'waterfall', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img',
    'aria-label': `Waterfall of ${plural(time.rows.length, 'bar')} over ${ms(most)}; the table below has the same`,
  });
  for (const tick of ticks(most, (right - left) / 70)) {
    picture.append(svg('line', { class: 'grid', x1: x(tick), x2: x(tick), y1: AXIS - 6, y2: height - 4 }));
    if (x(tick) < width - MARGIN - 24)
      picture.append(svg('text', { class: 'tick', x: x(tick) + 4, y: AXIS - 9 }, ms(tick)));
  }
  picture.append(marker(time.budget, 'our budget', 'budget'), marker(deadline, 'deadline', 'deadline'));
  picture.append(...time.rows.map((entry, index) => bar(entry, { y: AXIS + index * row, row, x, left, edge: width, narrow })));
  return picture;

  function marker(value, text, kind) {
    if (value === undefined || value > most)
      return svg('g', {});
    const flip = x(value) > width - 120;
    return svg('g', { class: `marker ${kind}` },
      svg('line', { x1: x(value), x2: x(value), y1: kind === 'budget' ? 3 : 15, y2: height - 4 }),
      svg('text', { x: x(value) + (flip ? -5 : 5), y: kind === 'budget' ? 11 : 23, 'text-anchor': flip ? 'end' : 'start' }, `${text} ${ms(value)}`));
  }
}

function bar(entry, { y, row, x, left, edge, narrow }) {
  const thick = entry.kind === 'upstream' ? 8 : entry.kind === 'whole' ? 10 : 14;
  const middle = y + (narrow ? row - 14 : row / 2);
  const from = x(entry.from);
  const wide = Math.max(2, x(entry.to) - from);
  const tone = entry.kind === 'action' ? toneOf(entry.outcome) : entry.failed ? 'bad' : entry.kind;
  const label = labelFor(entry, from, wide, left, edge);
  const group = svg('g', { class: `row ${entry.kind}` },
    svg('title', {}, describe(entry)),
    svg('rect', { class: 'hit', x: 0, y, width: edge, height: row }),
    name(entry, narrow ? y + 12 : middle + 4, left));
  if (entry.kind !== 'action' || entry.ran)
    group.append(svg('rect', { class: `bar bar-${tone}`, x: from, y: middle - thick / 2, width: wide, height: thick, rx: Math.min(3, wide / 2) }));
  group.append(svg('text', { class: label.inside ? 'took inside' : 'took', y: middle + 4, x: label.x, 'text-anchor': label.anchor }, label.text));
  return group;
}

function name(entry, y, left) {
  const indent = entry.kind === 'upstream' ? 30 : entry.kind === 'action' ? 20 : 0;
  const room = Math.floor(((left || 320) - indent) / (entry.kind === 'upstream' ? 5.9 : 6.7));
  const text = entry.name.length > room ? `${entry.name.slice(0, room - 1)}…` : entry.name;
  return svg('g', { class: 'name' },
    entry.kind === 'action' ? icon(entry.outcome, { x: 0, y: y - 11 }) : '',
    svg('text', { x: indent, y }, text));
}

/** Beside the bar, in full or only its time; else before it; else on it. */
function labelFor(entry, from, wide, left, edge) {
  if (entry.kind === 'action' && !entry.ran)
    return { text: entry.outcome, x: from + 7, anchor: 'start' };
  const time = ms(entry.to - entry.from);
  const also = entry.kind === 'action' && entry.outcome !== 'succeeded' ? entry.outcome : entry.detail;
  const widthOf = (text) => text.length * 6.2 + 8;
  const beside = [also && `${time} · ${also}`, time].filter(Boolean).find((text) => from + wide + widthOf(text) < edge);
  if (beside)
    return { text: beside, x: from + wide + 7, anchor: 'start' };
  return from - left > widthOf(time)
    ? { text: time, x: from - 7, anchor: 'end' }
    : { text: time, x: from + wide - 7, anchor: 'end', inside: true };
}

const describe = (entry) => `${entry.name}: ${entry.outcome ?? entry.detail ?? ''} from ${ms(entry.from)} to ${ms(entry.to)}`;

function asTable(time) {
  return h('details', { class: 'as-table' }, h('summary', {}, 'As a table'), scroller('Waterfall as a table', table(
    'What ran when, in milliseconds since the request arrived', ['What', 'Outcome', 'From', 'To', 'Took', 'After'],
    time.rows.map((row) => [
      row.name, row.outcome ?? row.detail ?? '', ms(row.from), ms(row.to), ms(row.to - row.from), (row.after ?? []).join(', '),
    ]))));
}
