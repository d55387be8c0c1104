// The published schema of the flow file against the flows in the repository, and against what the reader refuses.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { startProduct } from '../bridge/servers.mjs';

const root = new URL('../../', import.meta.url);
const examples = readdirSync(new URL('docs/examples/', root), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => `docs/examples/${entry.name}/flow.json`);
let server;
let valid;

before(async () => {
  server = await startProduct();
  const schema = await (await fetch(new URL('/api/schema/flow.json', server.url))).json();
  valid = new Ajv({ strict: false }).compile(schema);
});

after(() => server?.stop());

for (const file of ['actions.json', ...examples]) {
  test(`${file} is valid`, () => {
    assert.ok(valid(JSON.parse(readFileSync(new URL(file, root), 'utf8'))), JSON.stringify(valid.errors));
  });
}

const refused = {
  'a mistyped key': { Name: 'premium-flag', Timout: '00:00:01' },
  'a number as a duration': { Name: 'premium-flag', Timeout: 5 },
  'an unknown policy': { Name: 'premium-flag', OnFailure: 'retry' },
  'an unknown kind of login': { Name: 'premium-flag', When: { Logins: ['loud'] } },
  'a setting of another type': { Name: 'premium-flag', Settings: { MaxGroups: 1 } },
  'a setting out of bounds': { Name: 'groups', Type: 'graph-groups', Settings: { MaxGroups: 0 } },
  'no address': { Name: 'remote', Settings: {} },
  'no name': { Type: 'premium-flag' },
};

for (const [name, entry] of Object.entries(refused)) {
  test(`${name} is refused by the schema, and by the reader`, async () => {
    const flow = { PostLogin: { Actions: [entry] } };
    assert.equal(valid(flow), false);
    const response = await fetch(new URL('/console/api/run', server.url), {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-console': '1' }, body: JSON.stringify({ provider: 'auth0', user: 'ada', flow: JSON.stringify(flow) }),
    });
    assert.equal(response.status, 422, await response.text());
  });
}
