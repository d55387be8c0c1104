#!/usr/bin/env node
// node functions/auth0-runner/main.mjs [auth0-runner.json]: serves until it is stopped. Exit status 1: wrong configuration, an Action that does not load, a taken address.
import { startRunner } from './runner.mjs';
import { InvalidSettings, readSettings } from './settings.mjs';

const log = (line) => process.stderr.write(`auth0-runner: ${line}\n`);

try {
  const settings = readSettings(process.argv[2] ?? 'auth0-runner.json', process.env);
  const runner = await startRunner(settings, log);
  process.stdout.write(`Serving ${runner.url}/api/actions/{${settings.actions.map(({ name }) => name).join('|')}}\n`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => runner.stop().then(() => process.exit(0)));
} catch (fault) {
  for (const mistake of fault instanceof InvalidSettings ? fault.mistakes : [fault.message]) log(mistake);
  process.exit(1);
}
