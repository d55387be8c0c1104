import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { editFlow, login, startConsole, tab } from './page.mjs';

let site;
let page;
before(async () => {
  site = await startConsole();
  page = await site.open();
});
beforeEach(() => page.reload());
after(() => site?.stop());

const nickname = { Name: 'nickname', Type: 'event-claims', After: ['premium-flag'], Settings: { Claims: [{ Path: '/user/nickname', Name: 'https://actions.example/premium' }] } };

test('an edited flow runs: its picture, its claims, and who lost', async () => {
  await editFlow(page, [{ Name: 'premium-flag' }, nickname]);
  assert.equal(await page.locator('#flow-state').innerText(), 'edited');
  await login(page, { user: 'ada' });
  assert.deepEqual(await page.locator('.flow .first').allTextContents(), ['premium-flag', 'nickname']);
  assert.match(await (await tab(page, /^Claims/)).innerText(), /premium\s+ID token\s*access token\s+"ada"\s+nickname\s+premium-flag\s+overridden by nickname/);
  await page.getByRole('button', { name: 'Back to the served flow' }).click();
  assert.equal(await page.locator('#flow-state').innerText(), 'as served');
});

test('mistakes of a flow stand below it, each with its key, and nothing runs', async () => {
  await editFlow(page, [{ Name: 'premium-flag', OnFailure: 'perhaps' }, { Name: 'unheard-of' }]);
  await login(page);
  const faults = await page.locator('#flow-faults li').allInnerTexts();
  assert.equal(faults.length, 2);
  assert.match(faults.join('\n'), /PostLogin:Actions:0:OnFailure: must be one of/);
  assert.match(faults.join('\n'), /PostLogin:Actions:1:Name: 'unheard-of' is no action type/);
  assert.equal(await page.locator('.run').count(), 0);
  assert.ok(await page.getByLabel('Flow file').evaluate((field) => field === document.activeElement && field.getAttribute('aria-invalid') === 'true'));
});

test('a flow that is no JSON is told by line and column', async () => {
  await editFlow(page, '{\n  "PostLogin": oops\n}');
  await login(page);
  assert.match(await page.locator('#flow-faults').innerText(), /line 2, column 16/);
});

test('two runs are compared: outcomes, claims, and the lines of the flow', async () => {
  await login(page, { user: 'ada' });
  await editFlow(page, [{ Name: 'graph-groups' }, { Name: 'premium-flag' }, nickname]);
  await login(page);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const compared = page.getByRole('tabpanel');
  const text = await compared.innerText();
  assert.match(text, /backend-profile\s+succeeded · [\d.]+ ms\s+not in the flow/);
  assert.match(text, /https:\/\/actions\.example\/profile\s+ID token\s+\{"customerId":"C-1001"[^\n]*\s+none/);
  assert.match(text, /premium\s+ID token\s+true\s+"ada"/);
  assert.ok(await compared.locator('.line-diff .removed', { hasText: 'backend-profile' }).isVisible());
  assert.ok(await compared.locator('.line-diff .added', { hasText: 'nickname' }).first().isVisible());
  assert.equal(await compared.locator('.waterfall').count(), 2);
});

test('the same login twice is the same, but for times and ids', async () => {
  await login(page, { user: 'bob' });
  await login(page);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  assert.match(await page.getByRole('tabpanel').innerText(), /The tokens are the same, but for times and ids\.[\s\S]*The same flow\./);
});
