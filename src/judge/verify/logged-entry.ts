import { hash } from 'node:crypto';
import { encodeBase64 } from '../../formats/base64.ts';
import { FormatError } from '../../formats/format-error.ts';
import { parseCheckpoint } from '../../formats/merkle/checkpoint.ts';
import { sameHash, treeHashes } from '../../formats/merkle/hash.ts';
import { checkInclusion } from '../../formats/merkle/inclusion-proof.ts';
import { parseSignedNoteText } from '../../formats/signed-note.ts';
import type { InclusionProof, TlogEntry } from '../../formats/sigstore/tlog-entry.ts';
import { type TrustedLog, withinValidity } from '../../formats/sigstore/trusted-root.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import { type PublicKey, publicKeyOf, verifiesForCosign } from './public-key.ts';

/** By the platform: entries have thousands of bytes. */
const hashes = treeHashes((input) => hash('sha256', input, 'buffer'));

/** That an entry is in a log that is trusted. */
export interface LoggedEntry {
  readonly log: TrustedLog;
  /** Seconds since 1970 at which the log says that it took the entry; only where it signed that. */
  readonly time?: number;
}

/** What does not hold about an entry: its proof of inclusion with the checkpoint, or the log's promise. */
export type EntryRule = 'proof' | 'promise' | 'validity';

/**
 * Verifies that a log has an entry: by its proof up to a checkpoint that the log signed, and by the log's promise, whichever
 * the bundle has; both, where it has both. The promise alone says when.
 *
 * @returns undefined for a log that the trusted root does not name
 * @throws FormatError with an {@link EntryRule} as its rule
 * @example verifyEntry(entry, root.logs)?.time
 * @see RFC 6962 section 2.1.1; C2SP tlog-checkpoint; rekor pkg/verify; GHSA-xgjw-pm74-86q4 (a time without a promise is no time)
 */
export function verifyEntry(entry: TlogEntry, logs: readonly TrustedLog[]): LoggedEntry | undefined {
  const named = logs.filter(({ id }) => Buffer.compare(id, entry.logId) === 0);
  const [log] = named;
  if (log === undefined) return undefined;
  const key = publicKeyOf(log.spki);
  const { inclusionPromise, inclusionProof, integratedTime } = entry;
  if (inclusionProof !== undefined) verifyProof(entry, inclusionProof, log, key);
  if (inclusionPromise === undefined) {
    if (inclusionProof?.checkpoint === undefined) throw fault('proof', 'has neither a signed proof nor a promise');
    return { log };
  }
  if (integratedTime === undefined) throw fault('promise', 'has a promise of no time');
  verifyPromise(entry, integratedTime, inclusionPromise, key);
  const own = named.find(({ valid }) => withinValidity(valid, integratedTime));
  if (own === undefined)
    throw fault('validity', `is of ${new Date(integratedTime * 1000).toISOString()}, when the log was not trusted`);
  return { log: own, time: integratedTime };
}

/** The log signed this very entry, its place and its time. @see rekor openapi.yaml, signedEntryTimestamp; RFC 8785 */
function verifyPromise(entry: TlogEntry, integratedTime: number, promise: Uint8Array, key: PublicKey): void {
  // Canonical by its form: base64, hex and numbers have nothing to escape, and the names are in order.
  const [body, logId] = [encodeBase64(entry.canonicalizedBody), Buffer.from(entry.logId).toString('hex')];
  const signed = Buffer.from(
    `{"body":"${body}","integratedTime":${integratedTime},"logID":"${logId}","logIndex":${entry.logIndex}}`,
  );
  if (!verifiesForCosign(key, signed, promise)) throw fault('promise', 'has a promise that the log did not sign');
}

function verifyProof(entry: TlogEntry, proof: InclusionProof, log: TrustedLog, key: PublicKey): void {
  // Without a checkpoint nobody signed the root: such a proof can spoil an entry, and only the promise can save it.
  const { size, root } =
    proof.checkpoint === undefined
      ? { size: proof.treeSize, root: proof.rootHash }
      : verifyCheckpoint(proof.checkpoint, log, key);
  if (size !== proof.treeSize || !sameHash(root, proof.rootHash))
    throw fault('proof', 'has a proof for another tree than its checkpoint');
  const index = proof.logIndex;
  // Entries of Rekor v2 have one place. Nothing signs the number beside the proof, and clients of sigstore-go go by it.
  if (entry.version === '0.0.2' && entry.kind !== 'intoto' && entry.logIndex !== index)
    throw fault('proof', `is said to stand at ${entry.logIndex}, and its proof is for ${index}`);
  const leaf = hashes.leaf(entry.canonicalizedBody);
  if (index >= size || !checkInclusion({ size, root, index, leaf }, proof.hashes, hashes.node))
    throw fault('proof', 'is not in the tree of its checkpoint');
}

/**
 * The head of the log, signed by the log under its own name. Lines of witnesses and other keys are passed over wherever
 * they stand; one in the log's name and with its key's hash that does not verify spoils the checkpoint.
 */
function verifyCheckpoint(envelope: string, log: TrustedLog, key: PublicKey) {
  const note = parseSignedNoteText(envelope);
  const checkpoint = parseCheckpoint(note.text);
  const keyHash = new DataView(log.id.buffer, log.id.byteOffset).getUint32(0);
  // Older logs add the number of their tree behind the name: "rekor.sigstore.dev - 2605736670972794746".
  const origin = checkpoint.origin.replace(/ - [0-9]+$/, '');
  // C2SP logs are named by their address; older ones by whatever they were set up with.
  const host = key.info.type === 'ed25519' ? log.host : origin;
  const lines = note.signatures.filter(
    (line) => line.keyHash === keyHash && line.name === host && line.name === origin,
  );
  const message = encodeUtf8(note.text);
  if (lines.length === 0) throw fault('proof', `has a checkpoint that ${log.host} did not sign in its own name`);
  if (!lines.every(({ signature }) => verifiesForCosign(key, message, signature)))
    throw fault('proof', `has a checkpoint whose signature by ${log.host} does not verify`);
  return checkpoint;
}

function fault(rule: EntryRule, problem: string): FormatError {
  return new FormatError('log-entry', `the log entry ${problem}`, '', { rule });
}
