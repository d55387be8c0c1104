// A small relying party: authorization code with PKCE through openid-client, a certified client, and a page with the tokens it was given.
// Settings: ISSUER, CLIENT_ID.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import * as client from 'openid-client';
import { announce } from './programs.mjs';
import { SECURITY_HEADERS, STYLE, pageOf } from './relying-party-page.mjs';

const { ISSUER, CLIENT_ID } = process.env;
const COOKIE = 'relying_party';
const sessions = new Map();
let provider;

const routes = {
  'GET /': (session, request, response) =>
    response.writeHead(session.failure ? 403 : 200, { ...SECURITY_HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(pageOf(session)),
  'GET /style.css': (session, request, response) => response.writeHead(200, { 'content-type': 'text/css' }).end(STYLE),
  'GET /login': login,
  'GET /callback': (session, request, response) => issued(session, response, () => callback(session, request)),
  'POST /refresh': (session, request, response) => issued(session, response, async () => client.refreshTokenGrant(await discovered(), session.tokens.refresh_token)),
  'POST /sign-out': (session, request, response) => {
    sessions.delete(session.id);
    redirect(response, '/');
  },
};

const server = createServer((request, response) => {
  const path = new URL(request.url, address()).pathname;
  const route = routes[`${request.method} ${path}`];
  if (!route) response.writeHead(404).end();
  else Promise.resolve(route(sessionOf(request, response), request, response)).catch((fault) => response.writeHead(502).end(`${fault.message}\n`));
});
server.listen(0, '127.0.0.1', () => announce(address()));

const address = () => `http://127.0.0.1:${server.address().port}`;
const redirect = (response, to) => response.writeHead(303, { location: `${to}` }).end();

function sessionOf(request, response) {
  const known = sessions.get(new RegExp(`${COOKIE}=([^;]+)`).exec(request.headers.cookie)?.[1]);
  if (known) return known;
  const session = { id: randomUUID() };
  sessions.set(session.id, session);
  response.setHeader('set-cookie', `${COOKIE}=${session.id}; HttpOnly; SameSite=Lax; Path=/`);
  return session;
}

/** The provider's metadata, read once. Every ID token's signature is checked with its keys, although it comes straight from the token endpoint. */
function discovered() {
  const insecure = ISSUER.startsWith('http://127.0.0.1:') ? [client.allowInsecureRequests] : [];
  provider ??= client.discovery(new URL(ISSUER), CLIENT_ID, { id_token_signed_response_alg: 'RS256' }, client.None(),
    { execute: [client.enableNonRepudiationChecks, ...insecure] });
  return provider;
}

async function login(session, request, response) {
  const verifier = client.randomPKCECodeVerifier();
  session.pending = { pkceCodeVerifier: verifier, expectedState: client.randomState(), expectedNonce: client.randomNonce(), idTokenExpected: true };
  redirect(response, client.buildAuthorizationUrl(await discovered(), {
    redirect_uri: `${address()}/callback`,
    scope: 'openid profile email',
    state: session.pending.expectedState,
    nonce: session.pending.expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }));
}

async function callback(session, request) {
  const { pending } = session;
  delete session.pending; // one state and one nonce for one answer
  if (!pending) throw new Error('no login is under way');
  return client.authorizationCodeGrant(await discovered(), new URL(request.url, address()), pending);
}

// A refused login or refresh leaves nothing of the one before.
async function issued(session, response, grant) {
  try {
    const tokens = await grant();
    session.tokens = { ...tokens, claims: tokens.claims() };
    session.failure = undefined;
  } catch (fault) {
    session.tokens = undefined;
    session.failure = { error: fault.error ?? fault.code ?? 'no_tokens', description: fault.error_description ?? fault.message };
  }
  redirect(response, '/');
}
