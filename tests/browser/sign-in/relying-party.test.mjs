// The relying party believes nobody but its provider: without that, what its page shows would prove nothing.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startProgram } from './programs.mjs';

const key = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const published = key();
const another = key();
let provider;
let issuer;
let relyingParty;
let answer;

before(async () => {
  const json = (response, document) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
  const documents = {
    '/.well-known/openid-configuration': () => ({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` }),
    '/jwks': () => ({ keys: [{ ...published.publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }] }),
    '/token': () => ({ access_token: 'opaque', token_type: 'Bearer', id_token: answer }),
  };
  provider = createServer((request, response) => json(response, documents[request.url]())).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  issuer = `http://127.0.0.1:${provider.address().port}`;
  relyingParty = await startProgram(fileURLToPath(new URL('relying-party.mjs', import.meta.url)), { env: { ISSUER: issuer, CLIENT_ID: 'portal' } });
});
after(async () => {
  await relyingParty?.stop();
  provider?.closeAllConnections();
  provider?.close();
});

function idToken(claims, { privateKey = published.privateKey, header = { alg: 'RS256', kid: '1' } } = {}) {
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = header.alg === 'none' ? '' : sign('sha256', Buffer.from(signed), privateKey).toString('base64url');
  return `${signed}.${signature}`;
}

/** A whole login; `token` makes the ID token of the claims it should have. Answers the page after it. */
async function login(token, state = (sent) => sent) {
  const begun = await fetch(`${relyingParty.url}/login`, { redirect: 'manual' });
  const cookie = begun.headers.get('set-cookie').split(';')[0];
  const query = new URL(begun.headers.get('location')).searchParams;
  assert.equal(query.get('code_challenge_method'), 'S256');
  const now = Math.floor(Date.now() / 1000);
  answer = token({ iss: issuer, aud: 'portal', sub: 'auth0|ada', name: '<b>Ada</b>', iat: now, exp: now + 60, nonce: query.get('nonce') });
  const back = new URL(`${relyingParty.url}/callback?code=1&state=${state(query.get('state'))}`);
  const ended = await fetch(back, { redirect: 'manual', headers: { cookie } });
  assert.equal(ended.headers.get('location'), '/');
  return (await fetch(relyingParty.url, { headers: { cookie } })).text();
}

test('What its provider signed is shown, as text', async () => {
  const page = await login(idToken);
  assert.match(page, /Signed in as <strong>&lt;b&gt;Ada/);
});

const lies = {
  'a key that is not published': (claims) => idToken(claims, { privateKey: another.privateKey }),
  'no signature': (claims) => idToken(claims, { header: { alg: 'none' } }),
  'another nonce': (claims) => idToken({ ...claims, nonce: 'another' }),
  'no nonce': ({ nonce, ...claims }) => idToken(claims),
  'another issuer': (claims) => idToken({ ...claims, iss: 'http://127.0.0.1:1' }),
  'another audience': (claims) => idToken({ ...claims, aud: 'shop' }),
  'a time that is over': (claims) => idToken({ ...claims, exp: claims.iat - 600 }),
};
for (const [what, token] of Object.entries(lies)) {
  test(`An ID token with ${what} signs nobody in`, async () => {
    const page = await login(token);
    assert.match(page, /You are not signed in/);
    assert.doesNotMatch(page, /<table>/);
  });
}

test('An answer with another state signs nobody in', async () => {
  assert.match(await login(idToken, () => 'another'), /You are not signed in/);
});

test('An answer that nobody asked for signs nobody in', async () => {
  const ended = await fetch(`${relyingParty.url}/callback?code=1&state=1`, { redirect: 'manual' });
  const page = await fetch(relyingParty.url, { headers: { cookie: ended.headers.get('set-cookie').split(';')[0] } });
  assert.match(await page.text(), /You are not signed in[\s\S]*no login is under way/);
});
