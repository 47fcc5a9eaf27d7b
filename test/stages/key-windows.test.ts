// Several keys of one signer, each trusted in its own time: what counts is when a signature was made, else the present.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatUtcSeconds } from '../../src/formats/rfc3339.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { readTrials } from '../../src/judge/trial/read-trials.ts';
import { tryPolicy } from '../../src/roads/try-policies.ts';
import { CHAIN_START } from '../support/certificates.ts';
import { type Witnessed, witnessedBundle } from '../support/keyed-bundles.ts';
import {
  attachBundle,
  attachNotation,
  CHAIN,
  digestsOf,
  judge,
  makeImage,
  publicPem,
  type TestImage,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { notationSignature, statementOf } from '../support/signing.ts';
import { IDENTITY, ISSUER, makeInstance, SIGNED } from '../support/sigstore-instance.ts';
import { makeStamper } from '../support/timestamp-authority.ts';

const DAY = 86_400;
const instance = makeInstance();
const ROOT = instance.rootBytes.toString();
const at = (seconds: number) => formatUtcSeconds(seconds);
const BY = { signatures: [{ by: 'release' }] };
const pem = (name: string) => publicPem(testKey(name));
const trusting = (cosign: object, require: Readonly<Record<string, unknown>> = BY) =>
  testPolicy(require, {
    trust: [
      { name: 'release', cosign },
      { name: 'other', cosign: { key: pem('third') } },
    ],
  });
const COSIGN_SIGN = 'https://sigstore.dev/cosign/sign/v1';

function signedBy(key: string, witnessed: Witnessed = {}, type = COSIGN_SIGN): TestImage {
  const image = makeImage();
  const subjects = [image.index, ...image.platforms.map(({ descriptor }) => descriptor)];
  for (const subject of subjects) {
    const statement = JSON.stringify(
      statementOf(type === COSIGN_SIGN ? [subject.digest] : digestsOf(image), type, { spdxVersion: 'SPDX-2.3' }),
    );
    attachBundle(image.store, subject, witnessedBundle(instance, testKey(key), statement, witnessed));
  }
  return image;
}
const NOT_NOW = ['deny', 'signature:release fail KEY_NOT_VALID_NOW'];
const NOT_THEN = ['deny', 'signature:release fail KEY_NOT_VALID_THEN'];

test('a key without a time of its own counts in the present of its window, and the verdict says so', async () => {
  const policy = await trusting({ keys: [{ key: pem('old'), from: at(SIGNED), until: at(SIGNED + DAY) }] });
  const image = signedBy('old');
  for (const now of [SIGNED, SIGNED + 60, SIGNED + DAY]) {
    const { verdict } = await judge(image, policy, now);
    assert.equal(verdict.outcome, 'allow', String(now));
    assert.equal(verdict.validUntil, at(SIGNED + DAY));
    const check = verdict.checks.find(({ id }) => id === 'signature:release');
    assert.match(check?.reason ?? '', /without a trusted timestamp it has no signing time.*against the present/);
  }
  for (const now of [SIGNED - 1, SIGNED + DAY + 1]) assert.deepEqual(await verdictOf(image, policy, now), NOT_NOW);
  const { verdict } = await judge(image, policy, SIGNED + DAY + 1);
  assert.match(
    verdict.checks.find(({ status }) => status === 'fail')?.reason ?? '',
    /its key is trusted from 2026-06-01T12:00:00Z until 2026-06-02T12:00:00Z, and a signature without a trusted timestamp has no signing time, so that the present counts/,
  );
});

test('old and new key are one signer: whichever is trusted, and both in the days between', async () => {
  const policy = await trusting({
    keys: [
      { key: pem('old'), until: at(SIGNED + 2 * DAY) },
      { key: pem('new'), from: at(SIGNED) },
    ],
  });
  const [old, young] = [signedBy('old'), signedBy('new')];
  const verdicts = async (now: number) => [await verdictOf(old, policy, now), await verdictOf(young, policy, now)];
  assert.deepEqual(await verdicts(SIGNED - DAY), [['allow'], NOT_NOW]);
  assert.deepEqual(await verdicts(SIGNED + DAY), [['allow'], ['allow']]);
  assert.deepEqual(await verdicts(SIGNED + 3 * DAY), [NOT_NOW, ['allow']]);
});

test('both keys of one signer count as one of several', async () => {
  const keys = { keys: [{ key: pem('old') }, { key: pem('new') }] };
  const policy = await trusting(keys, { signatures: [{ of: ['release', 'other'], atLeast: 2 }] });
  const image = signedBy('old');
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
    const statement = JSON.stringify(statementOf([subject.digest], COSIGN_SIGN, {}));
    attachBundle(image.store, subject, witnessedBundle(instance, testKey('new'), statement, {}));
  }
  assert.deepEqual(await verdictOf(image, policy), ['deny', 'signature:2-of-release+other fail SIGNATURE_TOO_FEW']);
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
    const statement = JSON.stringify(statementOf([subject.digest], COSIGN_SIGN, {}));
    attachBundle(image.store, subject, witnessedBundle(instance, testKey('third'), statement, {}));
  }
  assert.deepEqual(await verdictOf(image, policy), ['allow']);
});

test('a trusted time decides once and for all, by a log or a timestamp, and the earliest of them', async () => {
  const policy = await trusting({ key: pem('old'), from: at(SIGNED - DAY), until: at(SIGNED), trustedRoot: ROOT });
  const later = SIGNED + 200 * DAY;
  const told: readonly Witnessed[] = [
    { logs: [{ log: 'v1', time: SIGNED }] },
    { stamps: [SIGNED - DAY] },
    { logs: [{ log: 'v2' }], stamps: [SIGNED] },
    { logs: [{ log: 'v1', time: SIGNED + 9 }], stamps: [SIGNED] },
  ];
  for (const witnessed of told) assert.deepEqual(await verdictOf(signedBy('old', witnessed), policy, later), ['allow']);
  for (const time of [SIGNED - DAY - 1, SIGNED + 1])
    for (const witnessed of [{ logs: [{ log: 'v1', time }] }, { stamps: [time] }] as const)
      assert.deepEqual(await verdictOf(signedBy('old', witnessed), policy, SIGNED), NOT_THEN);
  const { verdict, facts } = await judge(signedBy('old', { stamps: [SIGNED] }), policy, later);
  assert.equal(facts.signatures[0]?.signedAt, SIGNED);
  assert.equal(verdict.validUntil, undefined);
  assert.match(verdict.checks.find(({ id }) => id === 'signature:release')?.reason ?? '', /, at 2026-06-01T12:00:00Z$/);
});

test('without a trusted root nobody is believed about the time', async () => {
  const policy = await trusting({ key: pem('old'), until: at(SIGNED) });
  const image = signedBy('old', { logs: [{ log: 'v1', time: SIGNED }], stamps: [SIGNED] });
  assert.deepEqual(await verdictOf(image, policy, SIGNED + 1), NOT_NOW);
});

test('a test of a policy describes keys, times and logs as the real ones are', async () => {
  const keys = [
    { key: pem('old'), until: at(SIGNED) },
    { key: pem('new'), from: at(SIGNED) },
  ];
  const revoked = [{ key: pem('old'), from: at(SIGNED - 10), reason: 'lost' }];
  const policy = await testPolicy(BY, {
    trust: [{ name: 'release', cosign: { keys, trustedRoot: ROOT, logs: 1 } }],
    revoked,
  });
  const log = (time: number): Witnessed => ({ logs: [{ log: 'v1', time }] });
  const pairs: readonly (readonly [string, Witnessed, object])[] = [
    ['old', log(SIGNED - 11), { key: 1, signed: at(SIGNED - 11) }],
    ['old', log(SIGNED - 10), { key: 1, signed: at(SIGNED - 10) }],
    ['old', {}, { key: 1, logs: 0 }],
    ['new', log(SIGNED), { key: 2, signed: at(SIGNED) }],
    ['new', log(SIGNED - 1), { key: 2, signed: at(SIGNED - 1) }],
    ['new', { stamps: [SIGNED] }, { key: 2, signed: at(SIGNED), logs: 0 }],
    ['new', { logs: [{ log: 'v2' }] }, { key: 2 }],
    ['stranger', log(SIGNED), { key: 3, signed: at(SIGNED) }],
  ];
  const seen = new Set<string>();
  for (const [key, witnessed, described] of pairs) {
    for (const now of [SIGNED - 1, SIGNED + DAY]) {
      const text = JSON.stringify({
        apiVersion: 'twinseal.dev/v1',
        kind: 'PolicyTest',
        policy: 'p.yaml',
        time: at(now),
        tests: [
          {
            name: 't',
            image: { platforms: ['linux/amd64', 'linux/arm64'], signatures: [{ by: 'release', ...described }] },
            expect: 'allow',
          },
        ],
      });
      const [trial] = readTrials('t.json', encodeUtf8(text)) ?? [];
      assert.ok(trial !== undefined);
      const { outcome } = await tryPolicy('t.json', trial, {
        policy: async () => policy,
        facts: () => Promise.reject(new Error('none')),
      });
      assert.ok(outcome.applies);
      const codes = outcome.verdict.checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
      const [real, ...checks] = await verdictOf(signedBy(key, witnessed), policy, now);
      assert.equal(outcome.verdict.outcome, real, `${key} ${JSON.stringify(described)} at ${now}`);
      assert.deepEqual(
        [...new Set(codes)],
        checks.map((check) => check.split(' ').at(-1)),
      );
      seen.add(codes[0] ?? 'OK');
    }
  }
  assert.deepEqual([...seen].sort(), [
    'KEY_NOT_VALID_NOW',
    'KEY_NOT_VALID_THEN',
    'KEY_REVOKED',
    'OK',
    'SIGNATURE_LOGS_TOO_FEW',
    'SIGNATURE_UNTRUSTED',
  ]);
});

test('statements obey the window of their key, too', async () => {
  const require = { statements: [{ type: 'spdxjson', by: ['release'] }] };
  const policy = await trusting({ key: pem('old'), until: at(SIGNED), trustedRoot: ROOT }, require);
  const SBOM = 'https://spdx.dev/Document';
  assert.deepEqual(await verdictOf(signedBy('old', {}, SBOM), policy, SIGNED), ['allow']);
  assert.deepEqual(await verdictOf(signedBy('old', {}, SBOM), policy, SIGNED + 1), [
    'deny',
    'statement:spdxjson fail KEY_NOT_VALID_NOW',
  ]);
  assert.deepEqual(await verdictOf(signedBy('old', { stamps: [SIGNED] }, SBOM), policy, SIGNED + DAY), ['allow']);
  assert.deepEqual(await verdictOf(signedBy('old', { stamps: [SIGNED + 1] }, SBOM), policy, SIGNED), [
    'deny',
    'statement:spdxjson fail KEY_NOT_VALID_THEN',
  ]);
});

test('authorities of notation and identities have windows, too', async () => {
  const image = makeImage();
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
    attachNotation(image.store, subject, notationSignature(CHAIN, subject));
    const statement = JSON.stringify(statementOf([subject.digest], COSIGN_SIGN, {}));
    attachBundle(image.store, subject, instance.bundle({ statement }));
  }
  const notation = (window: object) =>
    testPolicy(
      { signatures: [{ by: 'notary' }] },
      {
        trust: [
          {
            name: 'notary',
            notation: { authorities: [{ certificates: CHAIN.rootPem, ...window }], identities: ['*'] },
          },
        ],
      },
    );
  const until = CHAIN_START + 150 * DAY;
  const bounded = await notation({ until: at(until) });
  assert.deepEqual(await verdictOf(image, bounded, until), ['allow']);
  assert.deepEqual(await verdictOf(image, bounded, until + 1), ['deny', 'signature:notary fail KEY_NOT_VALID_NOW']);
  const keyless = (window: object) =>
    testPolicy(
      { signatures: [{ by: 'ci' }] },
      { trust: [{ name: 'ci', keyless: { identity: IDENTITY, issuer: ISSUER, trustedRoot: ROOT, ...window } }] },
    );
  assert.deepEqual(await verdictOf(image, await keyless({ until: at(SIGNED) }), SIGNED + 99 * DAY), ['allow']);
  for (const window of [{ until: at(SIGNED - 1) }, { from: at(SIGNED + 1) }])
    assert.deepEqual(await verdictOf(image, await keyless(window), SIGNED + 99 * DAY), [
      'deny',
      'signature:ci fail KEY_NOT_VALID_THEN',
    ]);
});

test('a test of a policy describes timestamps and signing authorities of notation as the real ones are', async () => {
  const stamper = makeStamper();
  const timestamps = { certificates: stamper.rootPem };
  const described = async (notation: object, signed: number | undefined): Promise<readonly string[]> => {
    const policy = await testPolicy(
      { signatures: [{ by: 'notary' }] },
      { trust: [{ name: 'notary', notation: { certificates: CHAIN.rootPem, identities: ['*'], ...notation } }] },
    );
    const time = signed === undefined ? {} : { signed: at(signed) };
    const image = { platforms: ['linux/amd64'], signatures: [{ by: 'notary', ...time }] };
    const tests = [{ name: 't', image, expect: 'allow' }];
    const head = { apiVersion: 'twinseal.dev/v1', kind: 'PolicyTest', policy: 'p.yaml', time: at(SIGNED + DAY) };
    const [trial] = readTrials('t.json', encodeUtf8(JSON.stringify({ ...head, tests }))) ?? [];
    assert.ok(trial !== undefined);
    const facts = () => Promise.reject(new Error('none'));
    const { outcome } = await tryPolicy('t.json', trial, { policy: async () => policy, facts });
    assert.ok(outcome.applies);
    const { verdict } = outcome;
    const failed = verdict.checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
    return [verdict.outcome, ...new Set(failed)];
  };
  assert.deepEqual(await described({}, undefined), ['allow']);
  assert.deepEqual(await described({ timestamps }, SIGNED), ['allow']);
  assert.deepEqual(await described({ timestamps }, undefined), ['deny', 'SIGNATURE_TIMESTAMP_MISSING']);
  assert.deepEqual(await described({ timestamps: { ...timestamps, when: 'afterCertExpiry' } }, undefined), ['allow']);
  assert.deepEqual(await described({ timestamps, until: at(SIGNED) }, SIGNED), ['allow']);
  assert.deepEqual(await described({ timestamps, until: at(SIGNED - 1) }, SIGNED), ['deny', 'KEY_NOT_VALID_THEN']);
  // Without anybody who is believed about the time, the present counts.
  assert.deepEqual(await described({ until: at(SIGNED) }, SIGNED), ['deny', 'KEY_NOT_VALID_NOW']);
  // Nor is an authority's own word enough where its key's time is over.
  assert.deepEqual(await described({ signingAuthority: true, until: at(SIGNED + DAY) }, SIGNED), ['allow']);
  const over = await described({ signingAuthority: true, until: at(SIGNED) }, SIGNED);
  assert.deepEqual(over, ['deny', 'KEY_NOT_VALID_NOW']);
});
