import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { writeLayout } from '../support/written-layout.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-import-'));
after(() => rmSync(root, { recursive: true, force: true }));
const project = join(import.meta.dirname, '..', '..');
const foreign = join(project, 'test', 'testdata', 'foreign-policies');
await writeLayout(seal(makeImage(), ['notation']), join(root, 'app.oci'));
writeFileSync(join(root, 'cosign.pub'), publicPem(testKey('release')));

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(join(project, 'bin', 'twinseal'), words, {
    encoding: 'utf8',
    cwd: root,
  });
  return { status, stdout, stderr };
}

test('what is no policy of either kind is told to be neither', () => {
  for (const text of ['kind: ClusterPolicy\napiVersion: kyverno.io/v1\n', 'a: 1\n', '[]\n']) {
    writeFileSync(join(root, 'other.yaml'), text);
    const { status, stderr } = run('policy', 'import', 'other.yaml');
    assert.equal(status, 2);
    assert.match(stderr, /other\.yaml.*neither a ClusterImagePolicy nor a trustpolicy\.json/);
  }
  writeFileSync(join(root, 'root.json'), '{"signed":{}}');
  const trust = run(
    'trust',
    'update',
    '--name',
    'own',
    '--mirror',
    'http://127.0.0.1:1/',
    '--root',
    'root.json',
    '--cache',
    'trust',
  );
  assert.equal(trust.status, 2);
  assert.match(trust.stderr, /root\.json is no root of TUF/);
});

test('an imported policy judges at once: the key decides as it did there', () => {
  const cip = (key: string) =>
    `apiVersion: policy.sigstore.dev/v1beta1\nkind: ClusterImagePolicy\nmetadata: {name: mine}\nspec:\n  images: [{glob: "**"}]\n` +
    `  authorities:\n    - name: Release Key\n      key: ${key}\n`;
  writeFileSync(join(root, 'cip.yaml'), cip('{kms: "awskms:///alias/release"}'));
  const refused = run('policy', 'import', 'cip.yaml');
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /--waive kms\. kms \(\/spec\/authorities\/0\/key\)/);
  const made = run('policy', 'import', 'cip.yaml', '--key', 'Release Key=cosign.pub', '--out', 'mine.yaml');
  assert.equal(made.status, 0, made.stderr);
  assert.equal(made.stdout, '');
  assert.match(made.stderr, /^note: Twinseal demands signatures and statements on the index and on every platform/m);
  const text = readFileSync(join(root, 'mine.yaml'), 'utf8');
  const [schema = ''] = text.split('\n');
  // What is committed names nothing of this machine.
  const own = join(import.meta.dirname, '..', '..', 'schemas', 'policy.schema.json');
  assert.equal(schema, `# yaml-language-server: $schema=${JSON.parse(readFileSync(own, 'utf8')).$id}`);
  assert.match(text, /^mode: enforce$/m);
  assert.equal(run('verify', 'app.oci', '--policy', 'mine.yaml').status, 0);
  writeFileSync(join(root, 'cosign.pub'), publicPem(testKey('other')));
  run('policy', 'import', 'cip.yaml', '--key', 'Release Key=cosign.pub', '--out', 'others.yaml');
  assert.equal(run('verify', 'app.oci', '--policy', 'others.yaml').status, 1);
  assert.match(
    run('policy', 'import', 'cip.yaml', '--key', 'Release Key=cosign.pub', '--out', 'mine.yaml').stderr,
    /mine\.yaml exists and is not overwritten.*\(OUTPUT_EXISTS\)/,
  );
});

test('what is waived stands in the policy and on stderr', () => {
  const { status, stdout, stderr } = run(
    'policy',
    'import',
    join(foreign, 'sigstore', 'cip-key-and-keyless.yaml'),
    '--waive',
    'ctlog,keyless',
  );
  assert.equal(status, 0);
  for (const text of [stdout, stderr])
    assert.match(text, /waived: keyless \(\/spec\/authorities\/1\/keyless\): signers known/);
  assert.match(
    stdout,
    /^description: "Imported from the ClusterImagePolicy image-policy-key\. Waived: ctlog, keyless\."$/m,
  );
  const quiet = run('policy', 'import', join(foreign, 'sigstore', 'cip-key-no-rekor.yaml'), '-q', '--waive', 'rego');
  assert.equal(quiet.stderr, '');
  assert.match(quiet.stdout, /nothing had to be waived for rego/);
});

test('certificates come from the trust store beside the trust policy, or from one that is named', () => {
  const file = join(foreign, 'notation', 'trustpolicy.json');
  const beside = run('policy', 'import', file);
  assert.equal(beside.status, 0, beside.stderr);
  assert.match(beside.stdout, /-----BEGIN CERTIFICATE-----/);
  const store = join(root, 'store', 'x509', 'ca', 'e2e');
  const at = ['policy', 'import', file, '--trust-store', 'store'];
  assert.match(run(...at).stderr, /there is no such folder/);
  mkdirSync(store, { recursive: true });
  assert.match(run(...at).stderr, /it holds no file/);
  const pem = readFileSync(join(foreign, 'notation', 'truststore', 'x509', 'ca', 'e2e', 'e2e.crt'), 'utf8');
  const der = Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');
  writeFileSync(join(store, 'root.cer'), der);
  assert.equal(run(...at).stdout.replaceAll(/^#.*\n/gm, ''), beside.stdout.replaceAll(/^#.*\n/gm, ''));
  symlinkSync(join(store, 'root.cer'), join(store, 'link.pem'));
  assert.match(run(...at).stderr, /link\.pem is a link/);
  rmSync(join(store, 'link.pem'));
  renameSync(store, join(root, 'elsewhere'));
  symlinkSync(join(root, 'elsewhere'), store);
  assert.match(run(...at).stderr, /it is a link/);
});

test('a mistake on the command line is status 2 and one sentence', () => {
  const file = join(foreign, 'sigstore', 'cip-key-and-keyless.yaml');
  for (const [words, why] of [
    [[file, '--waive', 'ctlogs'], /did you mean ctlog\?/],
    [[file, '--key', 'x'], /AUTHORITY=FILE/],
    [[file, '--statement', 'x', '--waive', 'ctlog,keyless'], /trust policy of notation/],
    [['absent.yaml'], /no such file/],
    [[join(project, 'policies', 'baseline.yaml')], /neither a ClusterImagePolicy nor a trustpolicy\.json/],
  ] as const) {
    const { status, stderr } = run('policy', 'import', ...words);
    assert.equal(status, 2, stderr);
    assert.match(stderr, why);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
  }
});
