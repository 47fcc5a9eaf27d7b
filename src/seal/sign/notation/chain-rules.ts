import { X509Certificate } from 'node:crypto';
import { formatDistinguishedName } from '../../../formats/der/distinguished-name.ts';
import { type Certificate, parseCertificate } from '../../../formats/der/x509.ts';
import { EXT_KEY_USAGES } from '../../../formats/der/x509-extensions.ts';
import { FormatError } from '../../../formats/format-error.ts';
import type { CertifiedSigner } from '../../../ports/signer.ts';
import { TwinsealError } from '../../../records/twinseal-error.ts';

// signature-specification.md, "Certificate Requirements": purposes that a signing leaf must not have.
const FORBIDDEN_PURPOSES = (
  ['any', 'serverAuth', 'clientAuth', 'emailProtection', 'timeStamping', 'ocspSigning'] as const
).map((name) => ({ name, oid: EXT_KEY_USAGES[name] }));
// Signature algorithms with MD5 or SHA-1, which the specification forbids.
const WEAK = ['1.2.840.113549.1.1.4', '1.2.840.113549.1.1.5', '1.2.840.10045.4.1', '1.2.840.10040.4.3'];

/**
 * Refuses to sign with a chain that notation would refuse to verify: wrong key, wrong order, incomplete, out of date at
 * the signing time, or a certificate without the extensions that its place demands. It protects the signer from making
 * useless signatures; a verifier has rules of its own.
 *
 * @param signingTime - seconds since 1970
 * @throws TwinsealError `CERTIFICATE_UNSUITABLE` naming the certificate and the rule
 * @example checkSigningChain(signer, 1790000000);
 * @see Notary Project signature-specification.md, "Certificate Requirements"
 */
export function checkSigningChain(signer: Pick<CertifiedSigner, 'spki' | 'chain'>, signingTime: number): void {
  const chain = signer.chain.map(parse);
  const [leaf] = chain;
  if (leaf === undefined) refuse('the certificate chain is empty');
  if (!Buffer.from(leaf.spki).equals(signer.spki))
    refuse(
      `the first certificate (${nameOf(leaf)}) is not for the signing key: give the chain of that key, leaf first`,
    );
  checkLeaf(leaf);
  for (const [index, certificate] of chain.entries()) {
    if (signingTime < certificate.notBefore || signingTime > certificate.notAfter)
      refuse(`the certificate ${nameOf(certificate)} is not valid at the signing time`);
    if (index > 0) checkAuthority(certificate, index - 1);
    checkIssuer(certificate, chain[index + 1]);
  }
}

function checkLeaf(leaf: Certificate): void {
  const { basicConstraints, keyUsage, extKeyUsage } = leaf.extensions;
  if (basicConstraints?.ca === true) refuse(`the signing certificate ${nameOf(leaf)} is a certificate authority`);
  if (keyUsage === undefined || !keyUsage.critical)
    refuse(`the signing certificate ${nameOf(leaf)} has no critical key usage`);
  const strange = keyUsage.uses.filter((use) => use !== 'digitalSignature' && use !== 'nonRepudiation');
  if (!keyUsage.uses.includes('digitalSignature') || strange.length > 0)
    refuse(`the key usage of the signing certificate ${nameOf(leaf)} must be digitalSignature only`);
  const purpose = FORBIDDEN_PURPOSES.find(({ oid }) => extKeyUsage?.purposes.includes(oid));
  if (purpose !== undefined) refuse(`the signing certificate ${nameOf(leaf)} has the purpose ${purpose.name}`);
}

function checkAuthority(authority: Certificate, below: number): void {
  const { basicConstraints, keyUsage } = authority.extensions;
  if (basicConstraints?.ca !== true || !basicConstraints.critical)
    refuse(`the certificate ${nameOf(authority)} is not marked as an authority by critical basic constraints`);
  if (basicConstraints.pathLength !== undefined && basicConstraints.pathLength < below)
    refuse(`the path length of ${nameOf(authority)} allows fewer certificates below it`);
  if (keyUsage === undefined || !keyUsage.critical || !keyUsage.uses.includes('keyCertSign'))
    refuse(`the certificate ${nameOf(authority)} has no critical key usage with keyCertSign`);
}

/** Each is signed by the next, the last by itself, and no other by itself. */
function checkIssuer(certificate: Certificate, next: Certificate | undefined): void {
  if (WEAK.includes(certificate.signatureAlgorithm.oid)) refuse(`${nameOf(certificate)} is signed with MD5 or SHA-1`);
  const selfIssued = Buffer.from(certificate.issuer.raw).equals(certificate.subject.raw);
  if (next !== undefined && selfIssued && isSignedBy(certificate, certificate))
    refuse(`the chain goes on after the self-signed certificate ${nameOf(certificate)}: it must end with its root`);
  const issuer = next ?? certificate;
  if (!Buffer.from(certificate.issuer.raw).equals(issuer.subject.raw) || !isSignedBy(certificate, issuer))
    refuse(
      next === undefined
        ? `the chain ends with ${nameOf(certificate)}, which is not self-signed: add its issuers up to the root`
        : `${nameOf(certificate)} is not signed by ${nameOf(next)}: the file must hold the chain from leaf to root`,
    );
}

function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  return new X509Certificate(certificate.raw).verify(new X509Certificate(issuer.raw).publicKey);
}

function parse(der: Uint8Array): Certificate {
  try {
    return parseCertificate(der);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('CERTIFICATE_UNSUITABLE', `a certificate of the chain is malformed: ${cause.message}`, {
      cause,
    });
  }
}

function nameOf(certificate: Certificate): string {
  return JSON.stringify(formatDistinguishedName(certificate.subject.name));
}

function refuse(problem: string): never {
  throw new TwinsealError('CERTIFICATE_UNSUITABLE', problem);
}
