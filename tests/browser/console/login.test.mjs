import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { editFlow, login, openPanel, startConsole, tab } from './page.mjs';

let site;
let page;
before(async () => {
  site = await startConsole();
  page = await site.open();
});
after(() => site?.stop());

for (const provider of ['Auth0', 'Entra', 'Azure AD B2C', 'Okta', 'Ory Hydra', 'ZITADEL', 'Supabase']) {
  test(`${provider} issues tokens for ada, with everything that happened`, async () => {
    const summary = await login(page, { provider, user: 'ada' });
    assert.match(await summary.innerText(), /Tokens issued/);
    for (const name of ['graph-groups', 'backend-profile', 'premium-flag'])
      assert.ok(await page.locator('.waterfall', { hasText: name }).first().isVisible());
    assert.match(await (await tab(page, /^Tokens/)).innerText(), /Finance/);
    assert.match(await (await tab(page, /^Upstream/)).innerText(), /graph[\s\S]*HTTP 200/);
    const exchange = await (await tab(page, /^Request and answer/)).innerText();
    assert.match(exchange, /POST \/api\/post-login\/[\s\S]*HTTP 200/);
    assert.equal(await page.getByRole('group', { name: 'Call' }).count(), provider === 'ZITADEL' ? 1 : 0);
    assert.deepEqual(page.wrong, []);
  });
}

test('a denied login names who denied it, and issues nothing', async () => {
  await page.reload();
  await editFlow(page, [{ Name: 'premium-flag' }, { Name: 'backend-profile', OnFailure: 'deny' }]);
  await openPanel(page, /What goes wrong/);
  await page.getByLabel('The backend is down').check();
  const summary = await login(page, { provider: 'Auth0', user: 'eve' });
  assert.match(await summary.innerText(), /Login denied[\s\S]*action-failed:backend-profile/);
  assert.match(await page.getByRole('status').innerText(), /Login denied for eve/);
  assert.match(await (await tab(page, /^Tokens/)).innerText(), /Not issued/);
});

test('slow Graph is abandoned at our budget, and the waterfall shows it', async () => {
  await page.reload();
  await openPanel(page, /What goes wrong/);
  await page.getByLabel('Graph is slow by').fill('3000');
  await login(page, { provider: 'Entra', user: 'ada' });
  const picture = page.locator('.waterfall').first();
  assert.match(await picture.innerHTML(), /timed-out/);
  const edge = async (selector) => {
    const box = await picture.locator(selector).first().boundingBox();
    return box.x + box.width;
  };
  assert.ok(Math.abs(await edge('.bar-bad') - await edge('.budget line')) < 12, 'the bar ends at the budget');
  assert.match(await (await tab(page, /^Diagnostics/)).innerText(), /action-timed-out\s+graph-groups/);
});

for (const [label, code] of [['Graph is throttled', 'graph-throttled'], ['The token endpoint is down', 'token-endpoint-unavailable'], ['The client secrets have expired', 'token-endpoint-']]) {
  test(`${label}: the login goes on without groups, and says why`, async () => {
    await page.reload();
    await openPanel(page, /What goes wrong/);
    await page.getByLabel(label).check();
    const summary = await login(page, { user: 'ada' });
    assert.match(await summary.innerText(), /Tokens issued/);
    assert.ok((await (await tab(page, /^Diagnostics/)).innerText()).includes(code));
  });
}

test('a pasted event is played, and one that is no JSON is refused at its field', async () => {
  await page.reload();
  await page.getByRole('radio', { name: 'your own' }).check();
  const event = page.getByLabel('Event, as Auth0 shows it');
  await event.fill('{ "user": ');
  await login(page);
  assert.match(await page.locator('#event-faults').innerText(), /event: is no JSON at line 1/);
  assert.equal(await event.getAttribute('aria-invalid'), 'true');
  await event.fill('{ "user": { "user_id": "auth0|zoe", "app_metadata": { "roles": ["premium"] } } }');
  await login(page);
  await page.locator('.summary').waitFor();
  assert.match(await (await tab(page, /^Tokens/)).innerText(), /auth0\|zoe[\s\S]*premium/);
});

test('what a person is called cannot become markup', async () => {
  await page.reload();
  await page.getByRole('radio', { name: 'your own' }).check();
  await page.getByLabel('Event, as Auth0 shows it').fill(JSON.stringify({ user: { user_id: 'auth0|x', name: '<img src=x onerror="window.broken = 1">' } }));
  await login(page);
  await tab(page, /^Tokens/);
  assert.equal(await page.evaluate(() => [window.broken, document.querySelectorAll('main img').length].join()), ',0');
  assert.deepEqual(page.wrong, []);
});
