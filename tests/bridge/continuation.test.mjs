// A login that is suspended and resumed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import bridge from '../../docs/bridges/auth0/post-login-bridge.js';
import { Auth0Login } from './auth0.mjs';
import { eventOf } from './events.mjs';
import { documentFor, secretsFor, startStub } from './servers.mjs';

const BACK = { method: 'POST', query: { state: 'opaque' }, body: { session_token: 'signed' } };
let stub;

before(async () => {
  stub = await startStub((body) => documentFor(body, body.continuation
    ? { commands: [{ method: 'authentication.recordMethod', args: ['https://consent.example/'] }, { method: 'idToken.setCustomClaim', args: ['consent', true] }] }
    : {
        commands: [{ method: 'redirect.sendUserTo', args: ['https://consent.example/?lang=en', { query: { session_token: 'signed' } }] }],
        continuation: { action: 'consent' },
      }));
});
after(() => stub.stop());

const login = (secrets) => new Auth0Login(bridge, eventOf('ada'), secretsFor(stub.url, secrets));

test('A user who was sent elsewhere comes back to the action that sent them', async () => {
  const sent = login();
  assert.deepEqual(await sent.execute(), { redirect: 'https://consent.example/?lang=en&session_token=signed&state=opaque' });
  stub.requests.length = 0;
  assert.deepEqual(await sent.resume(BACK), { idToken: { consent: true }, accessToken: {} });
  const { event, continuation } = JSON.parse(stub.requests[0].body);
  assert.deepEqual(continuation, { action: 'consent' });
  assert.deepEqual(event.request.body, { session_token: 'signed' });
});

test('A login that was not suspended has nothing to continue', async () => {
  stub.requests.length = 0;
  const strange = login();
  assert.equal((await strange.resume(BACK)).error, 'access_denied');
  assert.deepEqual(strange.logged, ['post-login bridge: no action waits for a continuation']);
  assert.deepEqual(await login({ ACTIONS_ON_FAILURE: 'continue' }).resume(BACK), { idToken: {}, accessToken: {} });
  assert.equal(stub.requests.length, 0);
});

test('A failure on the way back is a failure of the login', async () => {
  const sent = login();
  await sent.execute();
  sent.secrets = { ...sent.secrets, ACTIONS_SIGNING_SECRET: '' };
  assert.equal((await sent.resume(BACK)).error, 'access_denied');
});
