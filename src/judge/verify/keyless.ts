import type { Certificate } from '../../formats/der/x509.ts';
import { FormatError } from '../../formats/format-error.ts';
import { canonicalJsonBytes } from '../../formats/json/canonical.ts';
import type { VerificationKey } from '../../formats/sigstore/bundle.ts';
import { CLAIM_NAMES, certificateClaim } from '../../formats/sigstore/certificate-claims.ts';
import { type CertificateIdentity, certificateIdentity } from '../../formats/sigstore/certificate-identity.ts';
import { matchesText } from '../../formats/wildcard.ts';
import type { SignerFact } from '../../records/facts.ts';
import type { Bar } from '../../records/key-terms.ts';
import type { NeededSigner } from '../../records/needs.ts';
import { BundleRefusal } from './bundle-checks.ts';
import { checkEntries, checkTimes, checkTimestamps, signatureOf } from './bundle-log.ts';
import { checkCertificate, leafOf } from './bundle-signer.ts';
import { tooFewLogs } from './keyed-times.ts';
import { type EvidenceCase, sha256Of } from './outcome.ts';
import { publicKeyOf, verifiesForCosign } from './public-key.ts';
import { barredToo, type SignedBy, signedBy } from './signed-by.ts';
import { type SignedMaterial, signedBytes } from './signed-material.ts';

type KeylessSigner = Extract<NeededSigner, { family: 'keyless' }>;

/** Who signed by certificate, or why nobody did. */
export interface KeylessOutcome {
  readonly signed: readonly SignedBy[];
  /** Of the last signer that was tried, or why none was. */
  readonly reason: string;
  /** The signer whose identity the certificate names, where its signature does not count. */
  readonly claimed?: string;
}

/**
 * Finds which keyless signers of a policy signed something: identity and issuer of the certificate, its authority and log,
 * the signature, its entry in a log of the signer's trusted root, and a time that a log or timestamp authority signed. A
 * certificate lives for minutes; what it signed while it was valid counts from then on.
 *
 * @param what - what it is called in reasons: `bundle`
 * @example whoSignedKeyless('bundle', bundle.key, bundleMaterial(bundle, payload), one).signed.map(({ signer }) => signer.name)
 * @see sigstore architecture-docs, client-spec.md, "Verification"
 */
export function whoSignedKeyless(
  what: string,
  key: Exclude<VerificationKey, { kind: 'public-key' }>,
  material: SignedMaterial,
  one: Pick<EvidenceCase, 'signers' | 'revoked'>,
): KeylessOutcome {
  const nobody = { signed: [] };
  let certificate: Certificate;
  let identity: CertificateIdentity;
  try {
    certificate = leafOf(key);
    identity = certificateIdentity(certificate);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...nobody, reason: error.message };
  }
  const who = `${identity.identity.slice(0, 512)} (${identity.issuer.slice(0, 512)})`;
  const named = one.signers.filter(
    (needed): needed is KeylessSigner => needed.family === 'keyless' && isNamed(needed, identity),
  );
  const signed: SignedBy[] = [];
  let reason = `the ${what} is signed by ${who}, whom the policy does not name`;
  for (const needed of named)
    try {
      const { signedAt, barred } = signedAtOf(material, certificate, needed);
      const signer = { name: needed.name, family: 'cosign', ...idOf(identity) } as const;
      const times = { valid: { from: signedAt, until: null }, signedAt };
      const by = signedBy(one, needed, signer, times, { certificates: [certificate] });
      signed.push(barredToo(by, otherClaim(certificate, needed) ?? barred));
    } catch (error) {
      if (!(error instanceof BundleRefusal) && !(error instanceof FormatError)) throw error;
      reason = `the ${what} names ${who}: ${error.message}`;
    }
  const [first] = named;
  if (signed.length === 0) return { ...nobody, reason, ...(first !== undefined && { claimed: first.name }) };
  return { signed, reason: `signed by ${who}` };
}

function isNamed({ identity, identityPattern, issuer }: KeylessSigner, found: CertificateIdentity): boolean {
  if (issuer !== found.issuer) return false;
  if (identityPattern !== undefined) return matchesText(identityPattern, found.identity);
  return identity === found.identity;
}

/** What the certificate says of the run, where it is not what the policy asks. @see GHSA-52v5-jr5w-gjxr (demands that were taken and dropped) */
function otherClaim(certificate: Certificate, { claims = {} }: KeylessSigner): Bar | undefined {
  for (const name of CLAIM_NAMES) {
    const wanted = claims[name];
    if (wanted === undefined) continue;
    const said = certificateClaim(certificate, name);
    if (said !== undefined && matchesText(wanted, said)) continue;
    const shown = said === undefined ? 'nothing' : JSON.stringify(said.slice(0, 256).toWellFormed());
    return {
      code: 'SIGNATURE_CLAIM_OTHER',
      reason: `its certificate says ${shown} of ${name}, and ${JSON.stringify(wanted)} is demanded`,
    };
  }
  return undefined;
}

/** One person stays one, whatever certificate, whatever pattern. */
function idOf({ identity, issuer }: CertificateIdentity): Pick<SignerFact, 'key' | 'identity'> {
  return { key: sha256Of(canonicalJsonBytes({ identity, issuer })), identity: { name: identity, issuer } };
}

/** Seconds since 1970 from which on it counts, and whether too few logs have it. @throws BundleRefusal, FormatError */
function signedAtOf(
  material: SignedMaterial,
  certificate: Certificate,
  { root, logs = 1 }: KeylessSigner,
): { readonly signedAt: number; readonly barred: Bar | undefined } {
  const { content, payload, envelope, witnesses, stamped } = material;
  if (!verifiesForCosign(publicKeyOf(certificate.spki), signedBytes(material), signatureOf(content)))
    throw new BundleRefusal('BUNDLE_SIGNATURE_INVALID', 'its signature does not verify');
  const { tlogEntries, timestamps } = witnesses();
  const blob = { bytes: payload };
  const signed = { content, blob, verifier: certificate.raw, ...(envelope !== undefined && { envelope }) };
  const entries = checkEntries(tlogEntries, signed, root).value;
  const stamps = checkTimestamps(timestamps, stamped, root).value;
  const times = [...entries.flatMap(({ time }) => time ?? []), ...stamps];
  checkTimes(entries, times, true, 0);
  checkCertificate(certificate, times, root);
  return { signedAt: Math.floor(Math.min(...times)), barred: tooFewLogs(entries, logs) };
}
