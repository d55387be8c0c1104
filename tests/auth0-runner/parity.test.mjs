// The five sources' JavaScript shapes behind the runner, beside the C# actions that replace them: the same login, the same claims.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import bridge from '../../docs/bridges/auth0/post-login-bridge.js';
import { Auth0Login } from '../bridge/auth0.mjs';
import { secretsFor, startProduct } from '../bridge/servers.mjs';
import { post, running } from './running.mjs';

const KEY = 'key of the runner in its tests';
const EXAMPLES = new URL('../../docs/examples/', import.meta.url);
const sourceOf = (name) => readFileSync(new URL(`./actions/${name}.js`, import.meta.url), 'utf8');
const read = (folder, file) => JSON.parse(readFileSync(new URL(`${folder}/${file}`, EXAMPLES), 'utf8'));
const examples = readdirSync(EXAMPLES).filter((folder) => /^[a-e]-/.test(folder))
  .map((folder) => ({ folder, event: read(folder, 'event.json'), entry: read(folder, 'flow.json').PostLogin.Actions[0] }));

const SECRETS = {
  'directory-groups': ['CLIENT_ID', 'CLIENT_SECRET', 'TOKEN_URL', 'GRAPH_URL'],
  'management-groups': ['CLIENT_ID', 'CLIENT_SECRET', 'DOMAIN'],
  'extra-info': ['CLIENT_ID', 'CLIENT_SECRET', 'DOMAIN'],
  'public-message': ['DOMAIN'],
};
const files = mkdtempSync(join(tmpdir(), 'flows-'));
let classes;
let runner;
let scripts;

before(async () => {
  classes = await serving('classes', examples.map(({ entry }) => entry));
  const { tenant } = classes;
  const environment = { CLIENT_ID: '11111111-aaaa-4aaa-8aaa-111111111111', CLIENT_SECRET: 'local-development-only', DOMAIN: tenant,
    TOKEN_URL: `${tenant}/33333333-cccc-4ccc-8ccc-333333333333/oauth2/v2.0/token`, GRAPH_URL: `${tenant}/v1.0`, RUNNER_KEY: KEY };
  const actions = Object.fromEntries(examples.map(({ entry: { Name: name } }) =>
    [name, { code: sourceOf(name), packages: ['axios', 'auth0'], secrets: Object.fromEntries((SECRETS[name] ?? []).map((secret) => [secret, secret])) }]));
  runner = await running(actions, environment, { functionKey: 'RUNNER_KEY' });
  scripts = await serving('scripts', examples.map(({ entry: { Name: name } }) =>
    ({ Name: name, Type: 'remote', OnFailure: 'deny', Settings: { Url: `${runner.url}/api/actions/${name}`, FunctionKey: KEY } })));
}, { timeout: 120_000 });
after(async () => {
  await Promise.all([classes?.stop(), scripts?.stop()]);
  await runner?.stop();
  rmSync(files, { recursive: true });
});

function serving(name, actions) {
  const file = join(files, `${name}.json`);
  writeFileSync(file, JSON.stringify({ PostLogin: { Actions: actions } }));
  return startProduct({ PostLogin__FlowFile: file, PostLogin__Budgets__Auth0: '00:00:14' }); // a busy machine is no failure of the product
}

// One action alone, as POST /api/actions/{type} answers it.
async function alone(product, type, name, event) {
  const response = await post(new URL(`/api/actions/${type}?name=${name}`, product.url), { event });
  assert.equal(response.status, 200);
  return response.json();
}

const person = (name) => (event) => ({ ...event, user: { ...event.user, user_id: `auth0|${name}`, email: `${name}@contoso.example` } });
const without = (member) => ({ [member]: left, ...event }) => event;
const metadata = (value) => (event) => ({ ...event, user: { ...event.user, app_metadata: value } });
const LOGINS = {
  'as in the example': (event) => event,
  'of a user without groups': person('bob'),
  'of a user whom the backend does not know': person('noa'),
  'of a user in 250 groups': person('mia'),
  'of a user whom nobody knows': person('nobody'),
  'without authorization': without('authorization'),
  'without organization': without('organization'),
  'with a role': metadata({ roles: ['beta', 'premium'], role: 'clerk' }),
  'with other roles': metadata({ roles: ['Premium'] }),
};

for (const { folder, event, entry } of examples) {
  for (const [login, change] of Object.entries(LOGINS)) {
    test(`${folder}: a login ${login} gets the same claims from the Action as from the class`, async () => {
      const [expected, given] = await Promise.all([
        alone(classes, entry.Type ?? entry.Name, entry.Name, change(event)), alone(scripts, 'remote', entry.Name, change(event)),
      ]);
      assert.deepEqual(given.claims, expected.claims);
      assert.equal(given.decision, expected.decision);
      assert.equal(given.actions[0].outcome, 'succeeded');
      if (login === 'as in the example') assert.notDeepEqual(given.claims, { idToken: {}, accessToken: {} });
    });
  }
}

test('A whole login through the bridge gets the same tokens from the Actions as from the classes', async () => {
  const { event } = examples.find(({ folder }) => folder.startsWith('c-'));
  const all = metadata({ roles: ['premium'], role: 'clerk' })(person('ada')(event));
  const tokens = (product) => new Auth0Login(bridge, all, secretsFor(product.url, { ACTIONS_TIMEOUT_MS: '15000' })).execute();
  const [expected, given] = await Promise.all([tokens(classes), tokens(scripts)]);
  assert.deepEqual(given, expected);
  assert.deepEqual(Object.keys(given.idToken).sort(), ['http://test.org/extra_info', 'https://contoso.example/groups', 'https://contoso.example/message', 'premium']);
});

test('What an Action writes to the console stays there', () => {
  assert.deepEqual(runner.logged.filter((line) => line.includes('@')), []);
});
