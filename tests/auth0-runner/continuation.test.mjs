// An Action that sends the user elsewhere: bridge, product, runner, and back to the same Action.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import bridge from '../../docs/bridges/auth0/post-login-bridge.js';
import { Auth0Login } from '../bridge/auth0.mjs';
import { eventOf } from '../bridge/events.mjs';
import { secretsFor, startProduct } from '../bridge/servers.mjs';
import { running } from './running.mjs';

const SECRET = 'what the consent page knows too';
const CONSENT = `
exports.onExecutePostLogin = async (event, api) => {
  api.user.setAppMetadata('consent', 'asked');
  api.transaction.setMetadata('asked', true);
  const session_token = api.redirect.encodeToken({ secret: event.secrets.SHARED, payload: { asks: 'consent' } });
  api.redirect.sendUserTo('https://consent.example/', { query: { session_token, lang: 'en' } });
};
exports.onContinuePostLogin = async (event, api) => {
  const { agreed } = api.redirect.validateToken({ secret: event.secrets.SHARED });
  if (!agreed) return api.access.deny('Consent is needed.');
  api.authentication.recordMethod('https://consent.example/');
  api.idToken.setCustomClaim('https://actions.example/consent', agreed);
  api.session.setMetadata('consent', 'given');
  api.multifactor.enable('any', { allowRememberBrowser: false });
};`;
let runner;
let product;

before(async () => {
  runner = await running({ consent: { code: CONSENT, secrets: { SHARED: 'SHARED' } } }, { SHARED: SECRET });
  product = await startProduct({
    PostLogin__Budgets__Auth0: '00:00:14', // a busy machine is no failure of the product
    PostLogin__Actions__1__Name: 'consent',
    PostLogin__Actions__1__Type: 'remote',
    PostLogin__Actions__1__OnFailure: 'deny',
    PostLogin__Actions__1__Settings__Url: `${runner.url}/api/actions/consent`,
  });
}, { timeout: 60_000 });
after(async () => {
  await product?.stop();
  await runner?.stop();
});

const login = () => new Auth0Login(bridge, eventOf('ada'), secretsFor(product.url, { ACTIONS_TIMEOUT_MS: '15000' }));
const encode = (json) => Buffer.from(JSON.stringify(json)).toString('base64url');

// What the consent page sends the user back with.
function back(claims) {
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: 'auth0|ada', state: 'opaque', exp: Math.floor(Date.now() / 1000) + 60, ...claims })}`;
  return { method: 'POST', query: { state: 'opaque' }, body: { session_token: `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}` } };
}

test('A user is sent to the consent page, comes back to the same Action, and the flow goes on', async () => {
  const sent = login();
  const url = new URL((await sent.execute()).redirect);
  assert.deepEqual([url.origin, url.searchParams.get('lang'), url.searchParams.get('state')], ['https://consent.example', 'en', 'opaque']);
  assert.equal(JSON.parse(Buffer.from(url.searchParams.get('session_token').split('.')[1], 'base64url')).sub, 'auth0|ada');
  assert.deepEqual(sent.appMetadata, { consent: 'asked' });

  sent.calls.length = 0;
  const { idToken } = await sent.resume(back({ agreed: true }));
  assert.equal(idToken['https://actions.example/consent'], true);
  assert.equal(idToken['https://actions.example/premium'], true);
  for (const method of ['authentication.recordMethod', 'session.setMetadata', 'multifactor.enable']) assert.ok(sent.methods.includes(method), method);
});

test('Who does not agree is denied, and a token for another user fails the Action', async () => {
  const refuses = login();
  await refuses.execute();
  assert.deepEqual(await refuses.resume(back({ agreed: false })), { error: 'access_denied', error_description: 'Consent is needed.' });
  const forges = login();
  await forges.execute();
  assert.equal((await forges.resume(back({ agreed: true, sub: 'auth0|eve' }))).error_description, 'action-failed:consent');
});
