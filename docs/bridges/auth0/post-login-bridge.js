'use strict';
// Auth0 Action for the trigger post-login: posts the event to our flow and applies the commands of the answer. README.md lists its secrets.

const { createHmac, randomUUID } = require('crypto');

const DEFAULT_TIMEOUT_MS = 6000; // over the 5 s that the flow gives itself, far below the 20 s of the whole trigger
const MAX_TIMEOUT_MS = 15000;
const MAX_ANSWER_BYTES = 1024 * 1024;
const CONTINUATION = 'actions_continuation';
const UNAVAILABLE = 'The sign-in could not be completed. Try again later.';

// The namespaces whose methods are commands. Those that answer something (cache, groups, roles, rules) are of no use from afar.
const NAMESPACES = new Set(['access', 'accessToken', 'authentication', 'idToken', 'multifactor', 'prompt', 'redirect', 'refreshToken',
  'samlResponse', 'session', 'transaction', 'user', 'validation']);

// What a form or a query can hold that would let its reader sign in as somebody.
const CREDENTIALS = new Set(['password', 'new_password', 'client_secret', 'client_assertion', 'assertion', 'code', 'code_verifier', 'device_code',
  'auth_req_id', 'refresh_token', 'access_token', 'id_token', 'id_token_hint', 'subject_token', 'actor_token', 'session_transfer_token', 'otp',
  'oob_code', 'binding_code', 'mfa_token', 'recovery_code', 'SAMLResponse']);

/** A failure with a text of our own: the only text that is logged. */
class Failure extends Error {}

exports.onExecutePostLogin = (event, api) => run(event, api, () => ({ event: withoutSecrets(event) }));

exports.onContinuePostLogin = (event, api) => run(event, api, () => {
  const action = event.transaction?.metadata?.[CONTINUATION];
  if (typeof action !== 'string') throw new Failure('no action waits for a continuation');
  return { event: withoutSecrets(event), continuation: { action } };
});

async function run(event, api, request) {
  try {
    const answer = await ask(event.secrets, JSON.stringify(request()));
    await apply(checked(answer, event), api);
  } catch (fault) {
    // The text of any other error may hold a host name or a claim.
    console.log(`post-login bridge: ${fault instanceof Failure ? fault.message : fault?.name}`);
    if (event.secrets?.ACTIONS_ON_FAILURE !== 'continue') api.access.deny(UNAVAILABLE);
  }
}

function withoutSecrets({ secrets, ...event }) {
  const harmless = (form) => form && Object.fromEntries(Object.entries(form).filter(([name]) => !CREDENTIALS.has(name)));
  const { request } = event;
  return request ? { ...event, request: { ...request, query: harmless(request.query), body: harmless(request.body) } } : event;
}

async function ask(secrets, body) {
  const response = await fetch(address(secrets.ACTIONS_URL), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...keyHeader(secrets), ...signature(secrets.ACTIONS_SIGNING_SECRET, body) },
    body,
    redirect: 'error', // the event goes nowhere else
    signal: AbortSignal.timeout(limit(secrets.ACTIONS_TIMEOUT_MS)),
  });
  if (response.status !== 200) throw new Failure(`status ${response.status}`);
  const chunks = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Failure('the answer is too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'), (name, value) => {
    if (name === '__proto__') throw new Failure('the answer names a prototype');
    return value;
  });
}

function address(url) {
  if (!/^(https:\/\/|http:\/\/(127\.0\.0\.1|\[::1\]|localhost)[:/])/.test(url)) throw new Failure('ACTIONS_URL is not https');
  return url;
}

function limit(text = DEFAULT_TIMEOUT_MS) {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_TIMEOUT_MS) throw new Failure(`ACTIONS_TIMEOUT_MS is not 1 to ${MAX_TIMEOUT_MS}`);
  return limit;
}

const keyHeader = ({ ACTIONS_FUNCTION_KEY: key }) => (key ? { 'x-functions-key': key } : {});

// Standard Webhooks: HMAC-SHA256 over id.timestamp.body, with the decoded bytes of the secret.
function signature(secret, body) {
  const key = Buffer.from(/^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1] ?? '', 'base64');
  if (key.length < 24) throw new Failure('ACTIONS_SIGNING_SECRET is not whsec_ and base64 of 24 bytes or more');
  const id = `msg_${randomUUID()}`;
  const timestamp = Math.floor(Date.now() / 1000).toString();
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
}

// The whole answer is checked before its first command is applied.
function checked(answer, event) {
  const denies = answer?.decision === 'deny';
  if (!denies && answer?.decision !== 'continue') throw new Failure('the answer decides nothing');
  if (event.transaction?.id && answer.transactionId !== event.transaction.id) throw new Failure('the answer is for another transaction');
  if (!Array.isArray(answer.commands)) throw new Failure('the answer has no commands');
  if (denies !== answer.commands.some(({ method }) => method === 'access.deny')) throw new Failure('commands and decision disagree');
  return answer;
}

async function apply({ commands, continuation }, api) {
  const isDeny = ({ method }) => method === 'access.deny';
  const calls = [...commands.filter((command) => !isDeny(command)), ...commands.filter(isDeny)].map((command) => resolve(command, api));
  for (const call of calls) await call();
  if (typeof continuation?.action === 'string') api.transaction.setMetadata(CONTINUATION, continuation.action);
}

// api.<namespace>.<method> and no other path; what every object inherits (constructor, valueOf) is no command.
function resolve({ method, args }, api) {
  const [namespace, name, ...rest] = String(method).split('.');
  const target = NAMESPACES.has(namespace) ? api[namespace] : undefined;
  if (rest.length > 0 || typeof target?.[name] !== 'function' || name in Object.prototype) throw new Failure('the answer has an unknown command');
  if (!Array.isArray(args) || args.includes('__proto__')) throw new Failure('the answer has a command with wrong arguments');
  return () => target[name](...args);
}
