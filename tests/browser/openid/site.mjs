// The provider and the relying party, on free ports.
import { fileURLToPath } from 'node:url';
import people from '../sign-in/people.cjs';
import { startProgram } from '../sign-in/programs.mjs';
import { startProvider } from './provider.mjs';

const CLIENT_ID = 'portal';
const RELYING_PARTY = fileURLToPath(new URL('../sign-in/relying-party.mjs', import.meta.url));
export const CLAIMS = ['groups', 'profile', 'premium'].map((name) => `https://actions.example/${name}`);

/** `secrets` are those of the bridge: where the webhook is, and what follows when it fails. */
export async function startSite({ secrets, claims = CLAIMS }) {
  // A copy: a test may change what is known of somebody.
  const known = structuredClone(people);
  const provider = await startProvider({ clientId: CLIENT_ID, people: known, claims, secrets });
  const relyingParty = await startProgram(RELYING_PARTY, { env: { ISSUER: provider.issuer, CLIENT_ID } });
  provider.serve(`${relyingParty.url}/callback`);
  return {
    url: relyingParty.url,
    people: known,
    asked: provider.asked,
    async stop() {
      await relyingParty.stop();
      await provider.stop();
    },
  };
}
