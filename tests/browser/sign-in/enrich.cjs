'use strict';
// What a login gets, asked through the bridge Action itself: it signs the call, keeps the deadline and applies the commands.

const { onExecutePostLogin } = require('../../../docs/bridges/auth0/post-login-bridge.js');

/** Answers { denied, idToken, accessToken } for an Auth0-shaped event; secrets are those of the bridge, its choice on failures among them. */
exports.enrich = async (event, secrets) => {
  const outcome = { denied: undefined, idToken: {}, accessToken: {} };
  const token = (claims) => ({ setCustomClaim: (name, value) => { claims[name] = value; } });
  await onExecutePostLogin({ ...event, secrets }, {
    access: { deny: (reason) => { outcome.denied = reason; } },
    idToken: token(outcome.idToken),
    accessToken: token(outcome.accessToken),
  });
  return outcome.denied === undefined ? outcome : { denied: outcome.denied, idToken: {}, accessToken: {} };
};
