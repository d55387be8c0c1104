// What the relying party shows: who signed in and each claim of both tokens, or why nobody did.

export const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

export const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d5dae1, #3a4250); --quiet: light-dark(#5b6573, #a3adba); --ours: light-dark(#e6f4ea, #17341f);
  --accent: light-dark(#0b57d0, #a8c7fa); --bad: light-dark(#b3261e, #f2b8b5); font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 56rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#fff, #14181f); color: light-dark(#1b2027, #e8ecf1); }
h1 { font-size: 1.5rem; }
p.quiet { color: var(--quiet); }
table { width: 100%; border-collapse: collapse; margin: 1.5rem 0; table-layout: fixed; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
th { width: 40%; font-weight: 500; }
tr.ours { background: var(--ours); }
code { font: .875rem/1.5 ui-monospace, monospace; white-space: pre-wrap; }
nav { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
nav a, nav button { font: inherit; padding: .4rem .9rem; border: 1px solid var(--accent); border-radius: .4rem; background: none; color: var(--accent); text-decoration: none; cursor: pointer; }
.failure { border-left: .3rem solid var(--bad); padding: .2rem 1rem; margin-bottom: 1.5rem; }
.failure strong { color: var(--bad); }
`;

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text) => String(text).replace(/[&<>"']/g, (character) => ESCAPES[character]);

export const pageOf = (session) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Portal</title><link rel="stylesheet" href="/style.css"></head>
<body><main>
<h1>Portal</h1>
${session.failure ? failure(session.failure) : ''}${session.tokens ? login(session.tokens) : welcome(session.failure)}
</main></body>
</html>`;

const failure = ({ error, description }) =>
  `<div class="failure" role="alert"><p>You are not signed in: <strong>${escaped(error)}</strong></p><p>${escaped(description)}</p></div>\n`;

const welcome = (failed) => `${failed ? '' : '<p class="quiet">A relying party that shows the tokens it is given.</p>\n'}<nav><a href="/login">Sign in</a></nav>`;

const login = ({ claims, access_token: accessToken, refresh_token: refreshToken }) => `
<p>Signed in as <strong>${escaped(claims.name ?? claims.sub)}</strong>. <span class="quiet">Claims with an address as their name are the flow's.</span></p>
<nav>${refreshToken ? button('/refresh', 'Refresh the tokens') : ''}<a href="/login">Sign in again</a>${button('/sign-out', 'Sign out here')}</nav>
${table('ID token', claims)}
${table('Access token', payloadOf(accessToken))}`;

const button = (action, label) => `<form method="post" action="${action}"><button>${label}</button></form>`;

const table = (caption, claims) => claims ? `<table><caption>${caption}</caption><tbody>
${Object.entries(claims).map(([name, value]) =>
    `<tr${/^https?:/.test(name) ? ' class="ours"' : ''}><th scope="row">${escaped(name)}</th><td><code>${escaped(JSON.stringify(value, undefined, 1))}</code></td></tr>`).join('\n')}
</tbody></table>` : '';

// Shown as its audience would read it; to a relying party an access token means nothing. Undefined where it is no JWT.
function payloadOf(token) {
  const [, payload, signature] = token.split('.');
  return signature && JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}
