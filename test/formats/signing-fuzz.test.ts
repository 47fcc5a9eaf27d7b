import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePem } from '../../src/formats/der/pem.ts';
import { parseTimestampToken } from '../../src/formats/der/timestamp-token.ts';
import { parseDsseEnvelope } from '../../src/formats/dsse.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseStatement } from '../../src/formats/in-toto.ts';
import { parseNotaryCose } from '../../src/formats/notary/cose.ts';
import { parseNotaryJws } from '../../src/formats/notary/jws.ts';
import { parseNotaryPayload } from '../../src/formats/notary/payload.ts';
import { parseSigstoreBundle } from '../../src/formats/sigstore/bundle.ts';
import { parseEncryptedKey } from '../../src/formats/sigstore/encrypted-key.ts';
import { makeStamper } from '../support/timestamp-authority.ts';
import { vector } from '../support/vectors.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const envelope = vector('cosign/legacy-envelope.json');

// Each parser with a real document that it takes; the fuzzer bends the document.
const PARSERS: Readonly<Record<string, readonly [(bytes: Uint8Array) => unknown, Uint8Array]>> = {
  'PEM files': [(bytes) => parsePem(text(bytes)), vector('openssl/root.crt')],
  'encrypted keys': [(bytes) => parseEncryptedKey(text(bytes)), vector('cosign/cosign.key')],
  'DSSE envelopes': [parseDsseEnvelope, envelope],
  statements: [parseStatement, parseDsseEnvelope(envelope).payload],
  'bundles by key': [parseSigstoreBundle, vector('cosign/sign.bundle.json')],
  'bundles with a log entry': [parseSigstoreBundle, vector('sigstore/othername.sigstore.json')],
  'notation envelopes': [parseNotaryJws, vector('notation/signature.jws.json')],
  'notation envelopes in COSE': [parseNotaryCose, vector('notation/signature.cose')],
  'timestamp tokens': [parseTimestampToken, makeStamper().stamp(envelope, 1_800_000_000, { accuracy: [1, 500] })],
  'notation payloads': [parseNotaryPayload, parseNotaryJws(vector('notation/signature.jws.json')).payload],
};

/** Overwrites, cuts out, or doubles a stretch. */
function bend(document: Uint8Array): fc.Arbitrary<Uint8Array> {
  const at = fc.nat(document.length - 1);
  return fc.oneof(
    fc
      .tuple(at, fc.uint8Array({ minLength: 1, maxLength: 4 }))
      .map(([start, bytes]) =>
        Uint8Array.from([...document.subarray(0, start), ...bytes, ...document.subarray(start + bytes.length)]),
      ),
    fc
      .tuple(at, fc.nat(40))
      .map(([start, length]) =>
        Uint8Array.from([...document.subarray(0, start), ...document.subarray(start + length)]),
      ),
    fc
      .tuple(at, fc.nat(40))
      .map(([start, length]) =>
        Uint8Array.from([...document.subarray(0, start + length), ...document.subarray(start)]),
      ),
  );
}

for (const [name, [parse, document]] of Object.entries(PARSERS)) {
  test(`bent ${name} are read or refused with a FormatError, never with another fault`, () => {
    assert.ok(parse(document));
    fc.assert(
      fc.property(bend(document), (bytes) => {
        try {
          parse(bytes);
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });
}
