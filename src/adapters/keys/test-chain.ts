import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { type DistinguishedName, writeDistinguishedName } from '../../formats/der/distinguished-name.ts';
import { serialisePem } from '../../formats/der/pem.ts';
import { contextTag } from '../../formats/der/tags.ts';
import {
  writeBitString,
  writeBoolean,
  writeConstructed,
  writeElement,
  writeInteger,
  writeOctetString,
  writeOid,
  writeSequence,
  writeTime,
} from '../../formats/der/writer.ts';
import { EXT_KEY_USAGES, EXTENSION_OIDS } from '../../formats/der/x509-extensions.ts';
import type { NotationTestChain, TestChainRequest } from '../../ports/key-maker.ts';
import { spkiOf } from './key-object-signer.ts';

const ECDSA_SHA256 = writeSequence(writeOid('1.2.840.10045.4.3.2'));

interface Issued {
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly publicKey: KeyObject;
  readonly issuerKey: KeyObject;
  readonly ca: boolean;
}

/**
 * Makes a test authority and a signing certificate, as notation demands them: P-256, the authority with critical basic
 * constraints (path length 0) and keyCertSign, the leaf with digitalSignature only and the purpose codeSigning. The
 * authority's key is thrown away, so that nothing else can be issued under it.
 *
 * @example newTestChain({ name: 'example.com', notBefore: 1790000000, days: 365 })
 * @see Notary Project signature-specification.md, "Certificate Requirements"; RFC 5280 section 4.2
 */
export function newTestChain(request: TestChainRequest): NotationTestChain {
  const { name, notBefore, days } = request;
  const notAfter = notBefore + days * 86_400;
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = subjectOf(`${name} test authority`);
  const root = certificate(
    { subject: issuer, issuer, publicKey: authority.publicKey, issuerKey: authority.privateKey, ca: true },
    authority.publicKey,
    notBefore,
    notAfter,
  );
  const leaf = certificate(
    { subject: subjectOf(name), issuer, publicKey: signing.publicKey, issuerKey: authority.privateKey, ca: false },
    authority.publicKey,
    notBefore,
    notAfter,
  );
  return {
    privateKey: String(signing.privateKey.export({ format: 'pem', type: 'pkcs8' })),
    chain: serialisePem('CERTIFICATE', leaf) + serialisePem('CERTIFICATE', root),
    root: serialisePem('CERTIFICATE', root),
    notAfter,
  };
}

/** notation's trust policies need C, ST and O in a name. */
function subjectOf(commonName: string): DistinguishedName {
  return [
    [{ type: 'C', value: 'US' }],
    [{ type: 'ST', value: 'Test' }],
    [{ type: 'O', value: 'Twinseal test' }],
    [{ type: 'CN', value: commonName }],
  ];
}

function certificate(issued: Issued, issuerPublicKey: KeyObject, notBefore: number, notAfter: number): Uint8Array {
  const serial = randomBytes(16);
  // Positive, and never shorter than it looks.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const tbs = writeSequence(
    writeConstructed(contextTag(0, 'constructed'), [writeInteger(new Uint8Array([2]))]),
    writeInteger(serial),
    ECDSA_SHA256,
    writeDistinguishedName(issued.issuer),
    writeSequence(writeTime(notBefore), writeTime(notAfter)),
    writeDistinguishedName(issued.subject),
    spkiOf(issued.publicKey),
    writeConstructed(contextTag(3, 'constructed'), [writeSequence(...extensions(issued, issuerPublicKey))]),
  );
  const signature = sign('sha256', tbs, { key: issued.issuerKey, dsaEncoding: 'der' });
  return writeSequence(tbs, ECDSA_SHA256, writeBitString(signature));
}

function extensions({ ca, publicKey }: Issued, issuerPublicKey: KeyObject): readonly Uint8Array[] {
  const constraints = ca ? writeSequence(writeBoolean(true), writeInteger(new Uint8Array([0]))) : writeSequence();
  // Bit 5 is keyCertSign and bit 6 cRLSign; bit 0 is digitalSignature.
  const usage = ca ? writeBitString(new Uint8Array([0x06]), 1) : writeBitString(new Uint8Array([0x80]), 7);
  return [
    extension(EXTENSION_OIDS.basicConstraints, true, constraints),
    extension(EXTENSION_OIDS.keyUsage, true, usage),
    ...(ca ? [] : [extension(EXTENSION_OIDS.extKeyUsage, false, writeSequence(writeOid(EXT_KEY_USAGES.codeSigning)))]),
    extension(EXTENSION_OIDS.subjectKeyIdentifier, false, writeOctetString(keyIdentifier(publicKey))),
    extension(
      EXTENSION_OIDS.authorityKeyIdentifier,
      false,
      writeSequence(writeElement(contextTag(0, 'primitive'), keyIdentifier(issuerPublicKey))),
    ),
  ];
}

function extension(oid: string, critical: boolean, value: Uint8Array): Uint8Array {
  return writeSequence(writeOid(oid), ...(critical ? [writeBoolean(true)] : []), writeOctetString(value));
}

/** SHA-256 over SubjectPublicKeyInfo. @see RFC 7093 section 2, method 4 */
function keyIdentifier(key: KeyObject): Uint8Array {
  return new Uint8Array(createHash('sha256').update(spkiOf(key)).digest());
}
