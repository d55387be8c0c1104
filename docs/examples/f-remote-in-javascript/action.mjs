// An action in another language: an HTTP server that takes {"event": {...}} and answers the neutral document. In Azure it runs as a
// function app of its own (a custom handler, or the same few lines in a Node function); here it is plain Node: node action.mjs
import { createServer } from 'node:http';
import { timingSafeEqual, createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const MAX_BODY = 256 * 1024;

/** What the action says about a login: the part that is yours. */
export function onExecutePostLogin(event, api) {
  const country = event.request?.geoip?.countryCode;
  if (country) api.say('idToken.setCustomClaim', 'https://actions.example/country', country);
  if (event.user?.app_metadata?.suspended === true) api.deny('This account is suspended.');
}

/** Serves an action; `resume` is called when the user comes back from where the action had sent them. */
export function serve({ execute = onExecutePostLogin, resume = () => {}, functionKey, port = 0 }) {
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return send(response, 405, { error: { code: 'method-not-allowed' } });
    if (functionKey && !same(request.headers['x-functions-key'] ?? '', functionKey)) return send(response, 401, { error: { code: 'unauthorized' } });
    try {
      const { event, continuation } = JSON.parse(await read(request));
      send(response, 200, await answer(event, continuation ? resume : execute));
    } catch {
      send(response, 400, { error: { code: 'invalid-request' } });
    }
  });
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)));
}

async function answer(event, action) {
  const commands = [];
  let reason = null;
  const api = {
    say: (method, ...args) => commands.push({ method, args }),
    deny: (why) => { reason ??= why; },
  };
  let outcome = 'succeeded';
  try {
    await action(event, api);
  } catch {
    outcome = 'failed';
  }

  const denied = reason !== null && outcome === 'succeeded';
  return {
    transactionId: event.transaction?.id ?? '',
    decision: denied ? 'deny' : 'continue',
    ...(denied && { denial: { action: 'remote', reason } }),
    commands: outcome === 'failed' ? [] : denied ? [...commands.filter(({ method }) => method.endsWith('Metadata')), { method: 'access.deny', args: [reason] }] : commands,
    actions: [{ name: 'remote', type: 'remote', outcome: denied ? 'denied' : outcome }],
  };
}

async function read(request) {
  let body = '';
  for await (const part of request) {
    body += part;
    if (body.length > MAX_BODY) throw new Error('too large');
  }
  return body;
}

// Digests first: equal lengths, and no time that depends on how much of the key is right.
const same = (given, expected) => timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());

function send(response, status, document) {
  const body = JSON.stringify(document);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const server = await serve({ functionKey: process.env.FUNCTION_KEY, port: Number(process.env.PORT ?? 7072) });
  console.log(`http://127.0.0.1:${server.address().port}/api/actions/country`);
}
