// `twinseal verify --beside`: what Twinseal and another tool say of the same objects. The reports are made from the shapes of the API's types
// (wg-policy-prototypes, openreports) and of Kyverno's pages; no Kyverno wrote them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { stringify } from 'yaml';
import { FormatError } from '../../src/formats/format-error.ts';
import { parsePolicyReports } from '../../src/formats/kubernetes/policy-report.ts';
import { type BesideWord, compareBeside, type Word } from '../../src/roads/compare-beside.ts';
import { BAD, GOOD, registry, signed } from '../support/admission-door.ts';
import { objectOf, WORKLOAD_KINDS } from '../support/admission-reviews.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const root = mkdtempSync(join(tmpdir(), 'twinseal-beside-'));
after(() => rmSync(root, { recursive: true, force: true }));
writeFileSync(join(root, 'audit.json'), JSON.stringify(signed({ mode: 'audit' })));

interface Said {
  readonly policy?: string;
  readonly result?: string;
  readonly source?: string;
}
const resultOf = ({ policy = 'verify-images', result = 'pass', source = 'kyverno' }: Said) => ({
  policy,
  rule: 'signed',
  result,
  source,
  scored: true,
  timestamp: { seconds: 1_769_500_800, nanos: 0 },
  ...(result !== 'pass' && { message: `failed to verify image: ${result}` }),
});
const reportOf = (name: string, said: readonly Said[], kind = 'Pod') => ({
  apiVersion: 'wgpolicyk8s.io/v1alpha2',
  kind: 'PolicyReport',
  metadata: { name: `${name}-report`, namespace: 'shop', labels: { 'app.kubernetes.io/managed-by': 'kyverno' } },
  scope: { apiVersion: 'v1', kind, name, namespace: 'shop', uid: '6b0b3a0e' },
  results: said.map(resultOf),
  summary: { pass: 1, fail: 0, warn: 0, error: 0, skip: 0 },
});
const listOf = (...items: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
const pod = (name: string, image: string) =>
  objectOf(WORKLOAD_KINDS[0] ?? assert.fail(), { containers: [image] }, { metadata: { name } });

let files = 0;
function compare(
  manifests: readonly object[],
  reports: string,
  ...words: string[]
): Promise<{ readonly status: number | null; readonly out: string; readonly err: string }> {
  const file = join(root, `reports-${files++}.json`);
  writeFileSync(file, reports);
  return new Promise((resolve, reject) => {
    const args = ['verify', '--manifests', '-', '--policy', 'audit.json', '--beside', file, ...words];
    const child = spawn(bin, args, { cwd: root });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject).on('close', (status) => resolve({ status, out, err }));
    child.stdin.on('error', () => {}).end(manifests.map((one) => stringify(one)).join('---\n'));
  });
}
const NAMED = ['--beside-policy', 'verify-images'];

test('each object is a line, and what differs decides the status', async () => {
  const manifests = [
    pod('both-allow', GOOD),
    pod('both-deny', BAD),
    pod('stricter', BAD),
    pod('laxer', GOOD),
    pod('unseen', GOOD),
    pod('broken', GOOD),
    pod('away', `${registry.host.replace(/\d+$/, '1')}/team/app@sha256:${'0'.repeat(64)}`),
  ];
  const reports = listOf(
    reportOf('both-allow', [{}]),
    reportOf('both-deny', [{}, { result: 'fail' }]),
    reportOf('stricter', [{}]),
    reportOf('laxer', [{ result: 'fail' }]),
    reportOf('unseen', [{ policy: 'labels', result: 'fail' }, { result: 'skip' }]),
    reportOf('broken', [{ result: 'error' }]),
    reportOf('away', [{}]),
    reportOf('not-asked-about', [{ result: 'fail' }]),
  );
  const { status, out, err } = await compare(manifests, reports, ...NAMED);
  assert.equal(status, 1, out + err);
  for (const line of [
    /^PASS +same +Pod\/shop\/both-allow +Twinseal allows; the other allows$/m,
    /^PASS +same +Pod\/shop\/both-deny +Twinseal denies: .*; the other denies: verify-images\/signed \(failed to verify image: fail\)$/m,
    /^FAIL +stricter +Pod\/shop\/stricter +Twinseal denies: \S+team\/bad@\S+ \(.*SIGNATURE_MISSING.*\); the other allows$/m,
    /^FAIL +laxer +Pod\/shop\/laxer +Twinseal allows; the other denies: verify-images\/signed/m,
    /^WARNING +unseen +Pod\/shop\/unseen +Twinseal allows; the other says nothing$/m,
    /^CANNOT TELL +unknown +Pod\/shop\/broken +Twinseal allows; the other could not tell/m,
    /^CANNOT TELL +unknown +Pod\/shop\/away +Twinseal could not tell: .*; the other allows$/m,
    /^different: of 7 objects 2 same, 1 stricter, 1 laxer, 2 unknown, 1 unseen$/m,
  ])
    assert.match(out, line);
  assert.doesNotMatch(out, /not-asked-about|it is let in/);
  const json = await compare(manifests, reports, ...NAMED, '-o', 'json');
  const { objects } = JSON.parse(json.out) as { readonly objects: readonly { readonly relation: string }[] };
  assert.equal(objects.length, 7);
  for (const format of ['junit', 'sarif', 'github'])
    assert.match((await compare(manifests, reports, ...NAMED, '-o', format)).out, /stricter/);
});

test('an object of a kind that nobody described is denied here, as admission denies it', async () => {
  const workflow = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'build', namespace: 'shop' },
    spec: { templates: [{ container: { image: GOOD } }, { runner: { image: BAD } }] },
  };
  const { status, out } = await compare([workflow], listOf(reportOf('build', [{}], 'Workflow')), ...NAMED);
  assert.equal(status, 1, out);
  assert.match(
    out,
    /^FAIL +stricter +Workflow\/shop\/build +Twinseal denies: Workflow\.argoproj\.io \(KIND_UNKNOWN.*\); the other allows$/m,
  );
});

test('where both say the same the status is 0, and 3 where one could not tell', async () => {
  const same = await compare([pod('a', GOOD)], listOf(reportOf('a', [{}])), ...NAMED);
  assert.equal(same.status, 0, same.out + same.err);
  const unknown = await compare([pod('a', GOOD)], listOf(reportOf('a', [{ result: 'error' }])), ...NAMED);
  assert.equal(unknown.status, 3, unknown.out);
});

test("Kyverno's image policies count by themselves; reports without any that counts are refused", async () => {
  const own = { policy: 'signed-images', source: 'KyvernoImageValidatingPolicy', result: 'fail' };
  const { status, out } = await compare([pod('a', GOOD)], listOf(reportOf('a', [own, { policy: 'labels' }])));
  assert.equal(status, 1, out);
  assert.match(out, /the other denies: signed-images\/signed/);
  const none = await compare([pod('a', GOOD)], listOf(reportOf('a', [{ policy: 'labels' }])));
  assert.equal(none.status, 2);
  assert.match(none.err, /name the policies about images with --beside-policy/);
  const typo = await compare([pod('a', GOOD)], listOf(reportOf('a', [{}])), '--beside-policy', 'verify-imags');
  assert.equal(typo.status, 2);
  const other = await compare([pod('a', GOOD)], listOf(pod('a', GOOD)), ...NAMED);
  assert.equal(other.status, 2);
  assert.match(other.err, /must be a policy report/);
});

test('reports of both APIs, as JSON and YAML, by scope and by the resources of a result', () => {
  const object = { kind: 'Pod', namespace: 'shop', name: 'a' };
  const read = (text: string) => parsePolicyReports(new TextEncoder().encode(text));
  const expected = {
    object,
    policy: 'verify-images',
    rule: 'signed',
    source: 'kyverno',
    result: 'fail',
    message: 'failed to verify image: fail',
  };
  const report = reportOf('a', [{ result: 'fail' }]);
  assert.deepEqual(read(listOf(report)), [expected]);
  assert.deepEqual(read(`${stringify(report)}---\n`), [expected]);
  const { message: description, ...result } = resultOf({ result: 'fail' }) as Record<string, unknown>;
  const open = {
    ...report,
    apiVersion: 'openreports.io/v1alpha1',
    kind: 'Report',
    results: [{ ...result, description }],
  };
  assert.deepEqual(read(stringify(open)), [expected]);
  const { scope: _, ...older } = report;
  const resources = [
    { kind: 'Pod', name: 'a' },
    { kind: 'Pod', name: 'b', namespace: 'other' },
  ];
  assert.deepEqual(
    read(stringify({ ...older, results: [{ ...resultOf({}), resources }] })).map((one) => one.object),
    [object, { kind: 'Pod', namespace: 'other', name: 'b' }],
  );
  assert.deepEqual(read(stringify({ ...report, results: null })), []);
  for (const bad of [
    { ...report, kind: 'Policy' },
    { ...report, apiVersion: 'constructor' },
    { ...report, results: {} },
    { ...report, results: [{ policy: 'a', result: 'maybe' }] },
    { ...report, results: [{ result: 'pass' }] },
    { ...report, results: ['pass'] },
    [],
  ])
    assert.throws(() => read(stringify(bad)), FormatError, JSON.stringify(bad));
});

test('of several words a denial decides, then what could not be told; kinds and namespaces are told apart', () => {
  const word = (kind: string, namespace: string, said: Word): BesideWord => ({
    object: { kind, namespace, name: 'a' },
    word: said,
    about: said,
    reason: '',
  });
  const relations = (own: readonly BesideWord[], others: readonly BesideWord[]) =>
    compareBeside(own, others).map(({ relation }) => relation);
  assert.deepEqual(
    relations(
      [word('Pod', 'x', 'allow'), word('Pod', 'x', 'unknown'), word('Pod', 'x', 'deny')],
      [word('Pod', 'x', 'allow')],
    ),
    ['stricter'],
  );
  assert.deepEqual(relations([word('Pod', 'x', 'unknown')], [word('Pod', 'x', 'deny')]), ['unknown']);
  assert.deepEqual(relations([word('Pod', 'x', 'deny')], [word('Pod', 'y', 'deny'), word('Job', 'x', 'deny')]), [
    'unseen',
  ]);
});
