import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runProgram } from '../launch.mjs';
import { seriousFindings } from './axe.mjs';
import { editFlow, startConsole } from './page.mjs';

let site;
let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recording-'));
  assert.equal(await runProgram('login', 'auth0', '--user', 'ada', '--record', join(folder, 'ada.login.json')), 0);
  site = await startConsole();
});
after(async () => {
  await site?.stop();
  await rm(folder, { recursive: true });
});

const opened = (page) => page.getByRole('table', { name: 'Outcomes at recording and at replay' });
const open = (page) => page.getByLabel('Open a recording').setInputFiles(join(folder, 'ada.login.json'));

test('a recorded login is opened: its outcome then and now, and the difference of an edited flow', async () => {
  const page = await site.open();
  await open(page);
  assert.match(await opened(page).innerText(), /The login\s+continue\s+continue[\s\S]*premium-flag\s+succeeded\s+succeeded/);
  assert.match(await page.getByRole('status').innerText(), /the same outcome/);
  assert.doesNotMatch(await page.locator('main').innerText(), /Lovelace|ada@|Finance/);

  await editFlow(page, [{ Name: 'graph-groups' }, { Name: 'premium-flag' }]);
  await open(page);
  await page.getByText('the edited flow', { exact: true }).waitFor();
  assert.match(await opened(page).innerText(), /backend-profile\s+succeeded\s+not in the flow/);
  assert.ok(await page.locator('.line-diff .removed', { hasText: 'https://actions.example/profile' }).first().isVisible());
  assert.deepEqual(page.wrong, []);
});

test('a file that is no recording is told beside the field, which has the focus', async () => {
  const page = await site.open();
  await page.getByLabel('Open a recording').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"<img src=x onerror=alert(1)>"}') });
  await page.locator('#recording-faults li').waitFor();
  assert.match(await page.locator('#recording-faults').innerText(), /recording: is no recorded login/);
  assert.ok(await page.getByLabel('Open a recording').evaluate((field) => field === document.activeElement && field.getAttribute('aria-invalid') === 'true'));
  assert.deepEqual(page.wrong, []);
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe-core finds nothing serious in an opened recording, ${colorScheme}`, async () => {
    const page = await site.open({ colorScheme, bypassCSP: true });
    await editFlow(page, [{ Name: 'graph-groups' }]);
    await open(page);
    await opened(page).waitFor();
    assert.deepEqual(await seriousFindings(page), []);
  });
}
