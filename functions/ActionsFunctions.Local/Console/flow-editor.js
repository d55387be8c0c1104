import { byId } from './dom.js';

let served = '';

/** The flow as text: edited here, run beside the server, saved nowhere. */
export function startFlowEditor(setup) {
  served = setup.flow;
  byId('types').textContent = setup.actionTypes.join(', ');
  byId('flow').value = served;
  byId('flow').addEventListener('input', showState);
  byId('flow-reset').addEventListener('click', () => {
    byId('flow').value = served;
    showState();
  });
  // Tab leaves the field, as everywhere; indenting is what Shift-less Enter keeps.
  byId('flow').addEventListener('keydown', keepIndent);
  showState();
}

export const flowText = () => byId('flow').value;

/** The edited text, or nothing where it is as served. */
export const editedFlow = () => flowText() === served ? undefined : flowText();

function showState() {
  const edited = editedFlow() !== undefined;
  byId('flow-state').textContent = edited ? 'edited' : 'as served';
  byId('flow-state').classList.toggle('on', edited);
}

function keepIndent(event) {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.isComposing)
    return;
  const area = event.currentTarget;
  const line = area.value.slice(0, area.selectionStart).split('\n').at(-1);
  event.preventDefault();
  area.setRangeText(`\n${/^\s*/.exec(line)[0]}`, area.selectionStart, area.selectionEnd, 'end');
  showState();
}
