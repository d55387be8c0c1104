// Auth0's post-login api: calls are recorded as commands, questions are answered here. Source: Auth0, "Post-login API object".
import { CacheView } from './cache.mjs';
import { adjusted } from './arguments.mjs';
import { groupsOf, rolesOf, rulesOf } from './queries.mjs';
import { canRedirect, encodeToken, validateToken } from './redirect.mjs';

/** The commands by namespace: those that the app knows, no more and no fewer (tests/auth0-runner/api.test.mjs compares the two). */
export const COMMANDS = {
  access: ['deny'],
  accessToken: ['setCustomClaim', 'addScope', 'removeScope'],
  authentication: ['challengeWith', 'challengeWithAny', 'enrollWith', 'enrollWithAny', 'recordMethod', 'setPrimaryUser'],
  idToken: ['setCustomClaim'],
  multifactor: ['enable'],
  prompt: ['render'],
  redirect: ['sendUserTo'],
  refreshToken: ['revoke', 'setExpiresAt', 'setIdleExpiresAt', 'setMetadata', 'deleteMetadata', 'evictMetadata'],
  samlResponse: ['setAttribute', 'setAudience', 'setAuthnContextClassRef', 'setCert', 'setCreateUpnClaim', 'setDestination', 'setDigestAlgorithm', 'setEncryptionCert',
    'setEncryptionPublicKey', 'setIncludeAttributeNameFormat', 'setIssuer', 'setKey', 'setLifetimeInSeconds', 'setMapIdentities', 'setMapUnknownClaimsAsIs',
    'setNameIdentifierFormat', 'setNameIdentifierProbes', 'setPassthroughClaimsWithNoMapping', 'setRecipient', 'setRelayState', 'setSignatureAlgorithm',
    'setSignResponse', 'setSigningCert', 'setTypedAttributes'],
  session: ['revoke', 'setExpiresAt', 'setIdleExpiresAt', 'setCookieMode', 'setMetadata', 'deleteMetadata', 'evictMetadata'],
  transaction: ['setMetadata', 'addTargetScope', 'removeTargetScope', 'setTargetScopes', 'clearTargetScopes'],
  user: ['setAppMetadata', 'setUserMetadata'],
  validation: ['error'],
};

/** The api of one call. After seal(), which gives what was said, an Action that goes on is told so and reaches nothing. */
export function createApi(event, kept, resuming) {
  const said = [];
  const cache = new CacheView(kept);
  const api = {};
  let over = false;
  let denial;

  const open = () => {
    if (over) throw new Error('The login is over: what is said now is not heard.');
  };
  const say = (namespace, name, args) => {
    open();
    const command = adjusted(`${namespace}.${name}`, args);
    if (command === undefined) return api;
    if (command.method === 'access.deny') [denial] = [denial ?? command.args[0]]; // of several the first counts
    else said.push(command);
    if (command.method === 'transaction.setMetadata' && event.transaction) write(event.transaction.metadata, ...command.args);
    return api;
  };
  const guarded = (methods) => Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, (...args) => {
    open();
    return method(...args);
  }]));

  for (const [namespace, names] of Object.entries(COMMANDS)) api[namespace] = Object.fromEntries(names.map((name) => [name, (...args) => say(namespace, name, args)]));
  Object.assign(api.redirect, guarded({
    canRedirect: () => canRedirect(event),
    encodeToken: (options) => encodeToken(event, options),
    validateToken: (options) => validateToken(event, options),
  }));
  if (!resuming) api.authentication.recordMethod = () => { throw new Error('api.authentication.recordMethod is there in onContinuePostLogin only'); };
  api.cache = guarded({ get: (key) => cache.get(key), set: (key, value, options) => cache.set(key, value, options), delete: (key) => cache.delete(key) });
  api.groups = guarded(groupsOf(event));
  api.roles = guarded(rolesOf(event));
  api.rules = guarded(rulesOf(event));
  return { api, seal: () => { over = true; return { denial, commands: said, cacheWrites: cache.writes }; } };
}

// Readable at once, as at Auth0.
function write(metadata, key, value) {
  if (value === null) delete metadata[key];
  else Object.defineProperty(metadata, key, { value, writable: true, enumerable: true, configurable: true });
}
