// The tokens of a redirect: compact JWS with HS256. Sources: RFC 7515, RFC 7518 section 3.2; Auth0, "Redirect with Actions".
import { createHmac, timingSafeEqual } from 'node:crypto';

const MAX_TOKEN = 16 * 1024;
const WITHOUT_BROWSER = new Set(['oauth2-refresh-token', 'oauth2-password', 'oauth2-resource-owner', 'oauth2-webauthn']);

export const canRedirect = ({ request, transaction }) => request.query.prompt !== 'none' && !WITHOUT_BROWSER.has(transaction?.protocol);

/** As at Auth0 the payload comes last: a member of it named sub, exp, iss, iat or ip replaces the standard one. */
export function encodeToken(event, { secret, payload, expiresInSeconds = 900 }) {
  demand(secret);
  const iat = Math.floor(Date.now() / 1000);
  const { custom_domain: domain, request, user } = event;
  const claims = { iat, iss: domain?.domain ?? request.hostname, sub: user.user_id, exp: iat + expiresInSeconds, ip: request.ip, ...payload };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${sign(secret, signed).toString('base64url')}`;
}

/** The claims of the token that the user came back with; a form field wins over the query. Throws, and never says what was in it. */
export function validateToken(event, { secret, tokenParameterName = 'session_token' }) {
  demand(secret);
  const { body, query } = event.request;
  const token = text(body[tokenParameterName]) ?? text(query[tokenParameterName]);
  if (token === undefined) throw invalid(`there is no parameter ${tokenParameterName}`);
  const [header, payload, signature, ...more] = token.split('.');
  if (token.length > MAX_TOKEN || more.length > 0 || !signature) throw invalid('it is no compact JWS');
  // An exact algorithm, and no extension that changes how the token is read (RFC 8725 section 3.1, RFC 7515 section 4.1.11).
  const { alg, crit, b64 } = decode(header);
  if (alg !== 'HS256' || crit !== undefined || b64 !== undefined) throw invalid('its header is not one of HS256');
  const expected = sign(secret, `${header}.${payload}`);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || given.toString('base64url') !== signature || !timingSafeEqual(given, expected)) throw invalid('its signature is not ours');
  return believed(decode(payload), event);
}

function believed(claims, { user, request, transaction }) {
  const now = Math.floor(Date.now() / 1000);
  // A token for another transaction must not count in this one.
  const state = text(request.query.state) ?? text(request.body.state) ?? text(transaction?.state);
  if (!(claims.exp > now)) throw invalid('it has expired, or never would');
  if (claims.nbf !== undefined && !(claims.nbf <= now)) throw invalid('it is not valid yet');
  if (!user?.user_id || claims.sub !== user.user_id) throw invalid('its sub is another user');
  if (state === undefined || claims.state !== state) throw invalid("its state is not this transaction's");
  return claims;
}

function decode(part) {
  try {
    const json = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof json === 'object' && json !== null) return json;
  } catch {
    // Told below as any other part that is no JSON object.
  }
  throw invalid('a part of it is no JSON object');
}

function demand(secret) {
  if (typeof secret !== 'string' || secret.length === 0) throw new TypeError('a secret is required');
}

const encode = (json) => Buffer.from(JSON.stringify(json)).toString('base64url');
const sign = (secret, signed) => createHmac('sha256', secret).update(signed).digest();
const text = (value) => (typeof value === 'string' && value.length > 0 ? value : undefined);
const invalid = (reason) => new Error(`Invalid session token: ${reason}.`);
