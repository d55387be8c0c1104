// POST /api/actions/{name} as the action `remote` calls it; GET /api/health/live and /ready.
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { isIP } from 'node:net';
import { documentOf } from './answer.mjs';

const MAX_BODY = 256 * 1024; // PostLogin:MaxRequestBytes of the app
const KEEP_ALIVE_MS = 120_000; // longer than the app keeps an idle connection: the one that closes first must be the caller
const CODES = { 400: 'invalid-request', 401: 'unauthorized', 404: 'not-found', 405: 'method-not-allowed', 411: 'length-required', 413: 'too-large',
  415: 'unsupported-media-type', 421: 'misdirected', 503: 'busy' };

/** Serves the pools by name until stopped. */
export async function serve({ host, port, functionKey }, pools) {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    handle(request, functionKey, pools).then((answer) => send(request, response, answer), () => response.destroy());
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const name = isIP(host) === 6 ? `[${host}]` : host;
  return {
    url: `http://${name}:${server.address().port}`,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => { server.close(resolve); });
    },
  };
}

async function handle(request, functionKey, pools) {
  const { pathname } = new URL(request.url, 'http://runner.invalid');
  if (pathname === '/api/health/live' || pathname === '/api/health/ready') return request.method === 'GET' ? { status: 200, body: '{}' } : refuse(405, 'GET');
  const status = refusal(request, functionKey);
  if (status) return refuse(status);
  const name = /^\/api\/actions\/([a-z0-9-]+)$/.exec(pathname)?.[1];
  const pool = pools.get(name);
  if (!pool) return refuse(404);
  const fault = faultOf(request);
  if (fault) return refuse(fault, 'POST');
  const call = parse(await read(request));
  return call ? answer(name, pool, call) : refuse(400);
}

async function answer(name, pool, call) {
  const began = performance.now();
  const said = await pool.run(call);
  return said ? { status: 200, body: documentOf(name, call.event, said, Math.round((performance.now() - began) * 10) / 10) } : refuse(503);
}

// Without a key only this machine may call, and no web page on it: a name that resolves to loopback is a page that rebinds (DNS rebinding).
function refusal({ headers }, functionKey) {
  if (functionKey) return same(headers['x-functions-key'] ?? '', functionKey) ? undefined : 401;
  return /^(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?$/.test(headers.host ?? '') ? undefined : 421;
}

// The order of the app's own faults. Anything but JSON would also be what a form of another site can send.
function faultOf({ method, headers }) {
  const length = headers['content-length'];
  if (method !== 'POST') return 405;
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '') || headers['content-encoding']) return 415;
  if (length === undefined) return 411;
  return Number(length) > MAX_BODY ? 413 : undefined;
}

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(body) {
  try {
    const { event, continuation } = JSON.parse(body);
    if (!isObject(event) || (continuation !== undefined && !isObject(continuation))) return undefined;
    const tenant = typeof event.tenant?.id === 'string' ? event.tenant.id : '';
    return { event, tenant, handler: continuation ? 'onContinuePostLogin' : 'onExecutePostLogin' };
  } catch {
    return undefined;
  }
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

// Digests first: equal lengths, and no time that depends on how much of the key is right.
const same = (given, expected) => timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());

const refuse = (status, allow) => ({ status, allow: status === 405 ? allow : undefined, body: JSON.stringify({ error: { code: CODES[status] } }) });

function send(request, response, { status, allow, body }) {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store', ...(allow && { allow }) };
  // A refused body is not read: the connection ends with the answer.
  if (!request.complete) headers.connection = 'close';
  response.writeHead(status, headers).end(body);
}
