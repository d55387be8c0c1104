// A real browser signs in at a real OpenID provider that asks our running product before it issues tokens.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { secretsFor } from '../../bridge/servers.mjs';
import { startBrowser } from '../launch.mjs';
import { enrichedOn, press, shownByCommand, shownOn, startFlow } from '../sign-in/flow.mjs';
import { API } from './provider.mjs';
import { startSite } from './site.mjs';

const GROUPS = 'https://actions.example/groups';
const PREMIUM = 'https://actions.example/premium';
const PROFILE = 'https://actions.example/profile';
let product;
let site;
let browser;
let page;

before(async () => {
  [product, browser] = await Promise.all([startFlow(), startBrowser()]);
  site = await startSite({ secrets: secretsFor(product.url, { ACTIONS_TIMEOUT_MS: '15000' }) });
}, { timeout: 60_000 });
beforeEach(async () => {
  site.asked.length = 0;
  await page?.context().close();
  page = await browser.newPage();
  await page.goto(site.url);
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await product?.stop();
});

async function signIn(name) {
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name }).click();
}

test('The page shows an ID token with groups, profile and premium', async () => {
  await signIn(/Ada/);
  const { idToken } = await shownOn(page);
  assert.deepEqual(idToken[GROUPS].toSorted(), ['All Staff', 'Engineering', 'Finance']);
  assert.equal(idToken[PROFILE].customerId, 'C-1001');
  assert.equal(idToken[PREMIUM], true);
  assert.equal(idToken.sub, 'auth0|ada');
  assert.equal(idToken.email, 'ada@contoso.example');
  assert.ok(idToken.nonce);
});

test('The access token has them for the API', async () => {
  await signIn(/Ada/);
  const { idToken, accessToken } = await shownOn(page);
  assert.equal(accessToken.aud, API);
  assert.deepEqual(accessToken[GROUPS], idToken[GROUPS]);
});

for (const user of ['ada', 'bob', 'noa', 'eve']) {
  test(`What ${user} is shown equals what the login command shows`, async () => {
    await signIn(new RegExp(user, 'i'));
    assert.deepEqual(await enrichedOn(page), await shownByCommand(product, user));
  });
}

test('Whom the backend does not know signs in without a profile', async () => {
  await signIn(/Noa/);
  const { idToken } = await shownOn(page);
  assert.deepEqual(idToken[GROUPS].toSorted(), ['All Staff', 'Engineering']);
  assert.equal(PROFILE in idToken, false);
  assert.equal(idToken[PREMIUM] ?? false, false);
});

test('A denial is access_denied at the relying party, with its reason and without tokens', async () => {
  await signIn(/Mia/);
  assert.match(await page.getByRole('alert').innerText(), /access_denied\s+action-failed:graph-groups/);
  assert.equal(await page.getByRole('table').count(), 0);
});

test('Refreshed tokens are asked for anew, and know what changed since', async () => {
  await signIn(/Bob/);
  assert.notEqual((await shownOn(page)).idToken[PREMIUM], true);
  site.people['auth0|bob'].app_metadata = { roles: ['premium'] };
  try {
    await press(page, 'button', 'Refresh the tokens');
    assert.equal((await shownOn(page)).idToken[PREMIUM], true);
    assert.deepEqual(site.asked, ['oidc-basic-profile', 'oauth2-refresh-token']);
  } finally {
    site.people['auth0|bob'].app_metadata = {};
  }
});

test('A second login without a sign-in page is asked for anew', async () => {
  await signIn(/Ada/);
  const first = await shownOn(page);
  await press(page, 'link', 'Sign in again');
  const second = await shownOn(page);
  assert.notEqual(second.idToken.nonce, first.idToken.nonce);
  assert.deepEqual(second.idToken[GROUPS], first.idToken[GROUPS]);
  assert.deepEqual(site.asked, ['oidc-basic-profile', 'oidc-basic-profile']);
});
