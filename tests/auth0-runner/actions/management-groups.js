/** Source (a), other way: the same groups, asked of a management API through its client. */
const { ManagementClient } = require('auth0');

exports.onExecutePostLogin = async (event, api) => {
  const management = new ManagementClient({
    domain: event.secrets.DOMAIN,
    clientId: event.secrets.CLIENT_ID,
    clientSecret: event.secrets.CLIENT_SECRET,
    audience: 'https://management.contoso.example',
  });
  const groups = await management.groupsOf(event.user.user_id);
  if (groups && groups.length) {
    api.idToken.setCustomClaim('https://contoso.example/groups', groups);
  }
};
