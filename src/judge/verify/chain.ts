import { type Certificate, parseCertificate } from '../../formats/der/x509.ts';
import { EXT_KEY_USAGES, EXTENSION_OIDS } from '../../formats/der/x509-extensions.ts';
import { equalBytes } from '../../formats/equal-bytes.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { Interval } from '../../records/interval.ts';
import { type PublicKey, publicKeyOf, verifiesForX509 } from './public-key.ts';

/** A chain whose every link verifies, leaf first; whether its root is trusted is another question. */
export interface VerifiedChain {
  readonly leaf: Certificate;
  readonly leafKey: PublicKey;
  readonly certificates: readonly Certificate[];
  /** When all of its certificates are valid. */
  readonly valid: Interval;
}

// RFC 5280 section 4.2: a critical extension that is not understood refuses the certificate. These are.
const UNDERSTOOD: readonly string[] = [
  EXTENSION_OIDS.basicConstraints,
  EXTENSION_OIDS.keyUsage,
  EXTENSION_OIDS.extKeyUsage,
  EXTENSION_OIDS.subjectAltName,
];
const FORBIDDEN_PURPOSES: readonly string[] = [
  EXT_KEY_USAGES.any,
  EXT_KEY_USAGES.serverAuth,
  EXT_KEY_USAGES.clientAuth,
  EXT_KEY_USAGES.emailProtection,
  EXT_KEY_USAGES.timeStamping,
  EXT_KEY_USAGES.ocspSigning,
];

/**
 * Checks a chain as the Notary Project asks: complete to a self-signed root, in order, nothing extra; authorities may
 * sign certificates and honour path lengths; the leaf may sign data and nothing else. Times become an interval, since a
 * fact has no "now". A self-signed leaf alone is a chain.
 *
 * @param chain - DER, leaf first
 * @throws FormatError of format `chain` naming the certificate (0 is the leaf) and the rule
 * @example verifyChain(jws.chain).valid
 * @see Notary Project signature-specification.md, "Certificate Requirements"; RFC 5280 sections 4.2.1 and 6.1
 */
export function verifyChain(chain: readonly Uint8Array[]): VerifiedChain {
  const certificates = chain.map((der) => parseCertificate(der));
  const keys = certificates.map(({ spki }) => publicKeyOf(spki));
  // First of all of them: a key of 16384 bits, which anybody may put in, makes one check take as long as a thousand.
  certificates.forEach((certificate, index) => {
    checkCommon(certificate, keys[index], index);
  });
  certificates.forEach((certificate, index) => {
    if (index > 0) checkAuthority(certificate, index);
    const last = index === certificates.length - 1;
    if (!last && equalBytes(certificate.issuer.raw, certificate.subject.raw))
      fail(index, 'issued itself, which only the last one may');
    const issuer = certificates[last ? index : index + 1];
    const issuerKey = keys[last ? index : index + 1];
    if (issuer === undefined || issuerKey === undefined || !equalBytes(certificate.issuer.raw, issuer.subject.raw))
      fail(
        index,
        last ? 'is not self-signed, so the chain is incomplete' : 'names another issuer than the next certificate',
      );
    const { oid } = certificate.signatureAlgorithm;
    const verified = verifiesForX509(issuerKey, oid, certificate.tbs, certificate.signature);
    if (verified === undefined) fail(index, `is signed with the algorithm ${oid}, which is refused`);
    if (!verified) fail(index, 'has a signature that does not verify with the key of its issuer');
  });
  const [leaf] = certificates;
  const [leafKey] = keys;
  if (leaf === undefined || leafKey === undefined) return fail(0, 'is missing');
  checkLeaf(leaf);
  return {
    leaf,
    leafKey,
    certificates,
    valid: {
      from: Math.max(...certificates.map(({ notBefore }) => notBefore)),
      until: Math.min(...certificates.map(({ notAfter }) => notAfter)),
    },
  };
}

function checkCommon(certificate: Certificate, key: PublicKey | undefined, index: number): void {
  if (certificate.version !== 3) fail(index, 'is not of version 3');
  const strange = certificate.rawExtensions.find(({ oid, critical }) => critical && !UNDERSTOOD.includes(oid));
  if (strange !== undefined) fail(index, `has the critical extension ${strange.oid}, which is not understood`);
  if (key?.info.type === 'rsa' && (key.info.bits < 2048 || key.info.bits > 8192))
    fail(index, `has an RSA key of ${key.info.bits} bits`);
}

function checkAuthority({ extensions }: Certificate, index: number): void {
  const { basicConstraints, keyUsage } = extensions;
  if (basicConstraints?.ca !== true || !basicConstraints.critical)
    fail(index, 'signs a certificate but is no authority (cA, critical)');
  if (keyUsage === undefined || !keyUsage.critical || !keyUsage.uses.includes('keyCertSign'))
    fail(index, 'signs a certificate but its key usage does not allow that (keyCertSign, critical)');
  // Between an authority and the leaf stand index - 1 further authorities.
  if (basicConstraints.pathLength !== undefined && index - 1 > basicConstraints.pathLength)
    fail(index, `allows ${basicConstraints.pathLength} authorities below it, and there are ${index - 1}`);
}

function checkLeaf({ extensions }: Certificate): void {
  const { basicConstraints, keyUsage, extKeyUsage } = extensions;
  if (basicConstraints?.ca === true) fail(0, 'is an authority, which must not sign data');
  if (keyUsage === undefined || !keyUsage.critical) fail(0, 'has no critical key usage');
  // The specification lists what must not be set; nonRepudiation (contentCommitment) is not on its list.
  const strange = keyUsage.uses.find((use) => use !== 'digitalSignature' && use !== 'nonRepudiation');
  if (!keyUsage.uses.includes('digitalSignature')) fail(0, 'has a key usage without digitalSignature');
  if (strange !== undefined) fail(0, `has the key usage ${strange}, which must not stand beside digitalSignature`);
  const forbidden = extKeyUsage?.purposes.find((purpose) => FORBIDDEN_PURPOSES.includes(purpose));
  if (forbidden !== undefined) fail(0, `is for the purpose ${forbidden}, not for signing images`);
}

function fail(index: number, message: string): never {
  throw new FormatError('chain', `certificate ${index} of the chain ${message}`, String(index));
}
