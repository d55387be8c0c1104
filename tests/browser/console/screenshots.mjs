// Takes the README's pictures anew: node tests/browser/console/screenshots.mjs docs/images
import { mkdir } from 'node:fs/promises';
import { editFlow, login, openPanel, startConsole, tab } from './page.mjs';

const folder = process.argv[2] ?? 'docs/images';
await mkdir(folder, { recursive: true });
const site = await startConsole();
try {
  await enriched(await site.open({ colorScheme: 'light', viewport: { width: 1440, height: 1150 } }));
  await late(await site.open({ colorScheme: 'dark', viewport: { width: 1440, height: 800 } }));
} finally {
  await site.stop();
}

// A flow with a wait, a claim that is overridden, and an upstream that takes its time.
async function enriched(page) {
  await openPanel(page, /What goes wrong/);
  await page.getByLabel('Graph is slow by').fill('40');
  await page.getByLabel('The backend is slow by').fill('25');
  await login(page, { provider: 'Auth0', user: 'ada' });
  await editFlow(page, [
    { Name: 'graph-groups', Settings: { Prefix: 'contoso:' } },
    { Name: 'backend-profile' },
    { Name: 'premium-flag' },
    { Name: 'tier', Type: 'backend-profile', After: ['backend-profile'], RequireAfter: true, Settings: { Claims: [{ Pointer: '/tier', Name: 'https://actions.example/profile' }] } },
  ]);
  await login(page, { provider: 'Auth0', user: 'ada' });
  await openPanel(page, /What goes wrong/);
  await page.locator('#flow').evaluate((field) => field.scrollTo(0, 0));
  await picture(page, 'console-light.png');
}

// Graph hangs: abandoned at our budget, before the provider's deadline, and the login goes on without groups.
async function late(page) {
  await login(page, { provider: 'Auth0', user: 'ada' });
  await openPanel(page, /What goes wrong/);
  await page.getByLabel('Graph is slow by').fill('4000');
  await login(page, { provider: 'Okta', user: 'tom' });
  await tab(page, /^Diagnostics/);
  await picture(page, 'console-dark.png');
}

async function picture(page, name) {
  await page.evaluate(() => {
    document.activeElement.blur();
    scrollTo(0, 0);
    document.querySelector('.side-scroll').scrollTo(0, 0);
  });
  await page.waitForTimeout(200);
  await page.screenshot({ path: `${folder}/${name}` });
}
