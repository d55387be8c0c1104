// What the bridge talks to: the product on its local server, and servers that answer as a test wants.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const PRODUCT = fileURLToPath(new URL('../../functions/ActionsFunctions.Local/bin/Debug/net10.0/ActionsFunctions.Local.dll', import.meta.url));

export const SIGNING_SECRET = `whsec_${Buffer.from('the secret of the bridge in its tests').toString('base64')}`;

/** Starts the built local server on a free port; settings are those of the environment. */
export async function startProduct(settings = {}) {
  const env = { ...process.env, Local__Url: 'http://127.0.0.1:0', IdentityProviders__Auth0__SigningSecrets__0: SIGNING_SECRET, ...settings };
  const server = spawn('dotnet', [PRODUCT], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const errors = [];
  server.stderr.on('data', (data) => errors.push(data));
  const ended = new Promise((resolve) => { server.on('exit', resolve); });
  const addresses = await Promise.race([announced(server), ended.then(() => undefined)]);
  if (!addresses) throw new Error(`The local server did not start; build functions/ActionsFunctions.Local first. ${Buffer.concat(errors)}`);
  return {
    ...addresses,
    async stop() {
      server.kill();
      await ended;
    },
  };
}

// Where it serves, and where its tenant is: the first lines that it writes.
async function announced(server) {
  let url;
  for await (const line of createInterface(server.stdout)) {
    const address = /^Serving (http:\S+)\/api\/post-login\//.exec(line)?.[1];
    if (address) url = `${address}/api/post-login/auth0`;
    const tenant = /^Local tenant at (http:\S+)\//.exec(line)?.[1];
    if (tenant) return { url, tenant };
  }
  return undefined;
}

/** Starts a server that answers with what answer returns for a request: a document, a text, a status, a function that writes; undefined is no answer at all. */
export async function startStub(answer) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    requests.push({ url: request.url, headers: request.headers, body });
    const given = answer(JSON.parse(body), requests.at(-1));
    if (given === undefined) return;
    if (typeof given === 'function') given(response);
    else if (typeof given === 'number') response.writeHead(given, { location: '/elsewhere' }).end('{}');
    else response.writeHead(200, { 'content-type': 'application/json' }).end(typeof given === 'string' ? given : JSON.stringify(given));
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${server.address().port}/api/post-login/auth0`,
    requests,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}

/** The neutral document for an event. */
export const documentFor = ({ event }, changes = {}) => ({
  transactionId: event.transaction.id, decision: 'continue', commands: [], claims: { idToken: {}, accessToken: {} }, actions: [], diagnostics: [], ...changes,
});

export const secretsFor = (url, changes = {}) => ({ ACTIONS_URL: url, ACTIONS_SIGNING_SECRET: SIGNING_SECRET, ...changes });
