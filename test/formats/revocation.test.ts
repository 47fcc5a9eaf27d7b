// Revocation lists, OCSP messages and the addresses in certificates: round trip, malformed, malleable, exhausting.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MAX_CRL_BYTES, parseRevocationList, revokedEntries } from '../../src/formats/der/crl.ts';
import { MAX_OCSP_BYTES, ocspRequest, parseOcspResponse, SHA1_OID } from '../../src/formats/der/ocsp.ts';
import { derElements, parseDer } from '../../src/formats/der/reader.ts';
import { revocationAddresses } from '../../src/formats/der/revocation-addresses.ts';
import { contextTag } from '../../src/formats/der/tags.ts';
import * as der from '../../src/formats/der/writer.ts';
import { parseCertificate } from '../../src/formats/der/x509.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { type CertificateShape, makeChain } from '../support/certificates.ts';
import { extensionDer, listDer, responseDer } from '../support/revocation.ts';

const NOW = 1_775_000_000;
const chain = makeChain({ root: { keyUsage: ['keyCertSign', 'cRLSign'] } });
const [leaf = new Uint8Array(), root = new Uint8Array()] = chain.chain;
const refused = (call: () => unknown, message: RegExp) =>
  assert.throws(call, (error) => error instanceof FormatError && message.test(error.message));
const serialOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

test('what a list says of each serial number is read back, wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.bigInt(1n, 2n ** 159n), { minLength: 1, maxLength: 30 }),
      fc.constantFrom(undefined, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10),
      fc.option(fc.integer({ min: 0, max: NOW }), { nil: undefined }),
      (numbers, reason, invalidFrom) => {
        const serials = numbers
          .map((number) => number.toString(16))
          .map((hex) => (hex.length % 2 === 0 ? hex : `0${hex}`));
        const entry = {
          at: NOW,
          ...(reason !== undefined && { reason }),
          ...(invalidFrom !== undefined && { invalidFrom }),
        };
        const bytes = listDer(root, chain.rootKey, {
          thisUpdate: NOW,
          nextUpdate: NOW + 1,
          revoked: serials.map((serial) => ({ serial: serialOf(serial), ...entry })),
        });
        const list = parseRevocationList(bytes);
        assert.deepEqual([list.thisUpdate, list.nextUpdate], [NOW, NOW + 1]);
        for (const serial of serials) {
          const [found, second] = revokedEntries(list, serial);
          assert.deepEqual([found?.revokedAt, found?.invalidFrom, second], [NOW, invalidFrom, undefined]);
        }
        assert.deepEqual(revokedEntries(list, '00'), []);
      },
    ),
    { numRuns: 40 },
  );
});

test('a list with anything missing, doubled, cut or added is refused', () => {
  const bytes = listDer(root, chain.rootKey, {
    thisUpdate: NOW,
    nextUpdate: NOW + 1,
    revoked: [{ serial: serialOf('05'), at: NOW }],
  });
  const [tbs, algorithm, signature] = parseDer(bytes).children;
  assert.ok(tbs !== undefined && algorithm !== undefined && signature !== undefined);
  const parts = tbs.children.map((child) => child.bytes);
  const whole = (own: readonly Uint8Array[], outer: Uint8Array = algorithm.bytes) =>
    der.writeSequence(der.writeSequence(...own), outer, signature.bytes);
  assert.equal(parseRevocationList(whole(parts)).thisUpdate, NOW);
  // Without a version it is of version 1, and without one of two times the other is the first: both may be.
  for (const at of [1, 2]) refused(() => parseRevocationList(whole(parts.filter((_, place) => place !== at))), /./);
  refused(
    () => parseRevocationList(whole(parts, der.writeSequence(der.writeOid('1.2.840.113549.1.1.11')))),
    /inside than outside/,
  );
  refused(() => parseRevocationList(whole([...parts, der.writeNull()])), /not known there/);
  refused(
    () => parseRevocationList(whole([der.writeInteger(new Uint8Array([2])), ...parts.slice(1)])),
    /another version/,
  );
  refused(() => parseRevocationList(Buffer.concat([bytes, new Uint8Array([0])])), /end-of-contents/);
  refused(() => parseRevocationList(Buffer.concat([bytes, bytes])), /after it/);
  refused(() => parseRevocationList(new Uint8Array()), /missing/);
  for (let length = 1; length < bytes.length; length += 7)
    refused(() => parseRevocationList(bytes.subarray(0, length)), /./);
  const entry = (...own: readonly Uint8Array[]) =>
    whole([...parts.slice(0, 5), der.writeSequence(der.writeSequence(...own))]);
  refused(() => parseRevocationList(entry(der.writeNull(), der.writeTime(NOW))), /entry that is none/);
  refused(() => parseRevocationList(entry(der.writeInteger(serialOf('05')))), /entry that is none/);
  const reason = extensionDer('2.5.29.21', new Uint8Array([10, 1, 7]));
  const seven = parseRevocationList(
    entry(der.writeInteger(serialOf('05')), der.writeTime(NOW), der.writeSequence(reason)),
  );
  refused(() => revokedEntries(seven, '05'), /reason is none/);
});

test('a list of a hundred thousand is read, one that is too large or of nothing but lengths is not', () => {
  const one = der.writeSequence(der.writeInteger(serialOf('7f0102')), der.writeTime(NOW));
  const many = Array.from({ length: 100_000 }, () => one);
  const bytes = listDer(root, chain.rootKey, { thisUpdate: NOW, nextUpdate: NOW + 1 });
  const [tbs, algorithm, signature] = parseDer(bytes).children;
  assert.ok(tbs !== undefined && algorithm !== undefined && signature !== undefined);
  const grown = der.writeSequence(...tbs.children.map((child) => child.bytes), der.writeSequence(...many));
  const list = parseRevocationList(der.writeSequence(grown, algorithm.bytes, signature.bytes));
  assert.equal(revokedEntries(list, '7f0102').length, 100_000);
  refused(() => parseRevocationList(new Uint8Array(MAX_CRL_BYTES + 1)), /more than the/);
  refused(() => [...derElements(new Uint8Array([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]))], /longer than what surrounds/);
});

test('a response is read back; cut, bent or refused it says nothing', () => {
  const bytes = responseDer(leaf, root, chain.rootKey, {
    thisUpdate: NOW,
    nextUpdate: NOW + 1,
    status: { at: 5, reason: 4 },
  });
  const read = parseOcspResponse(bytes);
  assert.deepEqual(read.statuses[0]?.status, { revokedAt: 5, reason: 'superseded' });
  assert.equal(read.statuses[0]?.id.serialNumber, parseCertificate(leaf).serialNumber);
  for (let length = 0; length < bytes.length; length += 5)
    refused(() => parseOcspResponse(bytes.subarray(0, length)), /./);
  refused(() => parseOcspResponse(Buffer.concat([bytes, new Uint8Array([5, 0])])), /after the value/);
  refused(() => parseOcspResponse(new Uint8Array(MAX_OCSP_BYTES + 1)), /more than the/);
  for (const status of [1, 2, 3, 4, 5, 6, 99])
    refused(() => parseOcspResponse(new Uint8Array([0x30, 3, 10, 1, status])), /answers/);
  refused(() => parseOcspResponse(responseDer(leaf, root, chain.rootKey, { thisUpdate: NOW, copies: 33 })), /33 parts/);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const bent = Uint8Array.from(bytes, (octet, place) => (place === at ? octet ^ change : octet));
      try {
        // What can still be read is for the signature to refuse: reading throws nothing but its own error.
        parseOcspResponse(bent);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
  );
});

test('a question names the certificate as RFC 6960 has it', () => {
  const id = {
    hash: SHA1_OID,
    issuerName: new Uint8Array(20),
    issuerKey: new Uint8Array(20).fill(1),
    serialNumber: '8005',
  };
  const [tbs] = parseDer(ocspRequest(id)).children;
  const [hash, name, key, serial] = tbs?.children[0]?.children[0]?.children[0]?.children ?? [];
  assert.equal(tbs?.children.length, 1);
  assert.equal(Buffer.from(hash?.bytes ?? []).toString('hex'), '300906052b0e03021a0500');
  assert.deepEqual([name?.content.length, key?.content[0]], [20, 1]);
  assert.equal(Buffer.from(serial?.content ?? []).toString('hex'), '008005');
});

test('addresses in certificates are read, and what makes a list a part is told', () => {
  const of = (shape: CertificateShape) =>
    revocationAddresses(parseCertificate(makeChain({ leaf: shape }).chain[0] ?? leaf));
  assert.deepEqual(of({}), { ocsp: [], crl: [] });
  assert.deepEqual(of({ ocsp: ['http://a/', 'http://b/'], crl: ['http://c/'] }), {
    ocsp: ['http://a/', 'http://b/'],
    crl: ['http://c/'],
  });
  const explicit = (n: number, ...parts: readonly Uint8Array[]) =>
    der.writeConstructed(contextTag(n, 'constructed'), parts);
  const uri = (text: string) => der.writeElement(contextTag(6, 'primitive'), new TextEncoder().encode(text));
  const point = (...parts: readonly Uint8Array[]) =>
    of({ more: { '2.5.29.31': der.writeSequence(der.writeSequence(...parts)) } });
  const named = explicit(0, explicit(0, uri('http://c/')));
  assert.deepEqual(point(named).crl, ['http://c/']);
  assert.match(
    point(named, der.writeElement(contextTag(1, 'primitive'), new Uint8Array([0, 1]))).unreadCrl ?? '',
    /by reason/,
  );
  assert.match(point(named, explicit(2, uri('x'))).unreadCrl ?? '', /another issuer/);
  assert.match(point(explicit(0, explicit(1, der.writeNull()))).unreadCrl ?? '', /directory name/);
  assert.match(
    point(explicit(0, explicit(0, der.writeElement(contextTag(2, 'primitive'), new Uint8Array([97]))))).unreadCrl ?? '',
    /else/,
  );
  assert.match(of({ crl: ['http://c/'], more: { '2.5.29.46': der.writeSequence() } }).unreadCrl ?? '', /freshestCRL/);
  refused(() => point(der.writeNull(), der.writeNull()), /not known there/);
  refused(() => of({ more: { '1.3.6.1.5.5.7.1.1': der.writeSequence() } }), /parts/);
  refused(() => of({ ocsp: ['http://a b/'] }), /printable/);
});
