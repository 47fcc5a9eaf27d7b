// How keys with windows and revoked keys are read, what is refused, and what a policy that was read says again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { validateAgainst } from '../../src/formats/schema/validate.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import { namedFiles } from '../../src/judge/policy/named-files.ts';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import { serialisePolicy } from '../../src/judge/policy/serialise.ts';
import { underTerms } from '../../src/records/key-terms.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { parseDocument, policyDocument } from '../support/policy-text.ts';
import { CHAIN, publicPem, testKey } from '../support/sealed-image.ts';
import { IDENTITY, ISSUER, makeInstance } from '../support/sigstore-instance.ts';

const ROOT = makeInstance().rootBytes.toString();
const [ONE, TWO] = ['one', 'two'].map((name) => publicPem(testKey(name)));
const require = { signatures: [{ by: 's' }] };
const from = '2026-01-01T00:00:00Z';
const until = '2026-06-30T00:00:00Z';
const withKey = (cosign: object, more: object = {}) => ({ trust: [{ name: 's', cosign }], require, ...more });
const withNotation = (notation: object, more: object = {}) => ({ trust: [{ name: 's', notation }], require, ...more });
const refused = (document: object, why: RegExp) =>
  assert.rejects(parseDocument(document), (error: unknown) => {
    assert.ok(error instanceof TwinsealError, String(error));
    assert.equal(error.code, 'POLICY_INVALID');
    assert.match(error.message, why);
    return true;
  });

const GOOD: readonly object[] = [
  withKey({ key: ONE }),
  withKey({ key: ONE, from }),
  withKey({ key: ONE, until, trustedRoot: ROOT, logs: 2 }),
  withKey({
    keys: [
      { key: ONE, until },
      { key: TWO, from: '2026-06-01T02:00:00+02:00' },
    ],
  }),
  withKey({ keys: [{ key: ONE }], trustedRoot: ROOT }),
  withNotation({ certificates: CHAIN.rootPem, identities: ['*'], until }),
  withNotation({ authorities: [{ certificates: CHAIN.rootPem, from, until }], identities: ['*'] }),
  {
    trust: [{ name: 's', keyless: { identity: IDENTITY, issuer: ISSUER, trustedRoot: ROOT, logs: 2, from, until } }],
    require,
  },
  withKey(
    { key: ONE },
    {
      revoked: [
        { key: TWO, reason: 'lost' },
        { certificate: CHAIN.rootPem, reason: 'lost', from },
      ],
    },
  ),
  withKey({ key: ONE }, { revoked: [{ serial: '0A:1b', issuer: CHAIN.rootPem, reason: 'lost' }] }),
  withKey({ key: ONE, trustedRoot: ROOT }, { revoked: [{ key: ONE, reason: 'lost', from }] }),
  ...[
    { github: 'a/b', workflow: 'r.yml', ref: 'refs/tags/*', claims: { event: 'push', runner: 'github-*' } },
    { github: 'a/b', workflow: 'r.yaml', ref: 'refs/heads/main', host: 'ghe.example.com', until },
    { gitlab: 'a/b/c', ref: 'refs/heads/main', config: 'ci/x.yml', host: 'git.example.com:8443' },
    { identity: 'x', issuer: 'https://i', claims: { sourceRepositoryId: '1234' } },
  ].map((keyless) => ({ trust: [{ name: 's', keyless: { trustedRoot: ROOT, ...keyless } }], require })),
  withKey({ key: ONE }, { mirrors: [{ of: 'docker.io/library', at: 'mirror.example.com:5000' }] }),
  { ...withKey({ key: ONE }), require: { signatures: [{ by: 's', named: true }] } },
  { ...withKey({ key: ONE }), require: { signatures: [{ of: ['s'], atLeast: 1, named: true }] } },
];

test('every form is taken by parser and schema, and reads the same when it is written and read again', async () => {
  for (const document of GOOD) {
    const whole = JSON.parse(JSON.stringify(policyDocument(document)));
    assert.deepEqual(await validateAgainst('policy', whole), [], JSON.stringify(document).slice(0, 200));
    const policy = await parseDocument(document);
    const bytes = encodeUtf8(serialisePolicy(policy, []));
    const again = await parsePolicy({ name: 'test', bytes, readFile: async () => new Uint8Array() });
    assert.equal(compilePolicy(again).digest, compilePolicy(policy).digest);
  }
});

test('one key without a window is written as it always was', async () => {
  const policy = await parseDocument(withKey({ key: ONE }));
  assert.deepEqual(policy.trust, [{ name: 's', cosign: { key: ONE } }]);
  assert.ok(!Object.hasOwn(policy, 'revoked'));
});

test('what could never count, or could be meant in two ways, is refused with its place', async () => {
  await refused(withKey({ key: ONE, keys: [{ key: TWO }] }), /at \/trust\/0\/cosign\/key/);
  await refused(withKey({ keys: [] }), /at \/trust\/0\/cosign\/keys.*empty/);
  await refused(withKey({ keys: [{ key: ONE }], from }), /at \/trust\/0\/cosign\/from/);
  await refused(withKey({ key: ONE, from: until, until: from }), /"until" is before "from"/);
  await refused(withKey({ key: ONE, from: 'soon' }), /no time such as/);
  await refused(
    withKey({
      keys: [
        { key: ONE, until: from },
        { key: ONE, from },
      ],
    }),
    /keys\/1: "s" has this key twice/,
  );
  await refused(withKey({ key: ONE, logs: 1 }), /needs a trusted root/);
  await refused(withKey({ key: ONE, trustedRoot: ROOT, logs: 3 }), /demands 3 different logs, .* has 2/);
  await refused(withKey({ key: ONE, trustedRoot: ROOT, logs: 0 }), /whole number from 1/);
  await refused(withKey({ key: ONE, trustedRoot: '{}' }), /mediaType/);
  const authorities = (count: number) => Array.from({ length: count }, () => ({ certificates: CHAIN.rootPem }));
  await refused(withNotation({ authorities: authorities(2), identities: ['*'] }), /a certificate twice/);
  await refused(
    withNotation({ authorities: authorities(1), certificates: CHAIN.rootPem, identities: ['*'] }),
    /notation\/certificates/,
  );
  const other = { name: 't', cosign: { keys: [{ key: TWO }, { key: ONE }] } };
  await refused({ trust: [{ name: 's', cosign: { key: ONE } }, other], require }, /"t" has the key of "s"/);
});

test('a key that is trusted and revoked at once is refused, and the message says what to do', async () => {
  const revoked = (entry: object) => ({ revoked: [{ reason: 'lost', ...entry }] });
  await refused(
    withKey({ key: ONE, trustedRoot: ROOT }, revoked({ key: ONE })),
    /at \/trust\/0\/cosign: .*take it out of trust, or say from when/,
  );
  await refused(withKey({ key: ONE }, revoked({ key: ONE, from })), /give trustedRootFile/);
  await refused(
    withKey({ keys: [{ key: TWO }, { key: ONE }] }, revoked({ key: ONE })),
    /at \/trust\/0\/cosign\/keys\/1/,
  );
  await refused(
    withNotation({ certificates: CHAIN.rootPem, identities: ['*'] }, revoked({ certificate: CHAIN.rootPem })),
    /at \/trust\/0\/notation/,
  );
});

test('entries of revoked name one thing', async () => {
  const revoked = (entry: object) => withKey({ key: ONE }, { revoked: [entry] });
  const reason = 'lost';
  await refused(revoked({ reason }), /names one key, one certificate/);
  await refused(revoked({ key: TWO, certificate: CHAIN.rootPem, reason }), /names one key/);
  await refused(revoked({ key: TWO }), /reason/);
  await refused(revoked({ key: TWO, reason: ' ' }), /must not be empty/);
  await refused(revoked({ key: 'sha256:00', reason }), /at \/revoked\/0\/key.*no digest/);
  await refused(revoked({ key: CHAIN.rootPem, reason }), /CERTIFICATE|PUBLIC KEY/);
  await refused(revoked({ certificate: 'AA:BB', reason }), /one certificate in PEM|PEM/);
  await refused(revoked({ serial: '0x12', issuer: CHAIN.rootPem, reason }), /hexadecimal/);
  await refused(revoked({ serial: '12', reason }), /issuer/);
  // The message names the member that holds what is wrong.
  await refused(revoked({ certificate: 'AA:BB', reason }), /at \/revoked\/0\/certificate\b.*one certificate in PEM/);
  const two = `${CHAIN.rootPem}${CHAIN.rootPem}`;
  await refused(revoked({ serial: '12', issuer: two, reason }), /at \/revoked\/0\/issuer\b.*one certificate in PEM/);
  await refused(revoked({ key: TWO, reason, until }), /until/);
  await refused(withKey({ key: ONE }, { revoked: {} }), /array/);
});

test('mirrors name registries and repositories, without patterns', async () => {
  const mirrors = (...entries: readonly unknown[]) => withKey({ key: ONE }, { mirrors: entries });
  await refused(mirrors(), /leave mirrors out/);
  await refused(mirrors({ of: 'a.io/x' }), /at \/mirrors\/0\/at/);
  await refused(mirrors({ of: 'a.io/x', at: 'a.io/x' }), /the same/);
  for (const at of ['a.io/*', '', '/a', 'a.io/', 'https://a.io', 'a.io/A'])
    await refused(mirrors({ of: 'a.io/x', at }), /at \/mirrors\/0\/at/);
  await refused({ ...withKey({ key: ONE }), require: { signatures: [{ by: 's', named: false }] } }, /can only be true/);
});

test('the files that all of it names are known', () => {
  const document = {
    trust: [
      { name: 'a', cosign: { keyFile: '1', trustedRootFile: '2' } },
      { name: 'b', cosign: { keys: [{ keyFile: '3' }, { key: ONE }, 7] } },
      { name: 'c', notation: { authorities: [{ certificateFile: '4' }] } },
      { name: 'd', notation: { certificateFile: '5', crlFiles: ['10', 7, '11'] } },
      { name: 'e', keyless: { trustedRootFile: '6' } },
    ],
    revoked: [{ keyFile: '7' }, { certificateFile: '8' }, { serial: '1', issuerFile: '9' }],
  };
  const files = namedFiles(encodeUtf8(JSON.stringify(document)));
  assert.deepEqual(
    files.map(({ path, holds }) => `${path} ${holds}`).sort(),
    [
      ...['1 key', '2 trusted-root', '3 key', '4 certificates', '5 certificates', '6 trusted-root'],
      ...['7 key', '8 certificates', '9 certificates'],
      ...['10 revocation-list', '11 revocation-list'],
    ].sort(),
  );
});

const NOW = 1_780_000_000;
const second = fc.integer({ min: NOW - 50, max: NOW + 50 });
const bound = fc.option(second, { nil: null });
const interval = fc.record({ from: bound, until: bound });
const holds = ({ from, until }: { from: number | null; until: number | null }, at: number) =>
  (from ?? at) <= at && at <= (until ?? at);

test('terms of keys: a signature counts at a moment when its own validity, its window and no revocation say so', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      interval,
      fc.option(second, { nil: undefined }),
      fc.option(interval, { nil: undefined }),
      fc.array(fc.option(second, { nil: undefined }), { maxLength: 2 }),
      second,
      (valid, signedAt, window, revokedFrom, now) => {
        const revocations = revokedFrom.map((start) => ({ reason: 'r', ...(start !== undefined && { from: start }) }));
        const times = { valid, ...(signedAt !== undefined && { signedAt }) };
        const terms = underTerms(times, window, revocations);
        const counts = terms.barred === undefined && holds(terms.valid, now);
        const lost = revokedFrom.some((start) => start === undefined || signedAt === undefined || start <= signedAt);
        const inWindow = window === undefined || holds(window, signedAt ?? now);
        assert.equal(counts, !lost && inWindow && holds(valid, now));
        if (lost) assert.equal(terms.barred?.code, 'KEY_REVOKED');
        seen.add(`${counts} ${terms.barred?.code}`);
        // A trusted time once told makes the answer independent of the present, but for the validity of the evidence itself.
        if (signedAt !== undefined) assert.deepEqual(terms.valid, valid);
        // One revocation more never lets anything in.
        const more = underTerms(times, window, [...revocations, { reason: 'x', from: now }]);
        if (more.barred === undefined) assert.equal(terms.barred, undefined);
      },
    ),
    { numRuns: 3000, seed: 7 },
  );
  assert.deepEqual([...seen].sort(), [
    'false KEY_NOT_VALID_THEN',
    'false KEY_REVOKED',
    'false undefined',
    'true undefined',
  ]);
});
