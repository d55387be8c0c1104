/** Source (c): what the login itself says, on the access token, under one namespace. */
exports.onExecutePostLogin = async (event, api) => {
  const namespace = 'https://contoso.example';
  if (!event.authorization) {
    return;
  }
  const claims = {
    roles: event.authorization.roles,
    organization_id: event.organization && event.organization.id,
    'metadata/role': event.user.app_metadata.role,
    'metadata/organization_id': event.user.app_metadata.organization_id,
  };
  for (const [name, value] of Object.entries(claims)) {
    if (value !== undefined) api.accessToken.setCustomClaim(`${namespace}/${name}`, value);
  }
};
