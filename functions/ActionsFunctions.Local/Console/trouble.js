import { byId, h } from './dom.js';

const delays = [['graphDelayMs', 'Graph is slow by'], ['backendDelayMs', 'The backend is slow by']];
const switches = [
  ['graphThrottles', 'Graph is throttled', '429 with Retry-After'],
  ['backendDown', 'The backend is down', '503'],
  ['tokenEndpointDown', 'The token endpoint is down', '503, on an instance without a token'],
  ['secretsExpired', 'The client secrets have expired', 'AADSTS7000222'],
];

/** What goes wrong in the local tenant during the next run. The server clamps; a browser that objected could point at a field in a closed panel. */
export function startTrouble() {
  byId('switches').replaceChildren(
    ...delays.map(([name, label]) => h('div', { class: 'delay' }, h('label', { for: name }, label),
      h('input', { id: name, type: 'number', min: 0, max: 30000, step: 100, value: 0, inputmode: 'numeric' }), h('span', { class: 'unit' }, 'ms'))),
    ...switches.map(([name, label, hint]) => h('label', { class: 'switch' }, h('input', { type: 'checkbox', id: name }), ' ', h('span', {}, label, h('small', {}, hint)))));
  byId('switches').addEventListener('input', showState);
}

export const trouble = () => Object.fromEntries([
  ...delays.map(([name]) => [name, Number(byId(name).value) || 0]),
  ...switches.map(([name]) => [name, byId(name).checked]),
]);

function showState() {
  const on = Object.values(trouble()).filter(Boolean).length;
  byId('faults-state').textContent = on === 0 ? 'nothing' : `${on} on`;
  byId('faults-state').classList.toggle('on', on > 0);
}
