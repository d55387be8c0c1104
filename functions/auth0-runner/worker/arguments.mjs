// What Auth0 takes and the app's rules do not, brought into the form of the rules. The rules themselves are the app's (CommandRules.cs).

const DENIED = 'Access denied.';
const FACTOR_METHODS = ['challengeWith', 'challengeWithAny', 'enrollWith', 'enrollWithAny'];

const ADJUST = new Map([
  // A denial must never be lost for want of a reason.
  ['access.deny', (reason) => [typeof reason === 'string' && reason.length > 0 ? reason : DENIED]],
  ['accessToken.setCustomClaim', claim],
  ['idToken.setCustomClaim', claim],
  ...['accessToken.addScope', 'accessToken.removeScope', 'transaction.addTargetScope', 'transaction.removeTargetScope'].map((method) => [method, (scope) => [typeof scope === 'string' ? scope.trim() : scope]]),
  ...FACTOR_METHODS.map((name) => [`authentication.${name}`, (factors, options) => [factorsOf(factors),
    ...(options ? [{ ...options, ...(options.additionalFactors && { additionalFactors: factorsOf(options.additionalFactors) }) }] : [])]]),
  ['samlResponse.setAttribute', orNull],
  ['transaction.setMetadata', orNull],
  ['redirect.sendUserTo', (url, options) => [url, ...(options?.query ? [{ query: Object.fromEntries(Object.entries(options.query).map(([name, value]) => [name, String(value)])) }] : [])]],
]);

/** The command of a call: a snapshot of its arguments, so that nothing changes it afterwards. Throws what has no form in JSON. Undefined: nothing is asked for. */
export function adjusted(method, args) {
  // A member that is undefined is no member of a profile's update; null would remove the one that is there.
  if (method.startsWith('user.') && args[1] === undefined) return undefined;
  const given = (ADJUST.get(method) ?? same)(...args);
  while (given.length > 0 && given.at(-1) === undefined) given.pop();
  const command = { method, args: JSON.parse(JSON.stringify(given)) };
  // Auth0: null removes the key.
  const removes = /^(session|refreshToken)\.setMetadata$/.test(method) && command.args.length === 2 && command.args[1] === null;
  return removes ? { method: method.replace('set', 'delete'), args: [command.args[0]] } : command;
}

const same = (...args) => args;

function orNull(key, value) {
  return [key, value ?? null];
}

function claim(name, value) {
  if (name === 'scope') throw new Error('the claim scope cannot be set');
  return orNull(name, value);
}

// `push` is an older name of the same factor.
function factorsOf(factors) {
  if (Array.isArray(factors)) return factors.map(factorsOf);
  return factors?.type === 'push' ? { ...factors, type: 'push-notification' } : factors;
}
