import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { refuseSealer } from '../../src/roads/rebuild-evidence.ts';
import { readPrograms } from '../../src/roads/rebuild-image.ts';
import { elfSample } from '../formats/elf-sample.ts';
import {
  attachBundle,
  digestsOf,
  judge,
  makeImage,
  publicPem,
  seal,
  type TestImage,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { bundleOf, statementOf } from '../support/signing.ts';
import { testCall } from '../support/walkable-image.ts';

// Each of these tries to be counted as a rebuilder, or to keep one from being heard.

const TYPE = 'https://twinseal.dev/rebuild/v1';
const OTHER = elfSample({ sections: { '.evil': new Uint8Array([1]) } });
const TRUST = ['release', 'bob', 'carol', 'dave'].map((name) => ({ name, cosign: { key: publicPem(testKey(name)) } }));
const demanding = (of: readonly string[], atLeast: number, more: object = {}) =>
  testPolicy({ twinBuild: { by: ['release'], rebuilders: { of, atLeast } }, ...more }, { trust: TRUST });
const TWO = await demanding(['bob', 'carol'], 2);
const ONE = await demanding(['bob', 'carol'], 1);

interface Claim {
  readonly outcome?: string;
  readonly at?: string;
  /** What came out, in place of the image's own program. */
  readonly rebuilt?: Uint8Array;
  /** What the image is said to run. */
  readonly program?: Uint8Array;
  readonly edit?: Readonly<Record<string, unknown>>;
}

function predicate({ platforms, index }: TestImage, claim: Claim): object {
  const { outcome = 'reproduced', at = '2026-04-02T00:00:00Z' } = claim;
  const of = (bytes: Uint8Array) => ({ digest: sha256Digest(bytes), size: bytes.length });
  return {
    apiVersion: 'twinseal.dev/rebuild-result/v1',
    outcome,
    image: index.digest,
    finishedOn: at,
    platforms: platforms.map(({ architecture, descriptor, binary }) => ({
      platform: `linux/${architecture}`,
      manifest: descriptor.digest,
      outcome,
      ...(outcome !== 'not-tried' && {
        program: { path: '/usr/local/bin/app', ...of(claim.program ?? binary) },
        rebuilt: of(claim.rebuilt ?? (outcome === 'reproduced' ? (claim.program ?? binary) : OTHER)),
      }),
      causes: [],
    })),
    properties: [],
    ...claim.edit,
  };
}

/** Signs a rebuild of the image by a key and attaches it to the index. */
function rebuilt(image: TestImage, key: string, claim: Claim = {}): TestImage {
  const statement = JSON.stringify(statementOf(digestsOf(image), TYPE, predicate(image, claim)));
  attachBundle(image.store, image.index, bundleOf(testKey(key), statement));
  return image;
}

const MISSING = ['deny', 'rebuilders fail REBUILD_MISSING'];
const DIFFERENT = ['deny', 'rebuilders fail REBUILD_DIFFERENT'];

test('two rebuilders who are no sealers are enough, one is not', async () => {
  const image = rebuilt(seal(makeImage()), 'bob');
  assert.deepEqual(await verdictOf(image, TWO), MISSING);
  assert.deepEqual(await verdictOf(image, ONE), ['allow']);
  assert.deepEqual(await verdictOf(rebuilt(image, 'carol'), TWO), ['allow']);
});

test('one rebuilder who speaks twice counts once', async () => {
  const image = rebuilt(rebuilt(seal(makeImage()), 'bob'), 'bob', { at: '2026-04-03T00:00:00Z' });
  assert.deepEqual(await verdictOf(image, TWO), MISSING);
});

test('the sealer, and whoever is trusted for something else or not at all, is no rebuilder', async () => {
  const image = seal(makeImage());
  for (const key of ['release', 'dave', 'stranger']) rebuilt(image, key);
  assert.deepEqual(await verdictOf(image, ONE), MISSING);
});

test('a statement that says reproduced and shows other digests is not counted', async () => {
  assert.deepEqual(await verdictOf(rebuilt(seal(makeImage()), 'bob', { rebuilt: OTHER }), ONE), MISSING);
});

test('a rebuild of another program than the one that runs is not counted', async () => {
  assert.deepEqual(
    await verdictOf(rebuilt(seal(makeImage()), 'bob', { program: OTHER, rebuilt: OTHER }), ONE),
    MISSING,
  );
  // The image runs another file than the one that was rebuilt and sealed.
  const decoy = makeImage({ layersAbove: [[{ name: 'usr/local/bin/app', content: OTHER }]] });
  const { verdict } = await judge(rebuilt(seal(decoy), 'bob'), ONE);
  assert.equal(verdict.outcome, 'deny');
  assert.ok(verdict.checks.some(({ id, code }) => id === 'rebuilders' && code === 'REBUILD_MISSING'));
});

test('a rebuild of another image, attached to this one, is not counted', async () => {
  const other = makeImage({ run: { Labels: { a: 'c' } } });
  const image = seal(makeImage());
  const statement = JSON.stringify(statementOf(digestsOf(other), TYPE, predicate(image, {})));
  attachBundle(image.store, image.index, bundleOf(testKey('bob'), statement));
  assert.deepEqual(await verdictOf(image, ONE), MISSING);
});

test('a rebuild that names only one platform proves only that one', async () => {
  const image = seal(makeImage());
  const [first] = image.platforms;
  assert.ok(first !== undefined);
  const digests = [image.index.digest, first.descriptor.digest];
  const statement = JSON.stringify(statementOf(digests, TYPE, predicate(image, {})));
  attachBundle(image.store, image.index, bundleOf(testKey('bob'), statement));
  const { verdict } = await judge(image, ONE);
  const checks = verdict.checks.filter(({ id }) => id === 'rebuilders').map(({ platform, code }) => [platform, code]);
  assert.deepEqual(checks, [
    ['linux/amd64', 'OK'],
    ['linux/arm64', 'REBUILD_MISSING'],
  ]);
});

test('the last word of a rebuilder counts: a later difference takes the earlier success back, and the other way round', async () => {
  const [early, late] = [{ at: '2026-04-02T00:00:00Z' }, { at: '2026-04-03T00:00:00Z' }];
  const bad = { outcome: 'different' };
  const withdrawn = rebuilt(rebuilt(seal(makeImage()), 'bob', early), 'bob', { ...bad, ...late });
  assert.deepEqual(await verdictOf(withdrawn, ONE), DIFFERENT);
  const regained = rebuilt(rebuilt(seal(makeImage()), 'bob', late), 'bob', { ...bad, ...early });
  assert.deepEqual(await verdictOf(regained, ONE), ['allow']);
  const both = rebuilt(rebuilt(seal(makeImage()), 'bob', late), 'bob', { ...bad, ...late });
  assert.deepEqual(await verdictOf(both, ONE), DIFFERENT);
  // What was not tried takes nothing back.
  const untried = rebuilt(rebuilt(seal(makeImage()), 'bob', early), 'bob', { outcome: 'not-tried', ...late });
  assert.deepEqual(await verdictOf(untried, ONE), ['allow']);
});

test('a later difference that is buried under more junk than is listed is "could not tell", and no success', async () => {
  const [early, late] = [{ at: '2026-04-02T00:00:00Z' }, { outcome: 'different', at: '2026-04-03T00:00:00Z' }];
  const image = rebuilt(rebuilt(seal(makeImage()), 'bob', early), 'carol');
  for (let i = 0; i < 101; i++) attachBundle(image.store, image.index, Buffer.from(`{"junk":${i}}`));
  const [outcome, ...checks] = await verdictOf(rebuilt(image, 'bob', late), TWO);
  assert.equal(outcome, 'indeterminate');
  assert.deepEqual(checks, ['rebuilders fault EVIDENCE_LIMIT']);
});

test('one rebuilder who differs is named, and denies only where too few others remain', async () => {
  const image = rebuilt(rebuilt(seal(makeImage()), 'bob', { outcome: 'different' }), 'carol');
  assert.deepEqual(await verdictOf(image, TWO), DIFFERENT);
  const { verdict } = await judge(image, ONE);
  assert.equal(verdict.outcome, 'allow');
  assert.match(
    verdict.checks.find(({ id }) => id === 'rebuilders')?.reason ?? '',
    /by carol, 1 demanded; bob got another program/,
  );
});

test('a good word that is dated in the future is none, and a bad one of today stands above it', async () => {
  const future = { at: '2126-01-01T00:00:00Z' };
  assert.deepEqual(await verdictOf(rebuilt(seal(makeImage()), 'bob', future), ONE), MISSING);
  const image = rebuilt(rebuilt(seal(makeImage()), 'bob', future), 'bob', { outcome: 'different' });
  assert.deepEqual(await verdictOf(image, ONE), DIFFERENT);
});

test('a difference that a stranger signs takes nothing back', async () => {
  const image = rebuilt(rebuilt(seal(makeImage()), 'bob'), 'stranger', {
    outcome: 'different',
    at: '2026-05-01T00:00:00Z',
  });
  assert.deepEqual(await verdictOf(image, ONE), ['allow']);
});

test('a rebuild whose predicate is malformed says nothing, and hides no other', async () => {
  for (const edit of [
    { apiVersion: 'x' },
    { platforms: 7 },
    { platforms: [{ outcome: 'great' }] },
    { finishedOn: 'yesterday' },
  ]) {
    const image = rebuilt(seal(makeImage()), 'bob', { edit });
    assert.deepEqual(await verdictOf(image, ONE), MISSING, JSON.stringify(edit));
    assert.deepEqual(await verdictOf(rebuilt(image, 'carol'), ONE), ['allow']);
  }
});

test('a policy in which a sealer is a rebuilder, one key has two names, or a rebuild is merely counted, is refused', async () => {
  const refused = async (making: Promise<unknown>, why: RegExp) =>
    await assert.rejects(making, { code: 'POLICY_INVALID', message: why });
  await refused(demanding(['bob', 'release'], 1), /"release" seals the image too/);
  await refused(demanding(['bob'], 1, { signatures: [{ by: 'bob' }] }), /"bob" seals the image too/);
  await refused(
    demanding(['bob'], 1, { statements: [{ type: 'spdxjson', by: ['bob'] }] }),
    /"bob" seals the image too/,
  );
  await refused(demanding(['bob'], 2), /2 of 1 rebuilders can never be met/);
  await refused(demanding(['bob', 'nobody'], 1), /no signer of trust is called "nobody"/);
  await refused(
    testPolicy({ statements: [{ type: 'rebuild', by: ['bob'] }] }, { trust: TRUST }),
    /can have ended badly/,
  );
  const twin = [...TRUST, { name: 'bob2', cosign: { key: publicPem(testKey('bob')) } }];
  const rebuilders = { of: ['bob', 'bob2'], atLeast: 2 };
  await refused(
    testPolicy({ twinBuild: { by: ['release'], rebuilders } }, { trust: twin }),
    /one key must not fill two roles/,
  );
});

test('a key that sealed an image is refused as its rebuilder, another one is not', async () => {
  const image = await readPrograms(seal(makeImage()).store, 'app', 'v1', testCall());
  const signer = (name: string) => ({
    keyType: 'ecdsa-p256' as const,
    spki: new Uint8Array(Buffer.from(publicPem(testKey(name)).replace(/-----[^-]+-----|\s/g, ''), 'base64')),
    sign: async () => new Uint8Array(),
  });
  await assert.rejects(refuseSealer(image, signer('release'), testCall()), { code: 'KEY_ROLE' });
  await refuseSealer(image, signer('bob'), testCall());
  // Who stated an SBOM alone vouched for the image too.
  const stated = makeImage();
  const sbom = JSON.stringify(statementOf(digestsOf(stated), 'https://spdx.dev/Document', {}));
  attachBundle(stated.store, stated.index, bundleOf(testKey('bob'), sbom));
  const read = await readPrograms(stated.store, 'app', 'v1', testCall());
  await assert.rejects(refuseSealer(read, signer('bob'), testCall()), { code: 'KEY_ROLE' });
  // And who rebuilt it before may do so again.
  const again = await readPrograms(rebuilt(makeImage(), 'bob').store, 'app', 'v1', testCall());
  await refuseSealer(again, signer('bob'), testCall());
});
