// Holds the published description of POST /api/actions/{type} against requests that the built local server really gets, and answers that it really gives.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import { startProduct } from '../bridge/servers.mjs';

const complete = JSON.parse(readFileSync(new URL('../ActionsFunctions.Tests/Fixtures/auth0-event.json', import.meta.url), 'utf8'));
const samples = [null, 'text', '', 7, true, [], ['a'], [1], [null], {}, { a: 'b' }, { a: 1 }, { a: [] }];
let server;
let base;
let openApi;
let schema;

before(async () => {
  server = await startProduct();
  base = new URL('/api/', server.url);
  openApi = await (await fetch(new URL('openapi.json', base))).json();
  const ajv = new Ajv({ strict: false, allErrors: false });
  ajv.addSchema(openApi, 'openapi');
  schema = (name) => ajv.getSchema(`openapi#/components/schemas/${name}`);
});

after(() => server?.stop());

test('the document is OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(openApi);
  assert.ok(valid, JSON.stringify(errors));
  assert.equal(openApi.openapi, '3.1.0');
  const broken = structuredClone(openApi);
  delete broken.paths['/actions/{type}'].post.responses['200'].description;
  assert.equal((await new Validator().validate(broken)).valid, false);
});

test('every documented member may be what the schema says, and nothing else', async () => {
  const verdicts = new Map();
  for (const path of pathsOf(complete)) {
    for (const sample of samples) {
      const event = structuredClone(complete);
      put(event, path, sample);
      await compare({ event }, `${path.join('.')} = ${JSON.stringify(sample)}`, verdicts);
    }
  }
  assert.ok(verdicts.get(200) > 300 && verdicts.get(400) > 300, JSON.stringify([...verdicts]));
});

test('the whole request is described', async () => {
  const requests = [
    {}, [], null, 7, { event: null }, { event: [] }, { event: {} }, { event: {}, more: 1 }, { event: { user: {} } }, { event: { user: { user_id: '' } } },
    { event: { user: null, new_member: [1] } }, { event: {}, continuation: null }, { event: {}, continuation: {} }, { event: {}, continuation: { action: 7 } },
    { event: {}, continuation: 'x' }, { event: complete, continuation: { action: 'premium-flag' } }, { event: { session: { actor: { sub: 'a', act: { act: { act: { act: { act: { act: 7 } } } } } } } } },
    { event: { session: { actor: { act: { act: { act: { act: { act: 7 } } } } } } } }, { event: { session: { actor: { act: { act: { act: { act: { sub: 7 } } } } } } } },
  ];
  for (const request of requests)
    await compare(request, JSON.stringify(request).slice(0, 80));
});

test('answers are as described: success, failure, denial and every fault', async () => {
  const answer = schema('ActionAnswer');
  for (const type of ['premium-flag', 'graph-groups', 'backend-profile']) {
    for (const user of ['ada', 'mia', 'noa', 'eve']) {
      const { status, body } = await post(type, { event: { user: { user_id: `auth0|${user}`, email: `${user}@contoso.example`, app_metadata: { roles: ['premium'] } } } });
      assert.equal(status, 200);
      assert.ok(answer(body), `${JSON.stringify(body)} ${JSON.stringify(answer.errors)}`);
    }
  }
  assert.equal(answer({ ...(await post('premium-flag', { event: {} })).body, more: 1 }), false);
  const fault = schema('Fault');
  const faults = [
    [404, 'nobody', {}], [405, 'premium-flag', { method: 'PUT' }], [415, 'premium-flag', { headers: { 'content-type': 'text/plain' } }],
    [413, 'premium-flag', { body: ' '.repeat(300 * 1024) }], [400, 'premium-flag', { body: '{' }],
  ];
  for (const [expected, type, change] of faults) {
    const { status, body } = await send(type, '{}', change);
    assert.equal(status, expected);
    assert.ok(fault(body), JSON.stringify(body));
    assert.ok(openApi.paths['/actions/{type}'].post.responses[status], `${status} is described`);
  }
});

async function compare(request, name, verdicts) {
  const valid = schema('ActionRequest')(request);
  const { status } = await post('premium-flag', request);
  assert.equal(status, valid ? 200 : 400, name);
  verdicts?.set(status, (verdicts.get(status) ?? 0) + 1);
}

const post = (type, request) => send(type, JSON.stringify(request));

async function send(type, body, change = {}) {
  const response = await fetch(new URL(`actions/${type}`, base), { method: 'POST', headers: { 'content-type': 'application/json' }, body, ...change });
  return { status: response.status, body: await response.json() };
}

/** Every member and item of a document, as a list of names. */
function* pathsOf(json, path = []) {
  if (path.length > 0)
    yield path;
  if (json && typeof json === 'object') {
    for (const name of Object.keys(json))
      yield* pathsOf(json[name], [...path, name]);
  }
}

function put(json, path, value) {
  path.slice(0, -1).reduce((here, name) => here[name], json)[path.at(-1)] = value;
}
