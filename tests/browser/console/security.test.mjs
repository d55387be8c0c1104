import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { login, startConsole } from './page.mjs';

let site;
let attacker;
before(async () => {
  site = await startConsole({ Local__FunctionKey: 'open sesame' });
  attacker = createServer((request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>attacker</title>'));
  await once(attacker.listen(0, '127.0.0.1'), 'listening');
});
after(async () => {
  attacker?.close();
  await site?.stop();
});

test('where a key is set the page asks for it, works with it, and forgets it', async () => {
  const page = await site.open();
  assert.ok(await page.getByRole('button', { name: /^Log in/ }).isDisabled());
  await page.getByLabel('Function key').fill('open sesame');
  await page.getByRole('button', { name: 'Use this key' }).click();
  await page.getByRole('radio', { name: 'ada' }).waitFor();
  assert.match(await (await login(page, { user: 'ada' })).innerText(), /Tokens issued/);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
  assert.deepEqual(page.wrong, []);
});

test('a page of another origin reaches nothing, whichever way it tries', async () => {
  const page = await site.open();
  await page.goto(`http://127.0.0.1:${attacker.address().port}/`);
  const results = await page.evaluate(async (url) => {
    const attempt = async (path, options) => {
      try {
        const response = await fetch(url + path, options);
        return response.type === 'opaque' ? 'opaque' : `read: ${response.status}`;
      } catch {
        return 'blocked';
      }
    };
    const body = '{"provider":"auth0","user":"ada"}';
    return {
      plain: await attempt('/console/api/setup', {}),
      header: await attempt('/console/api/run', { method: 'POST', body, headers: { 'x-console': '1', 'content-type': 'application/json' } }),
      simple: await attempt('/console/api/run', { method: 'POST', body, mode: 'no-cors' }),
    };
  }, site.server.url);
  assert.equal(results.plain, 'blocked');
  assert.equal(results.header, 'blocked');
  assert.notEqual(results.simple.slice(0, 4), 'read');
});

test('the page cannot be framed', async () => {
  const page = await site.open();
  await page.goto(`http://127.0.0.1:${attacker.address().port}/`);
  const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
  await page.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
  }, site.server.url);
  assert.ok(await refused);
});
