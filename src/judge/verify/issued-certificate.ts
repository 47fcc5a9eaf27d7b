import type { Certificate } from '../../formats/der/x509.ts';
import { EXT_KEY_USAGES, EXTENSION_OIDS } from '../../formats/der/x509-extensions.ts';
import { equalBytes } from '../../formats/equal-bytes.ts';
import { FormatError } from '../../formats/format-error.ts';
import { type TrustedAuthority, withinValidity } from '../../formats/sigstore/trusted-root.ts';
import { type PublicKey, publicKeyOf, verifiesForX509 } from './public-key.ts';

// RFC 5280 section 4.2: a critical extension that is not understood refuses the certificate. These are.
const UNDERSTOOD: readonly string[] = [
  EXTENSION_OIDS.basicConstraints,
  EXTENSION_OIDS.keyUsage,
  EXTENSION_OIDS.extKeyUsage,
  EXTENSION_OIDS.subjectAltName,
];

/** An authority that issued a certificate, with the key that did. */
export interface Issuer {
  readonly authority: TrustedAuthority;
  readonly key: PublicKey;
}

/**
 * Finds the authority that issued a leaf: the whole chain up to its root verifies and is valid at every one of the times.
 * The last certificate of an authority is trusted because it stands in the trusted root.
 *
 * @param times - seconds since 1970, at least one
 * @param purpose - what the leaf must be for, and what no authority above it may exclude
 * @throws FormatError saying of the last candidate why it is not the issuer
 * @example issuerOf(leaf, root.certificateAuthorities, [integratedTime], EXT_KEY_USAGES.codeSigning).key
 * @see RFC 5280 section 6.1; GHSA-wfqv-66vq-46rm (an expired intermediate)
 */
export function issuerOf(
  leaf: Certificate,
  authorities: readonly TrustedAuthority[],
  times: readonly number[],
  purpose: string,
): Issuer {
  checkLeaf(leaf, purpose);
  let reason = 'the trusted root has no authority that issued the certificate';
  for (const authority of authorities) {
    const [first] = authority.chain;
    if (first === undefined || !equalBytes(first.subject.raw, leaf.issuer.raw)) continue;
    try {
      const outside = times.find((time) => !withinValidity(authority.valid, time));
      if (outside !== undefined) fail(`${authority.uri || 'the authority'} was not trusted at ${iso(outside)}`);
      checkPath([leaf, ...authority.chain], times, purpose, leaf);
      return { authority, key: publicKeyOf(first.spki) };
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      reason = error.message;
    }
  }
  return fail(reason);
}

/**
 * Checks a chain from its leaf up to a certificate that is trusted: signatures, names, validity at every time, authorities,
 * path lengths, purposes.
 *
 * @param passing - one that came with the evidence: nothing is remembered of it
 * @throws FormatError of format `chain`
 * @example checkPath([leaf, intermediate, root], [time], EXT_KEY_USAGES.timeStamping)
 * @see RFC 5280 section 6.1
 */
export function checkPath(
  path: readonly Certificate[],
  times: readonly number[],
  purpose: string,
  passing?: Certificate,
): void {
  for (const [index, certificate] of path.entries()) {
    const strange = certificate.rawExtensions.find(({ oid, critical }) => critical && !UNDERSTOOD.includes(oid));
    if (strange !== undefined) fail(`certificate ${index} has the critical extension ${strange.oid}`);
    const outside = times.find((time) => time < certificate.notBefore || time > certificate.notAfter);
    if (outside !== undefined) fail(`certificate ${index} of the chain is not valid at ${iso(outside)}`);
    if (index > 0) checkAuthority(certificate, index, purpose);
    const issuer = path[index + 1];
    if (issuer === undefined) break;
    const issued = certificate === passing ? wasIssuedBy(certificate, issuer) : isIssuedBy(certificate, issuer);
    if (!issued) fail(`certificate ${index} of the chain was not issued by the next one`);
  }
}

/**
 * Links that were looked at, by issuer, for as long as both certificates are in use: those of a trusted root are the same for
 * every bundle, and their keys are the slow ones.
 */
const LINKS = new WeakMap<Certificate, WeakMap<Certificate, boolean>>();

/**
 * Whether a certificate was issued by another: names and signature, by a key that is not too weak and not too slow.
 * @example isIssuedBy(root, root) // self-signed
 */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  const links = LINKS.get(issuer) ?? new WeakMap<Certificate, boolean>();
  if (!LINKS.has(issuer)) LINKS.set(issuer, links);
  const known = links.get(certificate);
  if (known !== undefined) return known;
  const issued = wasIssuedBy(certificate, issuer);
  links.set(certificate, issued);
  return issued;
}

function wasIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  const key = publicKeyOf(issuer.spki);
  const sound = key.info.type !== 'rsa' || (key.info.bits >= 2048 && key.info.bits <= 8192);
  const { oid } = certificate.signatureAlgorithm;
  return (
    sound &&
    equalBytes(certificate.issuer.raw, issuer.subject.raw) &&
    verifiesForX509(key, oid, certificate.tbs, certificate.signature) === true
  );
}

function checkAuthority({ extensions }: Certificate, index: number, purpose: string): void {
  const { basicConstraints, keyUsage, extKeyUsage } = extensions;
  if (basicConstraints?.ca !== true || keyUsage?.uses.includes('keyCertSign') !== true)
    fail(`certificate ${index} of the chain is no authority`);
  if (basicConstraints.pathLength !== undefined && index - 1 > basicConstraints.pathLength)
    fail(`certificate ${index} allows ${basicConstraints.pathLength} authorities below it`);
  const purposes = extKeyUsage?.purposes ?? [purpose];
  if (!purposes.includes(purpose) && !purposes.includes(EXT_KEY_USAGES.any))
    fail(`certificate ${index} of the chain is not for this purpose`);
}

function checkLeaf({ version, extensions }: Certificate, purpose: string): void {
  const { basicConstraints, keyUsage, extKeyUsage } = extensions;
  if (version !== 3) fail('the certificate is not of version 3');
  if (basicConstraints?.ca === true) fail('the certificate is an authority, which must not sign data');
  if (keyUsage?.uses.includes('digitalSignature') !== true || keyUsage.uses.includes('keyCertSign'))
    fail('the certificate is not for digital signatures, or for more than those');
  if (extKeyUsage?.purposes.includes(purpose) !== true) fail('the certificate is not for this purpose');
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function fail(message: string): never {
  throw new FormatError('chain', message);
}
