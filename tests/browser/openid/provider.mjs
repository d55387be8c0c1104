// A real OpenID provider (oidc-provider) whose claims come from the webhook: each time tokens are about to be issued, also from a refresh token.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider, { errors } from 'oidc-provider';
import enriching from '../sign-in/enrich.cjs';
import { showPeople, submitted } from './interaction.mjs';

export const API = 'https://api.contoso.example';
const TOKEN_SOURCES = { AuthorizationCode: 'oidc-basic-profile', RefreshToken: 'oauth2-refresh-token' };

/** Listens on a free port; serve() completes it as soon as the relying party's address is known. `claims` are the names it may issue. */
export async function startProvider({ clientId, people, claims, secrets }) {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const asked = [];
  return {
    issuer,
    asked, // the protocol of each event that was sent
    serve(redirectUri) {
      const provider = new Provider(issuer, configuration({ clientId, redirectUri, people, claims, enrich: (event) => {
        asked.push(event.transaction.protocol);
        return enriching.enrich(event, secrets);
      } }));
      server.on('request', listener(provider, people));
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function listener(provider, people) {
  const callback = provider.callback();
  return (request, response) => {
    if (!request.url.startsWith('/interaction/')) return callback(request, response);
    const interact = request.method === 'POST' ? submitted : showPeople;
    return interact(provider, people, request, response).catch(() => response.writeHead(400).end('This sign-in is over.'));
  };
}

function configuration({ clientId, redirectUri, people, claims, enrich }) {
  const logins = new Map();
  return {
    clients: [{ client_id: clientId, redirect_uris: [redirectUri], token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'] }],
    // Its keys live as long as the process.
    jwks: { keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', kid: 'of this run' }] },
    cookies: { keys: [randomUUID()] },
    // It issues no claim that is not listed here.
    claims: { openid: ['sub', ...claims], profile: ['name'], email: ['email', 'email_verified'] },
    interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
    issueRefreshToken: () => true,
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 3600, IdToken: 600, Interaction: 600, RefreshToken: 3600, Session: 3600 },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ audience: API, scope: '', accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
      },
    },
    loadExistingGrant,
    extraTokenClaims: (context) => context.oidc.account.accessTokenClaims,
    findAccount: async (context, sub, source) => {
      const person = people[sub];
      const protocol = TOKEN_SOURCES[source?.kind];
      if (!person || !protocol) return person && accountOf(sub, person);
      if (source.kind === 'AuthorizationCode') logins.set(sub, (logins.get(sub) ?? 0) + 1);
      const enriched = await enrich(eventOf(context, sub, person, { protocol, scopes: [...source.scopes], count: logins.get(sub) }));
      // Before any token exists. A refused refresh leaves the refresh token as it was.
      if (enriched.denied !== undefined) throw new errors.AccessDenied(enriched.denied);
      return accountOf(sub, person, enriched);
    },
  };
}

const accountOf = (sub, { name, email }, { idToken, accessToken } = {}) => ({
  accountId: sub,
  accessTokenClaims: accessToken,
  claims: () => ({ ...idToken, sub, name, email, email_verified: true }),
});

/** The post-login event that Auth0 would hand to its Actions. */
const eventOf = (context, sub, person, { protocol, scopes, count }) => ({
  client: { client_id: context.oidc.client.clientId, name: 'Portal', metadata: {} },
  connection: { id: 'con_people', name: 'People', strategy: 'auth0', metadata: {} },
  request: { ip: context.ip, method: context.method, query: {}, body: {}, geoip: {}, user_agent: context.get('user-agent') },
  resource_server: { identifier: API },
  stats: { logins_count: count },
  tenant: { id: 'contoso' },
  transaction: { id: randomUUID(), protocol, requested_scopes: scopes, metadata: {} },
  user: {
    user_id: sub, ...person, email_verified: true, created_at: '2025-03-01T08:00:00.000Z', updated_at: '2025-03-01T08:00:00.000Z', user_metadata: {}, identities: [],
  },
});

// Nobody is asked for consent: the relying party is the tenant's own.
async function loadExistingGrant({ oidc }) {
  const known = oidc.session.grantIdFor(oidc.client.clientId);
  if (known) return oidc.provider.Grant.find(known);
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
}
