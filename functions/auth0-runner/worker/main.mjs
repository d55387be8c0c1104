// The process of one Action: loads it once, as Auth0 keeps a module warm between logins, then runs one login at a time.
import vm from 'node:vm';
import { createApi } from './api.mjs';
import { captureConsole } from './console.mjs';
import { completed } from './event.mjs';
import { limitedRequire } from './require.mjs';

// Taken away from the Action, so that none speaks to the server by accident. Its answers are matched by id all the same.
const send = process.send.bind(process);
delete process.send;

process.once('message', load);
process.once('disconnect', () => process.exit(0));

function load({ name, code, packages, builtins, packageFolder, console: shown }) {
  const module = { exports: {} };
  const console = captureConsole(shown);
  try {
    const run = vm.compileFunction(code, ['exports', 'require', 'module'], { filename: `${name}.js` });
    run.call(module.exports, module.exports, limitedRequire({ packages, builtins, packageFolder }), module);
    if (typeof module.exports.onExecutePostLogin !== 'function') throw new TypeError('exports no onExecutePostLogin');
  } catch (fault) {
    send({ type: 'loaded', fault: `${fault?.name ?? 'Error'}: ${fault?.message ?? ''}` }, () => process.exit(1));
    return;
  }
  // As in any Node process, a rejection that nobody handles is the end: the call that runs fails, and a new process takes over.
  for (const event of ['unhandledRejection', 'uncaughtException']) process.on(event, (fault) => send({ type: 'crashed', why: `${event}: ${nameOf(fault)}` }, () => process.exit(1)));
  process.on('message', (call) => run(call, module.exports, console).then((answer) => send({ type: 'answer', id: call.id, ...answer })));
  send({ type: 'loaded' });
}

async function run({ handler, event, secrets, cache }, action, console) {
  let seal = () => ({});
  let why;
  try {
    const login = completed(event, secrets);
    const { api, ...recorded } = createApi(login, cache, handler === 'onContinuePostLogin');
    seal = recorded.seal;
    // One without onContinuePostLogin has nothing to say when the user is back.
    await action[handler]?.(login, api);
    // A turn of the loop, so that a rejection of this login that nobody handles is not counted against the next.
    await new Promise(setImmediate);
  } catch (fault) {
    why = nameOf(fault);
    console.note(fault);
  }
  const { denial, ...said } = seal();
  const heard = why ? { outcome: 'failed', why } : { outcome: denial ? 'denied' : 'succeeded', reason: denial, ...said };
  return { ...heard, ...console.take() };
}

const nameOf = (fault) => (fault instanceof Error ? String(fault.name) : typeof fault);
