// Walks docs/write-an-action.md in a copy of the work tree, as somebody would who has never seen the project.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { edited, filesOf, stepsOf } from './page.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/write-an-action.md'), 'utf8');
const steps = stepsOf(page);
const claim = 'https://actions.example/login-count';
let clone;
let scratch;

before(() => {
  scratch = mkdtempSync(join(tmpdir(), 'write-an-action-'));
  clone = join(scratch, 'clone');
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\0');
  for (const file of files.filter((name) => name && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(join(root, file), join(clone, file));
  }
});

after(() => rmSync(scratch, { recursive: true, force: true }));

test('the template makes the files that the page lists', () => {
  for (const command of commands(/^dotnet new /))
    assert.equal(walk(`${command} --debug:custom-hive ${join(scratch, 'hive')}`).status, 0);
  const files = filesOf(page);
  assert.equal(files.length, 4);
  for (const file of files)
    assert.ok(existsSync(join(clone, file)), file);
});

test('what goes into files has one place there, and leaves JSON', () => {
  const edits = steps.filter((step) => step.file);
  assert.deepEqual(edits.map((edit) => edit.file), ['actions.json', 'actions.schema.json', 'actions.schema.json']);
  for (const edit of edits) {
    const path = join(clone, edit.file);
    writeFileSync(path, edited(readFileSync(path, 'utf8'), edit));
    JSON.parse(readFileSync(path, 'utf8'));
  }
});

test('its test is green, and it is the test that ran', () => {
  const [command] = commands(/^dotnet test .*--filter/);
  const { status, stdout } = walk(command);
  assert.equal(status, 0, stdout);
  const passed = Number(/Passed: +(\d+)/.exec(stdout)?.[1]);
  const own = readFileSync(join(clone, filesOf(page).at(-1)), 'utf8').match(/\[(Fact|InlineData)\b/g).length;
  assert.ok(passed > own, `${passed} tests passed, of which ${own} should be of the action`);
});

test('the test is red while the action does not do it', () => {
  const path = join(clone, filesOf(page)[0]);
  const code = readFileSync(path, 'utf8');
  writeFileSync(path, code.replace('api.SetCustomClaim(settings.Tokens, settings.Claim, count)', 'api.SetCustomClaim(settings.Tokens, settings.Claim, 0)'));
  const { status, stdout } = walk(commands(/^dotnet test .*--filter/)[0]);
  writeFileSync(path, code);
  assert.notEqual(status, 0);
  assert.match(stdout, /Expected idToken\.setCustomClaim\("https:\/\/actions\.example\/login-count", 7\)/);
});

test('a login on the command line has the claim in both tokens', () => {
  const [command] = commands(/-- login /);
  const { status, stdout } = walk(`${command} --json`);
  assert.equal(status, 0, stdout);
  const { tokens, actions } = JSON.parse(stdout.slice(stdout.indexOf('{')));
  assert.deepEqual([tokens.idToken[claim], tokens.accessToken[claim]], [7, 7]);
  assert.equal(actions.find((action) => action.name === 'login-count').outcome, 'succeeded');
  assert.match(walk(command).stdout, /login-count/);
});

test('the console shows who wrote the claim', async () => {
  const command = commands(/ActionsFunctions\.Local$/)[0];
  assert.ok(command);
  // The program itself: signals do not reach what dotnet run starts. The page's command differs by the build, which is done.
  const server = spawn('dotnet', ['functions/ActionsFunctions.Local/bin/Debug/net10.0/ActionsFunctions.Local.dll'], {
    cwd: clone, env: { ...process.env, Local__Url: 'http://127.0.0.1:0' }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const response = await fetch(`${await address(server)}/console/api/run`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-console': '1' }, body: JSON.stringify({ provider: 'auth0', user: 'ada' }),
    });
    const text = await response.text();
    assert.equal(response.status, 200, text);
    const { claims } = JSON.parse(text).calls[0].report;
    const writes = claims.filter((found) => found.name === claim).flatMap((found) => found.writes);
    assert.deepEqual(writes.map(({ action, value, fate }) => [action, value, fate]), [['login-count', 7, 'issued'], ['login-count', 7, 'issued']]);
  } finally {
    server.kill();
    await once(server, 'exit');
  }
});

test('its trigger is the one that every action type must have', () => {
  const { status, stdout } = walk('dotnet test tests/ActionsFunctions.Azure.Tests --filter TriggerTests');
  assert.equal(status, 0, stdout);
});

function commands(pattern) {
  const found = steps.filter((step) => pattern.test(step.run ?? '')).map((step) => step.run);
  assert.ok(found.length > 0, `the page has no command like ${pattern}`);
  return found;
}

const walk = (command) => spawnSync(command, { cwd: clone, shell: true, encoding: 'utf8', env: { ...process.env, DOTNET_NOLOGO: '1', DOTNET_CLI_UI_LANGUAGE: 'en' } });

async function address(server) {
  let said = '';
  for await (const chunk of server.stdout) {
    said += chunk;
    const found = /Serving (http:\/\/[^/]+)/.exec(said);
    if (found)
      return found[1];
  }
  throw new Error(`the server did not start: ${said}`);
}
