// An old image is put in the place of a new one: everything that was ever signed stays signed. What keeps it out is its version, or its digest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareSemver, parseSemver } from '../../src/formats/semver.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { explain } from '../../src/judge/decide/explain.ts';
import type { CompiledPolicy } from '../../src/judge/policy/compile.ts';
import type { Facts } from '../../src/records/facts.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { judge, makeImage, NOW, seal, type TestImage, TYPES, testPolicy, verdictOf } from '../support/sealed-image.ts';

const VERSION = 'org.opencontainers.image.version';
const BY = { signatures: [{ by: 'release' }] };
const HERE = 'registry.example.com/team/app';
const lowest = (minVersion: Readonly<Record<string, string>>, more: object = {}) =>
  testPolicy({ ...BY, minVersion }, { ...more });
const onIndex = (version: string): TestImage => seal(makeImage({ index: { annotations: { [VERSION]: version } } }));
const inLabels = (version: string): TestImage => seal(makeImage({ run: { Labels: { a: 'b', [VERSION]: version } } }));
const FROM_1_4 = await lowest({ 'registry.example.com/**': '1.4.0' });
const OLD = ['deny', 'min-version fail IMAGE_VERSION_TOO_LOW'];
const UNKNOWN = ['deny', 'min-version fail IMAGE_VERSION_UNKNOWN'];

test('an older image with good signatures is refused, wherever it says its version', async () => {
  for (const make of [onIndex, inLabels]) {
    for (const good of ['1.4.0', 'v1.4.0', '1.4.1', '1.10.0', '2.0.0-rc.1', '1.4.0+build.7'])
      assert.deepEqual(await verdictOf(make(good), FROM_1_4), ['allow'], good);
    for (const attack of ['1.3.9', 'v1.3.9', '0.9.0', '1.4.0-rc.1', '1.4.0-0.1.gabcdef'])
      assert.deepEqual(await verdictOf(make(attack), FROM_1_4), OLD, attack);
  }
});

test('an image that does not say its version, or says none, is refused', async () => {
  assert.deepEqual(await verdictOf(seal(makeImage()), FROM_1_4), UNKNOWN);
  for (const text of ['latest', '1.4', '99', '2026-11-28', '1.4.0 ', '', '01.4.0', '9'.repeat(300)])
    assert.deepEqual(await verdictOf(onIndex(text), FROM_1_4), UNKNOWN, JSON.stringify(text));
});

test('the index speaks before its platforms, and of several platforms the oldest counts', async () => {
  const { facts } = await judge(seal(makeImage()), FROM_1_4);
  const saying = (index: string | undefined, ...platforms: readonly (string | undefined)[]): Facts => {
    let nth = 0;
    return {
      ...facts,
      subjects: facts.subjects.map((subject) => {
        const version = subject.role === 'index' ? index : platforms[nth++];
        return version === undefined ? subject : { ...subject, annotations: { [VERSION]: version } };
      }),
    };
  };
  const outcome = (known: Facts, policy: CompiledPolicy = FROM_1_4) =>
    decide(known, policy.policy, policy.digest, NOW * 1000).outcome;
  assert.equal(outcome(saying('1.4.0', '1.0.0', '1.0.0')), 'allow');
  assert.equal(outcome(saying('1.0.0', '1.4.0', '1.4.0')), 'deny');
  assert.equal(outcome(saying(undefined, '1.4.0', '1.5.0')), 'allow');
  assert.equal(outcome(saying(undefined, '1.4.0', '1.3.0')), 'deny');
  // One that says nothing may be as old as can be.
  assert.equal(outcome(saying(undefined, '1.4.0', undefined)), 'deny');
  const fault = {
    subject: facts.root,
    code: 'EVIDENCE_UNREACHABLE',
    what: 'manifest',
    reason: 'away',
    retryable: true,
  } as const;
  assert.equal(outcome({ ...saying(undefined), faults: [fault] }), 'indeterminate');
  assert.equal(outcome({ ...saying('1.3.0'), faults: [fault] }), 'deny');
});

test('it is asked in the repositories that are named, and the highest of them counts', async () => {
  assert.deepEqual(await verdictOf(onIndex('1.0.0'), await lowest({ 'other.example.com/**': '1.4.0' })), ['allow']);
  const both = await lowest({ 'registry.example.com/**': '1.9.0', [HERE]: '1.10.0', '**': '1.0.0' });
  assert.deepEqual(await verdictOf(onIndex('1.9.5'), both), OLD);
  const { verdict } = await judge(onIndex('1.10.0'), both);
  assert.equal(verdict.outcome, 'allow');
  assert.match(
    verdict.checks.find(({ id }) => id === 'min-version')?.reason ?? '',
    /version 1\.10\.0, at least 1\.10\.0/,
  );
  const told = explain(both.policy, verdict).rules.find(({ check }) => check === 'min-version');
  assert.deepEqual(
    [told?.rule, told?.demand],
    ['/require/minVersion', `at least of version 1.9.0 in registry.example.com/**, 1.10.0 in ${HERE} and 1.0.0 in **`],
  );
});

test('of two images the older one is never let in where the newer one is not', async () => {
  const { facts } = await judge(onIndex('1.0.0'), FROM_1_4);
  const identifiers = fc.array(fc.constantFrom('0', '1', '12', 'rc', 'a-b'), { maxLength: 2 });
  const version = fc
    .tuple(fc.nat({ max: 3 }), fc.nat({ max: 12 }), fc.nat({ max: 12 }), identifiers)
    .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre.length === 0 ? '' : `-${pre.join('.')}`}`);
  let denied = 0;
  fc.assert(
    fc.property(version, version, version, (minimum, a, b) => {
      const allowed = (text: string): boolean => {
        const subjects = facts.subjects.map((one) =>
          one.role === 'index' ? { ...one, annotations: { [VERSION]: text } } : one,
        );
        const policy = { ...FROM_1_4.policy, require: { ...BY, minVersion: { '**': minimum } } };
        return decide({ ...facts, subjects }, policy, FROM_1_4.digest, NOW * 1000).outcome === 'allow';
      };
      assert.equal(allowed(a), compareSemver(parseSemver(a), parseSemver(minimum)) >= 0);
      const [older, newer] = compareSemver(parseSemver(a), parseSemver(b)) <= 0 ? [a, b] : [b, a];
      if (allowed(older)) assert.ok(allowed(newer));
      else denied++;
    }),
    { numRuns: 500, seed: 11 },
  );
  assert.ok(denied > 50, String(denied));
});

test('an index or a platform that is denied by digest stays out, whoever signed it', async () => {
  const image = onIndex('2.0.0');
  const reason = 'CVE-2026-1234';
  const denying = (digest: string) => testPolicy(BY, { deny: [{ digest, owner: 'security', reason }] });
  const digests = [image.index.digest, ...image.platforms.map(({ descriptor }) => descriptor.digest)];
  for (const digest of digests)
    assert.deepEqual(await verdictOf(image, await denying(digest)), ['deny', 'denied fail IMAGE_DENIED'], digest);
  const other = await denying(`sha256:${'0'.repeat(64)}`);
  assert.deepEqual(await verdictOf(image, other), ['allow']);
  const policy = await denying(digests[1] ?? '');
  const { verdict } = await judge(image, policy);
  const check = verdict.checks.find(({ id }) => id === 'denied');
  assert.equal(check?.reason, `linux/amd64 (${digests[1]}) is denied by security: CVE-2026-1234`);
  assert.equal(explain(policy.policy, verdict).rules.find((rule) => rule.check === 'denied')?.rule, '/deny');
  // By the digest of the platform alone, too.
  image.store.root = image.platforms[0]?.descriptor ?? assert.fail();
  assert.deepEqual(await verdictOf(image, policy), ['deny', 'denied fail IMAGE_DENIED']);
});

test('evidence that an index lists is no part of the image that could be denied', async () => {
  const platform = { os: 'unknown', architecture: 'unknown' };
  const image = seal(
    makeImage({
      moreChildren: (store) => [{ ...store.putJson({ schemaVersion: 2 }, TYPES.manifest), platform }],
    }),
  );
  const { facts } = await judge(image, await testPolicy(BY));
  const { digest } = facts.subjects.find(({ role }) => role === 'evidence') ?? assert.fail();
  const policy = await testPolicy(BY, { deny: [{ digest, owner: 'security', reason: 'old scan' }] });
  assert.deepEqual(await verdictOf(image, policy), ['allow']);
  // As it was decided before, so it replays.
  const { rules: _, ...before } = (await judge(image, policy)).facts;
  assert.equal(decide(before, policy.policy, policy.digest, NOW * 1000).outcome, 'deny');
});

test('what could not stop anything is refused when it is read', async () => {
  const refused = (made: Promise<unknown>, why: RegExp) =>
    assert.rejects(made, (error: unknown) => error instanceof TwinsealError && why.test(error.message));
  await refused(
    testPolicy({ minVersion: { '**': '1.4.0' } }),
    /at \/require\/minVersion: nobody has to sign the image/,
  );
  await refused(lowest({ '**': '1.4' }), /at \/require\/minVersion.*MAJOR\.MINOR\.PATCH/);
  await refused(lowest({ '**': 'v1.4.0' }), /leading v/);
  await refused(lowest({ 'a b': '1.4.0' }), /no repository/);
  const one = (entry: object) => testPolicy(BY, { deny: [entry] });
  const digest = `sha256:${'0'.repeat(64)}`;
  await refused(one({ digest, owner: 'o' }), /at \/deny\/0\/reason/);
  await refused(one({ digest, reason: 'r' }), /at \/deny\/0\/owner/);
  await refused(one({ digest: 'sha256:00', owner: 'o', reason: 'r' }), /whole digest/);
  await refused(one({ digest: `${HERE}@${digest}`, owner: 'o', reason: 'r' }), /whole digest/);
  await refused(testPolicy(BY, { deny: [] }), /leave deny out/);
  const twice = { digest, owner: 'o', reason: 'r' };
  await refused(testPolicy(BY, { deny: [twice, twice] }), /denied twice/);
});
