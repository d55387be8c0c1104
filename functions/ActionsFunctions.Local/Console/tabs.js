import { h } from './dom.js';

let chosen = 'claims';

/** Tabs as in the ARIA Authoring Practices: one stop for Tab, arrows between them. The choice survives the next run. */
export function tabs(label, pages) {
  const shown = pages.some((page) => page.id === chosen) ? chosen : pages[0].id;
  const panel = h('div', { class: 'card-body', role: 'tabpanel', id: 'tabpanel', tabindex: 0 });
  const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': label });
  const buttons = pages.map((page) => h('button', {
    type: 'button', role: 'tab', id: `tab-${page.id}`, 'aria-controls': 'tabpanel', onclick: () => show(page.id),
  }, page.title, page.count === undefined ? '' : h('span', { class: `count${page.alert ? ' alert' : ''}` }, page.count)));
  list.append(...buttons);
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined)
      return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement) + step;
    const to = Number.isFinite(step) ? (at + buttons.length) % buttons.length : step > 0 ? buttons.length - 1 : 0;
    show(pages[to].id);
    buttons[to].focus();
  });

  function show(id) {
    chosen = id;
    for (const [index, button] of buttons.entries()) {
      const active = pages[index].id === id;
      button.setAttribute('aria-selected', String(active));
      button.tabIndex = active ? 0 : -1;
      if (active)
        panel.replaceChildren(pages[index].content());
    }
    panel.setAttribute('aria-labelledby', `tab-${id}`);
  }

  show(shown);
  return h('section', { class: 'card', 'aria-label': label }, list, panel);
}

/** Opens a page of the tabs that are made next. */
export function choose(id) {
  chosen = id;
}
