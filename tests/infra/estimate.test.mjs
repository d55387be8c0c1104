import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { capTable, caps, cost, costTable, parameters } from '../../infra/estimate/estimate.mjs';
import { literal, parse, properties, readSources } from './bicep.mjs';

const repository = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(repository, 'docs', 'operations.md'), 'utf8');
const sources = readSources(join(repository, 'infra'));
const small = { memoryGB: 1, alwaysReady: 0, privateEndpoints: 0 };
const pricedAt = (change) => ({ ...parameters, prices: { ...parameters.prices, ...change } });

test('The tables of docs/operations.md are what the formula gives', () => {
  for (const name of Object.keys(parameters.deployment)) assert.ok(page.includes(costTable(name)), `renew the table of ${name}: node infra/estimate/estimate.mjs`);
  assert.ok(page.includes(capTable()), 'renew the table of limits: node infra/estimate/estimate.mjs');
});

test('What the estimate is for is what the parameter files deploy', () => {
  for (const [name, { memoryGB, alwaysReady, privateEndpoints }] of Object.entries(parameters.deployment)) {
    const given = new Map(parse(name, sources.get(name)).vars.map((one) => [one.name, one.rest[0].text]));
    assert.equal(Math.round(memoryGB * 1024), Number(given.get('instanceMemoryMB') ?? 2048), name);
    assert.equal(alwaysReady, Number(given.get('alwaysReadyInstances') ?? 1), name);
    assert.equal(privateEndpoints > 0, given.get('privateNetworking') === 'true', name);
  }
  const production = sources.get('prod.bicepparam');
  assert.match(production, new RegExp(`maximumInstanceCount = ${parameters.maximumInstances}\n`));
  assert.match(production, new RegExp(`httpPerInstanceConcurrency = ${parameters.concurrency}\n`));
  const host = JSON.parse(readFileSync(join(repository, 'host.json'), 'utf8'));
  assert.equal(host.extensions.http.maxConcurrentRequests, parameters.limits.hostConcurrency);
});

test('The alerts that are paid for are those of the template', () => {
  const source = parse('modules/alerts.bicep', sources.get('modules/alerts.bicep'));
  const rules = source.vars.find((one) => one.name === 'logAlerts').rest[0].namedChildren.map((rule) => literal(properties(rule).get('frequency')));
  assert.deepEqual(
    { logEvery5Minutes: rules.filter((one) => one === 'PT5M').length, logEveryHour: rules.filter((one) => one === 'PT1H').length },
    { logEvery5Minutes: parameters.alerts.logEvery5Minutes, logEveryHour: parameters.alerts.logEveryHour },
  );
  assert.equal(source.resources.filter((one) => one.type === 'Microsoft.Insights/metricAlerts').length, parameters.alerts.metric);
});

test('An instance that is never asked costs nothing to work, one that is asked all the time costs all of its time', () => {
  const free = pricedAt({ onDemandFreeGBSeconds: 0, onDemandFreeExecutions: 0 });
  assert.equal(cost(0, small, free)['instances, working'], 0);
  const busy = cost(36000, small, free)['instances, working'];
  assert.ok(Math.abs(busy - 730 * 3600 * parameters.prices.onDemandGBSecond) < 0.01, `${busy}`);
});

test('What is free counts for on-demand instances only', () => {
  const ready = { ...small, alwaysReady: 1 };
  assert.equal(cost(100, small).executions, 0);
  assert.ok(cost(100, ready).executions > 0);
  assert.ok(cost(10, ready)['instances, working'] > cost(10, small)['instances, working']);
});

test('Twice the price is twice the cost, and twice the logins are half of the limit', () => {
  assert.equal(cost(1e5, small, pricedAt({ executionsMillion: 0.8 })).executions, 2 * cost(1e5, small).executions);
  const graph = (units) => caps({ ...parameters, login: { ...parameters.login, graphUnits: units } }).find(([name]) => name.includes('under 50'))[1];
  assert.equal(graph(4) * 2, graph(2));
});
