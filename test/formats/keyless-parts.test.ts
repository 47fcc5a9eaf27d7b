// Parsers of what keyless bundles are made of, on real bytes and on bent ones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  parseCertificateTimestamps,
  precertificateTbs,
  SCT_LIST_OID,
} from '../../src/formats/der/certificate-timestamps.ts';
import { parseDer } from '../../src/formats/der/reader.ts';
import { contextTag } from '../../src/formats/der/tags.ts';
import { parseTimestampToken } from '../../src/formats/der/timestamp-token.ts';
import { oidValue } from '../../src/formats/der/values.ts';
import { writeConstructed, writeOctetString, writeOid, writeSequence } from '../../src/formats/der/writer.ts';
import { parseCertificate } from '../../src/formats/der/x509.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseSigstoreBundle } from '../../src/formats/sigstore/bundle.ts';
import { certificateIdentity } from '../../src/formats/sigstore/certificate-identity.ts';
import { parseLogBody } from '../../src/formats/sigstore/log-body.ts';
import { decodeUtf8, encodeUtf8 } from '../../src/formats/utf8.ts';
import { makeInstance, SIGNED } from '../support/sigstore-instance.ts';
import { vector } from '../support/vectors.ts';

const real = (name: string) => parseSigstoreBundle(vector(`sigstore/${name}.json`));
const body = (name: string): Uint8Array => real(name).tlogEntries[0]?.canonicalizedBody ?? new Uint8Array();
const made = (log: 'v1' | 'v2') => parseSigstoreBundle(makeInstance().bundle({ file: Buffer.from('x') }, { log }));

function leafOf(name: string) {
  const { key } = real(name);
  assert.ok(key.kind !== 'public-key');
  return parseCertificate(key.kind === 'chain' ? (key.certificates[0] ?? new Uint8Array()) : key.certificate);
}

const LEAF = leafOf('oci-attestation.sigstore');
const LIST = LEAF.rawExtensions.find(({ oid }) => oid === SCT_LIST_OID)?.value ?? new Uint8Array();
const TOKEN = real('public-key-validity.sigstore').timestamps[0] ?? new Uint8Array();

test('the identities of real certificates are read', () => {
  assert.deepEqual(certificateIdentity(LEAF), {
    identity: 'cody@soyland.com',
    kind: 'email',
    issuer: 'https://github.com/login/oauth',
  });
  assert.equal(certificateIdentity(leafOf('othername.sigstore')).kind, 'other');
  assert.equal(certificateIdentity(leafOf('npm-provenance-v0.1')).kind, 'uri');
});

test('the timestamp of a real log of certificates is read, and stands in a certificate that had none before', () => {
  const [one, second] = parseCertificateTimestamps(LIST);
  assert.equal(second, undefined);
  assert.equal(new Date(one?.timestamp ?? 0).toISOString().slice(0, 16), '2025-02-28T19:18');
  const before = precertificateTbs(LEAF);
  assert.ok(before.length < LEAF.tbs.length - LIST.length);
  const without = { tbs: before, rawExtensions: LEAF.rawExtensions.filter(({ oid }) => oid !== SCT_LIST_OID) };
  assert.throws(() => precertificateTbs(without), FormatError);
  assert.deepEqual(precertificateTbs(LEAF), rewritten(LEAF.tbs));
});

/** As RFC 6962 has it, element by element. */
function rewritten(tbs: Uint8Array): Uint8Array {
  const fields = parseDer(tbs).children;
  const list = fields.at(-1)?.children[0]?.children ?? [];
  const kept = list.filter(({ children: [oid] }) => oidValue(oid, 'the type') !== SCT_LIST_OID);
  assert.equal(kept.length, list.length - 1);
  const extensions = writeSequence(...kept.map(({ bytes }) => bytes));
  return writeSequence(
    ...fields.slice(0, -1).map(({ bytes }) => bytes),
    writeConstructed(contextTag(3, 'constructed'), [extensions]),
  );
}

test('what a log had signed is found wherever the list of timestamps stands, however long the rest is', () => {
  const extension = (arc: number, size: number): Uint8Array =>
    writeSequence(writeOid(`1.3.6.1.4.1.99999.${arc}`), writeOctetString(new Uint8Array(size)));
  const own = writeSequence(writeOid(SCT_LIST_OID), writeOctetString(LIST));
  const [version, ...others] = parseDer(LEAF.tbs).children.slice(0, -1);
  const sizes = fc.array(fc.oneof(fc.nat(4), fc.integer({ min: 100, max: 300 }), fc.constant(66_000)), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(sizes, fc.nat(5), (lengths, place) => {
      const list = lengths.map((size, arc) => extension(arc, Math.min(size, 60_000 / lengths.length)));
      list.splice(Math.min(place, list.length), 0, own);
      const tbs = writeSequence(
        ...[version, ...others].map((one) => one?.bytes ?? new Uint8Array()),
        writeConstructed(contextTag(3, 'constructed'), [writeSequence(...list)]),
      );
      const [, algorithm, signature] = parseDer(LEAF.raw).children.map(({ bytes }) => bytes);
      const whole = writeSequence(tbs, algorithm ?? tbs, signature ?? tbs);
      assert.deepEqual(precertificateTbs(parseCertificate(whole)), rewritten(tbs));
    }),
    { numRuns: 100 },
  );
});

test('lists of certificate timestamps whose lengths do not add up are refused', () => {
  const inner = (bytes: readonly number[]): Uint8Array => writeOctetString(new Uint8Array(bytes));
  assert.deepEqual(parseCertificateTimestamps(inner([0, 0])), []);
  // One of another version is passed over.
  assert.deepEqual(parseCertificateTimestamps(inner([0, 3, 0, 1, 9])), []);
  for (const broken of [[], [0], [0, 1], [0, 1, 0], [0, 0, 0], [0, 3, 0, 2, 0], [0, 3, 0, 1, 0]])
    assert.throws(() => parseCertificateTimestamps(inner(broken)), FormatError, broken.join());
  const many = Array.from({ length: 17 }, () => [0, 1, 9]).flat();
  assert.throws(() => parseCertificateTimestamps(inner([0, many.length, ...many])), FormatError);
});

test('a real timestamp is read, as response and as bare token', () => {
  const token = parseTimestampToken(TOKEN);
  assert.equal(token.imprint.hash, '2.16.840.1.101.3.4.2.1');
  assert.ok(token.time > Date.UTC(2026, 0, 1) / 1000 && token.time < SIGNED + 30 * 86_400);
  const [response] = made('v2').timestamps;
  assert.equal(parseTimestampToken(response ?? new Uint8Array()).time, SIGNED);
  // SEQUENCE { SEQUENCE { 0 }, token }: the header takes four bytes, the status five.
  assert.equal(parseTimestampToken((response ?? new Uint8Array()).subarray(4 + 5)).time, SIGNED);
});

test('bodies of each kind are read', () => {
  const seen = [body('npm-provenance-v0.1'), body('othername.sigstore'), body('oci-attestation.sigstore')]
    .concat(made('v1').tlogEntries[0]?.canonicalizedBody ?? [], made('v2').tlogEntries[0]?.canonicalizedBody ?? [])
    .map((bytes) => parseLogBody(bytes))
    .map(({ kind, version, over, hash }) => [kind, version, over, hash].join(' '));
  assert.deepEqual(seen, [
    'intoto 0.0.2 payload sha256',
    'hashedrekord 0.0.1 signed sha256',
    'dsse 0.0.1 payload sha256',
    'hashedrekord 0.0.1 signed sha256',
    'hashedrekord 0.0.2 signed sha256',
  ]);
});

test('bodies that could be read in two ways, or hold two signatures, are refused', () => {
  const text = decodeUtf8(body('oci-attestation.sigstore'));
  const edits: readonly ((one: string) => string)[] = [
    (one) => one.replace('{', '{"kind":"dsse",'),
    (one) => one.replace('{', '{"more":1,'),
    (one) => one.replace('"kind":"dsse"', '"kind":"DSSE"'),
    (one) => one.replace('"apiVersion":"0.0.1"', '"apiVersion":"0.0.9"'),
    (one) => one.replace(/("signatures":\[)(\{[^}]*\})/, '$1$2,$2'),
    (one) => one.replace(/("signatures":\[)(\{[^}]*\})/, '$1'),
    (one) =>
      one.replace('"algorithm":"sha256"', '"algorithm":"md5"').replace('"algorithm":"sha256"', '"algorithm":"md5"'),
    (one) => `${one} x`,
  ];
  for (const edit of edits) {
    assert.notEqual(edit(text), text);
    assert.throws(() => parseLogBody(encodeUtf8(edit(text))), FormatError, String(edit));
  }
});

const PARSERS: readonly (readonly [string, Uint8Array, (bytes: Uint8Array) => unknown])[] = [
  ['lists of certificate timestamps', LIST, parseCertificateTimestamps],
  ['timestamps', TOKEN, parseTimestampToken],
  ['log bodies', body('oci-attestation.sigstore'), parseLogBody],
  ['certificates', LEAF.raw, (bytes) => certificateIdentity(parseCertificate(bytes))],
  ['signed parts of certificates', LEAF.raw, (bytes) => precertificateTbs(parseCertificate(bytes))],
];

for (const [name, whole, parse] of PARSERS)
  test(`bent ${name} are read or refused with a FormatError, never with another fault`, () => {
    const property = fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, octet, end) => {
      const bytes = Uint8Array.from(whole);
      bytes[at] = octet;
      for (const bent of [bytes, whole.subarray(0, end)])
        try {
          parse(bent);
        } catch (error) {
          assert.ok(error instanceof FormatError, String(error));
        }
    });
    fc.assert(property, { numRuns: 300 });
  });
