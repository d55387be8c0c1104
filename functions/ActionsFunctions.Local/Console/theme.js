import { byId } from './dom.js';

const KEY = 'console-colours';

/** Colours as the system has them, or as chosen. The choice is all that this page ever stores. */
export function startTheme() {
  const buttons = [...byId('theme').querySelectorAll('button')];
  const apply = (choice) => {
    if (choice === 'auto')
      delete document.documentElement.dataset.theme;
    else
      document.documentElement.dataset.theme = choice;
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(button.value === choice));
  };
  for (const button of buttons) {
    button.addEventListener('click', () => {
      localStorage.setItem(KEY, button.value);
      apply(button.value);
    });
  }
  apply(['light', 'dark'].find((known) => known === localStorage.getItem(KEY)) ?? 'auto');
}
