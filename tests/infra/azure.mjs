// A stand-in for the Azure CLI on PATH: blobs are files, a deployment is noted, every call is recorded.
import { execFile } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const release = join(import.meta.dirname, '..', '..', 'infra', 'release');

const stub = `#!/usr/bin/env bash
set -euo pipefail
verb="$1 $2 $3"
name="" file="" src=""
for ((i = 1; i < $#; i++)); do
  next=$((i + 1))
  case \${!i} in --name) name=\${!next} ;; --file) file=\${!next} ;; --src) src=\${!next} ;; esac
done
case $verb in
  "storage blob exists") if [[ -f $AZURE/blobs/$name ]]; then echo true; else echo false; fi ;;
  "storage blob download") cp "$AZURE/blobs/$name" "$file" ;;
  "storage blob upload") cp "$file" "$AZURE/blobs/$name"; echo "keep $name" >> "$AZURE/calls" ;;
  "functionapp deployment source")
    unzip -tq "$src" > /dev/null
    basename "$src" .zip > "$AZURE/deployed"
    echo "deploy $(basename "$src" .zip)" >> "$AZURE/calls" ;;
  *) echo "unexpected: az $*" >&2; exit 64 ;;
esac
`;

/** One storage account, one app, and its health over real HTTP. `healthy` tells by release, such as app-1, what is. */
export class Azure {
  constructor(healthy) {
    this.folder = mkdtempSync(join(tmpdir(), 'release-'));
    for (const name of ['blobs', 'bin', 'app']) mkdirSync(join(this.folder, name));
    writeFileSync(join(this.folder, 'bin', 'az'), stub);
    chmodSync(join(this.folder, 'bin', 'az'), 0o755);
    writeFileSync(join(this.folder, 'app', 'host.json'), '{}');
    this.server = createServer((request, response) => {
      const deployed = this.#text('deployed').trim();
      const fine = request.url === '/api/health/ready' && healthy(deployed);
      appendFileSync(join(this.folder, 'calls'), fine ? 'healthy\n' : 'unhealthy\n');
      response.writeHead(fine ? 200 : 503, { connection: 'close' }).end();
    });
  }

  async start() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  stop() {
    this.server.close();
    rmSync(this.folder, { recursive: true });
  }

  /** A package of one version, with a flow of its own. */
  async package(version, flow = { PostLogin: { Actions: [{ Name: `action-${version}` }] } }) {
    writeFileSync(join(this.folder, 'flow.json'), JSON.stringify(flow));
    return this.run('package', '--app', join(this.folder, 'app'), '--version', version, '--flow', join(this.folder, 'flow.json'),
      '--out', join(this.folder, 'releases'));
  }

  deploy(version) {
    return this.#operate('deploy', '--release', this.path('releases', `app-${version}.zip`));
  }

  rollback(...options) {
    return this.#operate('rollback', ...options);
  }

  path(...names) {
    return join(this.folder, ...names);
  }

  /** What was asked of Azure since the last look, equal neighbours told once. */
  calls() {
    const lines = this.#text('calls').trim().split('\n');
    writeFileSync(this.path('calls'), '');
    return lines.filter((line, index) => line !== lines[index - 1]);
  }

  history() {
    return this.#text('blobs/history').trim().split('\n');
  }

  #text(name) {
    return existsSync(this.path(name)) ? readFileSync(this.path(name), 'utf8') : '';
  }

  #operate(command, ...options) {
    const { port } = this.server.address();
    return this.run(command, '--group', 'g', '--app', 'a', '--storage', 's', '--health-tries', '4', '--health-pause', '0',
      '--health-url', `http://127.0.0.1:${port}/api/health/ready`, ...options);
  }

  run(command, ...options) {
    const env = { ...process.env, AZURE: this.folder, PATH: join(this.folder, 'bin') + delimiter + process.env.PATH };
    return new Promise((resolve) => execFile(join(release, command), options, { env }, (error, stdout, stderr) =>
      resolve({ status: error ? error.code : 0, stdout, stderr })));
  }
}
