// Nodes are built by calls, never from text: what a provider or a person wrote cannot become markup.
const SVG = 'http://www.w3.org/2000/svg';

export const h = (tag, attributes, ...children) => build(document.createElement(tag), attributes, children);
export const svg = (tag, attributes, ...children) => build(document.createElementNS(SVG, tag), attributes, children);
export const byId = (id) => document.getElementById(id);

/** A card with a heading; what stands beside the heading comes in `aside`. */
export function card(title, aside, ...body) {
  const id = `h-${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  return h('section', { class: 'card', 'aria-labelledby': id },
    h('div', { class: 'card-head' }, h('h2', { id }, title), aside),
    h('div', { class: 'card-body' }, body));
}

/** Something wide: it scrolls by itself, by keyboard too, so that the page never has to. */
export const scroller = (label, ...children) => h('div', { class: 'scroll', role: 'region', 'aria-label': label, tabindex: 0 }, children);

export function table(caption, heads, rows, attributes = {}) {
  return h('table', attributes,
    h('caption', { class: 'visually-hidden' }, caption),
    h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, rows.map(([first, ...rest]) => h('tr', {}, h('th', { scope: 'row' }, first), rest.map((cell) => h('td', {}, cell))))));
}

/** A group of buttons of which one is pressed. */
export function segments(label, choices, current, choose) {
  return h('div', { class: 'segments', role: 'group', 'aria-label': label }, choices.map(([value, text]) =>
    h('button', { type: 'button', 'aria-pressed': String(value === current), onclick: () => choose(value) }, text)));
}

function build(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false)
      continue;
    if (name.startsWith('on'))
      node.addEventListener(name.slice(2), value);
    else
      node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}
