import { byId, h } from './dom.js';
import { ms } from './format.js';
import { icon } from './icons.js';
import { report } from './report.js';
import { runTitle, spoken } from './summary.js';
import * as tabs from './tabs.js';

// In memory only: a run holds the claims of a person.
const MOST = 12;
const runs = [];
let current;
let other;

/** A new run: it is shown, and said aloud. */
export function add(run) {
  run.number = (runs.at(-1)?.number ?? 0) + 1;
  runs.push(run);
  if (runs.length > MOST)
    runs.shift();
  other = runs.includes(other) && other !== run ? other : runs.at(-2);
  show(run);
  byId('live').textContent = spoken(run);
}

function show(run) {
  current = run;
  if (other === current)
    other = runs.findLast((candidate) => candidate !== current);
  byId('runs').hidden = false;
  byId('runs').replaceChildren(h('ol', {}, runs.map(button)), ...chooser());
  byId('report').replaceChildren(report(current, other));
}

/** Something else than a run is shown: none is pressed, and all can be shown again. */
export function leave() {
  for (const pressed of byId('runs').querySelectorAll('[aria-pressed]'))
    pressed.setAttribute('aria-pressed', 'false');
}

const button = (run) => h('li', {}, h('button', { type: 'button', class: 'run', 'aria-pressed': String(run === current), onclick: () => show(run) },
  icon(run.verdict.outcome), h('span', {}, h('span', { class: 'visually-hidden' }, 'Run '), h('b', {}, run.number)), h('span', {}, runTitle(run)),
  h('small', {}, ms(run.calls.at(-1).elapsedMs), h('span', { class: 'visually-hidden' }, `, ${run.verdict.outcome}`))));

function chooser() {
  if (runs.length < 2)
    return [];
  const select = h('select', { id: 'compare-with' }, runs.filter((run) => run !== current)
    .map((run) => h('option', { value: run.number, selected: run === other }, `Run ${run.number}: ${runTitle(run)}`)));
  const compare = h('button', { type: 'button', class: 'quiet', id: 'compare' }, 'Compare');
  select.addEventListener('change', () => {
    other = runs.find((run) => run.number === Number(select.value));
  });
  compare.addEventListener('click', () => {
    tabs.choose('compare');
    show(current);
    byId('tab-compare').focus();
  });
  return [h('div', { class: 'compare-with' }, h('label', { for: 'compare-with' }, 'with'), select, compare)];
}
