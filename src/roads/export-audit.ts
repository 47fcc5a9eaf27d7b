import type { Digest } from '../formats/digest.ts';
import { FormatError } from '../formats/format-error.ts';
import { canonicalJsonBytes } from '../formats/json/canonical.ts';
import { recordJson } from '../formats/json/record.ts';
import { parseCheckpoint } from '../formats/merkle/checkpoint.ts';
import { tilePath, tilesBetween } from '../formats/merkle/tile.ts';
import { tlogProofText } from '../formats/merkle/tlog-proof.ts';
import { parseSignedNote, parseVerifierKey } from '../formats/signed-note.ts';
import type { FileToWrite } from '../formats/tar/archive.ts';
import { decodeUtf8, encodeUtf8 } from '../formats/utf8.ts';
import { auditQuestions, auditReadme } from '../judge/audit/audit-readme.ts';
import { namedDocuments } from '../judge/audit/named-documents.ts';
import { ProvenLog } from '../judge/audit/proven-log.ts';
import { namedIn } from '../judge/audit/read-evidence-record.ts';
import type { AuditSource } from '../ports/audit-source.ts';
import type { Call } from '../ports/call.ts';
import type { DecisionFilter, KeptDecision } from '../ports/decision-ledger.ts';
import {
  AUDIT_FILES,
  type AuditEntry,
  type AuditManifest,
  documentFile,
  entryFile,
  receiptFile,
} from '../records/audit-set.ts';
import type { DecisionEntry } from '../records/decision.ts';
import type { ChangeRecord } from '../records/log-entry.ts';
import { TwinsealError } from '../records/twinseal-error.ts';

/** Entries of one set: more are exported by time. */
const MOST_ENTRIES = 200_000;
/** Entries of a log: its hashes are exported whole, 32 bytes each. */
const MOST_LEAVES = 100_000_000;
const PAGE = 200;

/** What is exported. */
export interface AuditExport {
  /** Nothing in it: the whole ledger, changes too. */
  readonly filter: DecisionFilter;
  /** Version of Twinseal. */
  readonly tool: string;
}

/** How far an export is, and what it has. */
export interface ExportedAudit {
  readonly entries: number;
  readonly documents: number;
  readonly notKept: number;
}

/**
 * Makes a set for auditors: decisions with everything that they rest on, the log's tiles, checkpoint and key, a receipt
 * for each entry, and a manifest. What the source lacks is noted, never passed over: `audit verify` says what it means.
 *
 * @param done - told what was exported, after the last file
 * @throws TwinsealError `CONTENT_TOO_LARGE` for more than 200,000 entries; `STORE_FAILED` for a checkpoint that is none; what the
 *   source throws
 * @example for await (const file of exportAudit(source, { filter: {}, tool: '1.0.0' }, call)) write(file);
 */
export async function* exportAudit(
  source: AuditSource,
  { filter, tool }: AuditExport,
  call: Call,
  done: (exported: ExportedAudit) => void = () => undefined,
): AsyncGenerator<FileToWrite> {
  const whole = Object.keys(filter).length === 0;
  const note = await source.log.checkpoint(call);
  const head = readHead(note);
  if (head.size > MOST_LEAVES)
    throw new TwinsealError(
      'CONTENT_TOO_LARGE',
      `the log says that it has ${head.size} entries; ${MOST_LEAVES} are taken`,
    );
  const readTile = (path: string) => source.log.tile(path, call);
  const log = new ProvenLog(head, readTile);
  const found = new Found(source, call);
  const entries: AuditEntry[] = [];
  const pages = [
    pagesOf((before) => source.ledger.list(filter, before, PAGE, call)),
    ...(whole ? [pagesOf((before) => source.ledger.changes(undefined, before, PAGE, call))] : []),
  ];
  for (const listing of pages)
    for await (const kept of listing) {
      if (kept.index >= head.size && !(await staysBehindEnd(source, kept.index, call))) continue;
      if (entries.length >= MOST_ENTRIES)
        throw new TwinsealError(
          'CONTENT_TOO_LARGE',
          `there are more than ${MOST_ENTRIES} entries: export them by time, with --since and --until`,
        );
      const text = encodeUtf8(kept.document);
      const document = readEntry(kept.document);
      const kind = document !== undefined && 'kind' in document ? document.kind : 'decision';
      const file = entryFile({ kind, index: kept.index });
      const receipt = await receiptOf(log, kept.index, decodeUtf8(note));
      yield fileOf(file, text);
      if (receipt !== undefined) yield fileOf(receiptFile(kept.index), encodeUtf8(receipt));
      if (document !== undefined) yield* found.documentsOf(document);
      entries.push({
        index: kept.index,
        kind,
        id: String(document?.id ?? ''),
        file,
        ...(receipt !== undefined && { receipt: receiptFile(kept.index) }),
      });
    }
  const missing: string[] = [];
  for (const tile of tilesBetween(0, head.size)) {
    const path = tilePath(tile, 'tlog-tiles');
    const bytes = await readTile(path);
    if (bytes === undefined) missing.push(path);
    else yield fileOf(`${AUDIT_FILES.log}${path}`, bytes);
  }
  const manifest: AuditManifest = {
    apiVersion: 'twinseal.dev/audit-set/v1',
    origin: head.origin,
    tool,
    filter: filterTexts(filter),
    questions: auditQuestions(),
    entries: entries.sort((a, b) => a.index - b.index),
    notKept: found.notKept,
    absent: found.absent,
    missing,
  };
  yield fileOf(AUDIT_FILES.checkpoint, note);
  yield fileOf(AUDIT_FILES.key, encodeUtf8(`${source.log.verifierKey}\n`));
  yield fileOf(AUDIT_FILES.readme, encodeUtf8(auditReadme(manifest, parseVerifierKey(source.log.verifierKey).name)));
  yield fileOf(AUDIT_FILES.manifest, canonicalJsonBytes(recordJson(manifest)));
  done({ entries: entries.length, documents: found.documents, notKept: found.notKept.length });
}

/** The documents that entries name, each once. */
class Found {
  readonly #source: AuditSource;
  readonly #call: Call;
  readonly #seen = new Set<Digest>();
  readonly #notKept = new Set<Digest>();
  readonly #absent = new Set<Digest>();
  documents = 0;

  constructor(source: AuditSource, call: Call) {
    this.#source = source;
    this.#call = call;
  }

  get notKept(): readonly Digest[] {
    return [...this.#notKept];
  }

  get absent(): readonly Digest[] {
    return [...this.#absent].filter((digest) => !this.#notKept.has(digest));
  }

  async *documentsOf(entry: DecisionEntry | ChangeRecord): AsyncGenerator<FileToWrite> {
    const { evidence, needed, told } = namedDocuments(entry);
    for (const digest of told) yield* this.#take(digest, this.#absent);
    for (const digest of needed) yield* this.#take(digest, this.#notKept);
    if (evidence === undefined) return;
    let record: Uint8Array | undefined;
    for await (const file of this.#take(evidence, this.#notKept)) {
      record = await file.bytes();
      yield file;
    }
    for (const digest of record === undefined ? [] : namedIn(record)) yield* this.#take(digest, this.#notKept);
  }

  /** @param without - where it is noted when the source lacks it */
  async *#take(digest: Digest, without: Set<Digest>): AsyncGenerator<FileToWrite> {
    if (this.#absent.has(digest) || this.#notKept.has(digest)) without.add(digest);
    if (this.#seen.has(digest)) return;
    this.#seen.add(digest);
    const bytes = await this.#bytes(digest);
    if (bytes === undefined) {
      without.add(digest);
      return;
    }
    this.documents += 1;
    yield fileOf(documentFile(digest), bytes);
  }

  async #bytes(digest: Digest): Promise<Uint8Array | undefined> {
    try {
      return (await this.#source.archive.get(digest, this.#call))?.bytes;
    } catch (error) {
      // Bytes that are not those of the digest go into the set as what they are: an empty file, which shows as altered.
      if (error instanceof TwinsealError && error.code === 'CONTENT_MISMATCH') return new Uint8Array();
      throw error;
    }
  }
}

async function* pagesOf(
  page: (before: number | undefined) => Promise<readonly KeptDecision[]>,
): AsyncGenerator<KeptDecision> {
  for (let before: number | undefined; ; ) {
    const found = await page(before);
    yield* found;
    before = found.at(-1)?.index;
    if (found.length < PAGE || before === undefined) return;
  }
}

/** Undefined for what is no JSON object any more: it goes into the set as it is. */
function readEntry(text: string): DecisionEntry | ChangeRecord | undefined {
  try {
    const document: unknown = JSON.parse(text);
    // Written by the ledger alone, as canonical JSON of one of these types; whoever verifies the set checks it.
    return typeof document === 'object' && document !== null ? (document as DecisionEntry | ChangeRecord) : undefined;
  } catch {
    return undefined;
  }
}

/** An entry that came while the set was made has a head of its own by now; one that has none was put there by hand. */
async function staysBehindEnd({ log }: AuditSource, index: number, call: Call): Promise<boolean> {
  return readHead(await log.checkpoint(call)).size <= index;
}

function readHead(note: Uint8Array) {
  try {
    return parseCheckpoint(parseSignedNote(note).text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('STORE_FAILED', `the log has a checkpoint that is none: ${error.message}`, {
      cause: error,
    });
  }
}

async function receiptOf(log: ProvenLog, index: number, note: string): Promise<string | undefined> {
  if (index >= log.tree.size) return undefined;
  try {
    return tlogProofText({ index, hashes: await log.inclusion(index) }, note);
  } catch (error) {
    // Tiles that do not prove anything are in the set as they are: `audit verify` says which.
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function filterTexts(filter: DecisionFilter): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)]));
}

function fileOf(path: string, bytes: Uint8Array): FileToWrite {
  return { path, size: bytes.length, bytes: async () => bytes };
}
