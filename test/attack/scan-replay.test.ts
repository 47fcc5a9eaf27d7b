// Scans replace one another. Whoever may push can attach any statement again that was ever signed, in any order, any number of times, with
// annotations of their own: none of that may bring an old clean scan back before a newer bad one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cosignVuln, LEAK, secretScan, trivyReport } from '../support/scan-reports.ts';
import { makeImage, testPolicy, verdictOf } from '../support/sealed-image.ts';
import { state, statedImage } from '../support/stated-image.ts';

const VULN = 'https://cosign.sigstore.dev/attestation/vuln/v1';
const SECRETS = 'https://twinseal.dev/secret-scan/v1';
const bad = trivyReport([{ id: 'CVE-2026-0001', severity: 'CRITICAL' }]);
const clean = trivyReport([]);
const onDay = (day: number) => `2026-04-${String(day).padStart(2, '0')}T12:00:00Z`;
const scan = (report: object, day: number): [string, unknown] => [VULN, cosignVuln(report, onDay(day))];
const POLICY = await testPolicy({ scan: { by: ['release'], ceiling: 'low' } });
const outcome = async (...all: readonly [string, unknown][]) => (await verdictOf(statedImage(...all), POLICY))[0];

test('an old clean scan that is attached anew does not shadow a newer bad one', async () => {
  assert.equal(await outcome(scan(clean, 1)), 'allow');
  assert.equal(await outcome(scan(bad, 2), scan(clean, 1)), 'deny');
  assert.equal(await outcome(scan(clean, 1), scan(bad, 2), scan(clean, 1), scan(clean, 1)), 'deny');
  // And a newer clean one counts, when the database was mended or an exception of the scanner was added.
  assert.equal(await outcome(scan(bad, 1), scan(clean, 2)), 'allow');
  // Of one moment, all count.
  assert.equal(await outcome(scan(bad, 2), scan(clean, 2)), 'deny');
});

test('a scan dated into the future shadows nothing, however clean it is', async () => {
  const future: [string, unknown] = [VULN, cosignVuln(clean, '2031-01-01T00:00:00Z')];
  assert.equal(await outcome(future, scan(bad, 2)), 'deny');
  assert.equal(await outcome(future, scan(clean, 2)), 'allow');
  const alsoBad: [string, unknown] = [VULN, cosignVuln(bad, '2031-01-01T00:00:00Z')];
  assert.equal(await outcome(alsoBad, scan(clean, 2)), 'deny');
});

test('a newer scan that cannot be read is not passed over for an older one that can', async () => {
  const unread = (day: number): [string, unknown] => [VULN, cosignVuln({ ok: true }, onDay(day))];
  assert.deepEqual(await verdictOf(statedImage(scan(clean, 1), unread(2)), POLICY), [
    'deny',
    'scan fail STATEMENT_UNREADABLE',
  ]);
  // An older one of another tool was replaced by what we can read.
  assert.equal(await outcome(scan(clean, 2), unread(1)), 'allow');
  // Without a time nobody knows what it replaces.
  const timeless: [string, unknown] = [VULN, { scanner: { result: clean } }];
  assert.deepEqual(await verdictOf(statedImage(scan(clean, 2), timeless), POLICY), [
    'deny',
    'scan fail STATEMENT_MALFORMED',
  ]);
});

test('a scan of a stranger or of another image neither helps nor harms', async () => {
  const image = statedImage(scan(clean, 1));
  state(image, VULN, cosignVuln(bad, onDay(3)), { key: 'stranger' });
  state(image, VULN, cosignVuln(bad, onDay(3)), { digests: [`sha256:${'1'.repeat(64)}`] as never });
  assert.equal((await verdictOf(image, POLICY))[0], 'allow');
  const stolen = makeImage();
  state(stolen, VULN, cosignVuln(clean, onDay(3)), { digests: [`sha256:${'1'.repeat(64)}`] as never });
  assert.equal((await verdictOf(stolen, POLICY))[0], 'deny');
});

test('the verdict is that of the newest scan, for any order and any copies', async () => {
  const one = fc.record({ day: fc.integer({ min: 1, max: 9 }), isBad: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 6 }), async (scans) => {
      const last = Math.max(...scans.map(({ day }) => day));
      const expected = scans.some(({ day, isBad }) => day === last && isBad) ? 'deny' : 'allow';
      assert.equal(await outcome(...scans.map(({ day, isBad }) => scan(isBad ? bad : clean, day))), expected);
    }),
    { numRuns: 40 },
  );
});

test('searches for secrets replace one another in the same way', async () => {
  const policy = await testPolicy({ secrets: { by: ['release'] } });
  const search = (result: unknown, day: number): [string, unknown] => [
    SECRETS,
    secretScan(result, { finishedOn: onDay(day) }),
  ];
  const of = async (...all: readonly [string, unknown][]) => (await verdictOf(statedImage(...all), policy)).join();
  assert.equal(await of(search([LEAK], 2), search([], 1)), 'deny,secrets fail SECRETS_FOUND');
  assert.equal(await of(search([LEAK], 1), search([], 2)), 'allow');
  assert.equal(await of(search([], 2), search({}, 3)), 'deny,secrets fail STATEMENT_MALFORMED');
});
