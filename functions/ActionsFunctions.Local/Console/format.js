import { h } from './dom.js';

/** A time in a unit that reads well: 0.42 ms, 12.4 ms, 186 ms, 2.4 s. */
export function ms(value) {
  if (value >= 1000)
    return `${trimmed(value / 1000, value % 1000 === 0 ? 0 : 2)} s`;
  if (value >= 100)
    return `${Math.round(value)} ms`;
  return `${trimmed(value, value < 10 ? 2 : 1)} ms`;
}

export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** A claim name, its namespace in the background. */
export function claimName(name) {
  const cut = name.lastIndexOf('/') + 1;
  return h('code', { class: 'claim' }, cut > 0 ? [h('span', {}, name.slice(0, cut)), h('wbr')] : '', h('b', {}, name.slice(cut)));
}

/** JSON on one line, cut where it gets long. */
export function shortJson(value, most = 90) {
  const text = JSON.stringify(value);
  if (text === undefined)
    return '';
  return text.length <= most ? text : `${text.slice(0, most)}… (${Array.isArray(value) ? plural(value.length, 'item') : plural(text.length, 'character')})`;
}

export const tokenNames = { idToken: 'ID token', accessToken: 'access token' };

const trimmed = (value, digits) => value.toFixed(digits).replace(/\.0+$/, '');
