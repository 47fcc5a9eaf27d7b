import type { Digest } from '../../formats/digest.ts';
import type { KeyClaim } from '../../ports/answered-requests.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionFilter, KeptDecision } from '../../ports/decision-ledger.ts';
import type { EvidencePlace, FoundEvidence } from '../../ports/evidence-index.ts';
import type { EvidenceListing } from '../../records/evidence-listing.ts';
import type { ArchivedDocument } from '../../records/evidence-record.ts';
import type { LogKind, Receipt } from '../../records/log-entry.ts';
import type { LedgerRow } from './ledger-row.ts';

/** A document to keep; one that belongs to a change is never forgotten. */
export interface NewDocument extends ArchivedDocument {
  readonly pinned: boolean;
}

/** A document as it is sent to the database: a listing is also read, to be searched by. */
export interface SentDocument extends NewDocument {
  readonly listing?: EvidenceListing;
}

/** What is written in one transaction. */
export interface AppendBatch {
  /** The count of prunings that the caller knew when it left out documents as kept already. */
  readonly prunes: number;
  readonly rows: readonly LedgerRow[];
  /** Which of the rows are proven in the answer, in their order. */
  readonly proven: readonly boolean[];
  readonly documents: readonly SentDocument[];
}

/** `stale`: documents were forgotten in between, so nothing was written; results are undefined for an id that is taken. */
export type AppendAnswer =
  | { readonly stale: true; readonly prunes: number }
  | { readonly stale: false; readonly results: readonly (Appended | undefined)[] };

/** An entry that was written: its place, and the text of its receipt where it was asked for. */
export type Appended = Pick<Receipt, 'index'> & Partial<Receipt>;

/** Which changes are asked for. */
export type ChangeKind = Exclude<LogKind, 'decision'>;

/** A page of a listing. */
export interface Page {
  /** Only entries before this place; undefined begins with the newest. */
  readonly before: number | undefined;
  readonly limit: number;
}

/** One step of forgetting documents. */
export interface PruneStep {
  /** Documents that decisions from this place on name are kept. */
  readonly young: number;
  /** Only digests after this one, in their order. */
  readonly after: string;
}

/** How many documents a step removed, and where to go on; undefined at the end. */
export interface Pruned {
  readonly removed: number;
  readonly next: string | undefined;
}

/** A claim of an `Idempotency-Key`. */
export interface Claim {
  readonly scope: string;
  readonly key: string;
  readonly payload: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * What a database does for the service's store: each is one transaction or one look, and sees all that was acknowledged. Whoever
 * asks stops waiting when the call is over; a database that can be told so stops working for it then, too.
 */
export interface StoreBackend {
  /** Where it is, for messages. */
  readonly name: string;
  append(batch: AppendBatch, call: Call): Promise<AppendAnswer>;
  decision(id: string, call: Call): Promise<KeptDecision | undefined>;
  decisions(filter: DecisionFilter, page: Page, call: Call): Promise<readonly KeptDecision[]>;
  changes(kind: ChangeKind | undefined, page: Page, call: Call): Promise<readonly KeptDecision[]>;
  change(id: string, call: Call): Promise<KeptDecision | undefined>;
  /** The newest checkpoint, and the count of prunings. */
  head(call: Call): Promise<StoredHead>;
  /** The hashes of a tile as far as there are any. */
  tile(level: number, index: number, call: Call): Promise<Uint8Array | undefined>;
  /** Leaves from one place to before another, as far as there are any. */
  leaves(from: number, to: number, call: Call): Promise<readonly string[]>;
  has(digests: readonly Digest[], call: Call): Promise<readonly Digest[]>;
  document(digest: Digest, call: Call): Promise<ArchivedDocument | undefined>;
  /** Evidence found under an image or its children, sorted by subject and digest. */
  evidenceOf(
    image: Digest,
    after: EvidencePlace | undefined,
    limit: number,
    call: Call,
  ): Promise<readonly FoundEvidence[]>;
  /** Evidence that has this part. */
  evidenceWith(part: Digest, call: Call): Promise<readonly FoundEvidence[]>;
  /** The first place from which on decisions may be of this time (seconds since 1970) or later. */
  firstSince(time: number, call: Call): Promise<number>;
  prune(step: PruneStep, call: Call): Promise<Pruned>;
  claim(claim: Claim, call: Call): Promise<KeyClaim>;
  settle(scope: string, key: string, id: string | undefined, call: Call): Promise<void>;
  ping(call: Call): Promise<void>;
  close(): Promise<void>;
}

/** The head as it is stored. */
export interface StoredHead {
  /** A signed note. */
  readonly checkpoint: string;
  readonly prunes: number;
}

/** Documents that one step of a prune looks at. */
export const PRUNE_STEP = 256;
/** Milliseconds for which an answered key is remembered. */
export const ANSWER_LIFE = 86_400_000;
/** Milliseconds after which a request that never ended counts as dead: longer than any may take. */
export const CLAIM_LIFE = 600_000;
