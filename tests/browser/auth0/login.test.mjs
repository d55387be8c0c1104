// A real browser signs in at an Auth0 simulator whose Rule asks our running product.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { secretsFor } from '../../bridge/servers.mjs';
import { startBrowser } from '../launch.mjs';
import { enrichedOn, shownByCommand, shownOn, startFlow } from '../sign-in/flow.mjs';
import { startSite } from './site.mjs';

// The simulator's page takes Auth0's own library from its CDN; here it comes from npm, and nothing else from anywhere.
const library = await readFile(createRequire(import.meta.url).resolve('auth0-js/dist/auth0.js'), 'utf8');
let product;

before(async () => { product = await startFlow(); }, { timeout: 60_000 });
after(() => product?.stop());

/** Signs in and hands the page to look; answers what the simulator said. */
async function signIn(user, look, secrets = {}) {
  const site = await startSite({ secrets: secretsFor(product.url, { ACTIONS_TIMEOUT_MS: '15000', ...secrets }) });
  const browser = await startBrowser(site.browserFlags);
  try {
    const page = await browser.newPage();
    await page.route((url) => !['127.0.0.1', 'localhost'].includes(url.hostname), (route) =>
      (route.request().url().endsWith('/auth0.js') ? route.fulfill({ contentType: 'text/javascript', body: library }) : route.abort()));
    await page.goto(site.url);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Email address').fill(`${user}@contoso.example`);
    await page.getByLabel('Password').fill('of the tests');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await look(page, site);
    return site.said();
  } finally {
    await browser.close();
    await site.stop();
  }
}

const unenriched = async (page) => assert.deepEqual(await enrichedOn(page), { idToken: {}, accessToken: {} });

test('The page shows an ID token of the simulator with what our flow said', async () => {
  await signIn('ada', async (page, site) => {
    const { idToken } = await shownOn(page);
    assert.equal(idToken.iss, site.issuer);
    assert.equal(idToken.sub, 'auth0|ada');
    assert.equal(idToken['https://actions.example/premium'], true);
    assert.equal(idToken['https://actions.example/profile'].customerId, 'C-1001');
    assert.deepEqual(await enrichedOn(page), await shownByCommand(product, 'ada'));
  });
});

test('Whom the backend does not know signs in without a profile', async () => {
  await signIn('noa', async (page) => {
    const enriched = await enrichedOn(page);
    assert.equal('https://actions.example/profile' in enriched.idToken, false);
    assert.deepEqual(enriched, await shownByCommand(product, 'noa'));
  });
});

// The simulator goes on where Auth0 would refuse: the error of a Rule is written to its output only.
test('A denial reaches the Rule, and no claim reaches a token', async () => {
  const said = await signIn('mia', unenriched);
  assert.match(said, /executing rule enrich\.js/);
  assert.doesNotMatch(said, /post-login bridge:/);
});

test('With a wrong signing secret nothing of our flow is in the tokens', async () => {
  const wrong = `whsec_${Buffer.from('another secret of as many bytes').toString('base64')}`;
  const said = await signIn('ada', unenriched, { ACTIONS_SIGNING_SECRET: wrong, ACTIONS_ON_FAILURE: 'continue' });
  assert.match(said, /post-login bridge: status 401/);
});
