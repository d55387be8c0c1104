// As much of the management client as the Actions of these tests use.
'use strict';

class ManagementClient {
  constructor({ domain, clientId, clientSecret, audience }) {
    this.domain = domain;
    this.credentials = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, audience };
  }

  async groupsOf(userId) {
    const token = await fetch(`${this.domain}/oauth/token`, { method: 'POST', body: new URLSearchParams(this.credentials) });
    const { access_token: bearer } = await token.json();
    const answer = await fetch(`${this.domain}/management/users/${encodeURIComponent(userId)}/groups`, { headers: { authorization: `Bearer ${bearer}` } });
    return answer.ok ? (await answer.json()).groups : [];
  }
}

module.exports = { ManagementClient };
