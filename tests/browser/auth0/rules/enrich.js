// A Rule of Auth0, as the simulator runs them: one function and nothing beside it.
async function enrich(user, context, callback) {
  const { enrich: ask } = require(process.env.ENRICH);
  const { app_metadata: metadata } = require(process.env.PEOPLE)[user.user_id]; // the simulator's users have none
  const event = {
    client: { client_id: context.clientID, name: 'Portal', metadata: {} },
    connection: { id: 'con_people', name: 'Username-Password-Authentication', strategy: 'auth0', metadata: {} },
    request: { ip: '127.0.0.1', method: 'POST', query: {}, body: {}, geoip: {} },
    stats: { logins_count: 1 },
    tenant: { id: 'contoso' },
    transaction: { id: require('crypto').randomUUID(), protocol: 'oidc-basic-profile', requested_scopes: context.accessToken.scope.split(' '), metadata: {} },
    user: {
      ...user, app_metadata: metadata, user_metadata: {}, identities: [], created_at: '2025-03-01T08:00:00.000Z', updated_at: '2025-03-01T08:00:00.000Z',
    },
  };
  const { denied, idToken, accessToken } = await ask(event, JSON.parse(process.env.BRIDGE_SECRETS));
  Object.assign(context.idToken, idToken);
  Object.assign(context.accessToken, accessToken);
  callback(denied === undefined ? null : new Error(denied), user, context);
}
