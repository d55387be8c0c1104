// The product for these tests, what its own `login` command shows, and what stands on the page of the relying party.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PRODUCT, SIGNING_SECRET, startProduct } from '../../bridge/servers.mjs';

const OURS = /^https:\/\/actions\.example\//;
const ours = (claims) => Object.fromEntries(Object.entries(claims).filter(([name]) => OURS.test(name)));

/** Refuses whoever has more than 200 groups: that is mia. */
export const startFlow = () => startProduct({
  PostLogin__Budgets__Auth0: '00:00:14', // a busy machine is no failure of the product
  PostLogin__Actions__0__OnFailure: 'deny',
  PostLogin__Actions__0__Settings__MaxGroups: '200',
  PostLogin__Actions__0__Settings__OnOverage: 'fail',
});

/** The flow's claims of both tokens, as `login auth0` shows them for a user of the local tenant. */
export async function shownByCommand(product, user) {
  const env = { ...process.env, IdentityProviders__Auth0__SigningSecrets__0: SIGNING_SECRET };
  const { stdout } = await promisify(execFile)('dotnet', [PRODUCT, 'login', 'auth0', '--user', user, '--url', new URL(product.url).origin, '--json'], { env });
  const { idToken, accessToken } = JSON.parse(stdout).tokens;
  return { idToken: ours(idToken), accessToken: ours(accessToken) };
}

/** Every claim that the page shows, by token. */
export async function shownOn(page) {
  await page.getByRole('link', { name: 'Sign in again' }).waitFor();
  const claims = (caption) => page.getByRole('table', { name: caption }).getByRole('row').evaluateAll((rows) =>
    Object.fromEntries(rows.map((row) => [row.cells[0].textContent, JSON.parse(row.cells[1].textContent)])));
  return { idToken: await claims('ID token'), accessToken: await claims('Access token') };
}

/** Only what the flow put there. */
export async function enrichedOn(page) {
  const { idToken, accessToken } = await shownOn(page);
  return { idToken: ours(idToken), accessToken: ours(accessToken) };
}

/** Presses what leads to the same page again, and waits for that one. */
export async function press(page, role, name) {
  const loaded = page.waitForEvent('load');
  await page.getByRole(role, { name }).click();
  await loaded;
}
