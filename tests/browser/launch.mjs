// One built local server and one browser for a test file. Everything on loopback; the browser is Debian's own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = `${root}functions/ActionsFunctions.Local/bin/Debug/net10.0/ActionsFunctions.Local.dll`;
const browserPath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

/** Starts a server on a free port; `settings` are environment variables. */
export async function startServer(settings = {}) {
  const child = spawn('dotnet', [program], { env: { ...process.env, Local__Url: 'http://127.0.0.1:0', ...settings }, stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    const found = /Serving (http:\/\/[^/]+)/.exec(said);
    if (found)
      return { url: found[1], stop: () => stop(child) };
  }
  throw new Error(`The server did not start: ${said}`);
}

/** Runs a command of the program, and gives its exit code. */
export async function runProgram(...words) {
  const [code] = await once(spawn('dotnet', [program, ...words], { stdio: 'ignore' }), 'exit');
  return code;
}

/** Starts the browser, with further flags. Its profile is new and thrown away. */
export const startBrowser = (flags = []) => chromium.launch({ executablePath: browserPath, args: [...flags, '--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'] });

async function stop(child) {
  if (child.exitCode !== null)
    return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
