// What `twinseal verify` prints and writes in each format, with and without an answer.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { writeLayout } from '../support/written-layout.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-verify-'));
after(() => rmSync(root, { recursive: true, force: true }));
const project = join(import.meta.dirname, '..', '..');
const bin = join(project, 'bin', 'twinseal');

writeFileSync(join(root, 'cosign.pub'), publicPem(testKey('release')));
writeFileSync(join(root, 'other.pub'), publicPem(testKey('other')));
// The test chain of notation runs out; the CLI judges by the clock of this machine, so cosign alone is asked.
await writeLayout(seal(makeImage(), ['notation']), join(root, 'app.oci'));
await writeLayout(makeImage(), join(root, 'bare.oci'));

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(bin, words, { encoding: 'utf8', cwd: root });
  return { status, stdout, stderr };
}

test('every format has the same status, and JSON is the verdict itself', () => {
  for (const format of ['text', 'json', 'junit', 'sarif', 'github']) {
    assert.equal(run('verify', 'app.oci', '--cosign-key', 'cosign.pub', '-o', format).status, 0, format);
    assert.equal(run('verify', 'app.oci', '--cosign-key', 'other.pub', '-o', format).status, 1, format);
  }
  const verdict = JSON.parse(run('verify', 'app.oci', '--cosign-key', 'other.pub', '-o', 'json').stdout);
  assert.equal(verdict.apiVersion, 'twinseal.dev/v1');
  assert.equal(verdict.outcome, 'deny');
  assert.equal(verdict.subject.name, 'app.oci');
});

test('reports of one run lie beside what is printed, and one that cannot be written is told', () => {
  const names = { sarif: 'out.sarif', junit: 'out.xml', json: 'out.json', text: 'out.txt' };
  const words = Object.entries(names).flatMap(([format, file]) => ['--report', `${format}=${file}`]);
  const denied = run('verify', 'app.oci', '--cosign-key', 'other.pub', '-o', 'github', ...words);
  assert.equal(denied.status, 1, denied.stderr);
  assert.match(denied.stdout, /^::error /);
  const read = (name: string): string => readFileSync(join(root, name), 'utf8');
  for (const [format, file] of Object.entries(names)) {
    const alone = run('verify', 'app.oci', '--cosign-key', 'other.pub', '-o', format);
    assert.equal(read(file), alone.stdout, format);
  }
  const nowhere = run('verify', 'app.oci', '--cosign-key', 'cosign.pub', '--report', 'sarif=missing/out.sarif');
  assert.equal(nowhere.status, 3);
  assert.match(nowhere.stdout, /\nallow: /);
  assert.match(nowhere.stderr, /missing\/out\.sarif.*does not exist/);
  for (const report of ['sarif', 'xml=x', 'github=x', 'json=']) {
    const refused = run('verify', 'nothing.oci', '--cosign-key', 'cosign.pub', '--report', report);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /--report takes FORMAT=FILE/);
  }
});

test('without an answer every format says why, and no report of an earlier run is left to pass for one', () => {
  const fault = { code: 'REGISTRY_UNREACHABLE', exit: 3, image: '127.0.0.1:1/x:y', by: ['--cosign-key', 'cosign.pub'] };
  const cases = [
    fault,
    { code: 'POLICY_INVALID', exit: 2, image: 'app.oci', by: ['--policy', 'half.yaml'] },
    { code: 'USAGE', exit: 2, image: 'app.oci', by: [] },
  ];
  writeFileSync(join(root, 'half.yaml'), 'apiVersion: twinseal.dev/v1\nkind: Policy\nrequire: {}\n');
  const read = (name: string): string => readFileSync(join(root, name), 'utf8');
  const reports = ['--report', 'junit=gate.xml', '--report', 'json=gate.json'];
  for (const { code, exit, image, by } of cases) {
    assert.equal(run('verify', 'app.oci', '--cosign-key', 'cosign.pub', ...reports).status, 0);
    assert.match(read('gate.xml'), /failures="0" errors="0"/);
    const failed = run('verify', image, ...by, ...reports);
    assert.deepEqual([failed.status, failed.stdout], [exit, ''], failed.stderr);
    assert.match(failed.stderr, new RegExp(`^twinseal: .* \\(${code}\\)$`, 'm'));
    assert.match(read('gate.xml'), new RegExp(`errors="1".*<error message=".*" type="${code}"`, 's'));
    const { results } = JSON.parse(read('gate.json'));
    assert.deepEqual([results[0].image, results[0].problem.code], [image, code]);
  }
  const { image, by, code } = fault;
  const told = (format: string) => {
    const { status, stdout } = run('verify', image, ...by, '-o', format);
    assert.equal(status, 3, format);
    return stdout;
  };
  assert.equal(JSON.parse(told('json')).results[0].problem.code, code);
  assert.match(told('junit'), /errors="1"/);
  assert.match(told('github'), /^::warning title=twinseal verify%3A REGISTRY_UNREACHABLE::/);
  const [sarif] = JSON.parse(told('sarif')).runs;
  assert.deepEqual([sarif.results[0].ruleId, sarif.invocations[0].executionSuccessful], [code, false]);
});
