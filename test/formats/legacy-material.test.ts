// What cosign before version 3 writes beside a signature: read as it was written, and nothing that is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { canonicalJsonBytes } from '../../src/formats/json/canonical.ts';
import {
  type LegacyMaterial,
  legacyAnnotations,
  legacyCertificate,
  legacyWitnesses,
} from '../../src/formats/sigstore/legacy-material.ts';

const BUNDLE = 'dev.sigstore.cosign/bundle';
const STAMP = 'dev.sigstore.cosign/rfc3161timestamp';
const CERTIFICATE = 'dev.sigstore.cosign/certificate';
const octets = fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => Uint8Array.from(bytes));
const entry = fc.record({
  logIndex: fc.maxSafeNat(),
  logId: octets,
  kind: fc.constantFrom('hashedrekord', 'dsse', 'intoto'),
  version: fc.constant('0.0.1'),
  integratedTime: fc.maxSafeNat(),
  inclusionPromise: octets,
});

test('what is written comes back', () => {
  fc.assert(
    fc.property(fc.option(entry), fc.option(octets), fc.option(octets), (one, timestamp, certificate) => {
      const material: LegacyMaterial = {
        ...(certificate !== null && { certificate }),
        tlogEntries:
          one === null
            ? []
            : [
                {
                  ...one,
                  canonicalizedBody: canonicalJsonBytes({ apiVersion: one.version, kind: one.kind, spec: {} }),
                },
              ],
        timestamps: timestamp === null ? [] : [timestamp],
      };
      const annotations = legacyAnnotations(material);
      assert.deepEqual(legacyWitnesses(annotations), {
        tlogEntries: material.tlogEntries,
        timestamps: material.timestamps,
      });
      assert.deepEqual(legacyCertificate(annotations), material.certificate);
    }),
  );
});

test('two entries, two timestamps, and an entry that no log promised have no place', () => {
  const one = {
    logIndex: 1,
    logId: new Uint8Array(1),
    kind: 'dsse',
    version: '0.0.1',
    canonicalizedBody: new Uint8Array(1),
  };
  const promised = { ...one, integratedTime: 1, inclusionPromise: new Uint8Array(1) };
  const stamp = new Uint8Array(1);
  for (const material of [
    { tlogEntries: [promised, promised], timestamps: [] },
    { tlogEntries: [one], timestamps: [] },
    { tlogEntries: [{ ...promised, integratedTime: undefined }], timestamps: [] },
    { tlogEntries: [], timestamps: [stamp, stamp] },
  ] as LegacyMaterial[])
    assert.throws(() => legacyAnnotations(material), FormatError);
});

test('annotations that are malformed are refused, each for itself', () => {
  const body = Buffer.from('{"apiVersion":"0.0.1","kind":"dsse","spec":{}}').toString('base64');
  const payload = { body, integratedTime: 1, logIndex: 0, logID: 'ab' };
  const of = (more: object, promise: unknown = 'AA==') =>
    JSON.stringify({ SignedEntryTimestamp: promise, Payload: { ...payload, ...more } });
  assert.equal(legacyWitnesses({ [BUNDLE]: of({}) }).tlogEntries[0]?.kind, 'dsse');
  for (const text of [
    '',
    '[]',
    'null',
    of({ body: '' }),
    of({ body: `${body}=` }),
    of({ body: { kind: 'dsse' } }),
    of({ body: Buffer.from('{"kind":"dsse"}').toString('base64') }),
    of({ body: Buffer.from('{"kind":"dsse","kind":"dsse","apiVersion":"1"}').toString('base64') }),
    of({ integratedTime: -1 }),
    of({ integratedTime: 1.5 }),
    of({ integratedTime: '1' }),
    of({ logIndex: 2 ** 60 }),
    of({ logID: 'AB' }),
    of({ logID: 'abc' }),
    of({ more: 1 }),
    of({}, ''),
    of({}, 7),
    of({}, 'A'.repeat(10_000)),
    of({}).replace('{', '{"Payload":{},'),
    `${of({})} x`,
  ])
    assert.throws(() => legacyWitnesses({ [BUNDLE]: text }), FormatError, text.slice(0, 200));
  for (const text of [
    '',
    '{}',
    '{"SignedRFC3161Timestamp":""}',
    '{"SignedRFC3161Timestamp":"A"}',
    '{"signedRFC3161Timestamp":"AA=="}',
  ])
    assert.throws(() => legacyWitnesses({ [STAMP]: text }), FormatError, text);
  for (const text of [
    'x',
    '-----BEGIN CERTIFICATE-----',
    '-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----\n',
  ])
    assert.throws(() => legacyCertificate({ [CERTIFICATE]: text }), FormatError, text);
  assert.equal(legacyCertificate({ [CERTIFICATE]: '' }), undefined);
});
