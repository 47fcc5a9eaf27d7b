import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import {
  countLogs,
  parseTrustedRoot,
  type TrustedLog,
  withinValidity,
} from '../../src/formats/sigstore/trusted-root.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { vector, vectorText } from '../support/vectors.ts';

const OLD = 'sigstore/trusted-root-public-good-2023.json';
const NEW = 'sigstore/trusted-root-public-good-2025.json';
// biome-ignore lint/suspicious/noExplicitAny: what is bent has every shape
type Loose = any;
const bent = (edit: (root: Loose) => unknown, from = OLD): Uint8Array => {
  const root = JSON.parse(vectorText(from));
  edit(root);
  return encodeUtf8(JSON.stringify(root));
};

test('the root of the public instance is read', () => {
  const root = parseTrustedRoot(vector(OLD));
  assert.equal(root.version, '0.1');
  assert.deepEqual(
    root.logs.map(({ host, valid }) => [host, valid]),
    [['rekor.sigstore.dev', { from: Date.UTC(2021, 0, 12, 11, 53, 27) / 1000, until: null }]],
  );
  assert.deepEqual(
    root.certificateLogs.map(({ baseUrl }) => baseUrl),
    ['https://ctfe.sigstore.dev/test', 'https://ctfe.sigstore.dev/2022'],
  );
  assert.deepEqual(
    root.certificateAuthorities.map(({ uri, chain }) => [uri, chain.length]),
    [
      ['https://fulcio.sigstore.dev', 1],
      ['https://fulcio.sigstore.dev', 2],
    ],
  );
  assert.deepEqual(root.certificateAuthorities[0]?.valid, {
    from: Date.UTC(2021, 2, 7, 3, 20, 29) / 1000,
    until: Date.UTC(2022, 11, 31, 23, 59, 59, 999) / 1000,
  });
  assert.equal(root.timestampAuthorities.length, 1);
});

test('newer and private roots are read, without kinds that they lack', () => {
  assert.equal(parseTrustedRoot(vector(NEW)).logs[0]?.host, 'rekor.sigstore.dev');
  const scaffolding = parseTrustedRoot(vector('sigstore/trusted-root-scaffolding.json'));
  assert.equal(scaffolding.logs[0]?.host, 'rekor.rekor-system.172.18.255.1.sslip.io');
  assert.deepEqual(parseTrustedRoot(vector('sigstore/trusted-root-public-key-validity.json')).logs, []);
});

test('logs that share a host or a key are one log, also by way of a third', () => {
  const log = (host: string, key: number) => ({ host, spki: new Uint8Array([key]) }) as TrustedLog;
  const count = (...logs: readonly (readonly [string, number])[]) => countLogs(logs.map(([h, k]) => log(h, k)));
  assert.equal(count(), 0);
  assert.equal(count(['a', 1], ['b', 2]), 2);
  assert.equal(count(['a', 1], ['a', 2]), 1);
  assert.equal(count(['a', 1], ['b', 1], ['c', 2], ['c', 3]), 2);
  assert.equal(count(['a', 1], ['b', 2], ['a', 2]), 1);
});

test('v0.2 is read, and null is absent', () => {
  const root = parseTrustedRoot(
    bent((one) => {
      one.mediaType = 'application/vnd.dev.sigstore.trustedroot.v0.2+json';
      one.tlogs[0].operator = 'sigstore.dev';
      one.tlogs[0].publicKey.validFor.end = null;
    }),
  );
  assert.equal(root.version, '0.2');
  assert.equal(root.logs[0]?.valid.until, null);
});

test('a key that is bare PKCS #1 is read as RSA', () => {
  const root = JSON.parse(vectorText(OLD));
  const { generateKeyPairSync } = process.getBuiltinModule('node:crypto');
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  root.ctlogs[0].publicKey.keyDetails = 'PKCS1_RSA_PKCS1V5';
  root.ctlogs[0].publicKey.rawBytes = publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64');
  const [log] = parseTrustedRoot(encodeUtf8(JSON.stringify(root))).certificateLogs;
  assert.deepEqual(Buffer.from(log?.spki ?? []), publicKey.export({ type: 'spki', format: 'der' }));
});

test('a log whose key or hash is of a kind that is not read counts for nothing', () => {
  assert.deepEqual(parseTrustedRoot(bent((one) => (one.tlogs[0].publicKey.keyDetails = 'ML_DSA_65'))).logs, []);
  assert.deepEqual(parseTrustedRoot(bent((one) => (one.tlogs[0].hashAlgorithm = 'SHA2_512'))).logs, []);
});

const BROKEN: readonly (readonly [string, (root: Loose) => unknown, RegExp])[] = [
  ['no mediaType', (one) => delete one.mediaType, /mediaType/],
  ['another mediaType', (one) => (one.mediaType = 'application/vnd.dev.sigstore.trustedroot.v0.3+json'), /mediaType/],
  ['no validity', (one) => delete one.tlogs[0].publicKey.validFor, /validFor/],
  ['no start of a log', (one) => delete one.tlogs[0].publicKey.validFor.start, /start/],
  ['no start of an authority', (one) => delete one.certificateAuthorities[0].validFor.start, /start/],
  ['an end before the start', (one) => (one.certificateAuthorities[0].validFor.end = '2020-01-01T00:00:00Z'), /before/],
  ['a time that is none', (one) => (one.tlogs[0].publicKey.validFor.start = 'yesterday'), /RFC 3339/],
  ['an id that is too short', (one) => (one.tlogs[0].logId.keyId = 'AAAA'), /32 bytes/],
  ['a key that is none', (one) => (one.tlogs[0].publicKey.rawBytes = 'AAAA'), /./],
  ['a key of another type', (one) => (one.tlogs[0].publicKey.keyDetails = 'PKIX_ED25519'), /type of key/],
  ['an address without a host', (one) => (one.tlogs[0].baseUrl = 'rekor'), /address/],
  ['an address with credentials', (one) => (one.tlogs[0].baseUrl = 'https://a@rekor.sigstore.dev'), /address/],
  ['a chain that is empty', (one) => (one.certificateAuthorities[0].certChain.certificates = []), /empty/],
  [
    'a certificate that is none',
    (one) => (one.certificateAuthorities[0].certChain.certificates[0].rawBytes = 'AAAA'),
    /./,
  ],
  ['a twin by case', (one) => (one.TLOGS = []), /case/],
  ['too many logs', (one) => (one.tlogs = Array.from({ length: 65 }, () => one.tlogs[0])), /more than the 64/],
  [
    'too long a chain',
    (one) => {
      const { certChain } = one.certificateAuthorities[0];
      certChain.certificates = Array.from({ length: 11 }, () => certChain.certificates[0]);
    },
    /more than the 10/,
  ],
];

for (const [name, edit, says] of BROKEN)
  test(`a trusted root with ${name} is refused`, () => {
    assert.throws(
      () => parseTrustedRoot(bent(edit)),
      (error) => error instanceof FormatError && says.test(error.message),
    );
  });

test('a list is no trusted root', () => {
  assert.throws(() => parseTrustedRoot(encodeUtf8('[]')), FormatError);
});

test('a document of more than a mebibyte is refused before it is read', () => {
  assert.throws(() => parseTrustedRoot(new Uint8Array(1024 * 1024 + 1).fill(0x20)), FormatError);
});

test('bent roots are read or refused with a FormatError, never with another fault', () => {
  const whole = vector(OLD);
  const property = fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, octet) => {
    const bytes = Uint8Array.from(whole);
    bytes[at] = octet;
    try {
      parseTrustedRoot(bytes);
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
    }
  });
  fc.assert(property, { numRuns: 300 });
});

test('both ends of a validity count, to the fraction', () => {
  assert.ok(withinValidity({ from: 1, until: 2.5 }, 1) && withinValidity({ from: 1, until: 2.5 }, 2.5));
  assert.ok(!withinValidity({ from: 1, until: 2.5 }, 2.501) && !withinValidity({ from: 1, until: 2.5 }, 0.999));
  assert.ok(withinValidity({ from: 1, until: null }, 1e12));
});
