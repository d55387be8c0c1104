// The same login while our product is down, late, or talks nonsense: what follows is what the hook was told.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { documentFor, secretsFor, startProduct, startStub } from '../../bridge/servers.mjs';
import { startBrowser } from '../launch.mjs';
import { enrichedOn, press } from '../sign-in/flow.mjs';
import { startSite } from './site.mjs';

const NOTHING = { idToken: {}, accessToken: {} };
let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

/** Signs in as ada and hands the page to look; answers what the hook logged. */
async function signIn(context, secrets, look) {
  const log = context.mock.method(console, 'log', () => {});
  const site = await startSite({ secrets });
  const page = await browser.newPage();
  try {
    await page.goto(site.url);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /Ada/ }).click();
    await look(page, site);
  } finally {
    await page.close();
    await site.stop();
  }
  return log.mock.calls.map(({ arguments: [text] }) => text);
}

const refused = async (page) => {
  assert.match(await page.getByRole('alert').innerText(), /access_denied\s+The sign-in could not be completed\. Try again later\./);
  assert.equal(await page.getByRole('table').count(), 0);
};
const unenriched = async (page) => assert.deepEqual(await enrichedOn(page), NOTHING);

async function downAddress() {
  const stub = await startStub(() => {});
  await stub.stop();
  return stub.url;
}

for (const [policy, look] of [['deny', refused], ['continue', unenriched]]) {
  test(`Nobody listens: with ${policy} the login is as stated`, async (context) => {
    assert.deepEqual(await signIn(context, secretsFor(await downAddress(), { ACTIONS_ON_FAILURE: policy }), look), ['post-login bridge: TypeError']);
  });

  test(`No answer by the deadline of the hook: with ${policy} the login is as stated`, async (context) => {
    const silent = await startStub(() => undefined);
    try {
      const said = await signIn(context, secretsFor(silent.url, { ACTIONS_ON_FAILURE: policy, ACTIONS_TIMEOUT_MS: '250' }), look);
      assert.deepEqual(said, ['post-login bridge: TimeoutError']);
      assert.equal(silent.requests.length, 1);
    } finally {
      await silent.stop();
    }
  });
}

test('A product that goes away between login and refresh takes no claim of the first token along', async (context) => {
  const product = await startProduct({ PostLogin__Budgets__Auth0: '00:00:14' });
  try {
    const said = await signIn(context, secretsFor(product.url, { ACTIONS_ON_FAILURE: 'continue', ACTIONS_TIMEOUT_MS: '15000' }), async (page) => {
      assert.equal((await enrichedOn(page)).idToken['https://actions.example/premium'], true);
      await product.stop();
      await press(page, 'button', 'Refresh the tokens');
      await unenriched(page);
    });
    assert.deepEqual(said, ['post-login bridge: TypeError']);
  } finally {
    await product.stop();
  }
});

test('A denied refresh takes the tokens off the page', async (context) => {
  let decision = 'continue';
  const stub = await startStub((body) =>
    documentFor(body, { decision, commands: decision === 'deny' ? [{ method: 'access.deny', args: ['Suspended since.'] }] : [] }));
  try {
    await signIn(context, secretsFor(stub.url), async (page) => {
      await unenriched(page);
      decision = 'deny';
      await press(page, 'button', 'Refresh the tokens');
      assert.match(await page.getByRole('alert').innerText(), /access_denied\s+Suspended since\./);
      assert.equal(await page.getByRole('table').count(), 0);
    });
  } finally {
    await stub.stop();
  }
});
