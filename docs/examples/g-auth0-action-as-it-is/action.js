/**
 * An Action as it stands in Auth0: nothing in it knows of the flow.
 * @param {Event} event - The login.
 * @param {PostLoginAPI} api - What can be done about it.
 */
exports.onExecutePostLogin = async (event, api) => {
  const { plan } = event.user.app_metadata;
  if (plan === 'suspended') {
    return api.access.deny('This account is suspended.');
  }
  if (plan) {
    api.idToken.setCustomClaim(event.secrets.CLAIM, plan);
    api.accessToken.setCustomClaim(event.secrets.CLAIM, plan);
  }
};
