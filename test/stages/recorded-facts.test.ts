// Facts that were recorded of real images read back as they were; whatever else fits their schema can be judged without a crash.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { explain } from '../../src/judge/decide/explain.ts';
import { readRecordedFacts } from '../../src/judge/trial/recorded-facts.ts';
import type { Facts } from '../../src/records/facts.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { judge, makeImage, NOW, type SealPart, seal, testPolicy } from '../support/sealed-image.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const read = (facts: unknown) => readRecordedFacts('f.json', encodeUtf8(JSON.stringify(facts)));
const PARTS: readonly SealPart[] = ['cosign', 'notation', 'twin', 'spdx'];
const STRICT = await testPolicy({
  platforms: ['linux/amd64', 'linux/arm64'],
  signatures: [{ by: 'release' }, { by: 'notary' }],
  statements: [{ type: 'spdxjson', by: ['release'], maxAge: 1000 }],
  twinBuild: { by: ['release'], rebuilders: { of: ['other'], atLeast: 1 } },
  goBuild: { minVersion: '1.20', modules: ['**'] },
  sbom: { by: ['release'], purls: 0.5 },
  scan: { by: ['release'], ceiling: 'low', maxAge: 1000, vexBy: ['release'] },
  secrets: { by: ['release'] },
  image: { nonRoot: true, staticBinary: true, noSetuid: true, labels: { a: '*' } },
  annotations: { b: '*' },
  expressions: [
    { name: 'ports', expression: 'platforms.all(p, size(p.ports) < 3 && p.program.path != "")', message: 'm' },
    { name: 'built', expression: 'statements.exists(s, s.predicate.outcome == "identical")', message: 'm' },
  ],
});
const images = [
  seal(makeImage()),
  makeImage(),
  seal(makeImage({ run: { Entrypoint: ['/nothing'], ExposedPorts: { '80/tcp': {} } } })),
  seal(makeImage({ config: { rootfs: { type: 'layers', diff_ids: [] } } })),
  ...PARTS.map((part) => seal(makeImage(), [part])),
];
const FACTS: Facts[] = [];
for (const policy of [await testPolicy(), STRICT])
  for (const image of images) FACTS.push((await judge(image, policy)).facts);

test('facts of real images read back as they were, and give the same verdict', async () => {
  for (const facts of FACTS) {
    const back = await read(facts);
    assert.deepEqual(plain(back), plain(facts));
    const verdict = (of: Facts) => decide(of, STRICT.policy, STRICT.digest, NOW * 1000);
    assert.deepEqual(verdict(back), verdict(facts));
  }
});

test('what is no facts is refused with the place', async () => {
  const [facts] = FACTS;
  assert.ok(facts);
  const refused = (bytes: Uint8Array, why: RegExp) =>
    assert.rejects(
      readRecordedFacts('f.json', bytes),
      (error: unknown) => error instanceof TwinsealError && error.code === 'INPUT_MALFORMED' && why.test(error.message),
    );
  const json = (value: unknown) => encodeUtf8(JSON.stringify(value));
  await refused(encodeUtf8('facts'), /f\.json holds no recorded facts/);
  await refused(encodeUtf8('{"root":1,"root":2}'), /twice|duplicate|root/);
  await refused(encodeUtf8('['.repeat(100_000)), /./);
  await refused(json({}), /\/apiVersion is missing/);
  await refused(json({ ...facts, root: 'sha256:0' }), /\/root must match/);
  await refused(json({ ...facts, opinion: true }), /opinion/);
  await refused(
    json({ ...facts, signatures: [{ ...facts.signatures[0], valid: { from: 0.5, until: null } }] }),
    /\/signatures\/0\/valid\/from/,
  );
});

test('whatever fits the schema is judged: an outcome, never a crash', async () => {
  interface Spot {
    readonly holder: Record<string, unknown>;
    readonly name: string;
  }
  const spots = (value: unknown): readonly Spot[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([name, inner]) => [
          { holder: value as Record<string, unknown>, name },
          ...spots(inner),
        ]);
  const bent = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      '',
      'x',
      '1',
      [],
      {},
      true,
      -1,
      0,
      2 ** 40,
      'linux/amd64',
      'sha256:'.padEnd(71, '0'),
      undefined,
    ),
    fc.string({ maxLength: 8 }),
  );
  let judged = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FACTS),
      fc.array(fc.tuple(fc.nat(), bent), { minLength: 1, maxLength: 3 }),
      async (facts, bends) => {
        const copy = plain(facts);
        for (const [at, value] of bends) {
          const all = spots(copy);
          const spot = all[at % all.length];
          if (spot === undefined) continue;
          if (value === undefined) delete spot.holder[spot.name];
          else spot.holder[spot.name] = value;
        }
        let back: Facts;
        try {
          back = await read(copy);
        } catch (error) {
          assert.ok(error instanceof TwinsealError && error.code === 'INPUT_MALFORMED', String(error));
          return;
        }
        judged++;
        const verdict = decide(back, STRICT.policy, STRICT.digest, NOW * 1000);
        assert.ok(['allow', 'deny', 'indeterminate'].includes(verdict.outcome));
        assert.equal(explain(STRICT.policy, verdict).rules.length, verdict.checks.length);
      },
    ),
    { numRuns: 1500 },
  );
  assert.ok(judged > 200, `${judged} were judged`);
});
