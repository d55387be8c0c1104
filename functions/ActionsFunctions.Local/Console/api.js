// The header makes a browser ask first before another site's page may send it, and the server never says yes.
const headers = { 'x-console': '1' };

/** What the server has against a request: a list of {key, message}. */
export class Refused extends Error {
  constructor(status, faults) {
    super(faults.map((fault) => fault.message).join(' '));
    this.status = status;
    this.faults = faults;
  }
}

/** The function key is kept here and nowhere else. */
export function useKey(key) {
  headers['x-functions-key'] = key;
}

export const setup = () => call('setup');
export const run = (request) => call('run', { method: 'POST', body: JSON.stringify(request), headers: { 'content-type': 'application/json' } });
export const replay = (request) => call('replay', { method: 'POST', body: JSON.stringify(request), headers: { 'content-type': 'application/json' } });

async function call(name, options = {}) {
  let response;
  try {
    response = await fetch(`/console/api/${name}`, { ...options, headers: { ...headers, ...options.headers }, credentials: 'omit', redirect: 'error' });
  } catch {
    throw new Refused(0, [{ key: 'server', message: 'does not answer. Is it still running?' }]);
  }
  const body = await response.json();
  if (!response.ok)
    throw new Refused(response.status, body.faults ?? [{ key: body.error, message: body.error_description ?? '' }]);
  return body;
}
