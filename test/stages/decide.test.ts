import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { matchesPath } from '../../src/formats/path-glob.ts';
import { makeDecision, recordDigest } from '../../src/judge/audit/decision.ts';
import { inFormerWords } from '../../src/judge/audit/former-words.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import type { Fault } from '../../src/records/discovery.ts';
import type { Facts } from '../../src/records/facts.ts';
import type { Outcome } from '../../src/records/verdict.ts';
import { CHAIN_END, CHAIN_START } from '../support/certificates.ts';
import { cpuTime } from '../support/cpu-time.ts';
import {
  judge,
  makeImage,
  NOW,
  type SealPart,
  seal,
  testPolicy,
  twinPredicate,
  verdictOf,
} from '../support/sealed-image.ts';

const POLICY = await testPolicy();
const decided = (facts: Facts, now = NOW) => decide(facts, POLICY.policy, POLICY.digest, now * 1000);
const PARTS: readonly SealPart[] = ['cosign', 'notation', 'twin', 'spdx'];
const GOOD = (await judge(seal(makeImage()))).facts;
const BY_PART = new Map(
  await Promise.all(PARTS.map(async (part) => [part, (await judge(seal(makeImage(), [part]))).facts] as const)),
);
const DECOY = (await judge(seal(makeImage({ run: { Entrypoint: ['/nothing'] } })))).facts;
const CODES = ['EVIDENCE_UNREACHABLE', 'EVIDENCE_THROTTLED', 'EVIDENCE_UNAUTHORIZED', 'EVIDENCE_LIMIT'] as const;
const WHATS = ['manifest', 'config', 'layer', 'referrers', 'evidence'] as const;

/** Any fault on any subject of the facts. */
const faultOf = (facts: Facts): fc.Arbitrary<Fault> =>
  fc.record({
    subject: fc.constantFrom(...facts.subjects.map(({ digest }) => digest)),
    code: fc.constantFrom(...CODES),
    what: fc.constantFrom(...WHATS),
    reason: fc.constant('something was in the way'),
    retryable: fc.boolean(),
  });
const anyFacts = fc.constantFrom(GOOD, DECOY, ...BY_PART.values());
const withFaults = anyFacts.chain((facts) => fc.tuple(fc.constant(facts), fc.array(faultOf(facts), { maxLength: 4 })));

test('a fault never turns a denial into an allowance, nor an allowance into a denial', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(withFaults, ([facts, faults]) => {
      const before = decided(facts).outcome;
      const after = decided({ ...facts, faults: [...facts.faults, ...faults] }).outcome;
      seen.add(`${before} -> ${after}`);
      assert.ok(after === before || after === 'indeterminate', `${before} -> ${after}`);
    }),
    { numRuns: 500, seed: 1 },
  );
  assert.deepEqual([...seen].sort(), [
    'allow -> allow',
    'allow -> indeterminate',
    'deny -> deny',
    'deny -> indeterminate',
  ]);
});

test('more faults never bring back an answer that fewer faults took away', () => {
  const rank: Readonly<Record<Outcome, number>> = { indeterminate: 0, allow: 1, deny: 1 };
  fc.assert(
    fc.property(withFaults, ([facts, faults]) => {
      const outcomes = faults.map((_, count) => decided({ ...facts, faults: faults.slice(0, count + 1) }).outcome);
      outcomes.forEach((outcome, index) => {
        assert.ok(index === 0 || rank[outcome] <= rank[outcomes[index - 1] ?? 'allow']);
      });
    }),
  );
});

test('a fault makes the verdict indeterminate only where it could change the outcome', () => {
  const index = GOOD.root;
  const fault = (what: Fault['what']): Fault => ({
    subject: index,
    code: 'EVIDENCE_THROTTLED',
    what,
    reason: 'slow down',
    retryable: true,
  });
  const outcome = (facts: Facts | undefined, what: Fault['what']) => {
    assert.ok(facts);
    return decided({ ...facts, faults: [fault(what)] }).outcome;
  };
  // All that is demanded was found: whatever else a list would have shown, it holds.
  assert.equal(outcome(GOOD, 'referrers'), 'allow');
  // A part of the image itself is unknown.
  assert.equal(outcome(GOOD, 'manifest'), 'indeterminate');
  // The statement may hang under the index, which could not be asked.
  assert.equal(outcome(BY_PART.get('twin'), 'referrers'), 'indeterminate');
  // The signatures of the children are missing, and those were asked.
  assert.equal(outcome(BY_PART.get('cosign'), 'referrers'), 'deny');
  // Nothing that could be attached makes this image run what was proven.
  assert.equal(outcome(DECOY, 'referrers'), 'deny');
});

test('each missing part of a seal is a denial with its own check and code', async () => {
  const expected: Readonly<Record<SealPart, string>> = {
    cosign: 'signature:release fail SIGNATURE_MISSING',
    notation: 'signature:notary fail SIGNATURE_MISSING',
    twin: 'twin-build fail TWIN_PROOF_MISSING',
    spdx: 'statement:spdxjson fail STATEMENT_MISSING',
  };
  for (const part of PARTS) {
    const checks = await verdictOf(seal(makeImage(), [part]));
    const other = part === 'cosign' ? ['signature:release fail SIGNATURE_WRONG_TYPE'] : [];
    assert.deepEqual([...checks].sort(), ['deny', expected[part], ...other].sort());
  }
});

test('the verdict is pure: same facts, same bytes; and what it says ends with the first fact it rests on', () => {
  const one = decided(GOOD);
  assert.equal(canonicalJson(recordJson(decided(structuredClone(GOOD)))), canonicalJson(recordJson(one)));
  assert.equal(one.validUntil, new Date(CHAIN_END * 1000).toISOString().replace('.000', ''));
  const late = decided(GOOD, CHAIN_END + 1);
  assert.equal(late.outcome, 'deny');
  assert.equal(late.validUntil, undefined);
  assert.equal(decided(GOOD, CHAIN_END).outcome, 'allow');
  assert.equal(decided(GOOD, CHAIN_START).outcome, 'allow');
});

test('a maximum age ends the verdict, and a stale proof is told as stale', async () => {
  const finished = Date.UTC(2026, 3, 1, 0, 1) / 1000;
  const policy = await testPolicy({ twinBuild: { by: ['release'], maxAge: 1000 } });
  const at = async (now: number) => (await judge(seal(makeImage()), policy, now)).verdict;
  assert.equal((await at(finished + 1000)).validUntil, '2026-04-01T00:17:40Z');
  assert.deepEqual(await verdictOf(seal(makeImage()), policy, finished + 1001), [
    'deny',
    'twin-build fail STATEMENT_STALE',
  ]);
  assert.deepEqual(await verdictOf(seal(makeImage()), policy, finished - 1), [
    'deny',
    'twin-build fail TWIN_CONDITION_UNMET',
  ]);
});

test('rules on the config are kept or named', async () => {
  const refused = ['deny', 'image-config fail IMAGE_CONFIG_REFUSED'];
  const policy = await testPolicy({ image: { nonRoot: true, labels: { a: 'b' } } });
  const run = (config: object) => verdictOf(makeImage({ run: config }), policy);
  assert.deepEqual(await run({}), ['allow']);
  for (const User of ['', '0', '00', 'root', '0:5', 'root:root', 'app', '4294967296', '2147483648', '-1', ' 0', '1x'])
    assert.deepEqual(await run({ User }), refused, User);
  assert.deepEqual(await run({ Labels: {} }), refused);
  assert.deepEqual(await run({ Labels: { a: 'c' } }), refused);
  assert.deepEqual(await verdictOf(makeImage(), await testPolicy({ image: { labels: { a: '*' } } })), ['allow']);
  const dynamic = makeImage({ layersAbove: [[{ name: 'usr/local/bin/app', content: 'text' }]] });
  assert.deepEqual(await verdictOf(dynamic, await testPolicy({ image: { staticBinary: true } })), refused);
  assert.deepEqual(await verdictOf(makeImage(), await testPolicy({ image: { staticBinary: true } })), ['allow']);
  assert.deepEqual(await verdictOf(makeImage(), await testPolicy({ image: { goReproducibleFlags: true } })), refused);
});

test('platforms that are demanded must be there', async () => {
  const policy = await testPolicy({ platforms: ['linux/arm64', 'linux/riscv64'] });
  assert.deepEqual(await verdictOf(makeImage(), policy), ['deny', 'platforms fail IMAGE_PLATFORM_MISSING']);
  assert.deepEqual(await verdictOf(makeImage(), await testPolicy({ platforms: ['linux/arm64'] })), ['allow']);
});

test('platforms agree with programs only where programs were read, and decisions from before still replay', async () => {
  const platformsOf = ({ subjects, ...facts }: Facts, read: (at: number) => boolean) => {
    const some = subjects.map((subject, at) => {
      const { program: _, ...claims } = subject.claims;
      return read(at) ? subject : { ...subject, claims };
    });
    const verdict = decided({ ...facts, subjects: some });
    const reasonOf = (one: typeof verdict) => one.checks.find(({ id }) => id === 'platforms')?.reason;
    return [reasonOf(verdict), reasonOf(inFormerWords(verdict))];
  };
  const former = 'index, config and program agree on linux/amd64, linux/arm64';
  assert.deepEqual(
    platformsOf(GOOD, () => true),
    [former, former],
  );
  assert.deepEqual(
    platformsOf(GOOD, () => false),
    ['index and config agree on linux/amd64, linux/arm64 (no program was read)', former],
  );
  assert.deepEqual(
    platformsOf(GOOD, (at) => GOOD.subjects[at]?.platform === 'linux/amd64'),
    [`${former} (no program was read for linux/arm64)`, former],
  );
});

test('a proof without a condition that policy demands is refused by the condition', async () => {
  for (const demand of [
    { varied: ['clock'] },
    { networkless: true },
    { isolation: ['memory'] },
    { cold: true },
    { toolchainAuthenticated: true },
    { modulesAuthenticated: true },
  ]) {
    const policy = await testPolicy({ twinBuild: { by: ['release'], ...demand } });
    const image = makeImage();
    const weak = JSON.parse(JSON.stringify(twinPredicate(image, { toolchain: { authenticated: false } }))) as {
      sides: { a: { cold: boolean; isolation: { networkless: boolean } } };
    };
    weak.sides.a.cold = false;
    weak.sides.a.isolation.networkless = false;
    assert.deepEqual(
      await verdictOf(seal(image, [], weak), policy),
      ['deny', 'twin-build fail TWIN_CONDITION_UNMET'],
      JSON.stringify(demand),
    );
  }
});

test('modules count as authenticated when the proof says so of all of them, and by nothing else', async () => {
  const policy = await testPolicy({ twinBuild: { by: ['release'], modulesAuthenticated: true } });
  const verdict = async (modules: object) => {
    const image = makeImage();
    return (await verdictOf(seal(image, [], twinPredicate(image, { modules })), policy))[0];
  };
  assert.equal(await verdict({ outcome: 'authenticated', authenticated: 3, others: [] }), 'allow');
  for (const outcome of ['unauthenticated', 'contradicted', 'AUTHENTICATED', true, null])
    assert.equal(await verdict({ outcome, authenticated: 3, others: [] }), 'deny', String(outcome));
});

test('patterns of repositories match whole names, and hostile ones take no time', () => {
  const yes = ['**', 'a.io/**', 'a.io/*/c', 'a.io/b/c', '*/b/*', '**/c', 'a.io/b*/c', 'a*o/**/c'];
  const no = ['*', 'a.io/*', 'a.io/b', 'a.io/b/c/**/d', 'b.io/**', 'a.io/b/cc', 'A.io/b/c', ''];
  for (const glob of yes) assert.ok(matchesPath(glob, 'a.io/b/c'), glob);
  for (const glob of no) assert.ok(!matchesPath(glob, 'a.io/b/c'), glob);
  const spent = cpuTime();
  assert.ok(!matchesPath(`${'*a'.repeat(100)}b`, 'a'.repeat(500)));
  assert.ok(!matchesPath(`${'**/a/'.repeat(50)}b`, 'a/'.repeat(250)));
  assert.ok(spent() < 1_000);
});

test('a decision pins its inputs, and equal decisions have equal bytes', () => {
  const verdict = decided(GOOD);
  const judgements = [
    { policy: { name: 'test', digest: POLICY.digest }, mode: 'enforce' as const, verdict, facts: recordDigest(GOOD) },
  ];
  const inputs = { image: GOOD.root, evidence: GOOD.root, reports: GOOD.root, policies: [POLICY.digest], tool: '1' };
  const caller = { name: 'ci', by: 'api-key' as const, roles: ['admin'] };
  const said = {
    caller,
    door: 'verify',
    request: {},
    requested: 'app',
    repository: 'layout',
    effect: 'admit' as const,
  };
  const decision = makeDecision({ id: 'x', now: NOW * 1000, ...said, verdict, judgements, inputs });
  assert.deepEqual(decision.caller, { name: 'ci', by: 'api-key' });
  assert.deepEqual(decision.inputs, inputs);
  assert.notEqual(recordDigest(GOOD), recordDigest(DECOY));
  assert.throws(() => recordJson({ bytes: new Uint8Array(1) }), TypeError);
  assert.throws(() => recordJson({ when: new Date(0) }), TypeError);
});

test('layers are checked where the policy asks for what is in them, and said to be unchecked where it does not', async () => {
  const layers = async (require: Readonly<Record<string, unknown>>, image = makeImage()) =>
    (await judge(image, await testPolicy(require))).verdict.checks
      .filter(({ id }) => id === 'layers')
      .map(({ status, code }) => `${status} ${code}`);
  assert.deepEqual(await layers({ image: { nonRoot: true } }), ['skip NOT_DEMANDED', 'skip NOT_DEMANDED']);
  assert.deepEqual(await layers({ image: { staticBinary: true } }), ['pass OK', 'pass OK']);
  const chart = makeImage();
  const config = chart.store.put(Buffer.from('{}'), 'application/vnd.cncf.helm.config.v1+json');
  const type = 'application/vnd.oci.image.manifest.v1+json';
  chart.store.root = chart.store.putJson({ schemaVersion: 2, mediaType: type, config, layers: [] }, type);
  assert.deepEqual(await layers({ image: { staticBinary: true } }, chart), ['skip NOT_APPLICABLE']);
  assert.equal((await judge(chart, await testPolicy({ image: { staticBinary: true } }))).verdict.outcome, 'deny');
});

test('images of Docker schema 2 are judged by what the policy asks of them', async () => {
  const type = 'application/vnd.docker.distribution.manifest.v2+json';
  const image = makeImage();
  const docker = (User: string) => {
    const config = image.store.putJson(
      { architecture: 'amd64', os: 'linux', config: { User }, rootfs: { type: 'layers', diff_ids: [] } },
      'application/vnd.docker.container.image.v1+json',
    );
    image.store.root = image.store.putJson({ schemaVersion: 2, mediaType: type, config, layers: [] }, type);
    return image;
  };
  const policy = await testPolicy({ image: { nonRoot: true }, platforms: ['linux/amd64'] });
  assert.deepEqual(await verdictOf(docker('1000'), policy), ['allow']);
  assert.deepEqual(await verdictOf(docker(''), policy), ['deny', 'image-config fail IMAGE_CONFIG_REFUSED']);
});
