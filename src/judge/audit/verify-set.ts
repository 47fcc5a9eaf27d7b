import { createHash } from 'node:crypto';
import { type Digest, digestAlgorithm } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { parseVerifierKey, type VerifyEd25519 } from '../../formats/signed-note.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { SetFiles } from '../../ports/set-files.ts';
import type { AuditReport } from '../../records/audit-report.ts';
import { AUDIT_FILES, type AuditEntry, type AuditManifest, documentFile } from '../../records/audit-set.ts';
import type { DecisionEntry } from '../../records/decision.ts';
import type { ChangeRecord } from '../../records/log-entry.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { namedDocuments } from './named-documents.ts';
import { ProblemList } from './problem-list.ts';
import { MANIFEST_LIMITS, parseAuditManifest } from './read-audit-manifest.ts';
import { namedIn } from './read-evidence-record.ts';
import { compareHeld, compareReceipt, type HeldLog, type HeldReceipt, type LogTrust, openSetLog } from './set-log.ts';
import { rowName, verifyRows } from './verify-rows.ts';

/** Bytes of one document that a decision rests on. */
export const MAX_DOCUMENT = 128 * 2 ** 20;

/** By what a set is verified. */
export interface SetTrust {
  /** C2SP verifier key of the log; that of the set unless given, which proves consistency alone. */
  readonly key?: string;
  /** What the auditor held before. */
  readonly held: readonly HeldLog[];
  /** Receipts of answers that somebody was given. */
  readonly receipts?: readonly HeldReceipt[];
  readonly verify: VerifyEd25519;
}

/**
 * Reads the manifest of a set.
 * @throws TwinsealError `INPUT_MALFORMED` for what is no set
 * @example (await readManifest(files, call)).entries
 */
export async function readManifest(files: SetFiles, call: Call): Promise<AuditManifest> {
  const bytes = await files.read(AUDIT_FILES.manifest, MANIFEST_LIMITS.maxBytes, call);
  if (bytes === undefined)
    throw new TwinsealError(
      'INPUT_MALFORMED',
      `${files.name} has no ${AUDIT_FILES.manifest}: it is no set of audit export`,
    );
  try {
    return parseAuditManifest(bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('INPUT_MALFORMED', `${files.name}/${AUDIT_FILES.manifest} is malformed: ${error.message}`, {
      cause: error,
    });
  }
}

/**
 * Verifies a set for auditors, offline: the head's signature, that the log only grew since the heads that were held before,
 * each row and receipt against the log, each document against its digest. What is wrong is a problem in the report; an
 * error means that it could not be told.
 *
 * @throws TwinsealError `INPUT_MALFORMED` for what is no set, no key or no checkpoint; what reading throws
 * @example (await verifySet(files, { key, held: [{ name: 'old.checkpoint', note }], verify }, call)).problems
 * @see RFC 6962; C2SP tlog-tiles, tlog-checkpoint, tlog-proof
 */
export async function verifySet(
  set: SetFiles,
  { key, held, receipts = [], verify }: SetTrust,
  call: Call,
): Promise<AuditReport> {
  const read = new Set<string>([AUDIT_FILES.readme, AUDIT_FILES.key]);
  const files = noting(set, read);
  const manifest = await readManifest(files, call);
  const problems = new ProblemList();
  const trust: LogTrust = { key: await keyOf(files, key, call), verify };
  const log = await openSetLog(files, trust, problems, call);
  if (manifest.origin !== log.head.origin)
    problems.add('FILE_MALFORMED', AUDIT_FILES.manifest, `it says that the log is ${manifest.origin}`);
  for (const one of held) await compareHeld(log, one, trust, problems, call);
  for (const one of receipts) await compareReceipt(log, one, trust, problems, call);
  const whole = Object.keys(manifest.filter).length === 0;
  const documents = new Documents(files, manifest, problems, call);
  await verifyRows(files, manifest.entries, log, whole, problems, call, (entry, bytes) =>
    documents.check(entry, bytes),
  );
  const problemsFound = problems.all();
  // Where something is wrong, files stay unread for that reason.
  const strays = problemsFound.length > 0 ? [] : (await set.list(call)).filter((path) => isStray(path, read));
  return {
    apiVersion: 'twinseal.dev/audit-report/v1',
    origin: log.head.origin,
    size: log.head.size,
    key: key === undefined ? 'from the set' : 'given',
    whole,
    entries: manifest.entries.length,
    documents: documents.checked,
    checkpoints: held.length + receipts.length,
    notKept: documents.notKept,
    ...(strays.length > 0 && { strays: strays.sort().slice(0, MAX_STRAYS) }),
    problems: problemsFound,
  };
}

function noting(files: SetFiles, read: Set<string>): SetFiles {
  return {
    ...files,
    read: (path, maxBytes, call) => {
      read.add(path);
      return files.read(path, maxBytes, call);
    },
  };
}

/** Tiles of the log are read as proofs need them. */
function isStray(path: string, read: ReadonlySet<string>): boolean {
  return !read.has(path) && !path.startsWith(`${AUDIT_FILES.log}tile/`);
}

/**
 * Tells whether bytes have a digest; of an algorithm that is not computed here nobody can tell.
 * @example isOf(digest, bytes)
 */
export function isOf(digest: Digest, bytes: Uint8Array): boolean {
  const algorithm = digestAlgorithm(digest);
  if (algorithm !== 'sha256' && algorithm !== 'sha512') return false;
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}` === digest;
}

const MAX_STRAYS = 20;

/** How a row stands to a document: a verdict can not be computed without, all else only says that there was one. */
type Naming = 'rests on' | 'names';

/** The documents that rows name, each looked at once. */
class Documents {
  readonly #files: SetFiles;
  readonly #gone: ReadonlySet<Digest>;
  /** Undefined in a set of an earlier version: which documents of changes its source had, nobody wrote down. */
  readonly #absent: ReadonlySet<Digest> | undefined;
  readonly #problems: ProblemList;
  readonly #call: Call;
  readonly #seen = new Set<Digest>();
  readonly #without = new Set<Digest>();
  checked = 0;

  constructor(
    files: SetFiles,
    { notKept, absent }: Pick<AuditManifest, 'notKept' | 'absent'>,
    problems: ProblemList,
    call: Call,
  ) {
    this.#files = files;
    this.#gone = new Set(notKept);
    this.#absent = absent && new Set(absent);
    this.#problems = problems;
    this.#call = call;
  }

  get notKept(): number {
    return this.#without.size;
  }

  /** @param bytes - of a row that the log proves: the service wrote it */
  async check(entry: AuditEntry, bytes: Uint8Array): Promise<void> {
    const { evidence, needed, told } = namedDocuments(JSON.parse(decodeUtf8(bytes)) as DecisionEntry | ChangeRecord);
    for (const digest of told) await this.#look(entry, digest, 'names');
    for (const digest of needed) await this.#look(entry, digest, 'rests on');
    const record = evidence && (await this.#look(entry, evidence, 'rests on'));
    for (const digest of record === undefined ? [] : namedIn(record)) await this.#look(entry, digest, 'rests on');
  }

  async #look(entry: AuditEntry, digest: Digest, naming: Naming): Promise<Uint8Array | undefined> {
    if (this.#seen.has(digest)) return undefined;
    const file = documentFile(digest);
    const bytes = await this.#files.read(file, MAX_DOCUMENT, this.#call);
    if (bytes === undefined) {
      this.#tellMissing(entry, digest, naming);
      return undefined;
    }
    this.#seen.add(digest);
    this.checked += 1;
    if (isOf(digest, bytes)) return bytes;
    this.#problems.add('DOCUMENT_ALTERED', file, `its bytes are not those that ${rowName(entry)} ${naming}`);
    return undefined;
  }

  #tellMissing(entry: AuditEntry, digest: Digest, naming: Naming): void {
    if (naming === 'names' && this.#absent?.has(digest) !== false) {
      // Of a key or role there is no document. Not seen for good: a verdict may rest on it yet, and that excuses nothing.
      if (entry.kind === 'policy' || entry.kind === 'decision') this.#without.add(digest);
      return;
    }
    this.#seen.add(digest);
    if (this.#gone.has(digest)) this.#without.add(digest);
    else
      this.#problems.add(
        'DOCUMENT_MISSING',
        documentFile(digest),
        `${rowName(entry)} ${naming} it, and it is not there`,
      );
  }
}

async function keyOf(files: SetFiles, given: string | undefined, call: Call) {
  const text = given ?? decodeUtf8((await files.read(AUDIT_FILES.key, 4096, call)) ?? new Uint8Array());
  try {
    return parseVerifierKey(text.trim());
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const where = given === undefined ? `${files.name}/${AUDIT_FILES.key}` : 'the key that was given';
    throw new TwinsealError('INPUT_MALFORMED', `${where} is no verifier key of a log: ${error.message}`, {
      cause: error,
    });
  }
}
