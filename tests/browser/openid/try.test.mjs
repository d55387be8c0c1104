// The command of docs/try-openid.md.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startBrowser } from '../launch.mjs';
import { shownOn } from '../sign-in/flow.mjs';
import { startProgram } from '../sign-in/programs.mjs';

test('One command, and a browser signs in by hand', { timeout: 60_000 }, async () => {
  const [tried, browser] = await Promise.all([startProgram(fileURLToPath(new URL('try.mjs', import.meta.url)), {}), startBrowser()]);
  try {
    assert.match(tried.said(), new RegExp(`Open ${tried.url} and sign in`));
    const page = await browser.newPage();
    await page.goto(tried.url);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /Ada/ }).click();
    assert.equal((await shownOn(page)).idToken['https://actions.example/premium'], true);
  } finally {
    await browser.close();
    await tried.stop();
  }
});
