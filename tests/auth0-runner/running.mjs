// A runner in this process, with actions written down by a test.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startRunner } from '../../functions/auth0-runner/runner.mjs';
import { readSettings } from '../../functions/auth0-runner/settings.mjs';

const PACKAGES = fileURLToPath(new URL('./packages', import.meta.url));

/** A folder with a configuration file; actions by name: their code, or {code, …settings}. */
export function folderOf(actions, settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'auth0-runner-'));
  cpSync(PACKAGES, join(folder, 'node_modules'), { recursive: true });
  const entries = Object.entries(actions).map(([name, action]) => {
    const { code, ...entry } = typeof action === 'string' ? { code: action } : action;
    writeFileSync(join(folder, `${name}.js`), code);
    return { name, file: `${name}.js`, workers: 1, timeoutMs: 15_000, ...entry }; // a busy machine is no failure of an action
  });
  const file = join(folder, 'auth0-runner.json');
  writeFileSync(file, JSON.stringify({ port: 0, ...settings, actions: entries }));
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts them; call gives the document of one login, or the status where it is refused. */
export async function running(actions, environment = {}, settings = {}) {
  const { file, remove } = folderOf(actions, settings);
  const logged = [];
  const runner = await startRunner(readSettings(file, environment), (line) => logged.push(line)).catch((fault) => {
    remove();
    throw fault;
  });
  return {
    url: runner.url,
    logged,
    async call(name, event = {}, continuation = undefined) {
      const response = await post(`${runner.url}/api/actions/${name}`, { event: eventOf(event), continuation });
      return response.status === 200 ? response.json() : response.status;
    },
    async stop() {
      await runner.stop();
      remove();
    },
  };
}

export const post = (url, body, headers = {}) => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

export const eventOf = (changes = {}) => ({
  client: { client_id: 'portal', name: 'Contoso Portal', metadata: {} },
  request: { ip: '203.0.113.7', method: 'GET', hostname: 'login.contoso.example', query: {}, body: {}, geoip: {} },
  tenant: { id: 'contoso' },
  transaction: { id: 'transaction-1', protocol: 'oidc-basic-profile', metadata: {} },
  user: { user_id: 'auth0|ada', email: 'ada@contoso.example', app_metadata: {}, user_metadata: {} },
  ...changes,
});

/** The ID token's claims of a document. */
export const claimsOf = ({ commands }) => Object.fromEntries(commands.filter(({ method }) => method === 'idToken.setCustomClaim').map(({ args }) => args));

/** What became of its action. */
export const outcomeOf = ({ actions: [{ outcome }] }) => outcome;
