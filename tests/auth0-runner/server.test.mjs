// The server and its configuration.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readSettings } from '../../functions/auth0-runner/settings.mjs';
import { eventOf, folderOf, post, running } from './running.mjs';

const FINE = 'exports.onExecutePostLogin = async () => {};';
const MAIN = fileURLToPath(new URL('../../functions/auth0-runner/main.mjs', import.meta.url));
let open;
let keyed;

before(async () => {
  open = await running({ fine: FINE });
  keyed = await running({ fine: FINE, shown: { code: `exports.onExecutePostLogin = async () => { console.log('line one\\nline two', 'x'.repeat(300)); };`, console: true } },
    { RUNNER_KEY: 'key' }, { functionKey: 'RUNNER_KEY', host: '0.0.0.0' });
}, { timeout: 60_000 });
after(() => Promise.all([open?.stop(), keyed?.stop()]));

// One request as it is written, with a body or without.
const raw = (url, { method = 'POST', headers = {}, body = '{}', path = '/api/actions/fine' } = {}) => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(url);
  const call = request({ hostname, port, path, method, headers: { 'content-type': 'application/json', ...headers }, setDefaultHeaders: true }, (response) => {
    response.resume();
    resolve({ status: response.statusCode, allow: response.headers.allow });
  });
  call.on('error', reject);
  call.end(body);
});

const FAULTS = {
  'an unknown action': [404, { path: '/api/actions/other' }],
  'an unknown path': [404, { path: '/' }],
  'a wrong method': [405, { method: 'PUT' }],
  'a form': [415, { headers: { 'content-type': 'text/plain' } }],
  'a compressed body': [415, { headers: { 'content-encoding': 'gzip' } }],
  'a body without length': [411, { headers: { 'transfer-encoding': 'chunked' } }],
  'a body over 256 KiB': [413, { headers: { 'content-length': '300000' }, body: 'x'.repeat(300_000) }],
  'no JSON': [400, { body: '{' }],
  'no event': [400, { body: '{"event":[]}' }],
  'a continuation that is none': [400, { body: '{"event":{},"continuation":1}' }],
  'a name that someone pointed at this machine': [421, { headers: { host: 'evil.example' } }],
};
for (const [what, [status, call]] of Object.entries(FAULTS)) {
  test(`${status} for ${what}`, async () => assert.equal((await raw(open.url, call)).status, status));
}

test('A wrong method is told the right one, and health needs no key', async () => {
  assert.equal((await raw(open.url, { method: 'PUT' })).allow, 'POST');
  const { port } = new URL(keyed.url);
  assert.equal((await fetch(`http://127.0.0.1:${port}/api/health/ready`)).status, 200);
});

test('With a key only those who have it are heard, and nobody learns which actions there are', async () => {
  const { port } = new URL(keyed.url);
  const status = async (path, key) => (await post(`http://127.0.0.1:${port}/api/actions/${path}`, { event: eventOf() }, key ? { 'x-functions-key': key } : {})).status;
  assert.deepEqual(await Promise.all([status('fine', 'key'), status('fine', 'guessed'), status('fine'), status('other'), status('other', 'key')]), [200, 401, 401, 401, 404]);
});

test('The console is shown where the configuration asks for it, in one line of 256 characters', async () => {
  const { port } = new URL(keyed.url);
  await post(`http://127.0.0.1:${port}/api/actions/shown`, { event: eventOf() }, { 'x-functions-key': 'key' });
  const [line] = keyed.logged.filter((one) => one.startsWith('shown: '));
  assert.match(line, /^shown: line one line two x+$/);
  assert.equal(line.length, 'shown: '.length + 256);
});

test('All mistakes of a configuration are reported together, by key', () => {
  const { file, remove } = folderOf({ fine: FINE, bad: { code: FINE, timeoutMs: 20_001, memoryMb: '64', workers: 0, queue: -1, secrets: { KEY: 'UNSET' }, builtins: ['nonsense'], packages: 'axios', colour: 'red' } },
    { host: '0.0.0.0', port: 70_000, packageFolder: 'nowhere', more: 1 });
  assert.throws(() => readSettings(file, {}), ({ mistakes }) => {
    assert.deepEqual(mistakes.map((mistake) => mistake.split(': ')[0]).sort(), ['actions:1:builtins', 'actions:1:colour', 'actions:1:memoryMb', 'actions:1:packages', 'actions:1:queue',
      'actions:1:secrets:KEY', 'actions:1:timeoutMs', 'actions:1:workers', 'functionKey', 'more', 'packageFolder', 'port']);
    return true;
  });
  remove();
});

const BROKEN = { 'does not parse': 'exports.onExecutePostLogin = ;', 'exports nothing': '', 'throws': 'throw new Error("at load");', 'ends the process': 'process.exit(0);', 'needs a package that is not allowed': 'require("axios");' };
for (const [what, code] of Object.entries(BROKEN)) {
  test(`An Action that ${what} keeps the server from starting`, () => assert.rejects(running({ broken: code }), /^Error: broken: /));
}

test('The command serves until it is stopped, and says what is wrong in one line each', { timeout: 60_000 }, async () => {
  const { file, remove } = folderOf({ fine: FINE });
  const served = spawn(process.execPath, [MAIN, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(served.stdout, 'data');
  const url = /^Serving (http:\/\/127\.0\.0\.1:\d+)\/api\/actions\/\{fine\}\n$/.exec(line)[1];
  assert.equal((await post(`${url}/api/actions/fine`, { event: eventOf() })).status, 200);
  served.kill('SIGTERM');
  assert.deepEqual(await once(served, 'exit'), [0, null]);
  remove();
  const failed = spawn(process.execPath, [MAIN, file], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [told] = await once(failed.stderr, 'data');
  assert.equal(String(told), `auth0-runner: ${file}: cannot be read\n`);
  assert.deepEqual(await once(failed, 'exit'), [1, null]);
});
