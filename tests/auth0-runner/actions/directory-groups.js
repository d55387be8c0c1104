/** Source (a): the user's groups, asked of Microsoft Graph with a client secret and an HTTP library, page by page. */
const axios = require('axios');

const CLAIM = 'https://contoso.example/groups';

async function getToken(secrets) {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: secrets.CLIENT_ID, client_secret: secrets.CLIENT_SECRET, scope: 'https://graph.microsoft.com/.default' });
  const { data } = await axios.post(secrets.TOKEN_URL, form);
  return data.access_token;
}

exports.onExecutePostLogin = async (event, api) => {
  // A cast to groups is an advanced query.
  const headers = { authorization: `Bearer ${await getToken(event.secrets)}`, ConsistencyLevel: 'eventual' };
  const names = [];
  let url = `${event.secrets.GRAPH_URL}/users/${encodeURIComponent(event.user.user_id)}/transitiveMemberOf/microsoft.graph.group?$select=id,displayName&$count=true`;
  try {
    while (url) {
      const { data } = await axios.get(url, { headers });
      names.push(...data.value.map((group) => group.displayName));
      url = data['@odata.nextLink'];
    }
  } catch (error) {
    if (error.response && error.response.status === 404) return;
    throw error;
  }
  if (names.length > 0) api.idToken.setCustomClaim(CLAIM, names.sort());
};
