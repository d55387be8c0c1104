import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { seriousFindings } from './axe.mjs';
import { editFlow, login, openPanel, startConsole, tab } from './page.mjs';

let site;
before(async () => {
  site = await startConsole();
});
after(() => site?.stop());

for (const colorScheme of ['light', 'dark']) {
  test(`axe-core finds nothing serious, ${colorScheme}`, async () => {
    const page = await site.open({ colorScheme, bypassCSP: true });
    await openPanel(page, /What goes wrong/);
    await editFlow(page, [{ Name: 'nobody' }]);
    await login(page);
    const found = [...await seriousFindings(page)];
    await page.getByRole('button', { name: 'Back to the served flow' }).click();
    await page.getByLabel('Graph is slow by').fill('3000');
    await login(page, { provider: 'Entra' });
    await page.getByLabel('Graph is slow by').fill('0');
    await login(page, { provider: 'Auth0' });
    await page.locator('.as-table summary').first().click();
    for (const name of [/^Claims/, /^Tokens/, /^Commands/, /^Diagnostics/, /^Upstream/, /^Request/, /^Compare/]) {
      await tab(page, name);
      found.push(...await seriousFindings(page));
    }
    await page.locator('.run').first().click();
    found.push(...await seriousFindings(page));
    assert.deepEqual([...new Set(found)], []);
  });
}

test('a whole login by keyboard alone', async () => {
  const page = await site.open();
  const press = async (...keys) => {
    for (const key of keys)
      await page.keyboard.press(key);
  };
  const focused = () => page.evaluate(() => document.activeElement.value || document.activeElement.textContent.trim());
  await press('Tab');
  assert.equal(await focused(), 'Skip to the result');
  await press('Tab', 'Tab', 'Tab', 'Tab');
  assert.equal(await focused(), 'auth0');
  await press('ArrowRight');
  assert.equal(await focused(), 'entra');
  await press('Tab', 'ArrowDown');
  assert.equal(await focused(), 'bob');
  const ring = await page.locator('.person input:focus-visible + span').evaluate((span) => getComputedStyle(span).outlineStyle);
  assert.equal(ring, 'solid');
  await press('Control+Enter');
  await page.locator('.summary').waitFor();
  assert.match(await page.getByRole('status').innerText(), /Tokens issued for bob · Entra, after .* of 2 s\./);
  await page.getByRole('tab', { name: /^Claims/ }).focus();
  await press('ArrowRight');
  assert.equal(await page.getByRole('tab', { selected: true }).innerText(), 'Tokens');
  await press('End');
  assert.equal(await page.getByRole('tab', { selected: true }).innerText(), 'Request and answer');
  await press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'tabpanel');
  assert.deepEqual(page.wrong, []);
});

test('every picture has its table', async () => {
  const page = await site.open();
  await login(page, { user: 'ada' });
  for (const summary of await page.locator('.as-table > summary').all())
    await summary.click();
  assert.match(await page.getByRole('table', { name: /What ran when/ }).innerText(), /graph-groups\s+succeeded/);
  assert.match(await page.getByRole('table', { name: /flow in listed order/ }).innerText(), /1\. graph-groups\s+graph-groups\s+nothing\s+continue\s+succeeded/);
});

for (const [name, options] of [['a phone of 360 pixels', { viewport: { width: 360, height: 740 } }], ['a zoom of 200 %', { viewport: { width: 640, height: 400 } }]]) {
  test(`nothing scrolls sideways on ${name}`, async () => {
    const page = await site.open(options);
    await openPanel(page, /What goes wrong/);
    await openPanel(page, /^Flow/);
    await login(page, { user: 'mia' });
    for (const tabName of [/^Claims/, /^Tokens/, /^Upstream/, /^Request/]) {
      await tab(page, tabName);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${tabName}`);
    }
  });
}

test('the colours follow the system, or the choice, which is all that is stored', async () => {
  const page = await site.open({ colorScheme: 'dark' });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.getByRole('button', { name: 'Light' }).click();
  assert.notEqual(await ground(), dark);
  await login(page, { user: 'ada' });
  await page.reload();
  assert.notEqual(await ground(), dark);
  assert.deepEqual(await page.evaluate(() => Object.entries(localStorage)), [['console-colours', 'light']]);
});
