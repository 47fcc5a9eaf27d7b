import { type Certificate, parseCertificate } from '../../formats/der/x509.ts';
import { EXT_KEY_USAGES } from '../../formats/der/x509-extensions.ts';
import { sha256Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { SigstoreBundle, VerificationKey } from '../../formats/sigstore/bundle.ts';
import { certificateIdentity } from '../../formats/sigstore/certificate-identity.ts';
import type { TrustedRoot } from '../../formats/sigstore/trusted-root.ts';
import type { BundleSigner } from '../../records/bundle-report.ts';
import { BundleRefusal } from './bundle-checks.ts';
import { certificateLogsOf } from './certificate-log.ts';
import { issuerOf } from './issued-certificate.ts';
import { type PublicKey, readPublicKey } from './public-key.ts';

/** Who must have signed: a key, or whoever an issuer told Fulcio to be that identity. Both texts are compared whole. */
export type WantedSigner =
  | { readonly kind: 'key'; readonly key: PublicKey }
  | { readonly kind: 'identity'; readonly identity: string; readonly issuer: string };

/** The signer that a bundle claims, and what its signature is to be verified with. */
export interface ClaimedSigner {
  readonly signer: BundleSigner;
  readonly key: PublicKey;
  /** As log entries name it: certificate, or public key, DER. */
  readonly verifier: Uint8Array;
  readonly certificate?: Certificate;
}

/**
 * The signer of a bundle, when it is the one that was asked for. For a certificate this is what it says; whether that is
 * true is for {@link checkCertificate}.
 *
 * @throws BundleRefusal
 * @example claimedSigner(bundle, { kind: 'identity', identity, issuer }).value.certificate
 */
export function claimedSigner(
  { key: material }: SigstoreBundle,
  wanted: WantedSigner,
): { readonly value: ClaimedSigner; readonly reason: string } {
  if (wanted.kind === 'key') {
    if (material.kind !== 'public-key')
      throw new BundleRefusal('BUNDLE_SIGNER_KIND', 'the bundle is signed by certificate, and a key was given');
    const { key } = wanted;
    const digest = sha256Digest(key.spki);
    const value = { signer: { kind: 'key', key: digest }, key, verifier: key.spki } as const;
    return { value, reason: `the bundle is of a key, and has to verify with ${digest}` };
  }
  if (material.kind === 'public-key')
    throw new BundleRefusal('BUNDLE_SIGNER_KIND', 'the bundle is signed by key, and an identity was asked for');
  try {
    const certificate = leafOf(material);
    const { identity, issuer, kind } = certificateIdentity(certificate);
    if (identity !== wanted.identity)
      throw new BundleRefusal('BUNDLE_IDENTITY_OTHER', `the certificate is of ${identity}`);
    if (issuer !== wanted.issuer)
      throw new BundleRefusal('BUNDLE_ISSUER_OTHER', `the certificate is of ${identity} by the issuer ${issuer}`);
    const signer = { kind: 'certificate', identity, identityKind: kind, issuer } as const;
    const value = { signer, key: readPublicKey(certificate.spki), verifier: certificate.raw, certificate };
    return { value, reason: `the certificate says ${identity} (${issuer})` };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new BundleRefusal('BUNDLE_CERTIFICATE_UNTRUSTED', error.message);
  }
}

/**
 * The certificate of whoever signed. Chains in older bundles bring intermediates and even roots; they count for nothing,
 * since a bundle can't bring its own trust.
 * @throws FormatError
 * @example leafOf({ kind: 'certificate', certificate }).spki
 */
export function leafOf(material: Exclude<VerificationKey, { kind: 'public-key' }>): Certificate {
  const leaf = material.kind === 'certificate' ? material.certificate : material.certificates[0];
  if (leaf === undefined) throw new FormatError('chain', 'the chain of the bundle is empty');
  return parseCertificate(leaf);
}

/**
 * Checks that an authority of the trusted root issued the certificate, at every time that is known of the signature, and
 * that a log of certificates has it.
 *
 * @throws BundleRefusal
 * @example checkCertificate(certificate, [time], root)
 */
export function checkCertificate(
  certificate: Certificate,
  times: readonly number[],
  root: TrustedRoot,
): { readonly value: true; readonly reason: string } {
  const outside = times.find((time) => time < certificate.notBefore || time > certificate.notAfter);
  if (outside !== undefined)
    throw new BundleRefusal(
      'BUNDLE_TIME_OUTSIDE',
      `signed at ${new Date(outside * 1000).toISOString()}, when the certificate was not valid`,
    );
  try {
    const issuer = issuerOf(certificate, root.certificateAuthorities, times, EXT_KEY_USAGES.codeSigning);
    const { uri } = issuer.authority;
    return { value: true, reason: `issued by ${uri}; ${inLog(certificate, issuer.key, root)}` };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new BundleRefusal('BUNDLE_CERTIFICATE_UNTRUSTED', error.message);
  }
}

function inLog(certificate: Certificate, issuer: PublicKey, { certificateLogs }: TrustedRoot): string {
  try {
    return `logged by ${certificateLogsOf(certificate, issuer, certificateLogs).join(', ')}`;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new BundleRefusal('BUNDLE_SCT_INVALID', error.message);
  }
}
