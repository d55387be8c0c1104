import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { Azure } from './azure.mjs';

/** One test with an Azure of its own. */
const release = (name, healthy, body) => test(name, async () => {
  const azure = await new Azure(healthy).start();
  try {
    await body(azure);
  } finally {
    azure.stop();
  }
});

const deployed = async (azure, ...versions) => {
  for (const version of versions) {
    assert.equal((await azure.package(version)).status, 0);
    await azure.deploy(version);
  }
};

release('A release holds its flow, its digest and a list of what is inside', () => true, async (azure) => {
  const { status, stderr } = await azure.package('1.2.3');
  assert.equal(status, 0, stderr);
  const zip = azure.path('releases', 'app-1.2.3.zip');
  const digest = createHash('sha256').update(readFileSync(zip)).digest('hex');
  assert.equal(readFileSync(`${zip}.sha256`, 'utf8'), `${digest}  app-1.2.3.zip\n`);
  assert.equal(JSON.parse(execFileSync('unzip', ['-p', zip, 'actions.json'])).PostLogin.Actions[0].Name, 'action-1.2.3');
  const { version, sha256, flow } = JSON.parse(readFileSync(zip.replace('.zip', '.json'), 'utf8'));
  assert.deepEqual({ version, sha256, actions: flow.actions }, { version: '1.2.3', sha256: digest, actions: ['action-1.2.3'] });
});

release('The same input gives the same bytes', () => true, async (azure) => {
  await azure.package('1');
  const first = readFileSync(azure.path('releases', 'app-1.zip'));
  await azure.package('1');
  assert.ok(first.equals(readFileSync(azure.path('releases', 'app-1.zip'))));
  // No time of the build in it.
  assert.match(String(execFileSync('unzip', ['-l', azure.path('releases', 'app-1.zip')])), /1980/);
});

release('Nothing is released without a flow, with local settings, or under a name that is a path', () => true, async (azure) => {
  assert.match((await azure.package('1', { Other: 1 })).stderr, /no PostLogin\.Actions/);
  assert.match((await azure.package('../1')).stderr, /version/);
  writeFileSync(azure.path('app', 'local.settings.json'), '{}');
  assert.match((await azure.package('1')).stderr, /local\.settings\.json/);
});

release('A release is kept, deployed, found healthy, and only then noted', () => true, async (azure) => {
  await azure.package('1');
  const { status, stdout, stderr } = await azure.deploy('1');
  assert.equal(status, 0, stderr);
  assert.match(stdout, /1 runs/);
  assert.deepEqual(azure.calls(), ['keep app-1.zip', 'keep app-1.zip.sha256', 'deploy app-1', 'healthy', 'keep history']);
});

release('A release that does not become healthy is replaced by the one before', (app) => app !== 'app-2', async (azure) => {
  await deployed(azure, '1');
  azure.calls();
  await azure.package('2');
  const { status, stderr } = await azure.deploy('2');
  assert.equal(status, 1);
  assert.match(stderr, /2 was not healthy; 1 runs again/);
  assert.deepEqual(azure.calls(), ['keep app-2.zip', 'keep app-2.zip.sha256', 'deploy app-2', 'unhealthy', 'deploy app-1', 'healthy']);
  assert.deepEqual(azure.history(), ['1']);
});

release('Where nothing is healthy, the exit status says so', () => false, async (azure) => {
  await azure.package('1');
  const { status, stderr } = await azure.deploy('1');
  assert.equal(status, 3);
  assert.match(stderr, /no earlier release/);
});

release('Rolling back takes one command, and again one release more', () => true, async (azure) => {
  await deployed(azure, '1', '2', '3');
  azure.calls();
  assert.equal((await azure.rollback()).status, 0);
  assert.deepEqual(azure.calls(), ['deploy app-2', 'keep history', 'healthy']);
  assert.equal((await azure.rollback()).status, 0);
  assert.deepEqual(azure.history(), ['1']);
  assert.match((await azure.rollback()).stderr, /no earlier release/);
});

release('Rolling back to a named release forgets what came after it', () => true, async (azure) => {
  await deployed(azure, '1', '2', '3');
  assert.equal((await azure.rollback('--to', '1')).status, 0);
  assert.deepEqual(azure.history(), ['1']);
  assert.match((await azure.rollback('--to', '9')).stderr, /9 is not kept/);
});

release('A package that was changed on the way is not deployed', () => true, async (azure) => {
  await azure.package('1');
  writeFileSync(azure.path('releases', 'app-1.zip'), 'else');
  assert.match((await azure.deploy('1')).stderr, /not what its SHA-256 says/);
  await deployed(azure, '2', '3');
  writeFileSync(azure.path('blobs', 'app-2.zip'), 'else');
  assert.match((await azure.rollback()).stderr, /not what its SHA-256 says/);
  assert.deepEqual(azure.history(), ['2', '3']);
});

release('A version names the same bytes for ever', () => true, async (azure) => {
  await deployed(azure, '1');
  await azure.package('1', { PostLogin: { Actions: [] } });
  const { status, stderr } = await azure.deploy('1');
  assert.equal(status, 1);
  assert.match(stderr, /kept already, with other content/);
});

release('A command line that cannot be understood is answered with the usage', () => true, async (azure) => {
  for (const command of ['package', 'deploy', 'rollback']) {
    const { status, stderr } = await azure.run(command, '--what');
    assert.equal(status, 2);
    assert.match(stderr, new RegExp(`infra/release/${command} --`));
  }
});
