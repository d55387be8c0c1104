import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse, readSources } from './bicep.mjs';
import { bodySeeds } from './body-seeds.mjs';
import { inspect } from './inspect.mjs';
import { typeData } from './resource-types.mjs';
import { seeds } from './seeds.mjs';

const repository = join(import.meta.dirname, '..', '..');
const sources = readSources(join(repository, 'infra'));
const types = join(repository, '..', 'shared', 'bicep-types');

test('Templates and parameter files follow the rules', () => {
  assert.ok(sources.has('main.bicep') && sources.has('dev.bicepparam') && sources.has('prod.bicepparam'));
  assert.deepEqual(inspect(sources).faults, []);
});

if (existsSync(types)) {
  test('Resource bodies fit the type data', (context) => {
    const { faults, withoutData } = inspect(sources, typeData(types));
    assert.deepEqual(faults, []);
    context.diagnostic(`no type data, not checked: ${withoutData.join(', ') || 'none'}`);
  });
} else console.log('resource bodies: not checked, there is no ../shared/bicep-types beside the repository');

for (const { name, file, from, to, fault, data } of [...seeds, ...bodySeeds])
  test(`A seeded fault is found: ${name}`, () => {
    const text = sources.get(file);
    assert.ok(text.includes(from), `${file} does not contain ${from}: renew the seed`);
    const { faults } = inspect(new Map(sources).set(file, text.replace(from, to)), data);
    assert.ok(faults.some((one) => one.includes(fault)), `expected "${fault}" among ${JSON.stringify(faults)}`);
  });

test('Every linter rule that is configured is an error', () => {
  const { rules } = JSON.parse(readFileSync(join(repository, 'infra', 'bicepconfig.json'), 'utf8')).analyzers.core;
  assert.ok(Object.keys(rules).length > 30);
  assert.deepEqual(Object.entries(rules).filter(([, { level }]) => level !== 'error'), []);
});

test('Every parameter and output is explained in docs/deploy.md', () => {
  const text = readFileSync(join(repository, 'docs', 'deploy.md'), 'utf8');
  const main = parse('main.bicep', sources.get('main.bicep'));
  const names = [...main.params, ...main.outputs].map((one) => one.name);
  assert.deepEqual(names.filter((name) => !text.includes(`\`${name}\``)), []);
});

test('azure.yaml names a project, a folder and a parameter file that exist', () => {
  const text = readFileSync(join(repository, 'azure.yaml'), 'utf8');
  const value = (key) => new RegExp(`^ +${key}: (\\S+)$`, 'm').exec(text)?.[1];
  assert.ok(existsSync(join(repository, value('project'))));
  assert.ok(existsSync(join(repository, value('path'), `${value('module')}.bicepparam`)));
});
