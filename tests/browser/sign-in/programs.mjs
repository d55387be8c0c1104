// Programs beside a test: each says its address when it is ready, and ends with whoever started it.
import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Starts a program of these tests, which ends its start with announce(). */
export async function startProgram(file, { env, ...options }) {
  const child = fork(file, { ...options, env: { ...process.env, ...env }, silent: true });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => said.push(data));
  const ended = once(child, 'exit');
  const [message] = await Promise.race([once(child, 'message'), ended.then(() => [{}])]);
  if (!message.url) throw new Error(`${file} did not start: ${Buffer.concat(said)}`);
  return {
    url: message.url,
    said: () => Buffer.concat(said).toString(),
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/** For the program itself: it is ready. */
export function announce(url) {
  process.on('disconnect', () => process.exit());
  process.send?.({ url });
}
