// What becomes of a login whose call fails.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import bridge from '../../docs/bridges/auth0/post-login-bridge.js';
import { Auth0Login } from './auth0.mjs';
import { eventOf } from './events.mjs';
import { documentFor, secretsFor, startStub } from './servers.mjs';

let stub;
let down;
let answer;

before(async () => {
  stub = await startStub((body, request) => answer(body, request));
  const gone = await startStub(() => 200);
  down = gone.url;
  await gone.stop();
});
after(() => stub.stop());

async function login(secrets) {
  const played = new Auth0Login(bridge, eventOf('ada'), secretsFor(stub.url, secrets));
  return { played, outcome: await played.execute() };
}

async function failsAs(logged, secrets) {
  for (const choice of [undefined, 'deny', 'Continue', '']) {
    const { played, outcome } = await login({ ...secrets, ACTIONS_ON_FAILURE: choice });
    assert.deepEqual(outcome, { error: 'access_denied', error_description: 'The sign-in could not be completed. Try again later.' });
    assert.deepEqual(played.logged, [`post-login bridge: ${logged}`]);
  }
  const { played, outcome } = await login({ ...secrets, ACTIONS_ON_FAILURE: 'continue' });
  assert.deepEqual(outcome, { idToken: {}, accessToken: {} });
  assert.deepEqual(played.methods, []);
  assert.deepEqual(played.logged, [`post-login bridge: ${logged}`]);
}

test('A server that is down', () => failsAs('TypeError', { ACTIONS_URL: down }));

test('A server that never answers', { timeout: 10_000 }, async () => {
  answer = () => undefined;
  await failsAs('TimeoutError', { ACTIONS_TIMEOUT_MS: '50' });
});

test('An answer that stops half-way', { timeout: 10_000 }, async () => {
  answer = () => (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"decision":');
  await failsAs('TimeoutError', { ACTIONS_TIMEOUT_MS: '50' });
});

for (const status of [201, 204, 400, 401, 403, 404, 411, 413, 429, 500, 502, 503]) {
  test(`Status ${status}`, async () => {
    answer = () => status;
    await failsAs(`status ${status}`);
  });
}

test('A redirect is not followed', async () => {
  stub.requests.length = 0;
  answer = () => 307;
  await failsAs('TypeError');
  assert.ok(stub.requests.every(({ url }) => url !== '/elsewhere'));
});

test('A signing secret that is none', async () => {
  stub.requests.length = 0;
  for (const secret of [undefined, '', 'whsec_', 'whsec_c2hvcnQ=', 'plain text that is long enough to be one', `whsec_${'!'.repeat(40)}`])
    await failsAs('ACTIONS_SIGNING_SECRET is not whsec_ and base64 of 24 bytes or more', { ACTIONS_SIGNING_SECRET: secret });
  assert.equal(stub.requests.length, 0);
});

test('An address that is not https', async () => {
  for (const url of [undefined, '', 'actions.example', 'http://actions.example/api/post-login/auth0', 'ftp://127.0.0.1/', 'http://127.0.0.1.evil.example/'])
    await failsAs('ACTIONS_URL is not https', { ACTIONS_URL: url });
});

test('A time limit that is none', async () => {
  for (const limit of ['0', '-1', '6s', '1.5', '15001', 'Infinity'])
    await failsAs('ACTIONS_TIMEOUT_MS is not 1 to 15000', { ACTIONS_TIMEOUT_MS: limit });
});

test('A time limit may be left out', async () => {
  answer = (body) => documentFor(body);
  for (const limit of [undefined, '6000'])
    assert.deepEqual((await login({ ACTIONS_TIMEOUT_MS: limit })).outcome, { idToken: {}, accessToken: {} });
});

test('An Action without any secrets denies', async () => {
  const played = new Auth0Login(bridge, eventOf('ada'), {});
  assert.equal((await played.execute()).error, 'access_denied');
});

test('What is logged has no address, no user and no secret', async () => {
  answer = (body) => documentFor(body, { commands: [{ method: 'accessToken.setCustomClaim', args: ['scope', 'ada@contoso.example'] }] });
  for (const secrets of [{}, { ACTIONS_URL: down }]) {
    const { played } = await login(secrets);
    assert.equal(played.logged.length, 1);
    assert.ok(!/ada|127\.0\.0\.1|contoso|whsec_/.test(played.logged[0]));
  }
});
