// The workers of one action: who waits, who runs, and a new worker for every one that is lost.
import { KeptCache } from './kept-cache.mjs';
import { Worker } from './worker.mjs';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

export class Pool {
  #action;
  #log;
  #cache = new KeptCache();
  #workers = new Set();
  #idle = [];
  #waiting = [];
  #pause = 0;
  #stopped = false;

  constructor(action, log) {
    this.#action = action;
    this.#log = log;
  }

  /** Starts the workers; gives why the Action does not load, or undefined. */
  async start() {
    const started = Array.from({ length: this.#action.workers }, () => this.#add());
    const fault = (await Promise.all(started.map((worker) => worker.loaded))).find((one) => one !== undefined);
    return fault && `${this.#action.name}: ${fault}`;
  }

  /** Runs one login: {outcome, commands?, reason?}, or undefined where too many wait already. Never rejects. */
  run(call) {
    if (this.#idle.length === 0 && this.#waiting.length >= this.#action.queue) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const job = { call, began: Date.now(), resolve };
      // Counted from here: whoever waits has no more time than whoever runs at once.
      job.timer = setTimeout(() => this.#overrun(job), this.#action.timeoutMs);
      this.#waiting.push(job);
      this.#next();
    });
  }

  async stop() {
    this.#stopped = true;
    for (const job of this.#waiting.splice(0)) this.#end(job, { outcome: 'failed', why: 'stopped' });
    await Promise.all([...this.#workers].map((worker) => worker.kill()));
  }

  #add() {
    const worker = new Worker(this.#action);
    this.#workers.add(worker);
    worker.loaded.then((fault) => fault === undefined && this.#release(worker));
    worker.gone.then((why) => this.#replace(worker, why));
    return worker;
  }

  #release(worker) {
    if (!this.#workers.has(worker) || worker.killed) return;
    this.#idle.push(worker);
    this.#next();
  }

  #next() {
    if (this.#waiting.length === 0 || this.#idle.length === 0) return;
    const job = this.#waiting.shift();
    job.worker = this.#idle.pop(); // the one last used: what its Action keeps in the module is warmest
    job.worker.job = job;
    job.worker.run({ ...job.call, cache: this.#cache.find(job.call.tenant) }).then((answer) => this.#answered(job, answer));
  }

  #answered(job, { cacheWrites = [], ...answer }) {
    const { worker } = job;
    worker.job = undefined;
    this.#pause = 0;
    if (answer.outcome !== 'failed') this.#cache.commit(job.call.tenant, cacheWrites);
    this.#end(job, answer);
    if (this.#action.freshProcess) worker.kill();
    else this.#release(worker);
  }

  #overrun(job) {
    this.#waiting = this.#waiting.filter((other) => other !== job);
    this.#end(job, { outcome: 'timed-out', why: job.worker ? 'its time is over' : 'no worker was free' });
    // Nothing else ends a loop.
    job.worker?.kill();
  }

  #replace(worker, why) {
    this.#workers.delete(worker);
    this.#idle = this.#idle.filter((other) => other !== worker);
    if (worker.job) this.#end(worker.job, { outcome: 'failed', why });
    if (this.#stopped) return;
    // One that is lost while nobody asked would be lost again at once: the pause doubles until a login is answered.
    this.#pause = worker.job || worker.killed ? 0 : Math.min(Math.max(FIRST_PAUSE_MS, this.#pause * 2), LONGEST_PAUSE_MS);
    if (this.#pause > 0) this.#log(`${this.#action.name}: a worker was lost (${nameIn(why)}), another starts in ${this.#pause} ms`);
    setTimeout(() => this.#stopped || this.#add(), this.#pause).unref();
  }

  #end(job, { why, text, lines = 0, ...answer }) {
    clearTimeout(job.timer);
    // Names of errors only: their texts can hold what the event holds.
    if (why && !job.ended) this.#log(`${this.#action.name}: ${answer.outcome} after ${Date.now() - job.began} ms (${nameIn(why)}), ${lines} console lines`);
    if (this.#action.console && text) this.#log(`${this.#action.name}: ${text}`);
    job.ended = true;
    job.resolve(answer);
  }
}

// An Action chooses the names of its errors: no new lines, and no long texts, in the log.
const nameIn = (why) => why.replace(/[^\w :.-]/g, '').slice(0, 80);
