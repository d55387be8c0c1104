// The login by hand: our local server, the provider and the relying party until Ctrl-C. docs/try-openid.md
import { once } from 'node:events';
import { secretsFor, startProduct } from '../../bridge/servers.mjs';
import { CLAIMS, startSite } from './site.mjs';

const product = await startProduct();
const site = await startSite({ secrets: secretsFor(product.url), claims: process.env.CLAIMS?.split(' ') ?? CLAIMS });
console.log(`\nOpen ${site.url} and sign in. Our webhook is ${product.url}, its console ${new URL(product.url).origin}. Ctrl-C stops.`);
process.send?.({ url: site.url }); // to a test
await Promise.race(['SIGINT', 'SIGTERM', 'disconnect'].map((end) => once(process, end)));
await site.stop();
await product.stop();
process.exit(); // a channel to a test would keep it alive
