// The event of a login as an Action knows it.

// What Auth0 always sends. Another provider may not: an Action that reads event.user.app_metadata.role must find an empty object there, not fail.
const ALWAYS = {
  client: { metadata: {} }, connection: { metadata: {} }, request: { query: {}, body: {}, geoip: {} }, stats: {}, tenant: {},
};
// A grant may have neither, and an Action may ask for that.
const WHERE_THERE = { user: { app_metadata: {}, user_metadata: {}, identities: [] }, transaction: { metadata: {} } };

/** The event of one call, with this Action's secrets. Belongs to the call alone: what an Action changes in it nobody else sees. */
export function completed(event, secrets) {
  for (const [name, members] of Object.entries(ALWAYS)) fill(event[name] ??= {}, members);
  for (const [name, members] of Object.entries(WHERE_THERE)) if (event[name]) fill(event[name], members);
  event.secrets = { ...secrets };
  return event;
}

function fill(target, members) {
  for (const [name, empty] of Object.entries(members)) target[name] ??= structuredClone(empty);
}
