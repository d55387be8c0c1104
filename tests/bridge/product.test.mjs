// The bridge against the running product.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import bridge from '../../docs/bridges/auth0/post-login-bridge.js';
import { Auth0Login } from './auth0.mjs';
import { eventOf } from './events.mjs';
import { secretsFor, startProduct } from './servers.mjs';

const FUNCTION_KEY = 'key of the function';
const GROUPS = 'https://actions.example/groups';
let product;

before(async () => {
  product = await startProduct({
    Local__FunctionKey: FUNCTION_KEY,
    PostLogin__Budgets__Auth0: '00:00:14', // a busy machine is no failure of the product
    PostLogin__Actions__0__OnFailure: 'deny',
    PostLogin__Actions__0__Settings__MaxGroups: '200',
    PostLogin__Actions__0__Settings__OnOverage: 'fail',
  });
}, { timeout: 60_000 });
after(() => product?.stop());

const login = (name, secrets = {}) =>
  new Auth0Login(bridge, eventOf(name), secretsFor(product.url, { ACTIONS_FUNCTION_KEY: FUNCTION_KEY, ACTIONS_TIMEOUT_MS: '15000', ...secrets }));

test('A login is enriched in both tokens', async () => {
  const { idToken, accessToken } = await login('ada').execute();
  assert.equal(idToken[GROUPS].length, 3);
  assert.deepEqual(accessToken[GROUPS], idToken[GROUPS]);
  assert.equal(idToken['https://actions.example/premium'], true);
  assert.equal(idToken['https://actions.example/profile'].customerId, 'C-1001');
});

test('A denial is the only command of its login and keeps its reason', async () => {
  const denied = login('mia');
  assert.deepEqual(await denied.execute(), { error: 'access_denied', error_description: 'action-failed:graph-groups' });
  assert.deepEqual(denied.methods, ['access.deny']);
});

test('A denial holds although failures let logins go on', async () => {
  const outcome = await login('mia', { ACTIONS_ON_FAILURE: 'continue' }).execute();
  assert.equal(outcome.error_description, 'action-failed:graph-groups');
});

test('The same login twice is no replay', async () => {
  const twice = login('ada');
  await twice.execute();
  assert.equal((await twice.execute()).idToken[GROUPS].length, 3);
});

test('A wrong signing secret is refused', async () => {
  const refused = login('ada', { ACTIONS_SIGNING_SECRET: `whsec_${Buffer.from('another secret of as many bytes').toString('base64')}` });
  assert.equal((await refused.execute()).error, 'access_denied');
  assert.deepEqual(refused.logged, ['post-login bridge: status 401']);
});

test('A wrong function key is refused', async () => {
  const refused = login('ada', { ACTIONS_FUNCTION_KEY: 'guessed' });
  assert.equal((await refused.execute()).error, 'access_denied');
  assert.deepEqual(refused.logged, ['post-login bridge: status 401']);
});

test('An event over the limit of the body is refused', async () => {
  const event = eventOf('ada', { filler: 'x'.repeat(256 * 1024) });
  const large = new Auth0Login(bridge, event, secretsFor(product.url, { ACTIONS_FUNCTION_KEY: FUNCTION_KEY }));
  assert.equal((await large.execute()).error, 'access_denied');
  assert.deepEqual(large.logged, ['post-login bridge: status 413']);
});
