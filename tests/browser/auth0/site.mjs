// The simulator and the relying party on free ports, with a certificate that nobody else trusts.
import { execFileSync } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProgram } from '../sign-in/programs.mjs';

const CLIENT_ID = 'portal';
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** A home directory with the certificate where the simulator looks for it. */
function createHome() {
  const home = mkdtempSync(join(tmpdir(), 'auth0-simulator-'));
  const certificates = join(home, '.simulacrum', 'certs');
  mkdirSync(certificates, { recursive: true });
  const [certificate, key] = ['localhost.pem', 'localhost-key.pem'].map((name) => join(certificates, name));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { home, certificate };
}

/** Which key a browser may accept although it knows no issuer of its certificate: this one and no other. */
function trusted(certificate) {
  const { publicKey } = new X509Certificate(readFileSync(certificate));
  return createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('base64');
}

export async function startSite({ secrets }) {
  const { home, certificate } = createHome();
  const env = { CLIENT_ID, HOME: home, BRIDGE_SECRETS: JSON.stringify(secrets), ENRICH: path('../sign-in/enrich.cjs'), PEOPLE: path('../sign-in/people.cjs') };
  const simulator = await startProgram(path('simulator.mjs'), { cwd: path('.'), env });
  const relyingParty = await startProgram(path('../sign-in/relying-party.mjs'), { env: { ISSUER: simulator.url, CLIENT_ID, NODE_EXTRA_CA_CERTS: certificate } });
  return {
    url: relyingParty.url,
    issuer: simulator.url,
    said: simulator.said,
    browserFlags: [`--ignore-certificate-errors-spki-list=${trusted(certificate)}`],
    async stop() {
      await relyingParty.stop();
      await simulator.stop();
      rmSync(home, { recursive: true });
    },
  };
}
