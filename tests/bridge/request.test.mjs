// What the bridge sends.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import bridge from '../../docs/bridges/auth0/post-login-bridge.js';
import { Auth0Login } from './auth0.mjs';
import { eventOf } from './events.mjs';
import { documentFor, secretsFor, SIGNING_SECRET, startStub } from './servers.mjs';

let stub;

before(async () => { stub = await startStub((body) => documentFor(body)); });
after(() => stub.stop());
beforeEach(() => { stub.requests.length = 0; });

const login = (event, secrets) => new Auth0Login(bridge, event, secretsFor(stub.url, secrets)).execute();

test('The event arrives as it is', async () => {
  const event = eventOf('ada');
  await login(event);
  assert.deepEqual(JSON.parse(stub.requests[0].body), { event });
});

test('The secrets of the Action stay with it', async () => {
  await login(eventOf('ada'), { ACTIONS_FUNCTION_KEY: 'key of the function', OTHER: 'of another purpose' });
  const { body } = stub.requests[0];
  for (const secret of ['secrets', SIGNING_SECRET, 'key of the function', 'of another purpose']) assert.ok(!body.includes(secret));
});

test('Credentials of a form or a query stay with Auth0, and the token of a redirect does not', async () => {
  const form = {
    grant_type: 'password', username: 'ada', password: 'p', client_secret: 'p', client_assertion: 'p', code: 'p', code_verifier: 'p', refresh_token: 'p',
    subject_token: 'p', otp: 'p', mfa_token: 'p', id_token_hint: 'p', session_token: 'signed',
  };
  await login(eventOf('ada', { request: { ip: '203.0.113.7', method: 'POST', body: form, query: { state: 's', id_token_hint: 'p' }, geoip: {} } }));
  const { request } = JSON.parse(stub.requests[0].body).event;
  assert.deepEqual(request.body, { grant_type: 'password', username: 'ada', session_token: 'signed' });
  assert.deepEqual(request.query, { state: 's' });
  assert.equal(request.ip, '203.0.113.7');
});

test('An event without a request is sent without one', async () => {
  const { request, ...event } = eventOf('ada');
  await login(event);
  assert.deepEqual(JSON.parse(stub.requests[0].body), { event });
});

test('The body has a length and a Standard Webhooks signature over its bytes', async () => {
  await login(eventOf('ada'));
  const { headers, body } = stub.requests[0];
  const mac = createHmac('sha256', Buffer.from(SIGNING_SECRET.slice('whsec_'.length), 'base64'));
  mac.update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`).update(Buffer.from(body, 'utf8'));
  assert.equal(headers['webhook-signature'], `v1,${mac.digest('base64')}`);
  assert.equal(headers['content-length'], String(Buffer.byteLength(body)));
  assert.equal(headers['transfer-encoding'], undefined);
  assert.equal(headers['content-type'], 'application/json');
  assert.ok(Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp'])) < 60);
});

test('Every call has an id of its own', async () => {
  const event = eventOf('ada');
  await login(event);
  await login(event);
  const [first, second] = stub.requests.map(({ headers }) => headers['webhook-id']);
  assert.match(first, /^msg_[0-9a-f-]{36}$/);
  assert.notEqual(first, second);
});

test('A function key is sent only where there is one', async () => {
  await login(eventOf('ada'));
  await login(eventOf('ada'), { ACTIONS_FUNCTION_KEY: 'key of the function' });
  assert.deepEqual(stub.requests.map(({ headers }) => headers['x-functions-key']), [undefined, 'key of the function']);
});
