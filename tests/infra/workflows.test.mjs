import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';

const repository = join(import.meta.dirname, '..', '..');
const folder = join(repository, '.github', 'workflows');
const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  return { ...parse(text, { strict: true, uniqueKeys: true }), name, text };
});
const named = (name) => workflows.find((one) => one.name === name);
const jobs = workflows.flatMap((one) => Object.entries(one.jobs).map(([id, job]) => ({ id: `${one.name} ${id}`, file: one.name, ...job })));
const steps = jobs.flatMap((job) => job.steps.map((step) => ({ job: job.id, ...step })));
const readOnly = new Set(['read', 'none']);

test('Every action is pinned by a commit, with its version beside it', () => {
  const uses = workflows.flatMap((one) => one.text.split('\n').filter((line) => /uses:/.test(line)));
  assert.ok(uses.length > 10);
  assert.deepEqual(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v[\d.]+$/.test(line)), []);
  // The same action in one version everywhere.
  const versions = new Map(uses.map((line) => /uses: ([\w-]+\/[\w-]+)\S*@(\w+)/.exec(line)).map(([, action, sha]) => [`${action}@${sha}`, action]));
  assert.equal(new Set(versions.values()).size, versions.size);
});

test('No workflow holds or asks for a secret, but for the token of its run', () => {
  for (const { name, text } of workflows) {
    assert.deepEqual([...text.matchAll(/secrets\.(\w+)/g)].map(([, secret]) => secret).filter((secret) => secret !== 'GITHUB_TOKEN'), [], name);
    assert.doesNotMatch(text, /client-secret|creds:|publish-profile|secrets: *inherit/i, name);
  }
});

test('Every workflow starts with rights to read at most', () => {
  for (const { name, permissions } of workflows) {
    assert.ok(permissions && typeof permissions === 'object', `${name} states no permissions`);
    assert.ok(Object.values(permissions).every((right) => readOnly.has(right)), name);
  }
});

test('A job that writes says what for, and only a known few do', () => {
  const writing = jobs.flatMap((job) => Object.entries(job.permissions ?? {}).filter(([, right]) => right === 'write').map(([name]) => `${job.id}: ${name}`));
  assert.deepEqual(writing.sort(), [
    'infra.yml compile: security-events',
    'infra.yml what-if: id-token',
    'release.yml build: attestations',
    'release.yml build: id-token',
    'release.yml deploy: id-token',
    'release.yml rollback: id-token',
  ]);
});

test('Azure is entered by federation alone, with variables', () => {
  const logins = steps.filter((step) => step.uses?.startsWith('azure/login@'));
  assert.equal(logins.length, 3);
  for (const { job, with: given } of logins) {
    assert.deepEqual(Object.keys(given), ['client-id', 'tenant-id', 'subscription-id'], job);
    assert.ok(Object.values(given).every((value) => /^\$\{\{ vars\.\w+ \}\}$/.test(value)), job);
  }
});

test('What writes to Azure waits for the approval of an environment, one run at a time', () => {
  for (const id of ['release.yml deploy', 'release.yml rollback']) assert.ok(jobs.find((job) => job.id === id).environment, id);
  assert.equal(named('release.yml').concurrency['cancel-in-progress'], false);
  assert.equal(named('infra.yml').jobs['what-if'].environment, undefined);
});

test('A pull request from a fork gets no token for Azure', () => {
  assert.match(named('infra.yml').jobs['what-if'].if, /head\.repo\.full_name == github\.repository/);
  assert.ok(workflows.every((one) => !('pull_request_target' in (one.on ?? {}))));
});

test('No script is built from what others may write', () => {
  assert.deepEqual(steps.filter((step) => /\$\{\{ *(github|inputs|steps|needs|env)\b/.test(step.run ?? '')).map((step) => `${step.job}: ${step.run}`), []);
});

test('No checkout leaves a token behind where a later step may reach Azure', () => {
  const checkouts = steps.filter((step) => step.uses?.startsWith('actions/checkout@') && !step.job.startsWith('ci.yml'));
  assert.ok(checkouts.every((step) => step.with?.['persist-credentials'] === false));
});

test('Every job ends by itself', () => {
  assert.deepEqual(jobs.filter((job) => !job['timeout-minutes']).map((job) => job.id), []);
});

test('Every file of the repository that a workflow names exists', () => {
  const paths = workflows.flatMap((one) => [...one.text.matchAll(/(?<![\w/])((?:infra|functions|\.ci)\/[\w./-]*\w)/g)].map(([, path]) => path));
  assert.ok(paths.includes('infra/release/deploy') && paths.includes('infra/release/rollback'));
  assert.deepEqual(paths.filter((path) => !existsSync(join(repository, path))), []);
});

test('Exclusions of PSRule have a reason, and point at the parameters of production', () => {
  const text = readFileSync(join(repository, 'ps-rule.yaml'), 'utf8');
  const { input, rule } = parse(text);
  assert.ok(existsSync(join(repository, input.pathIgnore.at(-1).slice(1))));
  const excluded = text.slice(text.indexOf('exclude:')).match(/^ +- .*$/gm);
  assert.equal(excluded.length, rule.exclude.length);
  assert.deepEqual(excluded.filter((line) => !/ # \w.{15,}/.test(line)), []);
});
