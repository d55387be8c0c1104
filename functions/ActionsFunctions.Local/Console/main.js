import * as api from './api.js';
import { byId, h } from './dom.js';
import { editedFlow, flowText, startFlowEditor } from './flow-editor.js';
import { fillForm, formRequest } from './form.js';
import { recordingView, spokenReplay } from './recording.js';
import * as runs from './runs.js';
import { startTheme } from './theme.js';
import { startTrouble, trouble } from './trouble.js';

const fields = ['event', 'flow', 'recording'];

startTheme();
startTrouble();
byId('where').textContent = location.host;
byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  login();
});
byId('recording').addEventListener('change', openRecording);
byId('key-use').addEventListener('click', () => {
  api.useKey(byId('key').value);
  start();
});
// From any field, the text fields included.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
    byId('form').requestSubmit();
});
start();

async function start() {
  try {
    const setup = await api.setup();
    fillForm(setup);
    startFlowEditor(setup);
    showFaults([]);
    byId('key-field').hidden = true;
    byId('run').disabled = false;
  } catch (refused) {
    byId('run').disabled = true;
    byId('key-field').hidden = refused.status !== 401;
    showFaults(refused.status === 401 ? [] : refused.faults);
  }
}

async function login() {
  const button = byId('run');
  if (button.disabled)
    return;
  button.disabled = true;
  button.firstElementChild.textContent = 'Logging in…';
  const text = flowText();
  try {
    const run = await api.run({ ...formRequest(), flow: editedFlow(), tenant: trouble(), keep: byId('keep').checked });
    showFaults([]);
    runs.add({ ...run, flowText: text });
    if (matchMedia('(max-width: 60rem)').matches)
      byId('result').scrollIntoView();
  } catch (refused) {
    if (!(refused instanceof api.Refused))
      throw refused;
    showFaults(refused.faults);
  } finally {
    button.disabled = false;
    button.firstElementChild.textContent = 'Log in';
  }
}

async function openRecording() {
  const [file] = byId('recording').files;
  if (!file)
    return;
  const flow = editedFlow();
  try {
    const replay = await api.replay({ recording: await file.text(), flow });
    showFaults([]);
    runs.leave();
    byId('report').replaceChildren(recordingView({ name: file.name, edited: flow !== undefined }, replay));
    byId('live').textContent = spokenReplay(replay);
  } catch (refused) {
    if (!(refused instanceof api.Refused))
      throw refused;
    showFaults(refused.faults);
  } finally {
    // The same file may be opened again, once the flow is edited.
    byId('recording').value = '';
  }
}

/** Faults beside the field they are about; the first such field is opened and focused. */
function showFaults(faults) {
  const of = (fault) => fault.key === 'event' || fault.key === 'recording' ? fault.key : fault.key === 'flow' || /^PostLogin/i.test(fault.key) ? 'flow' : 'run';
  for (const place of [...fields, 'run'])
    byId(`${place}-faults`).replaceChildren(...faults.filter((fault) => of(fault) === place).map((fault) => h('li', {}, h('code', {}, fault.key), `: ${fault.message}`)));
  const wrong = fields.filter((field) => faults.some((fault) => of(fault) === field));
  for (const field of fields)
    byId(field).setAttribute('aria-invalid', String(wrong.includes(field)));
  if (faults.length > 0)
    byId('live').textContent = `${faults.length} faults. ${faults.map((fault) => `${fault.key}: ${fault.message}`).join('. ')}`;
  if (wrong.includes('flow'))
    byId('flow-panel').open = true;
  if (wrong.length > 0)
    byId(wrong[0]).focus();
}
