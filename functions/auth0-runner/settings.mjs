// The configuration file, checked as a whole: every mistake is reported, with its key.
import { readFileSync, realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, resolve } from 'node:path';

/** Built-in modules that every Action may require: those that compute and those that call out. None reads files or starts anything. */
export const BUILTINS = ['assert', 'buffer', 'crypto', 'dns', 'events', 'http', 'https', 'net', 'path', 'punycode', 'querystring', 'stream', 'stream/promises',
  'string_decoder', 'timers', 'timers/promises', 'tls', 'url', 'util', 'zlib'];

const MAX_CODE = 100 * 1024; // Auth0, "Actions limitations": 100 kB without packages
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const NUMBERS = { // default, least, most
  timeoutMs: [5_000, 50, 20_000], // 20 s is Auth0's limit for all Actions of a login together
  memoryMb: [128, 32, 4_096],
  workers: [2, 1, 64],
  queue: [32, 0, 10_000],
};
const ACTION_KEYS = new Set(['name', 'file', 'secrets', 'packages', 'builtins', 'freshProcess', 'console', ...Object.keys(NUMBERS)]);

export class InvalidSettings extends Error {
  constructor(mistakes) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

/** Reads a file; paths in it are relative to it, secrets are names of environment variables. */
export function readSettings(file, environment) {
  const mistakes = [];
  const say = (key, message) => mistakes.push(`${key}: ${message}`);
  const text = attempt(() => readFileSync(file, 'utf8'), () => say(file, 'cannot be read'));
  const json = text === undefined ? undefined : attempt(() => JSON.parse(text), () => say(file, 'is no JSON'));
  if (mistakes.length > 0) throw new InvalidSettings(mistakes);
  const reader = { folder: dirname(resolve(file)), environment, say };
  const settings = check(isObject(json) ? json : {}, reader);
  if (mistakes.length > 0) throw new InvalidSettings(mistakes);
  return settings;
}

function check(json, reader) {
  const { say } = reader;
  unknown(json, new Set(['host', 'port', 'functionKey', 'packageFolder', 'actions']), '', say);
  const host = json.host ?? '127.0.0.1';
  const port = json.port ?? 7073;
  if (typeof host !== 'string') say('host', 'is no text');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) say('port', 'is no port');
  const functionKey = json.functionKey === undefined ? undefined : variable('functionKey', json.functionKey, reader);
  if (json.functionKey === undefined && !LOOPBACK.has(host)) say('functionKey', 'is required: without a key only this machine may call');
  const packageFolder = attempt(() => realpathSync(resolve(reader.folder, json.packageFolder ?? '.')), () => say('packageFolder', 'does not exist'));
  const list = Array.isArray(json.actions) ? json.actions : [];
  if (list.length === 0) say('actions', 'names no action');
  const actions = list.map((entry, index) => checkAction(isObject(entry) ? entry : {}, `actions:${index}`, reader));
  actions.forEach(({ name }, index) => {
    if (actions.findIndex((other) => other.name === name) < index) say(`actions:${index}:name`, 'is taken');
  });
  return { host, port, functionKey, actions: actions.map((action) => ({ ...action, packageFolder })) };
}

function checkAction(entry, key, reader) {
  const { say } = reader;
  unknown(entry, ACTION_KEYS, `${key}:`, say);
  if (typeof entry.name !== 'string' || !/^[a-z0-9][a-z0-9-]{0,63}$/.test(entry.name)) say(`${key}:name`, 'is not 1 to 64 small letters, digits and hyphens');
  const file = typeof entry.file === 'string' ? resolve(reader.folder, entry.file) : undefined;
  const code = file && attempt(() => readFileSync(file, 'utf8'), () => undefined);
  if (code === undefined) say(`${key}:file`, 'cannot be read');
  else if (Buffer.byteLength(code) > MAX_CODE) say(`${key}:file`, 'is over 100 kB');
  const packages = texts(`${key}:packages`, entry.packages, say);
  const more = texts(`${key}:builtins`, entry.builtins, say);
  for (const name of more.filter((module) => !isBuiltin(module))) say(`${key}:builtins`, `${name} is no module of Node`);
  for (const flag of ['freshProcess', 'console']) {
    if (typeof (entry[flag] ?? false) !== 'boolean') say(`${key}:${flag}`, 'is not true or false');
  }
  return { name: entry.name, code, packages, builtins: [...BUILTINS, ...more], secrets: secrets(entry.secrets ?? {}, `${key}:secrets`, reader),
    freshProcess: entry.freshProcess ?? false, console: entry.console ?? false, ...numbers(entry, key, say) };
}

function numbers(entry, key, say) {
  return Object.fromEntries(Object.entries(NUMBERS).map(([name, [otherwise, least, most]]) => {
    const value = entry[name] ?? otherwise;
    if (!Number.isInteger(value) || value < least || value > most) say(`${key}:${name}`, `is no whole number from ${least} to ${most}`);
    return [name, value];
  }));
}

function secrets(map, key, reader) {
  if (!isObject(map)) return reader.say(key, 'is no object of names');
  return Object.fromEntries(Object.entries(map).map(([name, source]) => [name, variable(`${key}:${name}`, source, reader)]));
}

function variable(key, name, { environment, say }) {
  const value = typeof name === 'string' ? environment[name] : undefined;
  if (!value) say(key, 'does not name an environment variable that is set');
  return value;
}

function texts(key, list, say) {
  if (list === undefined) return [];
  if (Array.isArray(list) && list.every((item) => typeof item === 'string' && item.length > 0)) return list;
  say(key, 'is no list of names');
  return [];
}

function unknown(json, known, prefix, say) {
  for (const name of Object.keys(json).filter((key) => !known.has(key))) say(`${prefix}${name}`, 'is no setting');
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function attempt(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise();
  }
}
