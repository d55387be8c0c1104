import { h } from './dom.js';
import { plural } from './format.js';

const OPEN_LEVELS = 3;
const MANY = 24;
const FEW = 4;

/**
 * JSON as a tree of native disclosure elements: Enter opens, a screen reader says what is open, and find-in-page works. `mark` may give a
 * node to stand beside a member of the top level.
 */
export function jsonView(value, mark = () => undefined) {
  return h('div', { class: 'json' }, node(undefined, value, 0, mark));
}

function node(name, value, level, mark) {
  const key = name === undefined ? '' : [h('span', { class: 'k' }, JSON.stringify(name)), ': '];
  const beside = level === 1 ? mark(name) : undefined;
  if (value === null || typeof value !== 'object')
    return h('div', { class: 'leaf' }, key, scalar(value), beside);
  const entries = Array.isArray(value) ? value.map((item) => [undefined, item]) : Object.entries(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0)
    return h('div', { class: 'leaf' }, key, open, close, beside);
  const size = Array.isArray(value) ? plural(entries.length, 'item') : plural(entries.length, 'member');
  const body = h('div', { class: 'inside' });
  // Children are made when they are first seen: an event has hundreds of them.
  const details = h('details', { open: level < OPEN_LEVELS && entries.length <= MANY || entries.length <= FEW, ontoggle: fill },
    h('summary', {}, key, open, h('span', { class: 'size' }, size), beside), body, h('div', { class: 'close' }, close));
  if (details.open)
    fill();
  return details;

  function fill() {
    if (details.open && body.childNodes.length === 0)
      body.append(...entries.map(([member, item]) => node(member, item, level + 1, mark)));
  }
}

function scalar(value) {
  const kind = value === null || typeof value === 'boolean' ? 'w' : typeof value === 'number' ? 'n' : 't';
  return h('span', { class: kind }, JSON.stringify(value));
}

/** The value of these bytes, or undefined. */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
