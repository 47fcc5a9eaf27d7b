import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { explanationText } from '../../src/doors/cli/output/explanation-text.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { explain } from '../../src/judge/decide/explain.ts';
import { judge, makeImage, publicPem, seal, testKey, testPolicy } from '../support/sealed-image.ts';
import { writeLayout } from '../support/written-layout.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-explain-'));
after(() => rmSync(root, { recursive: true, force: true }));
const project = join(import.meta.dirname, '..', '..');
await writeLayout(seal(makeImage(), ['notation', 'spdx']), join(root, 'app.oci'));
writeFileSync(join(root, 'cosign.pub'), publicPem(testKey('release')));
const policy = (require: string) =>
  `apiVersion: twinseal.dev/v1\nkind: Policy\ntrust: [{name: release, cosign: {keyFile: cosign.pub}}]\n${require}\n`;
writeFileSync(join(root, 'good.yaml'), policy('require: {signatures: [{by: release}], image: {nonRoot: true}}'));
writeFileSync(
  join(root, 'cases.yaml'),
  policy(
    'require: {signatures: [{by: release}]}\ncases:\n' +
      '  - {name: program, if: {images: [layout]}, require: {statements: [{type: spdxjson, by: [release]}]}}\n' +
      '  - {name: rest, require: {image: {nonRoot: true}}}\n' +
      'exceptions:\n  - {id: INC-1, images: ["**"], checks: ["image"], owner: me, reason: testing, from: "2026-03-01T00:00:00Z", until: "2026-12-31T00:00:00Z"}',
  ),
);

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(join(project, 'bin', 'twinseal'), words, {
    encoding: 'utf8',
    cwd: root,
  });
  return { status, stdout, stderr };
}

test('an allowance names the rules that hold, in the words of the policy', () => {
  const { status, stdout, stderr } = run('policy', 'explain', 'app.oci', '--policy', 'good.yaml');
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^\/require\/signatures\/0: signed by release, on the index and on every platform$/m);
  assert.equal(stdout.match(/^ {2}\* pass {2}signature:release on /gm)?.length, 3);
  assert.match(stdout, /^every image: /m);
  assert.match(stdout, /\nallow: app\.oci by good \(mode enforce\): every demand holds\n$/);
});

test('a denial marks the checks that it hangs on, and names the case that applied', () => {
  const { status, stdout } = run('policy', 'explain', 'app.oci', '--policy', 'cases.yaml');
  assert.equal(status, 1, stdout);
  assert.match(stdout, /^case program: /);
  assert.match(stdout, /^\/cases\/0\/require\/statements\/0: a statement spdxjson by release/m);
  assert.equal(stdout.match(/^ {2}\* FAIL {2}statement:spdxjson on /gm)?.length, 3);
  assert.equal(stdout.match(/^ {4}pass {2}signature:release on /gm)?.length, 3);
  assert.match(stdout, /\ndeny: .*: decided by \/cases\/0\/require\/statements\/0\n$/);
  const quiet = run('policy', 'explain', 'app.oci', '--policy', 'cases.yaml', '-q').stdout;
  assert.ok(!/signature:release/.test(quiet) && /statement:spdxjson/.test(quiet));
});

test('a policy that does not enforce ends as with verify: it lets in, and says what it would do', () => {
  for (const mode of ['warn', 'audit']) {
    writeFileSync(join(root, `${mode}.yaml`), policy(`mode: ${mode}\nrequire: {annotations: {a: b}}`));
    const explained = run('policy', 'explain', 'app.oci', '--policy', `${mode}.yaml`);
    assert.equal(explained.status, run('verify', 'app.oci', '--policy', `${mode}.yaml`).status);
    assert.equal(explained.status, 0, explained.stderr);
    assert.match(explained.stdout, new RegExp(`\\nwould deny: .*\\(mode ${mode}\\)`));
  }
});

test('JSON is the explanation with its subject', () => {
  const { status, stdout } = run('policy', 'explain', 'app.oci', '--policy', 'cases.yaml', '-o', 'json');
  assert.equal(status, 1);
  const document = JSON.parse(stdout);
  assert.equal(document.apiVersion, 'twinseal.dev/explanation/v1');
  assert.equal(document.case.name, 'program');
  assert.equal(document.subject.name, 'app.oci');
  const [decisive] = document.rules.filter(({ decisive }: { readonly decisive: boolean }) => decisive);
  assert.equal(decisive.rule, '/cases/0/require/statements/0');
  assert.equal(decisive.code, 'STATEMENT_MISSING');
});

test('a test is explained as its policy judges it, and a moment can be chosen for an image', () => {
  writeFileSync(
    join(root, 'tests.yaml'),
    'apiVersion: twinseal.dev/v1\nkind: PolicyTest\npolicy: good.yaml\ntime: 2026-06-01T00:00:00Z\ntests:\n' +
      '  - {name: signed, image: {signatures: [{by: release}]}, expect: allow}\n' +
      '  - {name: by root, image: {signatures: [{by: release}], config: {user: root}}, expect: deny}\n',
  );
  const root_ = run('policy', 'explain', '--test', 'tests.yaml', '--name', 'by root');
  assert.equal(root_.status, 1, root_.stderr);
  assert.match(root_.stdout, /decided by \/require\/image\n$/);
  assert.equal(run('policy', 'explain', '--test', 'tests.yaml', '--name', 'signed').status, 0);
  assert.match(
    run('policy', 'explain', '--test', 'tests.yaml').stderr,
    /there are several tests: .*"signed", "by root"/,
  );
  assert.match(run('policy', 'explain', '--test', 'tests.yaml', '--name', 'x').stderr, /there is no such test/);
  for (const [words, why] of [
    [['app.oci'], /say what to explain/],
    [['app.oci', '--policy', 'good.yaml', '--time', 'soon'], /--time: .*must look like/],
    [['app.oci', '--test', 'tests.yaml'], /a test has its own image/],
  ] as const) {
    const { status, stderr } = run('policy', 'explain', ...words);
    assert.equal(status, 2);
    assert.match(stderr, why);
  }
});

test('what was verified of a real image is recorded, and tested again without it', () => {
  assert.equal(
    run('policy', 'explain', 'app.oci', '--policy', 'cases.yaml', '--save-facts', 'app.facts.json').status,
    1,
  );
  const file = (expect: string) =>
    `apiVersion: twinseal.dev/v1\nkind: PolicyTest\npolicy: cases.yaml\ntime: 2026-06-01T00:00:00Z\ntests:\n  - {name: real, facts: app.facts.json, expect: ${expect}}\n`;
  writeFileSync(join(root, 'recorded.yaml'), file('{outcome: deny, case: program, codes: [STATEMENT_MISSING]}'));
  const { status, stdout, stderr } = run('policy', 'test', 'recorded.yaml');
  assert.equal(status, 0, stdout + stderr);
  writeFileSync(join(root, 'app.facts.json'), '{"apiVersion":"twinseal.dev/facts/v1"}');
  assert.match(
    run('policy', 'test', 'recorded.yaml').stderr,
    /app\.facts\.json holds no recorded facts: \/requested is missing/,
  );
});

test('an exception that excuses a check is shown, and text from outside is escaped', async () => {
  const { policy: excusing, digest } = await testPolicy(
    { signatures: [{ by: 'release' }] },
    {
      exceptions: [
        {
          id: 'INC-1',
          images: ['**'],
          checks: ['signature:*'],
          owner: 'o',
          reason: 'r',
          from: '2026-03-01T00:00:00Z',
          until: '2026-12-31T00:00:00Z',
        },
      ],
    },
  );
  const { facts, now } = await judge(makeImage());
  const verdict = decide({ ...facts, requested: 'evil\u001b[31m' }, excusing, digest, now);
  const text = explanationText(explain(excusing, verdict), verdict, { colours: false, quiet: false });
  assert.match(text, /^ {2}\* FAIL {2}signature:release on .*\[excused by INC-1\]$/m);
  assert.match(text, /\nallow: evil.*, until 2026-12-31T00:00:00Z: every demand holds\n$/);
  assert.ok(!text.includes('\u001b'));
});
