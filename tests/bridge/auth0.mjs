// A double of Auth0's post-login trigger with one Action: the api with its argument rules, the engine with its order of effects.
// Sources: Auth0, "Post-login API object", "Redirect with Actions", "Actions limitations", "Create custom claims".

const RESTRICTED = new Set(['acr', 'amr', 'aud', 'azp', 'exp', 'groups', 'iat', 'iss', 'nonce', 'org_id', 'permissions', 'roles', 'sid', 'sub']);
const FACTORS = new Set(['any', 'none', 'guardian', 'google-authenticator', 'duo']);
const SCALARS = new Set(['string', 'number', 'boolean']);

/** One login of one user. Its event is frozen, as nothing may change it. */
export class Auth0Login {
  #transactionMetadata = new Map();
  #claims = { idToken: new Map(), accessToken: new Map() };

  constructor(action, event, secrets) {
    Object.assign(this, { action, event, secrets, calls: [], logged: [], denials: [], missing: [], userMetadata: {}, appMetadata: {} });
  }

  /** The user has authenticated. */
  execute() {
    return this.#run('onExecutePostLogin', {});
  }

  /** The user is back at /continue. */
  resume(request) {
    return this.#run('onContinuePostLogin', { request: { ...this.event.request, ...request } });
  }

  get methods() {
    return this.calls.map(({ method }) => method);
  }

  async #run(handler, changes) {
    this.redirect = undefined;
    const transaction = { ...this.event.transaction, metadata: Object.fromEntries(this.#transactionMetadata) };
    const event = deepFreeze(structuredClone({ ...this.event, ...changes, transaction, secrets: this.secrets }));
    const { log } = console;
    console.log = (...texts) => this.logged.push(texts.join(' '));
    try {
      await this.action[handler](event, this.#api(handler === 'onContinuePostLogin'));
    } catch {
      return { failed: true };
    } finally {
      console.log = log;
    }
    if (this.denials.length > 0) return { error: 'access_denied', error_description: this.denials[0] };
    if (this.redirect) return { redirect: this.redirect };
    return { idToken: issued(this.#claims.idToken), accessToken: issued(this.#claims.accessToken) };
  }

  #api(resuming) {
    const api = {};
    const namespace = (name, methods, answersApi = true) => {
      api[name] = Object.fromEntries(Object.entries(methods).map(([method, effect]) => [method, (...args) => {
        this.calls.push({ method: `${name}.${method}`, args });
        effect(...args);
        return answersApi ? api : undefined;
      }]));
    };
    namespace('access', { deny: (reason) => this.denials.push(text(reason)) });
    namespace('idToken', { setCustomClaim: (name, value) => claim(this.#claims.idToken, name, value) });
    namespace('accessToken', {
      setCustomClaim: (name, value) => claim(this.#claims.accessToken, name, value),
      addScope: (scope) => demand(scope.trim().length <= 280 && !/\s/.test(scope.trim()), 'a scope'),
    });
    namespace('user', {
      setAppMetadata: (key, value) => { this.appMetadata[text(key)] = value; },
      setUserMetadata: (key, value) => { this.userMetadata[text(key)] = value; },
    });
    namespace('transaction', { setMetadata: (key, value) => this.#setTransactionMetadata(text(key), value) });
    namespace('redirect', { sendUserTo: (url, options = {}) => { this.redirect = addressOf(url, options.query); } });
    namespace('authentication', { recordMethod: (url) => demand(resuming && URL.canParse(url), 'a provider url, on resuming') }, false);
    namespace('multifactor', { enable: (provider) => demand(FACTORS.has(provider), 'a provider of factors') });
    namespace('prompt', { render: (id) => text(id) }, false);
    namespace('session', { setMetadata: sessionMetadata, evictMetadata: () => {} }, false);
    namespace('refreshToken', { setMetadata: sessionMetadata }, false);
    namespace('samlResponse', { setAttribute: (name) => demand(text(name).length <= 1024, 'a name of at most 1 kB') }, false);
    namespace('validation', { error: (code, message) => text(code) && text(message) }, false);
    namespace('cache', { set: () => {} }, false);
    this.missing.forEach((name) => delete api[name]);
    return api;
  }

  #setTransactionMetadata(key, value) {
    demand(key.length <= 64, 'a key of at most 64 characters');
    demand(value === null || SCALARS.has(typeof value), 'text, a number, a boolean or null');
    if (value === null) this.#transactionMetadata.delete(key);
    else this.#transactionMetadata.set(key, value);
  }
}

function claim(claims, name, value) {
  demand(text(name) !== 'scope', 'another name than scope');
  claims.set(name, value);
}

function sessionMetadata(key, value) {
  demand(/^[a-zA-Z0-9_-]{1,255}$/.test(key), 'a key of letters, digits, _ and -');
  demand(text(value).length <= 255, 'text of at most 255 characters');
}

// Restricted names are taken at the call and left out of the token in silence.
const issued = (claims) => Object.fromEntries([...claims].filter(([name]) => !RESTRICTED.has(name)));

function addressOf(url, query = {}) {
  const address = new URL(url);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  address.searchParams.set('state', 'opaque');
  return address.href;
}

function text(value) {
  demand(typeof value === 'string' && value.length > 0, 'text');
  return value;
}

function demand(holds, what) {
  if (!holds) throw new TypeError(`the argument must be ${what}`);
}

function deepFreeze(value) {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
