import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { openPlaces } from '../../src/adapters/places.ts';
import { DockerCredentials } from '../../src/adapters/registry/docker-credentials.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseStatement } from '../../src/formats/in-toto.ts';
import { canonicalJsonBytes } from '../../src/formats/json/canonical.ts';
import { parseJson } from '../../src/formats/json/parse.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { validateAgainst } from '../../src/formats/schema/validate.ts';
import { memoryBlob, readWhole } from '../../src/records/blob.ts';
import type { ErrorCode } from '../../src/records/error-catalogue.ts';
import type { SideDocument } from '../../src/records/side-document.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { compareSides } from '../../src/roads/compare-sides.ts';
import { readSideLayout, type StoredSide, writeSideLayout } from '../../src/roads/side-layout.ts';
import { commonPlan } from '../../src/seal/compare/compare-sides.ts';
import { parseSideDocument, serialiseSideDocument } from '../../src/seal/compare/side-document.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { testCall } from './twin-harness.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-sides-'));
after(() => rmSync(root, { recursive: true, force: true }));
const at = (name: string): string => join(root, name);
const places = openPlaces({ credentials: new DockerCredentials({}) });
const FILES = {
  'module/go.mod': 'module example.com/app\n\ngo 1.21\n',
  'module/cmd/one/main.go': 'package main\n\nfunc main() { println("the text of program one") }\n',
  'module/cmd/two/main.go': 'package main\n\nfunc main() { println("the text of program two") }\n',
};
let a: StoredSide;
let b: StoredSide;

/** Builds a side as a user does, in a process of its own with a folder of its own for temporary files. */
async function buildSide(side: 'A' | 'B'): Promise<void> {
  const own = at(`tmp-${side}`);
  mkdirSync(own);
  const main = ['--main', './cmd/one', '--main', './cmd/two', '--platform', 'linux/amd64'];
  const words = ['build', '--side', side, '--layout', at(side), '--offline', ...main, at('module')];
  const { status, stderr, stdout } = await twinseal(words, { env: { ...process.env, TMPDIR: own } });
  assert.equal(status, 0, stderr);
  assert.match(stdout, new RegExp(`^side ${side} of the tree sha256:`));
}

before(async () => {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  }
  await Promise.all([buildSide('A'), buildSide('B')]);
  a = await readSideLayout(at('A'), places, testCall());
  b = await readSideLayout(at('B'), places, testCall());
});

/** A layout whose digests all fit, of a document that was changed and of programs that may have been. */
async function forged(
  name: string,
  from: StoredSide,
  change: Partial<SideDocument>,
  binaries = from.build.binaries,
): Promise<string> {
  await writeSideLayout({ ...from.document, ...change }, { ...from.build, binaries }, at(name), places, testCall());
  return at(name);
}

function refused(code: ErrorCode, pattern: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof TwinsealError && error.code === code && pattern.test(error.message);
}

const compare = (left: string, right: string) => compareSides(left, right, places, testCall());

test('sides that two processes built are compared, in either order, and make one proof of what both did', async () => {
  const proof = at('proof.json');
  const { status, stdout } = await twinseal(['compare', at('B'), at('A'), '--proof', proof]);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /^twin build: identical$/m);
  assert.match(stdout, /^side A: built on linux\//m);
  const statement = parseStatement(readFileSync(proof));
  assert.deepEqual(await validateAgainst('twin-proof', statement.predicate ?? null), []);
  assert.deepEqual(
    statement.subject.map(({ name }) => name),
    ['linux/amd64/one', 'linux/amd64/two'],
  );
  const { comparison } = await compare(at('A'), at('B'));
  assert.equal(comparison.outcome, 'identical');
  if (comparison.outcome !== 'identical') return;
  const { sides, conditions } = comparison.result;
  assert.notEqual(sides.a.invocationId, sides.b.invocationId);
  assert.ok(sides.a.host !== undefined && sides.b.host !== undefined && sides.a.cold && sides.b.cold);
  const varied = conditions.filter((each) => each.varied).map(({ name }) => name);
  for (const name of ['path', 'timezone', 'umask'] as const) assert.ok(varied.includes(name), name);
});

test('a side is a layout that any reader of OCI takes, and its document is canonical and says what its schema says', async () => {
  const { status, stdout } = await twinseal(['validate', at('A')]);
  assert.equal(status, 0, stdout);
  const bytes = serialiseSideDocument(a.document);
  assert.deepEqual(serialiseSideDocument(await parseSideDocument(bytes)), bytes);
  assert.equal(Buffer.from(bytes).includes(root), false);
});

test('sides that are one run, or the same side, or of another source, plan or toolchain are refused, never identical', async () => {
  await assert.rejects(compare(at('A'), at('A')), refused('SIDES_INCOMPARABLE', /both are side A/));
  const { status, stderr } = await twinseal(['compare', at('A'), at('A')]);
  assert.equal(status, 2);
  assert.match(stderr, /both are side A/);
  const other = sha256Digest(new Uint8Array(1));
  const { source, plan, toolchain, invocationId } = a.document;
  const { build, targets } = plan;
  const digests = { ...toolchain.digests, compile: '0'.repeat(64) };
  const [known, unknown] = [{ outcome: 'authenticated' }, { outcome: 'unauthenticated' }] as const;
  const cases: readonly (readonly [Partial<SideDocument>, RegExp])[] = [
    [{ invocationId }, /one and the same run/],
    [{ source: { ...source, treeDigest: other } }, /sources differ in treeDigest/],
    [{ source: { ...source, revision: 'c'.repeat(40) } }, /sources differ in revision: none and c/],
    [{ plan: { ...plan, build: { ...build, tags: ['netgo'] } } }, /settings \(build\.tags\) differ/],
    [{ plan: { ...plan, targets: [...targets, { ...targets[0], levels: {} }] as never } }, /platforms differ/],
    [{ toolchain: { ...toolchain, version: 'go1.27.1' } }, /toolchains differ: go1/],
    [{ toolchain: { ...toolchain, digests } }, /differ in the bytes of compile/],
    [{ toolchain: { ...toolchain, host: 'linux/arm64', digests, authenticity: unknown } }, /is not authenticated/],
    [{ assembly: { profile: 99, compressor: 'other' } }, /assembly profiles differ/],
  ];
  for (const [change, pattern] of cases)
    assert.throws(() => commonPlan(a.document, { ...b.document, ...change }), refused('SIDES_INCOMPARABLE', pattern));
  const mine = { ...a.document, toolchain: { ...toolchain, authenticity: known } };
  const theirs = { ...toolchain, host: 'linux/arm64', digests, authenticity: known };
  assert.equal(commonPlan(mine, { ...b.document, toolchain: theirs }).toolchains.b.host, 'linux/arm64');
  const longer = { ...plan, build: { ...build, timeout: build.timeout + 1 } };
  assert.ok(commonPlan(a.document, { ...b.document, plan: longer }));
});

test('programs that differ are told, with their likely cause, and no proof is made', async () => {
  const [one, two] = b.build.binaries;
  assert.ok(one !== undefined && two !== undefined);
  const bytes = Buffer.from(await readWhole(two.content));
  bytes.write('THE TEXT', bytes.indexOf('the text of program two'));
  const changed = { ...two, content: memoryBlob(sha256Digest(bytes), bytes) };
  const programs = [one, changed].map(({ platform, name, importPath, content }) => ({
    ...{ platform, name, importPath },
    ...{ digest: content.digest, size: content.size },
  }));
  const layout = await forged('different', b, { binaries: programs }, [one, changed]);
  const proof = at('no-proof.json');
  const { status, stdout } = await twinseal(['compare', at('A'), layout, '--proof', proof, '-o', 'json']);
  assert.equal(status, 1);
  const told = JSON.parse(stdout) as {
    outcome: string;
    differences: { name: string; causes: unknown[] }[];
    written: [];
  };
  assert.deepEqual([told.outcome, told.differences.map(({ name }) => name), told.written], ['different', ['two'], []]);
  assert.ok((told.differences[0]?.causes.length ?? 0) > 0);
  assert.ok(!readdirSync(root).includes('no-proof.json'));
});

test('programs in one another’s place, for another platform, or changed behind their digests are found', async () => {
  const [one, two] = b.document.binaries;
  assert.ok(one !== undefined && two !== undefined);
  const swapped = [
    { ...one, digest: two.digest, size: two.size },
    { ...two, digest: one.digest, size: one.size },
  ];
  await assert.rejects(
    compare(at('A'), await forged('swapped', b, { binaries: swapped })),
    refused(
      'INPUT_MALFORMED',
      /another program, example\.com\/app\/cmd\/two, in the place of example\.com\/app\/cmd\/one/,
    ),
  );
  const [target] = b.document.plan.targets;
  assert.ok(target !== undefined);
  const targets = [{ ...target, platform: 'linux/arm64', goarch: 'arm64', levels: {} }];
  const binaries = b.document.binaries.map((each) => ({ ...each, platform: 'linux/arm64' }));
  await assert.rejects(
    compare(at('A'), await forged('platform', b, { plan: { ...b.document.plan, targets }, binaries })),
    refused('BINARY_WRONG_PLATFORM', /says amd64, not arm64/),
  );
  cpSync(at('B'), at('behind'), { recursive: true });
  const blob = join(at('behind'), 'blobs', 'sha256', one.digest.slice('sha256:'.length));
  const bytes = readFileSync(blob);
  bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
  writeFileSync(blob, bytes);
  await assert.rejects(compare(at('A'), at('behind')), refused('CONTENT_MISMATCH', /./));
});

test('a document that is malformed, malleable, too much, or not of its own programs is refused', async () => {
  const good = parseJson(serialiseSideDocument(a.document)) as Readonly<Record<string, JsonValue>>;
  const parse = (value: JsonValue) => parseSideDocument(canonicalJsonBytes(value));
  const [one] = a.document.binaries;
  const cases: readonly (readonly [JsonValue, RegExp])[] = [
    [{ ...good, extra: true }, /must not have the member "extra"/],
    [{ ...good, apiVersion: 'twinseal.dev/side-build/v2' }, /must be/],
    [{ ...good, side: 'c' }, /must be one of/],
    [{ ...good, binaries: [one as never] }, /are not the programs of the plan/],
    [{ ...good, finishedOn: '2000-01-01T00:00:00Z' }, /before the start/],
    [{ ...good, observed: { path: 'x'.repeat(70_000) } }, /more than 65536/],
    [[], /must be object/],
  ];
  for (const [value, pattern] of cases)
    await assert.rejects(
      parse(value),
      (error) => error instanceof FormatError && pattern.test(error.message),
      String(pattern),
    );
  const bytes = serialiseSideDocument(a.document);
  const spaced = Buffer.concat([bytes.subarray(0, 1), Buffer.from(' '), bytes.subarray(1)]);
  await assert.rejects(parseSideDocument(spaced), /is not canonical JSON/);
  await assert.rejects(parseSideDocument(bytes.subarray(0, -1)), FormatError);
  await assert.rejects(parseSideDocument(new Uint8Array(9 * 1024 * 1024).fill(0x20)), FormatError);
});

test('a folder that is no side, and half of a pair of arguments, are refused in a sentence', async () => {
  mkdirSync(at('empty'));
  const program = join(root, 'A', 'oci-layout');
  for (const [words, status, pattern] of [
    [['compare', at('A'), at('empty')], 2, /empty/],
    [['compare', at('A'), program], 2, /two binaries, or two folders/],
    [['compare', program, program, '--proof', at('p')], 2, /--proof is for the latter/],
    [['build', '--side', 'A', at('module')], 2, /--side and --layout together/],
    [['build', '--side', 'A', '--layout', program, at('module')], 2, /is a file/],
  ] as const) {
    const ran = await twinseal(words);
    assert.equal(ran.status, status, ran.stderr);
    assert.match(ran.stderr, pattern);
  }
  // What no reader would take is not written either.
  await assert.rejects(forged('none', a, { binaries: [] }), refused('INTERNAL', /\/binaries/));
  assert.ok(statSync(at('A')).isDirectory() && !readdirSync(root).includes('none'));
});
