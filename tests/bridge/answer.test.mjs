// What the bridge does with an answer, good or malicious.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import bridge from '../../docs/bridges/auth0/post-login-bridge.js';
import { Auth0Login } from './auth0.mjs';
import { eventOf } from './events.mjs';
import { documentFor, secretsFor, startStub } from './servers.mjs';

const UNAVAILABLE = { error: 'access_denied', error_description: 'The sign-in could not be completed. Try again later.' };
const GOOD = { method: 'user.setAppMetadata', args: ['seen', true] };
let stub;
let answer;

before(async () => { stub = await startStub((body) => answer(body)); });
after(() => stub.stop());

async function answered(changes, secrets) {
  answer = (body) => (typeof changes === 'function' ? changes(body) : documentFor(body, changes));
  const login = new Auth0Login(bridge, eventOf('ada'), secretsFor(stub.url, secrets));
  return { login, outcome: await login.execute() };
}

test('Commands are applied in order', async () => {
  const commands = [
    { method: 'user.setAppMetadata', args: ['tier', 'gold'] },
    { method: 'user.setUserMetadata', args: ['theme', null] },
    { method: 'transaction.setMetadata', args: ['step', 2] },
    { method: 'idToken.setCustomClaim', args: ['https://example.com/a', { deep: [1, null] }] },
    { method: 'accessToken.setCustomClaim', args: ['tier', 'silver'] },
    { method: 'accessToken.setCustomClaim', args: ['tier', 'gold'] },
    { method: 'accessToken.addScope', args: ['read:reports'] },
  ];
  const { login, outcome } = await answered({ commands });
  assert.deepEqual(login.calls, commands);
  assert.deepEqual(outcome, { idToken: { 'https://example.com/a': { deep: [1, null] } }, accessToken: { tier: 'gold' } });
  assert.deepEqual(login.appMetadata, { tier: 'gold' });
});

const others = [
  { method: 'multifactor.enable', args: ['any', { allowRememberBrowser: false }] },
  { method: 'prompt.render', args: ['ap_1', { vars: { plan: 'gold' } }] },
  { method: 'refreshToken.setMetadata', args: ['device', 'kiosk'] },
  { method: 'samlResponse.setAttribute', args: ['urn:example:role', ['a', 'b']] },
  { method: 'session.setMetadata', args: ['step-up', 'done'] },
  { method: 'session.evictMetadata', args: [] },
  { method: 'validation.error', args: ['blocked', 'Not from here.'] },
];
for (const command of others) {
  test(`api.${command.method} is called as the flow said`, async () => {
    const { login, outcome } = await answered({ commands: [command] });
    assert.deepEqual(login.calls, [command]);
    assert.deepEqual(outcome, { idToken: {}, accessToken: {} });
  });
}

test('A command that the tenant does not have is a failure, and none before it is applied', async () => {
  answer = (body) => documentFor(body, { commands: [GOOD, others[5]] });
  const login = new Auth0Login(bridge, eventOf('ada'), secretsFor(stub.url));
  login.missing = ['session'];
  assert.deepEqual(await login.execute(), UNAVAILABLE);
  assert.deepEqual(login.methods, ['access.deny']);
});

test('A denial comes last, after the metadata, and says its reason', async () => {
  const { login, outcome } = await answered({
    decision: 'deny', denial: { action: 'gate', reason: 'Not today.' },
    commands: [{ method: 'access.deny', args: ['Not today.'] }, GOOD],
  });
  assert.deepEqual(login.methods, ['user.setAppMetadata', 'access.deny']);
  assert.equal(outcome.error_description, 'Not today.');
});

const garbage = {
  'no JSON': () => '<html>Service unavailable</html>',
  'nothing': () => '',
  'null': () => 'null',
  'a list': () => '[]',
  'an empty object': () => '{}',
  'another decision': (body) => documentFor(body, { decision: 'maybe' }),
  'no commands': (body) => documentFor(body, { commands: undefined }),
  'commands that are no list': (body) => documentFor(body, { commands: { length: 1 } }),
  'a command that is null': (body) => documentFor(body, { commands: [GOOD, null] }),
  'a denial without its command': (body) => documentFor(body, { decision: 'deny' }),
  'the command of a denial that was not decided': (body) => documentFor(body, { commands: [{ method: 'access.deny', args: ['No.'] }] }),
  'another transaction': (body) => documentFor(body, { transactionId: 'of somebody else' }),
  'more than it takes in': (body) => documentFor(body, { commands: [GOOD], filler: 'x'.repeat(1024 * 1024) }),
};
for (const [what, wrong] of Object.entries(garbage)) {
  test(`An answer with ${what} is a failure, and none of it is applied`, async () => {
    const { login, outcome } = await answered(wrong);
    assert.deepEqual(outcome, UNAVAILABLE);
    assert.deepEqual(login.methods, ['access.deny']);
    const lenient = await answered(wrong, { ACTIONS_ON_FAILURE: 'continue' });
    assert.deepEqual(lenient.outcome, { idToken: {}, accessToken: {} });
    assert.deepEqual(lenient.login.methods, []);
  });
}

const attacks = {
  'the constructor': { method: 'access.constructor', args: ['return process'] },
  'the constructor of the api': { method: 'constructor.constructor', args: ['return process'] },
  'a prototype': { method: '__proto__.valueOf', args: [] },
  'the prototype of a namespace': { method: 'access.__proto__', args: [] },
  'a setter of a prototype': { method: 'access.__defineGetter__', args: ['deny', 'x'] },
  'an inherited function': { method: 'access.hasOwnProperty', args: ['deny'] },
  'a function of a function': { method: 'access.deny.call', args: [null, 'x'] },
  'a namespace that answers': { method: 'cache.set', args: ['a', 'b'] },
  'an unknown method': { method: 'user.delete', args: [] },
  'an unknown namespace': { method: 'process.exit', args: [1] },
  'a namespace alone': { method: 'access', args: [] },
  'no path': { method: '', args: [] },
  'a method that is no text': { method: { toString: 1 }, args: [] },
  'a list of methods': { method: ['access', 'deny'], args: ['x'] },
  'no arguments': { method: 'user.setAppMetadata' },
  'arguments that are no list': { method: 'user.setAppMetadata', args: { length: 2 } },
  'a prototype as a key': { method: 'user.setAppMetadata', args: ['__proto__', { admin: true }] },
};
for (const [what, attack] of Object.entries(attacks)) {
  test(`A command that names ${what} is a failure, and none before it is applied`, async () => {
    const { login, outcome } = await answered({ commands: [GOOD, attack] });
    assert.deepEqual(outcome, UNAVAILABLE);
    assert.deepEqual(login.methods, ['access.deny']);
    assert.equal({}.admin, undefined);
  });
}

test('A prototype inside an argument is a failure', async () => {
  const { login } = await answered((body) =>
    JSON.stringify(documentFor(body, { commands: [GOOD] })).replace('"args":["seen",true]', '"args":["seen",{"a":{"__proto__":{"admin":true}}}]'));
  assert.deepEqual(login.methods, ['access.deny']);
  assert.deepEqual(login.logged, ['post-login bridge: the answer names a prototype']);
});

test('A command that Auth0 refuses is a failure', async () => {
  const refused = { method: 'accessToken.setCustomClaim', args: ['scope', 'admin'] };
  const { login, outcome } = await answered({ commands: [GOOD, refused] });
  assert.deepEqual(outcome, UNAVAILABLE);
  assert.deepEqual(login.logged, ['post-login bridge: TypeError']);
});
