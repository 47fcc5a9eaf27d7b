import { createHash } from 'node:crypto';
import {
  type OcspCertificateId,
  type OcspResponse,
  type OcspStatus,
  parseOcspResponse,
  SHA1_OID,
} from '../../formats/der/ocsp.ts';
import { parseDer } from '../../formats/der/reader.ts';
import { bitStringOctets, sequenceOf } from '../../formats/der/values.ts';
import { type Certificate, parseCertificate } from '../../formats/der/x509.ts';
import { EXT_KEY_USAGES, EXTENSION_OIDS } from '../../formats/der/x509-extensions.ts';
import { equalBytes } from '../../formats/equal-bytes.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { Interval } from '../../records/interval.ts';
import type { RevocationAnswer } from '../../records/revocation.ts';
import { publicKeyOf, verifiesForX509 } from './public-key.ts';
import { answerOf, CLOCK_SKEW, type IssuedPair } from './revocation-list.ts';

/** Hashes that name an issuer here. SHA-1 is what responders know; nothing rests on it but which certificate is meant. */
const HASHES: Readonly<Record<string, string>> = { [SHA1_OID]: 'sha1', '2.16.840.1.101.3.4.2.1': 'sha256' };
/** "The responder's certificate need not be checked." @see RFC 6960 section 4.2.2.2.1 */
const NO_CHECK = '1.3.6.1.5.5.7.48.1.5';
const UNDERSTOOD: readonly string[] = [
  EXTENSION_OIDS.basicConstraints,
  EXTENSION_OIDS.keyUsage,
  EXTENSION_OIDS.extKeyUsage,
  EXTENSION_OIDS.subjectAltName,
  NO_CHECK,
];

/**
 * Names a certificate for an OCSP responder.
 * @example ocspRequest(ocspIdOf({ certificate: leaf, issuer }))
 * @see RFC 6960 section 4.1.1; RFC 5019 section 2.1.1 (SHA-1)
 */
export function ocspIdOf({ certificate, issuer }: IssuedPair, hash: string = SHA1_OID): OcspCertificateId {
  return { hash, ...issuerHashes(issuer, HASHES[hash] ?? 'sha1'), serialNumber: certificate.serialNumber };
}

/**
 * What an OCSP response says of a certificate, once it is held to be the issuer's word: signed by the issuer itself, or by a
 * responder to whom the very same issuer gave a certificate for just that. Whatever else comes with it is trusted for nothing.
 *
 * @param signedAt - seconds since 1970 at which a trusted third party saw the signature, at the latest
 * @throws FormatError saying why the response does not count
 * @example answerOfResponse(bytes, { certificate: leaf, issuer }).status // 'good'
 * @see RFC 6960 sections 3.2 and 4.2.2.2
 */
export function answerOfResponse(bytes: Uint8Array, pair: IssuedPair, signedAt?: number): RevocationAnswer {
  const response = parseOcspResponse(bytes);
  if (response.strange !== undefined) fail(`has the critical extension ${response.strange}, which is not read`);
  const [own, second] = response.statuses.filter(({ id }) => isMeant(id, pair));
  if (own === undefined) return fail('is about another certificate');
  if (second !== undefined) fail('answers twice about the certificate');
  const responder = validityOfSigner(response, pair.issuer);
  const { thisUpdate, nextUpdate, status } = own;
  if (nextUpdate === undefined) return fail('does not say until when it is the newest (nextUpdate)');
  const valid = {
    from: Math.max(thisUpdate - CLOCK_SKEW, responder.from ?? 0),
    until: Math.min(nextUpdate, responder.until ?? nextUpdate),
  };
  if (valid.until < valid.from) fail('ends before it begins');
  if (status === 'unknown') return fail('says that the certificate is not known there');
  return answerOf(status === 'good' ? undefined : status, 'ocsp', valid, signedAt);
}

function isMeant(id: OcspStatus['id'], pair: IssuedPair): boolean {
  if (!Object.hasOwn(HASHES, id.hash) || id.serialNumber !== pair.certificate.serialNumber) return false;
  const wanted = ocspIdOf(pair, id.hash);
  return equalBytes(id.issuerName, wanted.issuerName) && equalBytes(id.issuerKey, wanted.issuerKey);
}

function issuerHashes({ subject, spki }: Certificate, hash: string) {
  const digest = (bytes: Uint8Array) => createHash(hash).update(bytes).digest();
  return { issuerName: digest(subject.raw), issuerKey: digest(keyBits(spki)) };
}

function keyBits(spki: Uint8Array): Uint8Array {
  return bitStringOctets(sequenceOf(parseDer(spki), 'the public key', 2, 2)[1], 'the public key');
}

/** When whoever signed the response could: always for the issuer, which is looked at with its chain. */
function validityOfSigner(response: OcspResponse, issuer: Certificate): Interval {
  if (isResponder(response, issuer) && verifies(response, issuer)) return { from: null, until: null };
  let reason = 'has a signature by neither the issuer nor a responder that it named';
  for (const der of response.certificates) {
    try {
      const certificate = parseCertificate(der);
      if (!isResponder(response, certificate)) continue;
      requireNamedBy(certificate, issuer);
      if (!verifies(response, certificate)) fail('has a signature that does not verify with the key of its responder');
      return { from: certificate.notBefore, until: certificate.notAfter };
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      reason =
        error.format === 'ocsp'
          ? error.message.replace(/^the OCSP response /, '')
          : `has a certificate that can't be read: ${error.message}`;
    }
  }
  return fail(reason);
}

function isResponder({ responder }: OcspResponse, { subject, spki }: Certificate): boolean {
  if ('name' in responder) return equalBytes(responder.name, subject.raw);
  return equalBytes(responder.keyHash, createHash('sha1').update(keyBits(spki)).digest());
}

/** @see RFC 6960 sections 4.2.2.2 and 4.2.2.2.1 */
function requireNamedBy(certificate: Certificate, issuer: Certificate): void {
  const { extensions, rawExtensions, signatureAlgorithm, tbs, signature } = certificate;
  if (!equalBytes(certificate.issuer.raw, issuer.subject.raw)) fail('is of a responder whom another issuer named');
  const verified = verifiesForX509(publicKeyOf(issuer.spki), signatureAlgorithm.oid, tbs, signature);
  if (verified !== true) fail('is of a responder whose certificate the issuer did not sign');
  if (extensions.extKeyUsage?.purposes.includes(EXT_KEY_USAGES.ocspSigning) !== true)
    fail('is of a responder whose certificate is not for that (OCSPSigning)');
  if (extensions.keyUsage?.uses.includes('digitalSignature') === false)
    fail('is of a responder whose key is not for signatures');
  const strange = rawExtensions.find(({ oid, critical }) => critical && !UNDERSTOOD.includes(oid));
  if (strange !== undefined) fail(`is of a responder whose certificate has the critical extension ${strange.oid}`);
  if (rawExtensions.every(({ oid }) => oid !== NO_CHECK))
    fail('is of a responder whose own certificate may be revoked too (it lacks ocsp-nocheck), which nothing here asks');
}

function verifies({ signatureAlgorithm, tbs, signature }: OcspResponse, { spki }: Certificate): boolean {
  const key = publicKeyOf(spki);
  if (key.info.type === 'rsa' && (key.info.bits < 2048 || key.info.bits > 8192))
    fail('is signed by an RSA key that is refused');
  const verified = verifiesForX509(key, signatureAlgorithm, tbs, signature);
  if (verified === undefined) fail(`is signed with the algorithm ${signatureAlgorithm}, which is refused`);
  return verified;
}

function fail(problem: string): never {
  throw new FormatError('ocsp', `the OCSP response ${problem}`);
}
