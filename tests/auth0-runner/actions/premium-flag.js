/** Source (e): a flag for users with a role in their metadata. */
exports.onExecutePostLogin = async (event, api) => {
  const roles = event.user.app_metadata?.roles ?? [];
  if (roles.includes('premium')) {
    api.idToken.setCustomClaim('premium', true).accessToken.setCustomClaim('premium', true);
  }
};
