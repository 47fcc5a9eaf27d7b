import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { publicPem, testKey } from '../support/sealed-image.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-policy-test-'));
after(() => rmSync(root, { recursive: true, force: true }));
const project = join(import.meta.dirname, '..', '..');

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(join(project, 'bin', 'twinseal'), words, {
    encoding: 'utf8',
    cwd: root,
  });
  return { status, stdout, stderr };
}

mkdirSync(join(root, 'policies', 'tests'), { recursive: true });
const policy = (key: string) =>
  `apiVersion: twinseal.dev/v1\nkind: Policy\ntrust: [{name: release, cosign: {keyFile: ${key}}}]\nrequire: {signatures: [{by: release}]}\n`;
writeFileSync(join(root, 'policies', 'signed.yaml'), policy('cosign.pub'));
const file = (expect: string) => `apiVersion: twinseal.dev/v1
kind: PolicyTest
policy: ../signed.yaml
time: 2026-06-01T00:00:00Z
tests:
  - {name: signed is allowed, image: {signatures: [{by: release}]}, expect: allow}
  - {name: "unsigned <is> denied", image: {}, expect: ${expect}}
`;
writeFileSync(join(root, 'policies', 'tests', 'a.yaml'), file('deny'));

test('tests that pass end with 0, and keys that are not there are made up, which is said', () => {
  const all = run('policy', 'test');
  assert.equal(all.status, 0, all.stdout + all.stderr);
  assert.match(all.stdout, /^PASS {2}signed is allowed +policies\/tests\/a\.yaml +allow$/m);
  assert.match(all.stdout, /\npassed: 2 tests of 1 policy\n$/);
  assert.equal(all.stderr, 'note: policies/signed.yaml is tested with stand-ins for cosign.pub, which are not there\n');
  writeFileSync(join(root, 'policies', 'cosign.pub'), publicPem(testKey('release')));
  assert.equal(run('policy', 'test', join('policies', 'tests', 'a.yaml')).stderr, '');
  writeFileSync(join(root, 'policies', 'cosign.pub'), 'no key');
  const broken = run('policy', 'test');
  assert.equal(broken.status, 2);
  assert.match(broken.stderr, /the policy signed is refused/);
  rmSync(join(root, 'policies', 'cosign.pub'));
});

test('revocation lists and stores of certificates that are not there are made up too', () => {
  const notary = (more: string) =>
    `apiVersion: twinseal.dev/v1\nkind: Policy\ntrust: [{name: release, notation: {identities: ["*"], ${more}}}]\nrequire: {signatures: [{by: release}]}\n`;
  const store = 'trustStore: {dir: truststore, names: [acme]}';
  for (const [name, more, told] of [
    ['lists', 'certificateFile: ca.pem, revocation: enforce, crlFiles: [ca.crl]', 'ca.crl, ca.pem'],
    ['stores', store, 'truststore/x509/ca/acme'],
    [
      'times',
      `${store}, timestamps: {${store}, when: afterCertExpiry}`,
      'truststore/x509/tsa/acme, truststore/x509/ca/acme',
    ],
  ] as const) {
    writeFileSync(join(root, `${name}.yaml`), notary(more));
    writeFileSync(join(root, `${name}-tests.yaml`), file('deny').replace('../signed.yaml', `${name}.yaml`));
    const { status, stdout, stderr } = run('policy', 'test', `${name}-tests.yaml`);
    assert.equal(status, 0, stdout + stderr);
    assert.equal(stderr, `note: ${name}.yaml is tested with stand-ins for ${told}, which are not there\n`);
  }
});

test('a test that fails ends with 1 and says what was expected, what came out, and which checks say why', () => {
  writeFileSync(
    join(root, 'bad.yaml'),
    file('{outcome: allow, codes: []}').replace('../signed.yaml', 'policies/signed.yaml'),
  );
  const text = run('policy', 'test', 'bad.yaml', '-q');
  assert.equal(text.status, 1);
  const lines = text.stdout.split('\n');
  assert.match(lines[0] ?? '', /^FAIL {2}unsigned <is> denied {2}bad\.yaml {2}expected: allow; codes none$/);
  assert.equal(lines[1], '      got: deny; codes SIGNATURE_MISSING');
  assert.equal(
    lines[2],
    '      fail signature:release on index: no cosign signature by release is attached (SIGNATURE_MISSING)',
  );
  assert.equal(lines.at(-2), 'failed: 1 of 2 tests of 1 policy');
  const junit = run('policy', 'test', 'bad.yaml', '-o', 'junit').stdout;
  assert.match(junit, /<testsuites name="twinseal" tests="2" failures="1" errors="0" skipped="0">/);
  assert.match(
    junit,
    /<failure message="expected: allow; codes none" type="POLICY_TEST_FAILED">got: deny; codes SIGNATURE_MISSING&#10;fail signature/,
  );
  const github = run('policy', 'test', 'bad.yaml', '-o', 'github').stdout;
  assert.match(
    github,
    /^::error title=twinseal policy test%3A unsigned <is> denied::bad\.yaml expected: allow; codes none \(POLICY_TEST_FAILED\)%0Agot: deny/m,
  );
  const sarif = JSON.parse(run('policy', 'test', 'bad.yaml', '-o', 'sarif').stdout);
  assert.equal(sarif.runs[0].results.length, 1);
  const json = JSON.parse(run('policy', 'test', 'bad.yaml', '-o', 'json').stdout);
  assert.equal(json.outcome, 'failed');
  assert.deepEqual(
    json.tests.map(({ passed }: { readonly passed: boolean }) => passed),
    [true, false],
  );
});

test('bad input ends with 2 and one sentence', () => {
  writeFileSync(join(root, 'missing.yaml'), file('deny').replace('../signed.yaml', 'none.yaml'));
  writeFileSync(join(root, 'odd.yaml'), 'kind: PolicyTest\napiVersion: twinseal.dev/v1\ntests: []\n');
  mkdirSync(join(root, 'empty'), { recursive: true });
  for (const [words, why] of [
    [['missing.yaml'], /cannot read none\.yaml/],
    [['odd.yaml'], /odd\.yaml is refused at \/tests: "tests" is empty/],
    [['absent'], /no such file or folder/],
    [['empty'], /no test of a policy was found/],
    [['policies'], /no test of a policy was found/],
  ] as const) {
    const { status, stdout, stderr } = run('policy', 'test', ...words);
    assert.equal(status, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, why);
  }
});

test('a folder of policies is not confused by the tests in it', () => {
  const listed = spawnSync(
    process.execPath,
    [
      '-e',
      `
    const { policyFiles } = await import(${JSON.stringify(join(project, 'src/adapters/policy-files.ts'))});
    const call = { signal: new AbortController().signal, deadline: Infinity };
    console.log((await policyFiles({ open: () => Promise.reject(new Error('none')) }).list('policies', call)).map(({ name }) => name).join());
  `,
    ],
    { encoding: 'utf8', cwd: root },
  );
  assert.equal(listed.stdout, 'signed\n', listed.stderr);
});
