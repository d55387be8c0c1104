// The console of an Action. Auth0 keeps 256 characters of an execution; here it is counted, and kept only where the configuration asks for it.
import { format } from 'node:util';

const KEPT = 256;
const WRITING = ['log', 'info', 'warn', 'error', 'debug', 'trace'];

export function captureConsole(shown) {
  let lines = 0;
  let text = '';
  const note = (...args) => {
    lines += 1;
    // One line in the server's log, whatever the Action writes.
    if (shown && text.length < KEPT) text = `${text} ${format(...args).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`.trim().slice(0, KEPT);
  };
  for (const name of Object.keys(console).filter((key) => typeof console[key] === 'function')) console[name] = WRITING.includes(name) ? note : () => {};
  return {
    note,
    take() {
      const taken = { lines, text };
      [lines, text] = [0, ''];
      return taken;
    },
  };
}
