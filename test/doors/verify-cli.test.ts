// verify-reports.heavy.test.ts has the formats and reports.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('the right key allows with status 0, on a line for each check', () => {
  const { status, stdout, stderr } = run('verify', 'app.oci', '--cosign-key', 'cosign.pub');
  assert.equal(status, 0, stdout + stderr);
  assert.equal(stderr, '');
  const lines = stdout.trimEnd().split('\n');
  assert.equal(lines.filter((line) => /^PASS {2}signature:cosign/.test(line)).length, 3);
  assert.match(lines.at(-1) ?? '', /^allow: app\.oci \(sha256:[0-9a-f]{64}\) meets policy ad-hoc/);
});

test('the wrong key and no signature at all deny with status 1 and say why in the last line', () => {
  const wrong = run('verify', 'app.oci', '--cosign-key', 'other.pub');
  assert.equal(wrong.status, 1);
  assert.match(
    wrong.stdout,
    /\ndeny: signature:cosign on .*signed by no key of other\.pub: name that of .*SIGNATURE_UNTRUSTED.*\n$/,
  );
  assert.doesNotMatch(wrong.stdout, /the policy trusts/);
  const bare = run('verify', 'bare.oci', '--cosign-key', 'cosign.pub');
  assert.equal(bare.status, 1);
  assert.match(bare.stdout, /\ndeny: .*SIGNATURE_MISSING.*\n$/);
});

test('a policy that warns or audits gives its verdict, and lets in', () => {
  for (const [mode, status] of [
    ['enforce', 1],
    ['warn', 0],
    ['audit', 0],
  ] as const) {
    const policy = `apiVersion: twinseal.dev/v1\nkind: Policy\nmode: ${mode}\ntrust: [{name: a, cosign: {keyFile: other.pub}}]\nrequire: {signatures: [{by: a}]}\n`;
    writeFileSync(join(root, `${mode}.yaml`), policy);
    const told = run('verify', 'app.oci', '--policy', `${mode}.yaml`);
    assert.equal(told.status, status, told.stdout + told.stderr);
    assert.match(told.stdout, mode === 'enforce' ? /\ndeny: / : /\nwould deny: .* does not enforce\n$/);
    const both = run('verify', 'app.oci', './app.oci', '--policy', `${mode}.yaml`);
    assert.equal(both.status, status);
    assert.match(
      both.stdout,
      mode === 'enforce' ? /\ndeny: 2 of 2 images: / : /\nwould deny: 2 of 2 images: .*; let in, /,
    );
    const verdict = JSON.parse(run('verify', 'app.oci', '--policy', `${mode}.yaml`, '-o', 'json').stdout);
    assert.equal(verdict.outcome, 'deny');
  }
});

test('a report that can be no file is told before anything is judged, and none is a defect', () => {
  mkdirSync(join(root, 'folder'));
  const verify = ['verify', 'app.oci', '--cosign-key', 'cosign.pub', '--report'];
  const folder = run(...verify, 'junit=folder');
  assert.deepEqual([folder.status, folder.stdout], [2, ''], folder.stderr);
  assert.match(folder.stderr, /^twinseal: folder is a folder: name a file in it \(USAGE\)\n$/);
  const below = run(...verify, 'junit=cosign.pub/x.xml');
  assert.equal(below.status, 3, below.stderr);
  assert.match(below.stderr, /cosign\.pub\/x\.xml: a part of the path is a file.* \(OUTPUT_UNWRITABLE\)\n$/);
});

test('the policy that policy init prints is one that verify takes, for an image that it demands too much of', () => {
  const printed = run('policy', 'init', '--cosign-key', 'cosign.pub');
  assert.equal(printed.status, 0, printed.stderr);
  assert.match(
    printed.stdout,
    /^# yaml-language-server: \$schema=https:\/\/twinseal\.dev\/schemas\/policy\.schema\.json\n/,
  );
  assert.ok(printed.stdout.includes("\nmode: enforce\nimages: ['**']\n"), printed.stdout);
  writeFileSync(join(root, 'mine.yaml'), printed.stdout);
  const { status, stdout } = run('verify', 'app.oci', '--policy', 'mine.yaml');
  assert.equal(status, 1);
  assert.match(stdout, /^FAIL {2}statement:slsaprovenance1 /m);
  assert.match(stdout, /^PASS {2}twin-build /m);
});

test('a mistake of the user is status 2 and one sentence', () => {
  writeFileSync(join(root, 'bad.yaml'), 'apiVersion: twinseal.dev/v1\nkind: Policy\nrequire: {}\n');
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['verify', 'app.oci'], /say what to demand/],
    [['verify', 'app.oci', '--policy', 'x', '--cosign-key', 'y'], /a policy names its own keys/],
    [
      ['verify', 'app.oci', '--policy', 'release'],
      /cannot read release: there is no such file; for the policy release of a server add --server URL/,
    ],
    [['verify', 'app.oci', '--policy', 'absent.yaml'], /cannot read absent\.yaml: there is no such file/],
    [['verify', 'app.oci', '--policy', 'bad.yaml'], /bad/],
    [['verify', 'app.oci', '--cosign-key', 'bad.yaml'], /bad\.yaml must hold one public key in PEM/],
    [['verify', './absent.oci', '--cosign-key', 'cosign.pub'], /absent\.oci does not exist/],
    [['verify', 'cosign.pub', '--cosign-key', 'cosign.pub'], /./],
    [['verify', 'UPPER/x', '--cosign-key', 'cosign.pub'], /is not an image reference/],
    [['policy', 'init'], /name whom to trust/],
    [['push', 'app.oci', 'registry.example.com/app@sha256:0'], /is not an image reference/],
    [['seal', '.', '--layout', 'x.oci'], /say who signs/],
    [['seal', '.', '--layout', 'x.oci', '--notation-key', 'k'], /notation needs both/],
    [['seal', '.', '--cosign-key', 'k'], /say where the layout goes/],
    [['build', '.', '--platform', 'linux/x86_64'], /did you mean linux\/amd64\?/],
    [['build', '.', '--main', '../x'], /must be a package inside the module/],
  ];
  for (const [words, sentence] of cases) {
    const { status, stdout, stderr } = run(...words);
    assert.equal(status, 2, `${words.join(' ')}: ${stdout}${stderr}`);
    assert.equal(stdout, '');
    assert.match(stderr, sentence);
    assert.match(stderr, /^twinseal: [^\n]+\n(?: {2}[^\n]*\n)*$/);
  }
});

test('validate and tree read the same layout', () => {
  const valid = run('validate', 'app.oci');
  assert.equal(valid.status, 0, valid.stdout);
  assert.match(valid.stdout, /valid: app\.oci/);
  const tree = run('tree', 'app.oci', '-o', 'json');
  assert.equal(JSON.parse(tree.stdout).root.children.length, 2);
  assert.match(run('tree', 'app.oci').stdout, /├── sha256:[0-9a-f]{64} {2}linux\/amd64/);
});

test('copy takes a layout to a layout, whole, with its evidence', () => {
  const copied = run('copy', 'app.oci', './copy.oci');
  assert.equal(copied.status, 0, copied.stderr);
  assert.equal(run('verify', './copy.oci', '--cosign-key', 'cosign.pub').status, 0);
});

test('verify loads at most a known number of modules, and no server, builder, signer or HTTP framework', () => {
  const log = join(root, 'loaded');
  const hook = join(root, 'hook.mjs');
  writeFileSync(
    hook,
    `import { registerHooks } from 'node:module';
import { appendFileSync } from 'node:fs';
registerHooks({ load(url, context, next) { appendFileSync(${JSON.stringify(log)}, url + '\\n'); return next(url, context); } });`,
  );
  const words = ['--import', hook, join(project, 'src/wire/cli.ts'), 'verify', 'app.oci', '--cosign-key', 'cosign.pub'];
  assert.equal(spawnSync(process.execPath, words, { cwd: root }).status, 0);
  const urls = [...new Set(readFileSync(log, 'utf8').split('\n'))].filter((url) => url.startsWith('file:'));
  const ours = urls.filter((url) => url.includes('/src/'));
  const packages = new Set(urls.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []));
  assert.deepEqual(
    ours.filter((url) => /\/src\/(?:seal|doors\/http|adapters\/(?:server|store|sandbox|go|git|keys))\//.test(url)),
    [],
  );
  assert.deepEqual([...packages].sort(), VERIFY_PACKAGES);
  assert.ok(ours.length <= VERIFY_MODULES, `${ours.length} modules of ours are loaded:\n${ours.join('\n')}`);
});

/** Raise it knowingly: each module costs every gate a part of a millisecond. */
const VERIFY_MODULES = 314;
// CEL costs some 20 ms of each start, which a key alone does not need.
const VERIFY_PACKAGES = ['@marcbachmann/cel-js', '@noble/hashes'];
