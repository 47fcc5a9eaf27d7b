import { parseCertificate } from '../../formats/der/x509.ts';
import { equalBytes } from '../../formats/equal-bytes.ts';
import { FormatError } from '../../formats/format-error.ts';
import { countLogs } from '../../formats/sigstore/trusted-root.ts';
import { type Bar, logsTooFew, type SignedTimes } from '../../records/key-terms.ts';
import type { NeededSigner } from '../../records/needs.ts';
import { BundleRefusal } from './bundle-checks.ts';
import { checkEntries, checkTimes, checkTimestamps } from './bundle-log.ts';
import type { LoggedEntry } from './logged-entry.ts';
import type { SignedMaterial } from './signed-material.ts';

/** A key has no validity of its own: it counts from ever and for ever. */
const ALWAYS = { from: null, until: null } as const;

/**
 * When something was signed by key, as far as logs and timestamp authorities of the key's trusted root say: the earliest of
 * their times. A key without a trusted root has none.
 *
 * @param material - undefined where nothing that came along is read
 * @returns `barred` for an entry or timestamp by one of them that does not hold, and for fewer logs than the policy demands
 * @example keyedTimes(bundleMaterial(bundle, payload), signer).signedAt
 * @see GHSA-wqqc-jjcq-vfxm; GHSA-9vcr-p3rj-q5q6 (one log counts once)
 */
export function keyedTimes(
  material: SignedMaterial | undefined,
  { spki, root, logs: wanted = 0 }: Extract<NeededSigner, { family: 'cosign' }>,
): SignedTimes & { readonly barred?: Bar } {
  if (root === undefined) return { valid: ALWAYS };
  if (material === undefined) return { valid: ALWAYS, ...barredBy(tooFewLogs([], wanted)) };
  const { content, payload, envelope, witnesses, stamped } = material;
  const blob = { bytes: payload };
  try {
    const { tlogEntries, timestamps } = witnesses();
    const verifier = tlogEntries.length === 0 ? spki : verifierOf(material, spki);
    const entries = entriesOf(
      () =>
        checkEntries(tlogEntries, { content, blob, verifier, ...(envelope !== undefined && { envelope }) }, root).value,
    );
    const times = [...entries.flatMap(({ time }) => time ?? []), ...checkTimestamps(timestamps, stamped, root).value];
    if (times.length > 0) checkTimes(entries, times, false, 0);
    // When an entry without a time was made nobody knows: a log that was trusted for a while only counts for nothing then.
    const counted = times.length > 0 ? entries : entries.filter(({ log }) => log.valid.until === null);
    const signedAt = times.length === 0 ? {} : { signedAt: Math.floor(Math.min(...times)) };
    return { valid: ALWAYS, ...signedAt, ...barredBy(tooFewLogs(counted, wanted)) };
  } catch (error) {
    if (!(error instanceof BundleRefusal) && !(error instanceof FormatError)) throw error;
    return { valid: ALWAYS, barred: { code: 'SIGNATURE_INVALID', reason: error.message } };
  }
}

/**
 * Whether fewer logs than demanded have a signature.
 * @example tooFewLogs(entries, 2)?.code // 'SIGNATURE_LOGS_TOO_FEW'
 */
export function tooFewLogs(entries: readonly LoggedEntry[], wanted: number): Bar | undefined {
  return logsTooFew(countLogs(entries.map(({ log }) => log)), wanted);
}

/**
 * What an entry has to name. `cosign sign --key K --certificate C` logs the certificate in place of the key; it counts for nothing but
 * the key in it, which has to be the signer's to the byte.
 * @throws FormatError for a certificate that can't be read; BundleRefusal for one of another key
 * @see cosign pkg/cosign/verify.go, keyBytes and comparePublicKey
 */
function verifierOf({ certificate }: SignedMaterial, spki: Uint8Array): Uint8Array {
  const der = certificate?.();
  if (der === undefined) return spki;
  if (equalBytes(parseCertificate(der).spki, spki)) return der;
  throw new BundleRefusal('BUNDLE_ENTRY_MISMATCH', 'the certificate beside the signature is of another key');
}

function barredBy(barred: Bar | undefined): { readonly barred?: Bar } {
  return barred === undefined ? {} : { barred };
}

/** None is not too few here: it is for the policy to say how many there must be. */
function entriesOf(check: () => readonly LoggedEntry[]): readonly LoggedEntry[] {
  try {
    return check();
  } catch (error) {
    if (error instanceof BundleRefusal && error.code === 'BUNDLE_LOG_MISSING') return [];
    throw error;
  }
}
