// The console as a person uses it: by what is written on it, not by how it is built.
import { startBrowser, startServer } from '../launch.mjs';

/** A server and a browser for a test file; `settings` are environment variables of the server. */
export async function startConsole(settings) {
  const server = await startServer(settings);
  const browser = await startBrowser();
  return {
    server,
    open: (options) => open(browser, server, options),
    stop: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

async function open(browser, server, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  // What must never happen, whatever a test looks at.
  page.wrong = [];
  page.on('pageerror', (error) => page.wrong.push(`error: ${error.message}`));
  page.on('console', (message) => /Content Security Policy|Trusted Type/i.test(message.text()) && page.wrong.push(`policy: ${message.text()}`));
  page.on('request', (request) => new URL(request.url()).origin !== new URL(server.url).origin && page.wrong.push(`elsewhere: ${request.url()}`));
  await page.goto(server.url);
  await page.locator('#people input, #key-field:not([hidden])').first().waitFor({ state: 'attached' });
  return page;
}

/** Presses Log in, and waits for the run or for what is wrong with it. */
export async function login(page, { provider, user } = {}) {
  if (provider)
    await page.getByRole('radio', { name: provider, exact: true }).check();
  if (user)
    await page.getByRole('radio', { name: new RegExp(`^${user}`) }).check();
  const before = await page.locator('.run').count();
  await page.getByRole('button', { name: /^Log in/ }).click();
  await page.locator('.run').nth(before).or(page.locator('.faults li').first()).waitFor();
  return page.locator('.summary');
}

export async function openPanel(page, name) {
  const panel = page.locator('details', { has: page.locator('summary', { hasText: name }) }).first();
  if (await panel.getAttribute('open') === null)
    await panel.locator('summary').first().click();
}

export async function editFlow(page, actions) {
  await openPanel(page, /^Flow/);
  await page.getByLabel('Flow file').fill(typeof actions === 'string' ? actions : JSON.stringify({ PostLogin: { Actions: actions } }, null, 2));
}

export const tab = async (page, name) => {
  await page.getByRole('tab', { name }).click();
  return page.getByRole('tabpanel');
};
