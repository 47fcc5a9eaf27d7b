import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Digest } from '../../src/formats/digest.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { validateAgainst } from '../../src/formats/schema/validate.ts';
import { readRebuild } from '../../src/judge/decide/rebuild-result.ts';
import type { RebuildResult, RebuiltPlatform } from '../../src/records/rebuild-result.ts';
import { readHints } from '../../src/roads/rebuild-hints.ts';
import { readPrograms } from '../../src/roads/rebuild-image.ts';
import { rebuildStatement } from '../../src/seal/attest/rebuild-statement.ts';
import { attachBundle, digestsOf, makeImage, seal, testKey, twinPredicate } from '../support/sealed-image.ts';
import { bundleOf, statementOf } from '../support/signing.ts';
import { testCall } from '../support/walkable-image.ts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}` as Digest;
const PROGRAM = { path: '/app', digest: digest('a'), size: 7 };
const platform = (more: Partial<RebuiltPlatform> = {}): RebuiltPlatform => ({
  platform: 'linux/amd64',
  manifest: digest('1'),
  outcome: 'reproduced',
  program: PROGRAM,
  rebuilt: { digest: digest('a'), size: 7 },
  settings: {
    main: 'example.com/app',
    dependencies: 'modules',
    environment: { GOOS: 'linux', GOARCH: 'amd64' },
    tags: [],
    gcflags: [],
    ldflags: ['-s', '-w'],
    ldflagsFrom: 'found',
    vcs: { revision: 'a'.repeat(40), time: '2024-01-02T03:04:05Z', modified: false, checked: true },
  },
  causes: [],
  ...more,
});
const different = platform({
  platform: 'linux/arm64',
  manifest: digest('2'),
  outcome: 'different',
  reason: 'the source gives another program',
  rebuilt: { digest: digest('b'), size: 7 },
  causes: [{ name: 'source-code', reason: 'code differs' }],
});
const untried: RebuiltPlatform = {
  platform: 'linux/s390x',
  manifest: digest('3'),
  outcome: 'not-tried',
  reason: 'cgo',
  causes: [],
};
const result = (platforms: readonly RebuiltPlatform[], more: Partial<RebuildResult> = {}): RebuildResult => ({
  apiVersion: 'twinseal.dev/rebuild-result/v1',
  outcome: 'different',
  image: digest('f'),
  source: {
    kind: 'module',
    module: 'example.com/app',
    version: 'v1.2.3',
    h1: `h1:${'A'.repeat(43)}=`,
    authenticated: 'authenticated',
    treeDigest: digest('d'),
    goModDigest: digest('e'),
  },
  toolchain: {
    version: 'go1.26.8',
    host: 'linux/amd64',
    digests: { go: '0'.repeat(64) },
    authenticated: 'unauthenticated',
  },
  invocationId: '1',
  startedOn: '2026-04-02T00:00:00.000Z',
  finishedOn: '2026-04-02T00:01:00.000Z',
  platforms,
  properties: [],
  ...more,
});

test('a statement names the index and what was compared, and says of every platform what came of it', async () => {
  const { subject, predicate = null } = await rebuildStatement(result([platform(), different, untried]));
  assert.deepEqual(
    subject.map((one) => one.digest),
    ['f', '1', '2'].map((digit) => ({ sha256: digit.repeat(64) })),
  );
  assert.deepEqual(await validateAgainst('rebuild', predicate), []);
  // What judges it reads the same.
  const { platforms, finished } = readRebuild(predicate);
  assert.deepEqual([platforms.map(({ reproduced }) => reproduced), finished], [[true, false], 1775088060]);
});

test('a result that contradicts itself, compared nothing, or breaks its schema is never signed', async () => {
  const refused = async (one: RebuildResult) => await assert.rejects(rebuildStatement(one), { code: 'INTERNAL' });
  await refused(result([platform({ rebuilt: { digest: digest('b'), size: 7 } })]));
  await refused(result([platform({ outcome: 'different' })]));
  await refused(result([untried]));
  await refused(result([platform()], { invocationId: '' }));
  await refused(result([platform()], { startedOn: 'yesterday' }));
});

test('hints are read from any twin proof and provenance, and from trusted ones alone where that is asked', async () => {
  const image = seal(makeImage());
  const attach = (key: string, type: string, predicate: unknown) =>
    attachBundle(
      image.store,
      image.index,
      bundleOf(testKey(key), JSON.stringify(statementOf(digestsOf(image), type, predicate))),
    );
  attach('stranger', 'https://twinseal.dev/twin-proof/v1', twinPredicate(image, { flags: { ldflags: ['-s', '-w'] } }));
  attach('stranger', 'https://twinseal.dev/twin-proof/v1', { flags: { ldflags: [7] } });
  attach('stranger', 'https://slsa.dev/provenance/v1', {
    buildDefinition: { externalParameters: { prepare: [['make']] } },
  });
  attach('stranger', 'https://slsa.dev/provenance/v1', { buildDefinition: [] as unknown as JsonValue });
  const { evidence } = await readPrograms(image.store, 'app', 'v1', testCall());
  assert.deepEqual(readHints(evidence), { ldflags: [['-s', '-w']], prepared: true });
  assert.deepEqual(readHints(evidence, new Set()), { ldflags: [], prepared: false });
});
