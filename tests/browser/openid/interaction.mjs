// The provider's sign-in page: everybody it knows is a button. There are no passwords: what follows a login is what these tests are about.
const ESCAPES = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };
const escaped = (text) => text.replace(/[&<"]/g, (character) => ESCAPES[character]);

export async function showPeople(provider, people, request, response) {
  await provider.interactionDetails(request, response); // fails without the cookie of this sign-in
  const buttons = Object.entries(people).map(([id, { name, email }]) => `<button name="sub" value="${escaped(id)}"><b>${escaped(name)}</b><br>${escaped(email)}</button>`);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in</title>
<style>:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif } main { max-width: 22rem; margin: 4rem auto; padding: 0 1rem }
form { display: grid; gap: .6rem } button { font: inherit; text-align: left; padding: .6rem 1rem; border: 1px solid #8b95a3; border-radius: .5rem; cursor: pointer }</style></head>
<body><main><h1>Who are you?</h1><form method="post">${buttons.join('')}</form></main></body></html>`);
}

export async function submitted(provider, people, request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const sub = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('sub');
  if (!Object.hasOwn(people, sub)) throw new Error('nobody of that name');
  await provider.interactionFinished(request, response, { login: { accountId: sub } });
}
