#!/usr/bin/env node
// What a month costs and where it ends to scale, from parameters.json: node infra/estimate/estimate.mjs
// Its tables stand in docs/operations.md; tests/infra compares them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const parameters = JSON.parse(readFileSync(join(import.meta.dirname, 'parameters.json'), 'utf8'));

const atLeastZero = (value) => Math.max(0, value);

/** Cost of a month by item. */
export function cost(loginsPerHour, { memoryGB, alwaysReady, privateEndpoints }, given = parameters) {
  const { login, month, prices } = given;
  const seconds = month.hours * 3600;
  const logins = loginsPerHour * month.hours;
  const perSecond = loginsPerHour / 3600;
  const instances = Math.max(alwaysReady, Math.ceil((perSecond * login.seconds) / given.concurrency), 1);
  // Logins come independently of each other, so an instance is idle for e^(-arrivals) of the time that one login keeps it active.
  const activeShare = 1 - Math.exp((-perSecond / instances) * Math.max(login.seconds, prices.minimumActiveSeconds));
  const activeGBSeconds = (count) => count * activeShare * seconds * memoryGB;
  const onDemand = instances - alwaysReady;
  const paidLogins = alwaysReady > 0 ? logins : atLeastZero(logins - prices.onDemandFreeExecutions);
  const running = alwaysReady > 0 ? instances : Math.min(1, activeShare * instances);
  return {
    'always ready, waiting': alwaysReady * seconds * memoryGB * prices.readyBaselineGBSecond,
    'instances, working':
      activeGBSeconds(alwaysReady) * prices.readyActiveGBSecond +
      atLeastZero(activeGBSeconds(onDemand) - prices.onDemandFreeGBSeconds) * prices.onDemandGBSecond,
    executions: (paidLogins / 1e6) * prices.executionsMillion,
    'logs and telemetry': atLeastZero((logins * login.logKB) / 1e6 + given.platformLogGB - prices.logFreeGB) * prices.logGB,
    alerts:
      given.alerts.logEvery5Minutes * prices.alertLogEvery5Minutes +
      given.alerts.logEveryHour * prices.alertLogEveryHour +
      given.alerts.metric * prices.alertMetric,
    'key vault': ((running * given.secrets * seconds) / given.secretReadEverySeconds / 10000) * prices.vaultOperations10000,
    storage: prices.storage,
    'traffic out': atLeastZero((logins * login.egressKB) / 1e6 - prices.egressFreeGB) * prices.egressGB,
    'private networking': privateEndpoints * (prices.privateEndpointHour * month.hours + prices.privateZone),
  };
}

/** Logins an hour at which something ends to scale, the least first. */
export function caps(given = parameters) {
  const { login, limits } = given;
  const inFlight = (count) => (count / login.seconds) * 3600;
  const instancesOf = (cores) => cores / limits.coresPerInstance;
  return [
    ...Object.entries(limits.graphUnitsPer10Seconds).map(([size, units]) =>
      [`Microsoft Graph, directory of ${size}: ${whole(units)} units in 10 s`, (units / login.graphUnits / 10) * 3600]),
    [`One instance: ${given.concurrency} logins at once (\`httpPerInstanceConcurrency\`)`, inFlight(given.concurrency)],
    [`One instance: ${limits.hostConcurrency} requests at once (\`host.json\`), then 429`, inFlight(limits.hostConcurrency)],
    [`The app: ${given.maximumInstances} instances (\`maximumInstanceCount\`)`, inFlight(given.maximumInstances * given.concurrency)],
    [`Region and subscription: ${limits.regionCores} cores, ${whole(instancesOf(limits.regionCores))} instances of 2,048 MB`,
      inFlight(instancesOf(limits.regionCores) * given.concurrency)],
  ].sort(([, one], [, other]) => one - other);
}

const whole = (value) => Math.round(value).toLocaleString('en-US');
const money = (value) => value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const table = (head, rows) =>
  [head, ['---', ...head.slice(1).map(() => '---:')], ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

export function costTable(name, given = parameters) {
  const columns = given.loginsPerHour.map((logins) => cost(logins, given.deployment[name], given));
  const sums = columns.map((column) => Object.values(column).reduce((one, other) => one + other));
  const head = [`${given.prices.currency} a month, \`${name}\``, ...given.loginsPerHour.map((logins) => `${whole(logins)} logins an hour`)];
  return table(head, [
    ...Object.keys(columns[0]).map((item) => [item, ...columns.map((column) => money(column[item]))]),
    ['**together**', ...sums.map((sum) => `**${money(sum)}**`)],
    ['a thousand logins', ...sums.map((sum, index) => money((sum / given.loginsPerHour[index] / given.month.hours) * 1000))],
  ]);
}

export const capTable = (given = parameters) => table(['what ends first', 'logins an hour'], caps(given).map(([name, logins]) => [name, whole(logins)]));

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log([...Object.keys(parameters.deployment).map((name) => costTable(name)), capTable()].join('\n\n'));
