// One process that runs one Action, one login at a time.
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = realpathSync(fileURLToPath(new URL('./worker/', import.meta.url)));
const PAGE = 4096;
const WATCH_MS = 50;
const OUTSIDE_HEAP_MB = 128; // what Node itself takes, and buffers, which the limit of the heap does not count
// The environment holds the secrets of all actions and the function key. Only what Node needs to start and to trust hosts is passed on.
const PASSED = ['NODE_EXTRA_CA_CERTS', 'SystemRoot', 'TZ'];

export class Worker {
  #process;
  #loaded = withResolvers();
  #gone = withResolvers();
  #call;
  #why;

  constructor(action) {
    this.#process = fork(join(FOLDER, 'main.mjs'), [], {
      execArgv: [...permissions(action), `--max-old-space-size=${action.memoryMb}`, '--no-warnings'],
      env: Object.fromEntries(PASSED.filter((name) => process.env[name] !== undefined).map((name) => [name, process.env[name]])),
      cwd: FOLDER,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#process.on('message', (message) => this.#hear(message));
    this.#process.on('exit', (code, signal) => this.#ended(this.#why ?? (signal === 'SIGABRT' ? 'out of memory' : `the process ended with ${signal ?? code}`)));
    this.#process.on('error', () => this.#ended('the process cannot be started'));
    const { name, code, packages, builtins, packageFolder, console } = action;
    this.limit = action.memoryMb + OUTSIDE_HEAP_MB;
    this.secrets = action.secrets;
    this.#process.send({ name, code, packages, builtins, packageFolder, console }, () => {});
  }

  /** Undefined when it can run logins, else why it cannot. */
  get loaded() { return this.#loaded.promise; }

  /** When the process has ended: why. */
  get gone() { return this.#gone.promise; }

  get killed() { return this.#process.killed; }

  /** Runs one login; settles only with an answer. Whoever waits has to watch gone as well. */
  run({ handler, event, cache }) {
    const answer = withResolvers();
    // A new id for every call: an Action that goes on after its answer cannot speak for the next login.
    const id = randomUUID();
    this.#call = { id, answer, watch: this.#watch() };
    this.#process.send({ id, handler, event, cache, secrets: this.secrets }, () => {});
    return answer.promise;
  }

  kill() {
    this.#process.kill('SIGKILL');
    return this.gone;
  }

  // The Action shares the process with its worker and may reach the channel: no message is what it should be until it is looked at.
  #hear(message) {
    const { type, id, ...said } = message ?? {};
    if (type === 'loaded') this.#loaded.resolve(said.fault === undefined ? undefined : String(said.fault));
    if (type === 'crashed') this.#why = String(said.why);
    if (type !== 'answer' || id !== this.#call?.id || this.#why) return;
    const { answer } = this.#call;
    this.#idle();
    answer.resolve(isAnswer(said) ? said : { outcome: 'failed', why: 'an answer in another form' });
  }

  #ended(why) {
    this.#idle();
    this.#loaded.resolve(why);
    this.#gone.resolve(why);
  }

  #idle() {
    clearInterval(this.#call?.watch);
    this.#call = undefined;
  }

  // Only Linux tells what another process takes; elsewhere the limit of the heap stands alone.
  #watch() {
    if (process.platform !== 'linux') return undefined;
    return setInterval(async () => {
      const pages = await readFile(`/proc/${this.#process.pid}/statm`, 'utf8').then((text) => Number(text.split(' ')[1]), () => 0);
      if (pages * PAGE <= this.limit * 1024 * 1024) return;
      this.#why = 'out of memory';
      this.kill();
    }, WATCH_MS).unref();
  }
}

const isText = (value) => value === undefined || typeof value === 'string';
const isList = (list, isItem) => list === undefined || (Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null && isItem(item)));

const isAnswer = ({ outcome, reason, why, text, lines, commands, cacheWrites }) =>
  ['succeeded', 'failed', 'denied'].includes(outcome) && (outcome !== 'denied' || Boolean(reason)) && [reason, why, text].every(isText) && Number.isInteger(lines ?? 0)
  && isList(commands, ({ method, args }) => typeof method === 'string' && Array.isArray(args)) && isList(cacheWrites, ({ key }) => typeof key === 'string');

// No files but the runner's own worker and the packages, no processes, threads or addons: the server's /proc/…/environ stays closed too.
function permissions({ packages, packageFolder }) {
  const known = process.allowedNodeEnvironmentFlags;
  const folders = packages.length > 0 ? [FOLDER, join(packageFolder, 'node_modules')] : [FOLDER];
  return [
    known.has('--permission') ? '--permission' : '--experimental-permission',
    ...folders.map((folder) => `--allow-fs-read=${join(folder, '*')}`),
    ...(known.has('--allow-net') ? ['--allow-net'] : []),
  ];
}

// Promise.withResolvers came with Node 22.
function withResolvers() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
}
