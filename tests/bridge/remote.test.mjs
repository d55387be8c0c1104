// Commands of an action that lives elsewhere, through the running product and the bridge; the login is suspended and resumed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import bridge from '../../docs/bridges/auth0/post-login-bridge.js';
import { Auth0Login } from './auth0.mjs';
import { eventOf } from './events.mjs';
import { documentFor, secretsFor, startProduct, startStub } from './servers.mjs';

const BACK = { method: 'POST', query: { state: 'opaque' }, body: { session_token: 'signed' } };
const METADATA = [
  { method: 'user.setAppMetadata', args: ['consent', 'asked'] },
  { method: 'user.setUserMetadata', args: ['theme', null] },
  { method: 'transaction.setMetadata', args: ['step', 1] },
];
const SENT = { method: 'redirect.sendUserTo', args: ['https://consent.example/', { query: { lang: 'en' } }] };
const AGREED = [
  { method: 'authentication.recordMethod', args: ['https://consent.example/'] },
  { method: 'idToken.setCustomClaim', args: ['https://actions.example/consent', true] },
  { method: 'accessToken.addScope', args: ['read:reports'] },
  { method: 'session.setMetadata', args: ['consent', 'given'] },
  { method: 'multifactor.enable', args: ['any', { allowRememberBrowser: false }] },
];
let remote;
let product;

before(async () => {
  remote = await startStub((body) => documentFor(body, { commands: body.continuation ? AGREED : [...METADATA, SENT] }));
  product = await startProduct({
    PostLogin__Budgets__Auth0: '00:00:14', // a busy machine is no failure of the product
    PostLogin__Actions__1__Name: 'consent',
    PostLogin__Actions__1__Type: 'remote',
    PostLogin__Actions__1__OnFailure: 'deny',
    PostLogin__Actions__1__Settings__Url: remote.url,
  });
}, { timeout: 60_000 });
after(async () => {
  await product?.stop();
  await remote?.stop();
});

test('Every command of a remote action reaches the api, and the way back leads to that action', async () => {
  const login = new Auth0Login(bridge, eventOf('ada'), secretsFor(product.url, { ACTIONS_TIMEOUT_MS: '15000' }));
  assert.deepEqual(await login.execute(), { redirect: 'https://consent.example/?lang=en&state=opaque' });
  const said = login.calls.filter(({ args }) => args[0] !== 'https://actions.example/groups');
  assert.deepEqual(said, [...METADATA, SENT, { method: 'transaction.setMetadata', args: ['actions_continuation', 'consent'] }]);

  login.calls.length = 0;
  const { idToken } = await login.resume(BACK);
  assert.equal(idToken['https://actions.example/consent'], true);
  assert.equal(idToken['https://actions.example/premium'], true);
  assert.equal(idToken['https://actions.example/groups'].length, 3);
  assert.deepEqual(login.calls.slice(0, AGREED.length), AGREED);
  assert.deepEqual(JSON.parse(remote.requests.at(-1).body).event.request.body, { session_token: 'signed' });
});

test('A way back to an action that the flow does not have is refused', async () => {
  const login = new Auth0Login(bridge, eventOf('ada'), secretsFor(product.url, { ACTIONS_TIMEOUT_MS: '15000' }));
  remote.requests.length = 0;
  await login.execute();
  await product.stop();
  product = await startProduct();
  login.secrets = secretsFor(product.url);
  assert.equal((await login.resume(BACK)).error, 'access_denied');
  assert.deepEqual(login.logged, ['post-login bridge: status 400']);
});
