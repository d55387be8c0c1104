// The post-login events that the tests' users bring, of the people whom the local tenant knows.
import { randomUUID } from 'node:crypto';

export function eventOf(name, changes = {}) {
  return {
    client: { client_id: 'portal', name: 'Contoso Portal', metadata: {} },
    connection: { id: 'con_1', name: 'Username-Password-Authentication', strategy: 'auth0', metadata: {} },
    request: { ip: '203.0.113.7', method: 'GET', query: { client_id: 'portal', scope: 'openid' }, body: {}, geoip: {} },
    stats: { logins_count: 7 },
    tenant: { id: 'contoso' },
    transaction: { id: randomUUID(), protocol: 'oidc-basic-profile', requested_scopes: ['openid'], metadata: {} },
    user: {
      user_id: `auth0|${name}`, email: `${name}@contoso.example`, email_verified: true, name: 'Zoë Ångström',
      created_at: '2025-03-01T08:00:00.000Z', updated_at: '2025-03-01T08:00:00.000Z',
      app_metadata: name === 'ada' ? { roles: ['premium'] } : {}, user_metadata: {}, identities: [],
    },
    ...changes,
  };
}
