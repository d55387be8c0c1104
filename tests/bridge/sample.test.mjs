// The bridge, the product, and behind it an action in another language: the sample of docs/examples/f-remote-in-javascript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import bridge from '../../docs/bridges/auth0/post-login-bridge.js';
import { onExecutePostLogin, serve } from '../../docs/examples/f-remote-in-javascript/action.mjs';
import { Auth0Login } from './auth0.mjs';
import { eventOf } from './events.mjs';
import { secretsFor, startProduct } from './servers.mjs';

const FUNCTION_KEY = 'key of the remote action';
const FLOW_KEY = 'PostLogin__Actions__';
let execute = onExecutePostLogin;
let resume = () => {};
let remote;
let product;

before(async () => {
  remote = await serve({ execute: (event, api) => execute(event, api), resume: (event, api) => resume(event, api), functionKey: FUNCTION_KEY });
  product = await startProduct({
    PostLogin__Budgets__Auth0: '00:00:14', // a busy machine is no failure of the product
    [`${FLOW_KEY}0__Name`]: 'remote',
    [`${FLOW_KEY}0__Settings__Url`]: `http://127.0.0.1:${remote.address().port}/api/actions/country`,
    [`${FLOW_KEY}0__Settings__FunctionKey`]: FUNCTION_KEY,
    [`${FLOW_KEY}0__OnFailure`]: 'deny',
    [`${FLOW_KEY}1__Name`]: 'later',
    [`${FLOW_KEY}1__Type`]: 'event-claims',
    [`${FLOW_KEY}1__Settings__Claims__0__Path`]: '/client/client_id',
    [`${FLOW_KEY}1__Settings__Claims__0__Name`]: 'https://actions.example/client',
    [`${FLOW_KEY}2__Name`]: 'premium-flag',
  });
}, { timeout: 60_000 });
after(async () => {
  await product?.stop();
  remote?.close();
});

const login = (change = (event) => event) => new Auth0Login(bridge, change(eventOf('ada')), secretsFor(product.url));

test('What the remote action says reaches the token', async () => {
  execute = onExecutePostLogin;
  const { idToken, accessToken } = await login((event) => ({ ...event, request: { ...event.request, geoip: { countryCode: 'AT' } } })).execute();
  assert.equal(idToken['https://actions.example/country'], 'AT');
  assert.equal(accessToken['https://actions.example/country'], undefined);
});

test('Its denial denies', async () => {
  execute = onExecutePostLogin;
  const denied = await login((event) => ({ ...event, user: { ...event.user, app_metadata: { suspended: true } } })).execute();
  assert.deepEqual(denied, { error: 'access_denied', error_description: 'This account is suspended.' });
});

test('Its failure is a failure of its entry', async () => {
  execute = () => { throw new Error('broken'); };
  assert.equal((await login().execute()).error_description, 'action-failed:remote');
});

test('A user whom it sends elsewhere comes back to it, and the flow goes on after it', async () => {
  execute = (event, api) => api.say('redirect.sendUserTo', 'https://consent.example/');
  resume = (event, api) => api.say('idToken.setCustomClaim', 'https://actions.example/consent', event.request.body.answer);
  const sent = login();
  assert.match((await sent.execute()).redirect, /^https:\/\/consent\.example\//);
  const { idToken } = await sent.resume({ method: 'POST', query: { state: 'opaque' }, body: { answer: 'yes' } });
  assert.equal(idToken['https://actions.example/consent'], 'yes');
  assert.ok(idToken['https://actions.example/client']);
});
