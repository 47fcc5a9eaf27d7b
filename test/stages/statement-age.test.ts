import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { formatUtcSeconds } from '../../src/formats/rfc3339.ts';
import { explain } from '../../src/judge/decide/explain.ts';
import { claimedTimeOf } from '../../src/judge/verify/claimed-time.ts';
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

const DAY = 86_400;
const SPDX = 'https://spdx.dev/Document';
const spdx = (created?: string, more: object = {}) => ({
  spdxVersion: 'SPDX-2.3',
  ...more,
  ...(created !== undefined && { creationInfo: { created } }),
});
function stating(...predicates: readonly object[]): TestImage {
  const image = makeImage();
  for (const predicate of predicates)
    attachBundle(
      image.store,
      image.index,
      bundleOf(testKey('release'), JSON.stringify(statementOf(digestsOf(image), SPDX, predicate))),
    );
  return image;
}
const young = (more: object = {}) =>
  testPolicy({ statements: [{ type: 'spdxjson', by: ['release'], maxAge: 30 * DAY, ...more }] });
const failing = (code: string) => ['deny', `statement:spdxjson fail ${code}`];
const ago = (seconds: number) => formatUtcSeconds(NOW - seconds);

test('a statement counts until it is too old, and the verdict ends when it will be', async () => {
  const policy = await young();
  const image = stating(spdx(ago(10 * DAY)));
  const { verdict } = await judge(image, policy);
  assert.equal(verdict.outcome, 'allow');
  assert.equal(verdict.validUntil, formatUtcSeconds(NOW + 20 * DAY));
  assert.deepEqual(await verdictOf(image, policy, NOW + 20 * DAY), ['allow']);
  assert.deepEqual(await verdictOf(image, policy, NOW + 20 * DAY + 1), failing('STATEMENT_STALE'));
  const late = (await judge(image, policy, NOW + 21 * DAY)).verdict;
  assert.equal(
    late.checks.find(({ status }) => status === 'fail')?.reason,
    'the statement spdxjson by release is older than 30 days',
  );
  assert.equal(
    explain(policy.policy, late).rules.find(({ check }) => check.startsWith('statement'))?.demand,
    'a statement spdxjson by release, for the index and for every platform, at most 30 days old',
  );
});

test('without a time, with one that is none, or with one of the future, its age cannot be told', async () => {
  const policy = await young();
  for (const created of [undefined, 'yesterday', '2026-02-30T00:00:00Z', ago(-1)])
    assert.deepEqual(await verdictOf(stating(spdx(created)), policy), failing('STATEMENT_TIME_UNKNOWN'), created);
  // Where no age is demanded, no time is needed.
  const any = await testPolicy({ statements: [{ type: 'spdxjson', by: ['release'] }] });
  assert.deepEqual(await verdictOf(stating(spdx()), any), ['allow']);
  // What no statement of a type could meet is told when the policy is read.
  const custom = { statements: [{ type: 'https://example.com/x', by: ['release'], maxAge: DAY }] };
  await assert.rejects(testPolicy(custom), /at \/require\/statements\/0\/maxAge: .* no time that is known here/);
});

test('of several statements the youngest count, so that a new one mends what an old one broke', async () => {
  const policy = await young();
  const both = stating(spdx(ago(40 * DAY)), spdx(ago(DAY)), spdx(ago(5 * DAY)), spdx());
  assert.equal((await judge(both, policy)).verdict.validUntil, formatUtcSeconds(NOW + 29 * DAY));
  const two = await young({ count: 2 });
  assert.equal((await judge(both, two)).verdict.validUntil, formatUtcSeconds(NOW + 25 * DAY));
  assert.deepEqual(await verdictOf(stating(spdx(ago(40 * DAY)), spdx(ago(DAY))), two), failing('STATEMENT_STALE'));
});

test('the time of each type of predicate is where its specification has it', () => {
  const at = '2026-04-01T10:00:00.9+02:00';
  const seconds = Date.UTC(2026, 3, 1, 8) / 1000;
  const table: readonly (readonly [string, JsonValue])[] = [
    [
      'https://slsa.dev/provenance/v1',
      { runDetails: { metadata: { startedOn: '2026-01-01T00:00:00Z', finishedOn: at } } },
    ],
    ['https://slsa.dev/provenance/v1', { runDetails: { metadata: { startedOn: at } } }],
    ['https://slsa.dev/provenance/v0.2', { metadata: { buildFinishedOn: at } }],
    ['https://slsa.dev/verification_summary/v1', { timeVerified: at }],
    [SPDX, { creationInfo: { created: at } }],
    ['https://cyclonedx.org/bom', { metadata: { timestamp: at } }],
    ['https://cosign.sigstore.dev/attestation/vuln/v1', { metadata: { scanFinishedOn: at } }],
    ['https://in-toto.io/attestation/vulns/v0.1', { metadata: { scanFinishedOn: at } }],
    ['https://in-toto.io/attestation/vulns/v0.2', { metadata: { scanFinishedOn: at } }],
    ['https://openvex.dev/ns', { timestamp: '2020-01-01T00:00:00Z', last_updated: at }],
    ['https://openvex.dev/ns/v0.2.0', { timestamp: at }],
    [
      'https://twinseal.dev/twin-proof/v1',
      { sides: { a: { finishedOn: '2026-01-01T00:00:00Z' }, b: { finishedOn: at } } },
    ],
    ['https://twinseal.dev/rebuild/v1', { finishedOn: at }],
  ];
  for (const [type, predicate] of table) assert.equal(claimedTimeOf(type, predicate), seconds, type);
  assert.equal(claimedTimeOf('constructor', { created: at }), undefined);
});

test('no predicate makes the reader throw', () => {
  const types = [SPDX, 'https://slsa.dev/provenance/v1', 'https://twinseal.dev/twin-proof/v1', 'toString'];
  const hostile = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<JsonValue>(null, true, 1, '', '2026-04-01T00:00:00Z', '9999-12-31T23:59:60Z', []),
      fc.dictionary(
        fc.constantFrom('creationInfo', 'created', 'runDetails', 'metadata', 'sides', 'a', '__proto__'),
        tie('value'),
      ),
    ),
  })).value;
  fc.assert(
    fc.property(fc.constantFrom(...types), hostile, (type, predicate) => {
      const time = claimedTimeOf(type, predicate);
      assert.ok(time === undefined || Number.isSafeInteger(time));
    }),
  );
});
