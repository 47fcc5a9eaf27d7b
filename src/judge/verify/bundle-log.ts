import { hash as digestOf } from 'node:crypto';
import { dssePae } from '../../formats/dsse.ts';
import { equalBytes } from '../../formats/equal-bytes.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { SigstoreBundle } from '../../formats/sigstore/bundle.ts';
import { type EnvelopeBody, type LogBody, parseLogBody, type SignatureBody } from '../../formats/sigstore/log-body.ts';
import type { TlogEntry } from '../../formats/sigstore/tlog-entry.ts';
import { type TrustedRoot, withinValidity } from '../../formats/sigstore/trusted-root.ts';
import type { BundleCode } from '../../records/bundle-codes.ts';
import { type Blob, blobDigest } from './blob-signature.ts';
import { BundleRefusal } from './bundle-checks.ts';
import { type LoggedEntry, verifyEntry } from './logged-entry.ts';
import { verifyTimestamp } from './timestamp.ts';

/** What was signed, for a log entry to be compared with. */
export interface SignedContent {
  readonly content: SigstoreBundle['content'];
  readonly blob: Blob;
  /** Certificate, or public key, of the signer, DER. */
  readonly verifier: Uint8Array;
  /** The envelope byte for byte, where what was uploaded is what was kept: layers of cosign before version 3 are, bundles are not. */
  readonly envelope?: Uint8Array;
}

const CODES: Readonly<Record<string, BundleCode>> = {
  promise: 'BUNDLE_PROMISE_INVALID',
  validity: 'BUNDLE_TIME_OUTSIDE',
};

/** The signature of a bundle, as logs and timestamps are about it. @example signatureOf(bundle.content).length */
export function signatureOf(content: SigstoreBundle['content']): Uint8Array {
  return content.kind === 'message' ? content.signature : (content.envelope.signatures[0]?.sig ?? new Uint8Array());
}

/**
 * Verifies every entry of a bundle that is of a trusted log: that the log has it, and that it is about this signature, by
 * this signer, over this content. Entries of other logs count for nothing and spoil nothing.
 *
 * @returns the entries, one for each log; never none
 * @throws BundleRefusal
 * @example checkEntries(bundle.tlogEntries, signed, root).value.map(({ log }) => log.host)
 * @see GHSA-ccxc-vr6p-4858, GHSA-whqx-f9j3-ch6m (entries of other signatures); GHSA-9vcr-p3rj-q5q6 (one log counts once)
 */
export function checkEntries(
  entries: readonly TlogEntry[],
  signed: SignedContent,
  { logs }: TrustedRoot,
): { readonly value: readonly LoggedEntry[]; readonly reason: string } {
  const found = new Map<string, LoggedEntry>();
  for (const entry of entries) {
    let logged: LoggedEntry | undefined;
    try {
      logged = verifyEntry(entry, logs);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new BundleRefusal(CODES[error.rule] ?? 'BUNDLE_PROOF_INVALID', error.message);
    }
    if (logged === undefined) continue;
    compareBody(entry, signed);
    const known = found.get(logged.log.host);
    if (known?.time === undefined) found.set(logged.log.host, logged);
  }
  if (found.size === 0)
    throw new BundleRefusal(
      'BUNDLE_LOG_MISSING',
      `none of the ${entries.length} log entries is of a log that the trusted root names`,
    );
  return { value: [...found.values()], reason: `logged by ${[...found.keys()].join(', ')}` };
}

function compareBody(entry: TlogEntry, signed: SignedContent): void {
  const { content, blob, verifier } = signed;
  let body: LogBody;
  try {
    body = parseLogBody(entry.canonicalizedBody, signed.envelope !== undefined);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new BundleRefusal('BUNDLE_ENTRY_MISMATCH', `the log entry can't be read: ${error.message}`);
  }
  if (body.kind !== entry.kind || body.version !== entry.version)
    mismatch(`says that it is ${body.kind} ${body.version}, and the bundle that it is ${entry.kind} ${entry.version}`);
  // The signature first: decisions that were made before replay with the reason that they gave.
  if (body.over !== 'envelope' && !equalBytes(body.signature, signatureOf(content)))
    mismatch('is of another signature');
  if (!equalBytes(body.verifier, verifier)) mismatch('is of another certificate or key');
  if (body.over === 'envelope') {
    compareEnvelope(body, signed);
    return;
  }
  const digest = expectedDigest(body, content, blob);
  if (digest === undefined)
    throw new BundleRefusal(
      'BUNDLE_NEEDS_FILE',
      `the log entry is about the ${body.hash} of the artifact: name the file`,
      'fault',
    );
  if (!equalBytes(body.digest, digest)) mismatch('is of another content');
}

/**
 * The envelope as it was uploaded holds the signature, so its hash binds the entry to that. Without those bytes nothing would.
 * @see cosign pkg/cosign/verify.go, VerifyBundle and bundleHash; CVE-2022-23649
 */
function compareEnvelope({ hash, digest, payload }: EnvelopeBody, { content, envelope }: SignedContent): void {
  if (content.kind === 'message') mismatch('is of an envelope');
  if (envelope === undefined) mismatch('is of an envelope that is not kept as it was uploaded');
  if (!equalBytes(digestOf(hash, envelope, 'buffer'), digest)) mismatch('is of another envelope');
  if (payload !== undefined && !equalBytes(digestOf(payload.hash, content.envelope.payload, 'buffer'), payload.digest))
    mismatch('is of another content');
}

function expectedDigest({ over, hash }: SignatureBody, content: SigstoreBundle['content'], blob: Blob) {
  if (content.kind === 'message') return over === 'signed' ? blobDigest(blob, hash) : mismatch('is of an envelope');
  const { payloadType, payload } = content.envelope;
  const bytes = over === 'payload' ? payload : dssePae(payloadType, payload);
  return digestOf(hash, bytes, 'buffer');
}

/**
 * Verifies every timestamp of a bundle that is by a trusted authority. Those by others count for nothing.
 * @param stamped - what a timestamp may be over, any of them
 * @returns seconds since 1970, perhaps none
 * @throws BundleRefusal when one by a trusted authority does not verify, or one can't be read
 * @example checkTimestamps(bundle.timestamps, [signatureOf(bundle.content)], root).value
 */
export function checkTimestamps(
  timestamps: readonly Uint8Array[],
  stamped: readonly Uint8Array[],
  { timestampAuthorities }: TrustedRoot,
): { readonly value: readonly number[]; readonly reason: string } {
  try {
    const value = timestamps.flatMap((one) => verifyTimestamp(one, stamped, timestampAuthorities) ?? []);
    return { value, reason: `${value.length} of ${timestamps.length} timestamps are by trusted authorities` };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new BundleRefusal('BUNDLE_TIMESTAMP_INVALID', error.message);
  }
}

/**
 * A certificate counts for minutes, so it needs a time; and each log must have been trusted when it took the entry.
 * @param now - seconds since 1970, for what a key signed at no time that is known
 * @throws BundleRefusal
 * @example checkTimes(entries, times, certificate !== undefined, now)
 */
export function checkTimes(entries: readonly LoggedEntry[], times: readonly number[], needed: boolean, now: number) {
  if (needed && times.length === 0)
    throw new BundleRefusal('BUNDLE_TIME_MISSING', 'neither a log nor a trusted timestamp says when it was signed');
  const at = times.length === 0 ? [now] : times;
  for (const { log, time } of entries) {
    const outside = time === undefined ? at.find((one) => !withinValidity(log.valid, one)) : undefined;
    if (outside !== undefined)
      throw new BundleRefusal(
        'BUNDLE_TIME_OUTSIDE',
        `the log ${log.host} was not trusted at ${new Date(outside * 1000).toISOString()}`,
      );
  }
  const signed = times.map((time) => new Date(time * 1000).toISOString()).join(', ');
  return {
    value: true,
    reason: times.length === 0 ? 'no time is known, so the present counts' : `signed at ${signed}`,
  };
}

function mismatch(problem: string): never {
  throw new BundleRefusal('BUNDLE_ENTRY_MISMATCH', `the log entry ${problem}`);
}
