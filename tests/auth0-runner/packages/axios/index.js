// As much of the HTTP package of this name as the Actions of these tests use.
'use strict';

async function request(url, { method, headers = {}, params = {}, body }) {
  const address = new URL(url);
  for (const [name, value] of Object.entries(params)) address.searchParams.set(name, value);
  const response = await fetch(address, { method, headers, body });
  const text = await response.text();
  const answer = { status: response.status, data: text === '' ? undefined : JSON.parse(text) };
  if (response.ok) return answer;
  throw Object.assign(new Error(`Request failed with status code ${response.status}`), { response: answer });
}

module.exports = {
  get: (url, options = {}) => request(url, { ...options, method: 'GET' }),
  post: (url, body, options = {}) => request(url, { ...options, method: 'POST', body }),
};
