import { lineDiff } from './diff.js';
import { card, h, scroller, table } from './dom.js';
import { plural } from './format.js';
import { icon } from './icons.js';
import { providerName } from './providers.js';

/** A recorded login beside what the flow makes of it now. People are pseudonyms, as in the file. */
export function recordingView({ name, edited }, { provider, recorded, replayed, differences }) {
  const fact = (term, value) => h('div', {}, h('dt', {}, term), h('dd', {}, value));
  return h('div', { class: 'report' },
    card('Recording', '',
      h('p', {}, differences.length === 0 ? 'The same outcome.' : `${plural(differences.length, 'difference')}.`),
      h('dl', { class: 'facts' },
        fact('File', name), fact('Provider', providerName(provider)), fact('Replayed with', edited ? 'the edited flow' : 'the served flow'))),
    card('Recorded and replayed', '', h('div', { class: 'compare' },
      scroller('Outcomes compared', table('Outcomes at recording and at replay', ['What', 'Recorded', 'Replayed'], outcomes(recorded, replayed), { class: 'grid-table' })),
      commands(recorded.commands, replayed.commands))));
}

/** What a screen reader says of it. */
export const spokenReplay = ({ differences }) => differences.length === 0
  ? 'Recording replayed: the same outcome.'
  : `Recording replayed: ${plural(differences.length, 'difference')}.`;

function outcomes(...both) {
  // An action is a text "name outcome", and no name has a space.
  const [before, now] = both.map(({ actions }) => new Map(actions.map((action) => action.split(' ', 2))));
  const rows = [...new Set([...before.keys(), ...now.keys()])].map((name) => [name, outcome(before.get(name)), outcome(now.get(name))]);
  return [['The login', ...both.map(({ decision }) => sign(decision === 'continue' ? 'issued' : 'denied', decision))], ...rows];
}

const outcome = (text) => text ? sign(text, text) : h('span', { class: 'nothing' }, 'not in the flow');
const sign = (name, text) => h('span', { class: 'with-icon' }, icon(name), ` ${text}`);

function commands(before, now) {
  const signs = { same: ' ', removed: '−', added: '+' };
  return h('div', {}, h('h3', {}, 'Commands'), h('pre', { class: 'line-diff', tabindex: 0, role: 'region', 'aria-label': 'Commands compared' },
    lineDiff(before.join('\n'), now.join('\n')).map((line) => h('span', { class: line.kind }, `${signs[line.kind]} ${line.text}\n`))));
}
