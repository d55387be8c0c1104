// The actions of a configuration behind one HTTP server.
import { Pool } from './pool.mjs';
import { serve } from './server.mjs';

/** Starts the workers of every action, then the server. An Action that does not load keeps the server from starting. */
export async function startRunner(settings, log) {
  const pools = new Map(settings.actions.map((action) => [action.name, new Pool(action, log)]));
  const stopPools = () => Promise.all([...pools.values()].map((pool) => pool.stop()));
  const faults = (await Promise.all([...pools.values()].map((pool) => pool.start()))).filter((fault) => fault !== undefined);
  if (faults.length > 0) {
    await stopPools();
    throw new Error(faults.join('\n'));
  }
  try {
    const server = await serve(settings, pools);
    return { url: server.url, async stop() { await server.stop(); await stopPools(); } };
  } catch (fault) {
    await stopPools();
    throw fault;
  }
}
