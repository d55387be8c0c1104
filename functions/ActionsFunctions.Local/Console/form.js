import { byId, h } from './dom.js';
import { ms, plural } from './format.js';
import { providerName } from './providers.js';

const PASTED = '';

/** Provider, person or pasted event. */
export function fillForm(setup) {
  byId('providers').replaceChildren(...setup.providers.map((provider, index) =>
    h('label', { class: 'chip', title: `waits ${ms(provider.deadlineMs)} for an answer` },
      h('input', { type: 'radio', name: 'provider', value: provider.route, checked: index === 0 }), h('span', {}, providerName(provider.route)))));
  byId('people').replaceChildren(
    ...setup.people.map((person, index) => choice(person.name, person.name, about(person), index === 0)),
    choice(PASTED, 'your own', 'a pasted event', false));
  byId('people').addEventListener('change', () => showEvent(setup));
  byId('event-fill').addEventListener('click', () => {
    const person = setup.people.find((one) => one.name === byId('event-of').textContent);
    byId('event').value = JSON.stringify(person.event, null, 2);
  });
  showEvent(setup);
}

/** What the form says, as the API takes it. */
export function formRequest() {
  const data = new FormData(byId('form'));
  const user = data.get('user');
  return { provider: data.get('provider'), ...user === PASTED ? { event: byId('event').value } : { user } };
}

function showEvent(setup) {
  const user = new FormData(byId('form')).get('user');
  byId('event-field').hidden = user !== PASTED;
  if (user !== PASTED)
    byId('event-of').textContent = setup.people.find((one) => one.name === user).name;
}

const choice = (value, name, hint, checked) => h('label', { class: 'person' },
  h('input', { type: 'radio', name: 'user', value, checked }), h('span', {}, name, h('small', {}, hint)));

function about(person) {
  const parts = [person.groups === 0 ? 'no groups' : plural(person.groups, 'group')];
  if (person.organization)
    parts.push('organization');
  else
    parts.push(person.status === 'blocked' ? 'blocked' : person.tier ?? 'no profile');
  return parts.join(', ');
}
