// What one Action, or one login, cannot do to another, to the server or to the machine.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { claimsOf, outcomeOf, running } from './running.mjs';

const action = (body) => `exports.onExecutePostLogin = async (event, api) => { ${body} };`;
const claim = (name, value) => `api.idToken.setCustomClaim('${name}', ${value});`;
const FAULTS = {
  loop: 'for (;;);',
  promises: 'for (;;) await null;',
  never: 'await new Promise(() => {});',
  heap: 'const kept = []; for (;;) kept.push(new Array(1000).fill(kept.length));',
  buffers: 'const kept = []; for (;;) kept.push(Buffer.alloc(1 << 24, 1));',
  exit: 'process.exit(0);',
  abort: 'process.abort();',
  throws: 'throw new TypeError("of " + event.user.email);',
  rejection: 'Promise.reject(new Error(event.user.email));',
  late: 'setTimeout(() => { throw new Error(event.user.email); }, 1); await new Promise((done) => setTimeout(done, 200));',
  flood: 'for (let i = 0; i < 30000; i++) api.idToken.setCustomClaim("claim" + i, "x");',
};
const faulty = (name) => `${action(`if (event.request.query.fault) { api.idToken.setCustomClaim('said', true); ${FAULTS[name]} } else ${claim('fine', 'true')}`)}`;
const SECRETS = { OF_ONE: 'the secret of one', OF_TWO: 'the secret of two', RUNNER_KEY: 'unused' };
let runner;

before(async () => {
  const short = new Set(['loop', 'promises', 'never']);
  const faults = Object.keys(FAULTS).map((name) => [name, { code: faulty(name), memoryMb: 48, ...(short.has(name) && { timeoutMs: 2_000 }) }]);
  const curious = action(`${claim('secrets', 'event.secrets')} ${claim('environment', 'process.env')} ${claim('arguments', 'process.argv.slice(2)')}`);
  runner = await running({
    ...Object.fromEntries(faults),
    one: { code: curious, secrets: { API_KEY: 'OF_ONE' } },
    two: { code: curious, secrets: { API_KEY: 'OF_TWO' } },
    polluting: action('Object.prototype.polluted = "yes"; Array.prototype.map = () => ["stolen"]; JSON.stringify = () => "{}"; globalThis.leaked = event.user.email;'),
    clean: action(`${claim('polluted', '({}).polluted ?? "no"')} ${claim('list', '[1].map((n) => n + 1)')} ${claim('leaked', 'typeof leaked')}`),
    files: { code: `const fs = require('fs');
      const tried = (read) => { try { return String(read()).length; } catch (error) { return error.code; } };
      ${action(`${claim('server', 'tried(() => fs.readFileSync(`/proc/${process.ppid}/environ`))')} ${claim('etc', 'tried(() => fs.readFileSync("/etc/passwd"))')}
        ${claim('write', 'tried(() => fs.writeFileSync("/tmp/auth0-runner-was-here", ""))')} ${claim('process', 'tried(() => require("child_process").execSync("true"))')}`)}`, builtins: ['fs', 'child_process'] },
    crowd: { code: `let inside = 0; let seen = 0; globalThis.current = undefined;
      ${action(`inside += 1; seen += 1; globalThis.current = event.user.user_id; const together = inside;
        await new Promise((done) => setTimeout(done, event.request.query.wait));
        ${claim('me', 'event.user.user_id')} ${claim('current', 'globalThis.current')} ${claim('together', 'together')} inside -= 1;`)}`, workers: 3, queue: 100 },
    trailing: `let before; ${action(`const earlier = before; before = api; let heard = 'nobody was there';
      if (earlier) { try { earlier.idToken.setCustomClaim('stolen', event.user.email); heard = 'heard'; } catch (error) { heard = error.message; } }
      ${claim('heard', 'heard')}`)}`,
    afterwards: `let calls = 0; ${action(`calls += 1; const mine = calls; setTimeout(() => { try { api.idToken.setCustomClaim('late', mine); } catch {} }, 20); await new Promise((done) => setTimeout(done, 60));
      ${claim('calls', 'mine')}`)}`,
    fresh: { code: `let calls = 0; ${action(`calls += 1; ${claim('calls', 'calls')}`)}`, freshProcess: true },
    warm: `let calls = 0; ${action(`calls += 1; ${claim('calls', 'calls')}`)}`,
    forging: { code: `let id; process.on('message', (message) => { id = message.id; });
      ${action('for (const junk of [null, 1, [], {}, { type: "answer" }]) process._send(junk); process._send({ type: "answer", id, ...event.request.query });')}` },
    busy: { code: action('await new Promise((done) => setTimeout(done, 400));'), queue: 1 },
    queued: { code: action('await new Promise((done) => setTimeout(done, event.request.query.wait));'), queue: 5, timeoutMs: 1_200 },
  }, SECRETS);
}, { timeout: 120_000 });
after(() => runner?.stop());

const EXPECTED = { loop: 'timed-out', promises: 'timed-out', never: 'timed-out' };
for (const name of Object.keys(FAULTS)) {
  test(`After ${name} nothing is heard, and the next login finds the Action as ever`, async () => {
    const lost = await runner.call(name, { request: { query: { fault: 'yes' } } });
    assert.equal(outcomeOf(lost), EXPECTED[name] ?? 'failed');
    assert.equal(lost.decision, 'continue');
    assert.deepEqual(lost.commands, []);
    assert.deepEqual(claimsOf(await runner.call(name)), { fine: true });
  });
}

test('The log names errors and holds nothing of an event', () => {
  assert.ok(runner.logged.some((line) => /^heap: failed after \d+ ms \(out of memory\)/.test(line)));
  assert.ok(runner.logged.some((line) => /^throws: failed after \d+ ms \(TypeError\)/.test(line)));
  assert.ok(runner.logged.some((line) => /^rejection: failed after \d+ ms \(unhandledRejection: Error\)/.test(line)));
  assert.deepEqual(runner.logged.filter((line) => line.includes('@')), []);
});

test('An Action sees its own secrets, none of another and nothing of the server\'s environment', async () => {
  const [one, two] = [claimsOf(await runner.call('one')), claimsOf(await runner.call('two'))];
  assert.deepEqual(one.secrets, { API_KEY: 'the secret of one' });
  assert.deepEqual(two.secrets, { API_KEY: 'the secret of two' });
  assert.doesNotMatch(JSON.stringify(one.environment), /secret|PATH|HOME/);
  assert.deepEqual(one.arguments, []);
});

test('Polluted prototypes and globals stay with the Action that polluted them', async () => {
  await runner.call('polluting');
  assert.deepEqual(claimsOf(await runner.call('clean')), { polluted: 'no', list: [2], leaked: 'undefined' });
  assert.equal({}.polluted, undefined);
});

test('Even with the modules allowed no file is read or written and no process started', async () => {
  const denied = 'ERR_ACCESS_DENIED';
  assert.deepEqual(claimsOf(await runner.call('files')), { server: denied, etc: denied, write: denied, process: denied });
});

test('Logins at the same time never mix, and no worker has two at once', async () => {
  const logins = Array.from({ length: 60 }, (_, i) => ({ user: { user_id: `auth0|${i}` }, request: { query: { wait: i % 7 } } }));
  const documents = await Promise.all(logins.map((login) => runner.call('crowd', login)));
  documents.forEach((document, i) => assert.deepEqual(claimsOf(document), { me: `auth0|${i}`, current: `auth0|${i}`, together: 1 }));
});

test('Who keeps the api of an earlier login is not heard in a later one', async () => {
  await runner.call('trailing');
  assert.deepEqual(claimsOf(await runner.call('trailing')), { heard: 'The login is over: what is said now is not heard.' });
});

const FORGED = {
  'no outcome': {}, 'a denial without a reason': { outcome: 'denied' }, 'commands that are none': { outcome: 'succeeded', commands: [null] },
  'writes that are none': { outcome: 'succeeded', cacheWrites: [null] }, 'a text that is none': { outcome: 'failed', why: {} },
};
for (const [what, query] of Object.entries(FORGED)) {
  test(`An Action that speaks to the server itself and says ${what} fails, and nothing else does`, async () => {
    assert.equal(outcomeOf(await runner.call('forging', { request: { query } })), 'failed');
    assert.equal(outcomeOf(await runner.call('clean')), 'succeeded');
  });
}

test('What is said in time counts, from a timer too', async () => {
  assert.deepEqual(claimsOf(await runner.call('afterwards')), { late: 1, calls: 1 });
});

test('A module stays warm from login to login, unless the process is to be fresh', async () => {
  assert.deepEqual([claimsOf(await runner.call('warm')).calls, claimsOf(await runner.call('warm')).calls], [1, 2]);
  assert.deepEqual([claimsOf(await runner.call('fresh')).calls, claimsOf(await runner.call('fresh')).calls], [1, 1]);
});

test('Whoever finds the queue full is told so at once', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => runner.call('busy')));
  assert.deepEqual(answers.map((answer) => (typeof answer === 'number' ? answer : outcomeOf(answer))).sort(), [503, 503, 'succeeded', 'succeeded']);
});

test('Waiting counts as time, and who waited too long takes nobody else\'s', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => runner.call('queued', { request: { query: { wait: 900 } } })));
  assert.deepEqual(answers.map(outcomeOf), ['succeeded', 'timed-out', 'timed-out']);
  assert.equal(outcomeOf(await runner.call('queued')), 'succeeded');
});
