const names = {
  'auth0': 'Auth0', 'entra': 'Entra', 'azure-ad-b2c': 'Azure AD B2C', 'okta': 'Okta', 'ory-hydra': 'Ory Hydra', 'zitadel': 'ZITADEL', 'supabase': 'Supabase',
};

export const providerName = (route) => names[route] ?? route;
