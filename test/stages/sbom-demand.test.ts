import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../src/judge/decide/decide.ts';
import type { Fault } from '../../src/records/discovery.ts';
import {
  attachBundle,
  digestsOf,
  judge,
  makeImage,
  NOW,
  type TestImage,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { bundleOf, statementOf } from '../support/signing.ts';

const SPDX = 'https://spdx.dev/Document';
const CYCLONEDX = 'https://cyclonedx.org/bom';
const state = (image: TestImage, type: string, body: unknown, key = 'release', digests = digestsOf(image)) => {
  const bundle = bundleOf(testKey(key), JSON.stringify(statementOf(digests, type, body)));
  attachBundle(image.store, image.index, bundle, { annotations: { 'dev.sigstore.bundle.predicateType': type } });
  return image;
};
const packageOf = (n: number, more: object = {}) => ({ SPDXID: `SPDXRef-${n}`, name: `p${n}`, ...more });
const spdx = (full: number, bare: number) => ({
  spdxVersion: 'SPDX-2.3',
  creationInfo: { created: '2026-04-01T00:00:00Z' },
  packages: [
    ...Array.from({ length: full }, (_, n) => packageOf(n, { versionInfo: '1', licenseDeclared: 'MIT' })),
    ...Array.from({ length: bare }, (_, n) => packageOf(full + n)),
  ],
});
const cyclonedx = (components: number) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: Array.from({ length: components }, (_, n) => ({ type: 'library', name: `c${n}`, version: '1' })),
});
const policyOf = (sbom: object) => testPolicy({ sbom: { by: ['release'], ...sbom } });
const refused = (code: string) => ['deny', `sbom fail ${code}`];

test('shares of packages and their number are demanded of one SBOM', async () => {
  const of = async (demand: object, body: unknown, type = SPDX) =>
    verdictOf(state(makeImage(), type, body), await policyOf(demand));
  assert.deepEqual(await of({ versions: 0.9, licenses: 0.9, minPackages: 10 }, spdx(9, 1)), ['allow']);
  assert.deepEqual(await of({ versions: 0.91 }, spdx(9, 1)), refused('SBOM_INCOMPLETE'));
  assert.deepEqual(await of({ versions: 1 }, spdx(9, 1)), refused('SBOM_INCOMPLETE'));
  assert.deepEqual(await of({ versions: 1 }, spdx(3, 0)), ['allow']);
  assert.deepEqual(await of({ purls: 0.01 }, spdx(9, 1)), refused('SBOM_INCOMPLETE'));
  assert.deepEqual(await of({ checksums: 1 }, spdx(9, 1)), refused('SBOM_INCOMPLETE'));
  assert.deepEqual(await of({ minPackages: 11 }, spdx(9, 1)), refused('SBOM_INCOMPLETE'));
  // An SBOM that lists nothing meets every share, and none that is worth having.
  assert.deepEqual(await of({}, spdx(0, 0)), refused('SBOM_INCOMPLETE'));
  assert.deepEqual(await of({ versions: 1 }, cyclonedx(2), CYCLONEDX), ['allow']);
  assert.deepEqual(await of({ format: 'spdx' }, cyclonedx(2), CYCLONEDX), refused('STATEMENT_MISSING'));
  assert.deepEqual(await of({ format: 'cyclonedx' }, cyclonedx(2), `${CYCLONEDX}/v1.6`), ['allow']);
  // 0.7 * 10 is more than 7 in doubles.
  assert.deepEqual(await of({ versions: 0.7 }, spdx(7, 3)), ['allow']);
});

test('one good SBOM is enough, whatever else is attached', async () => {
  const image = state(state(state(makeImage(), SPDX, spdx(1, 9)), SPDX, { broken: true }), SPDX, spdx(10, 0));
  assert.deepEqual(await verdictOf(image, await policyOf({ versions: 1 })), ['allow']);
});

test('an SBOM is there, by a stranger, about something else, broken, or in another form: each is told apart', async () => {
  const policy = await policyOf({ versions: 0.5 });
  const verdict = (image: TestImage) => verdictOf(image, policy);
  assert.deepEqual(await verdict(makeImage()), refused('STATEMENT_MISSING'));
  assert.deepEqual(await verdict(state(makeImage(), SPDX, spdx(2, 0), 'other')), refused('STATEMENT_UNTRUSTED'));
  const child = makeImage();
  const [first] = child.platforms;
  assert.ok(first);
  state(child, SPDX, spdx(2, 0), 'release', [first.descriptor.digest]);
  assert.deepEqual(await verdict(child), refused('STATEMENT_WRONG_SUBJECT'));
  assert.deepEqual(
    await verdict(state(makeImage(), SPDX, { spdxVersion: 'SPDX-2.3' })),
    refused('STATEMENT_MALFORMED'),
  );
  assert.deepEqual(await verdict(state(makeImage(), SPDX, { '@graph': [] })), refused('STATEMENT_UNREADABLE'));
  const { verdict: broken } = await judge(state(makeImage(), SPDX, { spdxVersion: 'SPDX-2.3' }), policy);
  assert.match(broken.checks.find(({ id }) => id === 'sbom')?.reason ?? '', /release can't be read.*creationInfo/);
});

test('a demand on statements alone does not look into them', async () => {
  const policy = await testPolicy({ statements: [{ type: 'spdxjson', by: ['release'] }] });
  const { facts, verdict } = await judge(state(makeImage(), SPDX, spdx(2, 0)), policy);
  assert.equal(verdict.outcome, 'allow');
  assert.deepEqual([facts.statements[0]?.content, facts.statements[0]?.unread], [undefined, undefined]);
});

test('a fault that could hide a better SBOM leaves the answer open, and takes none away', async () => {
  const fault = (image: TestImage): Fault => ({
    subject: image.index.digest,
    code: 'EVIDENCE_UNREACHABLE',
    what: 'referrers',
    reason: 'no route',
    retryable: true,
  });
  const outcome = async (body: unknown) => {
    const image = state(makeImage(), SPDX, body);
    const policy = await policyOf({ versions: 1 });
    const { facts } = await judge(image, policy);
    return decide({ ...facts, faults: [fault(image)] }, policy.policy, policy.digest, NOW * 1000).outcome;
  };
  assert.equal(await outcome(spdx(2, 0)), 'allow');
  assert.equal(await outcome(spdx(1, 1)), 'indeterminate');
});

test('a demand on an SBOM that makes no sense is refused with its place', async () => {
  for (const [demand, why] of [
    [{ versions: 0 }, /\/require\/sbom\/versions.*from 0.000001 to 1/],
    [{ purls: 5e-324 }, /\/require\/sbom\/purls.*from 0.000001 to 1/],
    [{ purls: 1.5 }, /\/require\/sbom\/purls/],
    [{ licenses: '1' }, /\/require\/sbom\/licenses/],
    [{ format: 'swid' }, /\/require\/sbom\/format/],
    [{ minPackages: 0 }, /\/require\/sbom\/minPackages/],
    [{ by: ['nobody'] }, /no signer of trust/],
    [{ by: ['notary'] }, /carry no statements/],
    [{ age: 1 }, /not a member/],
  ] as const)
    await assert.rejects(policyOf(demand), why, JSON.stringify(demand));
});
