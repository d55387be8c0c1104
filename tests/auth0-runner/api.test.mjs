// The api that an Action is given: the commands are those that the app knows, and questions are answered as Auth0 answers them.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { COMMANDS } from '../../functions/auth0-runner/worker/api.mjs';
import { claimsOf, eventOf, outcomeOf, running } from './running.mjs';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const COMMANDS_HERE = Object.entries(COMMANDS).flatMap(([namespace, names]) => names.map((name) => `${namespace}.${name}`)).sort();
const script = (execute, resume = '') => `exports.onExecutePostLogin = async (event, api) => { ${execute} };
  ${resume && `exports.onContinuePostLogin = async (event, api) => { ${resume} };`}`;
const CONTINUATION = { action: 'remote' };
let runner;

before(async () => {
  runner = await running({
    chained: script(`api.idToken.setCustomClaim('a', 1).accessToken.setCustomClaim('b', [true]).user.setAppMetadata('c', { d: null });
      api.accessToken.addScope(' read:reports ');
      const value = { list: [1] }; api.idToken.setCustomClaim('snapshot', value); value.list.push(2);
      api.idToken.setCustomClaim('nothing', undefined); api.user.setUserMetadata('unknown', undefined);
      api.redirect.sendUserTo('https://consent.example/', { query: { step: 2 } }); api.authentication.challengeWithAny([{ type: 'push', options: { otpFallback: false } }, { type: 'otp' }]);
      api.authentication.enrollWith({ type: 'otp' }, { additionalFactors: [{ type: 'push' }] });
      api.session.setMetadata('device', null); api.session.setMetadata('place', 'home'); api.transaction.setMetadata('step', 1);`),
    scope: script(`api.idToken.setCustomClaim('scope', 'x');`),
    circular: script('const claim = {}; claim.self = claim; api.idToken.setCustomClaim("self", claim);'),
    unknown: script('api.user.deleteEverything();'),
    denies: script(`api.user.setAppMetadata('denied', true); api.idToken.setCustomClaim('a', 1); api.access.deny('first'); api.access.deny('second'); api.transaction.setMetadata('after', 1);`),
    wordless: script('api.access.deny();'),
    denying: script('api.access.deny("no"); throw new Error("after all");'),
    metadata: script(`api.transaction.setMetadata('step', 1); api.idToken.setCustomClaim('step', event.transaction.metadata.step);
      api.transaction.setMetadata('old', null); api.idToken.setCustomClaim('old', 'old' in event.transaction.metadata);`),
    sparse: script(`api.idToken.setCustomClaim('sparse', [event.user.app_metadata.role ?? null, event.client.metadata.plan ?? null, event.request.query.prompt ?? null, event.transaction ?? null]);`),
    own: script('event.user.email = "changed"; event.user.added = true; api.idToken.setCustomClaim("email", event.user.email);'),
    cache: script(`const { key, value, options } = event.request.query.set ?? {}; api.idToken.setCustomClaim('before', api.cache.get(event.request.query.get ?? key)?.value ?? null);
      if (key) api.idToken.setCustomClaim('result', api.cache.set(key, value, options)); if (event.request.query.drop) api.idToken.setCustomClaim('dropped', api.cache.delete(event.request.query.drop));
      if (event.request.query.fails) throw new Error();`),
    asks: script(`api.idToken.setCustomClaim('groups', await api.groups.getUserGroups({ take: 1 })); api.idToken.setCustomClaim('member', await api.groups.hasGroupMembership(['g2']));
      api.idToken.setCustomClaim('roles', (await api.roles.getUserEffectiveRolesByNames(['Clerk'])).roles.length); api.idToken.setCustomClaim('rule', api.rules.wasExecuted('rul_1'));`),
    consent: { code: script(`const session_token = api.redirect.encodeToken({ secret: event.secrets.SHARED, payload: { asks: 'consent' } });
        if (api.redirect.canRedirect()) api.redirect.sendUserTo('https://consent.example/', { query: { session_token } });`,
      `const { agreed } = api.redirect.validateToken({ secret: event.secrets.SHARED });
        if (!agreed) return api.access.deny('Consent is needed.');
        api.authentication.recordMethod('https://consent.example/'); api.idToken.setCustomClaim('agreed', agreed);`), secrets: { SHARED: 'SHARED' } },
    early: script('api.authentication.recordMethod("https://consent.example/");'),
    packaged: { code: `const axios = require('axios'); ${script('api.idToken.setCustomClaim("get", typeof axios.get);')}`, packages: ['axios'] },
    modules: script(`const code = (id) => { try { require(id); return 'loaded'; } catch (error) { return error.code; } };
      api.idToken.setCustomClaim('modules', ['crypto', 'node:url', 'fs', 'node:child_process', 'axios', './other', 'axios/../auth0'].map(code));`),
  }, { SHARED: 'what both sides know' });
}, { timeout: 120_000 });
after(() => runner?.stop());

test('The commands are those of the app, no more and no fewer', () => {
  const constants = Object.fromEntries([...read('functions/ActionsFunctions/Model/Command.cs').matchAll(/const string (\w+) = "([\w.]+)"/g)].map(([, name, method]) => [name, method]));
  const known = [...read('functions/ActionsFunctions/Model/CommandRules.cs').matchAll(/\[(?:Command\.(\w+)|"([\w.]+)")\] = new\(/g)].map(([, constant, method]) => method ?? constants[constant]);
  assert.ok(known.length > 50);
  assert.deepEqual(COMMANDS_HERE, known.sort());
});

test('The page for those who come from Auth0 names every one of them', () => {
  const page = read('docs/from-auth0.md');
  assert.deepEqual(COMMANDS_HERE.filter((method) => !page.includes(`\`api.${method}`) && !page.includes(`\`.${method.split('.')[1]}`)), []);
});

test('Calls are recorded in order, as they were said, in the form that the app takes', async () => {
  const { commands } = await runner.call('chained');
  assert.deepEqual(commands.map(({ method, args }) => [method, ...args]), [
    ['idToken.setCustomClaim', 'a', 1], ['accessToken.setCustomClaim', 'b', [true]], ['user.setAppMetadata', 'c', { d: null }], ['accessToken.addScope', 'read:reports'],
    ['idToken.setCustomClaim', 'snapshot', { list: [1] }], ['idToken.setCustomClaim', 'nothing', null], ['redirect.sendUserTo', 'https://consent.example/', { query: { step: '2' } }],
    ['authentication.challengeWithAny', [{ type: 'push-notification', options: { otpFallback: false } }, { type: 'otp' }]],
    ['authentication.enrollWith', { type: 'otp' }, { additionalFactors: [{ type: 'push-notification' }] }],
    ['session.deleteMetadata', 'device'], ['session.setMetadata', 'place', 'home'], ['transaction.setMetadata', 'step', 1],
  ]);
});

for (const name of ['scope', 'circular', 'unknown', 'early']) {
  test(`A call that Auth0 refuses throws, and the Action fails (${name})`, async () => assert.equal(outcomeOf(await runner.call(name)), 'failed'));
}

test('Of several denials the first counts, and of what was said beside it only metadata', async () => {
  const { decision, denial, commands } = await runner.call('denies');
  assert.deepEqual({ decision, denial }, { decision: 'deny', denial: { action: 'denies', reason: 'first' } });
  assert.deepEqual(commands.map(({ method }) => method), ['user.setAppMetadata', 'transaction.setMetadata', 'access.deny']);
});

test('A denial without a reason is a denial', async () => {
  assert.deepEqual((await runner.call('wordless')).denial, { action: 'wordless', reason: 'Access denied.' });
});

test('An exception fails the Action, whatever it said before', async () => {
  const { decision, commands, actions: [{ outcome }] } = await runner.call('denying');
  assert.deepEqual({ decision, commands, outcome }, { decision: 'continue', commands: [], outcome: 'failed' });
});

test('Transaction metadata can be read as soon as it is written', async () => {
  assert.deepEqual(claimsOf(await runner.call('metadata', { transaction: { id: 't', metadata: { old: 1 } } })), { step: 1, old: false });
});

test('What Auth0 always sends is there, empty, where another provider sends less', async () => {
  assert.deepEqual(claimsOf(await runner.call('sparse', { user: { user_id: 'u' }, client: {}, request: undefined, transaction: undefined })).sparse, [null, null, null, null]);
});

test('What an Action changes in its event is gone with the login', async () => {
  assert.deepEqual(claimsOf(await runner.call('own')), { email: 'changed' });
  assert.deepEqual(claimsOf(await runner.call('own')), { email: 'changed' });
});

const cached = (query, tenant = 'contoso', user = 'ada') => runner.call('cache', { tenant: { id: tenant }, user: { user_id: user }, request: { query } }).then((document) => ({ ...claimsOf(document), outcome: outcomeOf(document) }));

test('The cache outlives the login, for every user of the tenant and for no other tenant', async () => {
  const { result } = await cached({ set: { key: 'token', value: 'kept' } });
  assert.equal(result.type, 'success');
  assert.ok(Math.abs(result.record.expires_at - Date.now() - 15 * 60_000) < 60_000);
  assert.equal((await cached({ get: 'token' }, 'contoso', 'bob')).before, 'kept');
  assert.equal((await cached({ get: 'token' }, 'fabrikam')).before, null);
  assert.deepEqual((await cached({ drop: 'token' })).dropped, { type: 'success' });
  assert.equal((await cached({ get: 'token' })).before, null);
  assert.deepEqual((await cached({ drop: 'token' })).dropped, { type: 'error', code: 'CacheKeyDoesNotExist' });
});

test('What an Action that fails writes to its cache does not count', async () => {
  assert.equal((await cached({ set: { key: 'broken', value: 'x' }, fails: 'yes' })).outcome, 'failed');
  assert.equal((await cached({ get: 'broken' })).before, null);
});

const REFUSED = {
  CacheKeySizeExceeded: { key: 'k'.repeat(65), value: 'x' },
  CacheValueSizeExceeded: { key: 'k', value: 'x'.repeat(4097) },
  InvalidExpiry: { key: 'k', value: 'x', options: { ttl: -1 } },
  ItemAlreadyExpired: { key: 'k', value: 'x', options: { expires_at: 1 } },
};
for (const [code, set] of Object.entries(REFUSED)) {
  test(`A write over a limit of the cache is answered ${code}`, async () => assert.deepEqual((await cached({ set })).result, { type: 'error', code }));
}

test('Twenty entries and eight kB are all that is kept', async () => {
  for (let i = 0; i < 20; i++) await cached({ set: { key: `k${i}`, value: 'x' } }, 'small');
  assert.equal((await cached({ set: { key: 'one more', value: 'x' } }, 'small')).result.code, 'MaxSideEffectsExceeded');
  for (const key of ['a', 'b']) await cached({ set: { key, value: 'x'.repeat(4000) } }, 'large');
  assert.equal((await cached({ set: { key: 'c', value: 'x'.repeat(200) } }, 'large')).result.code, 'CacheSizeExceeded');
});

test('Groups, roles and rules are answered from what the bridge adds to the event, else not at all', async () => {
  const queries = { groups: [{ id: 'g1', name: 'One' }, { id: 'g2', name: 'Two' }], roles: [{ id: 'r1', name: 'Clerk' }], rules: ['rul_1'] };
  assert.deepEqual(claimsOf(await runner.call('asks', { queries })), { groups: { groups: [{ id: 'g1', name: 'One' }], next: '1' }, member: true, roles: 1, rule: true });
  assert.equal(outcomeOf(await runner.call('asks')), 'failed');
});

const encode = (json) => Buffer.from(JSON.stringify(json)).toString('base64url');
const signed = (claims, secret = 'what both sides know', header = { alg: 'HS256', typ: 'JWT' }) => {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};
const back = (session_token) => runner.call('consent', { request: { query: { state: 'opaque' }, body: { session_token } } }, CONTINUATION);
const soon = () => Math.floor(Date.now() / 1000) + 60;
const GOOD = { sub: 'auth0|ada', state: 'opaque', agreed: true };

test('A user is sent elsewhere with a signed token, and heard when back', async () => {
  const [{ method, args: [url, { query }] }] = (await runner.call('consent')).commands;
  assert.deepEqual([method, url], ['redirect.sendUserTo', 'https://consent.example/']);
  const [header, payload, mac] = query.session_token.split('.');
  assert.equal(createHmac('sha256', 'what both sides know').update(`${header}.${payload}`).digest('base64url'), mac);
  const { iat, exp, ...claims } = JSON.parse(Buffer.from(payload, 'base64url'));
  assert.equal(exp - iat, 900);
  assert.deepEqual(claims, { iss: 'login.contoso.example', sub: 'auth0|ada', ip: '203.0.113.7', asks: 'consent' });

  const { commands } = await back(signed({ ...GOOD, exp: soon() }));
  assert.deepEqual(commands.map(({ method: said }) => said), ['authentication.recordMethod', 'idToken.setCustomClaim']);
  assert.equal((await back(signed({ ...GOOD, agreed: false, exp: soon() }))).denial.reason, 'Consent is needed.');
});

const FORGED = {
  'of another secret': () => signed({ ...GOOD, exp: soon() }, 'guessed'),
  'without a signature': () => `${signed({ ...GOOD, exp: soon() }).split('.').slice(0, 2).join('.')}.`,
  'of no algorithm': () => `${encode({ alg: 'none' })}.${encode({ ...GOOD, exp: soon() })}.x`,
  'with an extension': () => signed({ ...GOOD, exp: soon() }, undefined, { alg: 'HS256', crit: ['b64'] }),
  'of another user': () => signed({ ...GOOD, sub: 'auth0|eve', exp: soon() }),
  'of another transaction': () => signed({ ...GOOD, state: 'other', exp: soon() }),
  'that has expired': () => signed({ ...GOOD, exp: 1 }),
  'that never expires': () => signed(GOOD),
  'that is not valid yet': () => signed({ ...GOOD, exp: soon(), nbf: soon() }),
  'that is none': () => 'session',
};
for (const [what, token] of Object.entries(FORGED)) {
  test(`A session token ${what} is refused`, async () => assert.equal(outcomeOf(await back(token())), 'failed'));
}

test('An Action without onContinuePostLogin has nothing to say when the user is back', async () => {
  const { commands, actions: [{ outcome }] } = await runner.call('denies', {}, CONTINUATION);
  assert.deepEqual({ commands, outcome }, { commands: [], outcome: 'succeeded' });
});

test('No redirect without a browser', async () => {
  const commands = async (event) => (await runner.call('consent', event)).commands.length;
  assert.equal(await commands({ request: { ...eventOf().request, query: { prompt: 'none' } } }), 0);
  assert.equal(await commands({ transaction: { protocol: 'oauth2-refresh-token' } }), 0);
});

test('Packages and modules are there if the configuration names them', async () => {
  assert.deepEqual(claimsOf(await runner.call('packaged')), { get: 'function' });
  const missing = 'MODULE_NOT_FOUND';
  assert.deepEqual(claimsOf(await runner.call('modules')).modules, ['loaded', 'loaded', missing, missing, missing, missing, missing]);
});
