/** Source (d): one value of a public API's answer, for authorization flows only. */
exports.onExecutePostLogin = async (event, api) => {
  if (event.authorization) {
    const response = await fetch(`${event.secrets.DOMAIN}/api/public/message`);
    const { message } = await response.json();
    api.idToken.setCustomClaim('https://contoso.example/message', message);
  }
};
