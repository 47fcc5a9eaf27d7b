import { hash } from 'node:crypto';
import type { Digest } from '../../formats/digest.ts';
import { canonicalJson } from '../../formats/json/canonical.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { parseRfc3339 } from '../../formats/rfc3339.ts';
import {
  type Decision,
  type DecisionEntry,
  type DecisionInputs,
  type Judgement,
  outcomeOf,
} from '../../records/decision.ts';
import { namedImage } from '../../records/decision-summary.ts';
import type { ArchivedDocument } from '../../records/evidence-record.ts';
import type { ChangeRecord, LogEntry, LogKind } from '../../records/log-entry.ts';
import type { Verdict } from '../../records/verdict.ts';
import { type DigestGroup, digestGroup, groupOf } from './digest-group.ts';
import { encodedParts, innerMark, partMark, type SharedText, sharedText, wholeHash } from './shared-text.ts';

/** What decisions are searched by. */
export interface DecisionColumns<Group extends Keyed = DigestGroup> {
  readonly outcome: string;
  readonly caller: string;
  readonly repository: string | null;
  readonly release: string | null;
  readonly policies: readonly string[];
  readonly shadowDiffers: boolean;
  readonly group: Group;
}

/** What is kept once, under a key of its content. */
export interface Keyed {
  /** SHA-256, hexadecimal. */
  readonly key: string;
}

/** One decision or change as it is written. */
export interface LedgerRow<Shared extends Keyed = SharedText, Group extends Keyed = DigestGroup> {
  readonly kind: LogKind;
  readonly id: string;
  /** RFC 3339, as the document has it. */
  readonly time: string;
  /** Canonical JSON, with marks in the place of the parts that {@link shared} holds. */
  readonly document: string;
  /** Parts that other entries have, too. */
  readonly shared?: Shared;
  /** Of decisions only. */
  readonly columns?: DecisionColumns<Group>;
}

/**
 * A decision as a row.
 * @param documents - whose bytes are kept for it
 * @example decisionRow(decision, documents).columns?.outcome
 */
export function decisionRow(
  decision: DecisionEntry,
  documents: readonly Pick<ArchivedDocument, 'digest'>[],
): LedgerRow {
  const decided = 'verdict' in decision;
  const policies = decided
    ? decision.judgements.map(({ policy }) => policy.name)
    : decision.policies.map((p) => p.name);
  return {
    ...writtenDecision(decision),
    columns: {
      outcome: outcomeOf(decision),
      caller: decision.caller.name,
      ...searchedBy(decision, documents),
      release: decision.request.claims?.release ?? null,
      policies: [...new Set(policies)],
      shadowDiffers: decided && shadowDiffers(decision),
    },
  };
}

/** The names of the image that a decision is found by. */
type ImageNames = Pick<DecisionColumns, 'repository' | 'group'>;

function searchedBy(decision: DecisionEntry, documents: readonly Pick<ArchivedDocument, 'digest'>[]): ImageNames {
  if (!('verdict' in decision)) return requestedNames(decision.requested);
  return {
    repository: decision.repository,
    group: groupOf(verdictsOf(decision), () => searchedDigests(decision.inputs.image, decision), documents),
  };
}

/**
 * What an answer without a verdict is found by: what the request names by its text, since nothing else of the image is known.
 * @example requestedNames('registry.example.com/team/app:v9').repository // 'registry.example.com/team/app'
 */
export function requestedNames(requested: string): ImageNames {
  const { repository, digest } = namedImage(requested);
  return { repository: repository ?? null, group: digestGroup(digest === undefined ? [] : [digest], []) };
}

/** Most of a decision is the same for all who ask about one image: it is written as text once, and kept once. */
function writtenDecision(decision: DecisionEntry): LedgerRow {
  const { id, time } = decision;
  if (!('verdict' in decision)) return { kind: 'decision', id, time, document: canonicalJson(asJson(decision)) };
  const verdicts = verdictsOf(decision);
  const inner = new Map(verdicts.map((verdict, part) => [verdict, innerMark(part)]));
  const parts = [...verdicts, ...decision.judgements, decision.inputs];
  // A verdict has no other part in it, and must not become the mark of itself.
  const shared = sharedText(parts, (one) => canonicalJson(asJson(one), 'checks' in one ? undefined : inner));
  const marks = new Map<object, string>(parts.map((one, part) => [one, partMark(part)]));
  return { kind: 'decision', id, time, document: canonicalJson(asJson(decision), marks), shared };
}

/** Characters of a row with what it shares. @example lengthOf(row) <= 4 * 1024 * 1024 */
export function lengthOf({ document, shared }: LedgerRow): number {
  return document.length + (shared?.text.length ?? 0);
}

/** With one counting policy, the verdict of the decision is that policy's own. What several come to together is made anew each time. */
function verdictsOf({ judgements }: Decision): readonly Verdict[] {
  return [...new Set(judgements.map(({ verdict }) => verdict))];
}

/** A change as a row. @example changeRow(change).kind // 'policy' */
export function changeRow(change: ChangeRecord): LedgerRow {
  const { kind, id, time } = change;
  return { kind, id, time, document: canonicalJson(asJson(change)) };
}

/** What a leaf is made from. */
type LeafParts = Pick<LedgerRow, 'kind' | 'id' | 'time' | 'document'>;

/**
 * The leaf of the log that stands for an entry: canonical JSON of its {@link LogEntry}. Not part of the row, since a thread that writes
 * has time for the hash while others decide.
 * @param parts - encoded, what the document's marks stand for
 * @example leafOf(row, encodedParts(row.shared)) // '{"apiVersion":"twinseal.dev/log-entry/v1","document":"sha256:...
 */
export function leafOf({ kind, id, time, document }: LeafParts, parts: readonly Uint8Array[] = []): string {
  const sha256 = parts.length === 0 ? hash('sha256', document) : wholeHash(document, parts);
  const entry: LogEntry = {
    apiVersion: 'twinseal.dev/log-entry/v1',
    kind,
    id,
    time,
    document: `sha256:${sha256}` as Digest,
  };
  return canonicalJson(asJson(entry));
}

/** As {@link leafOf}, for a row that has all its parts with it. @example leafOfWhole(row) */
export function leafOfWhole(row: LedgerRow): string {
  return leafOf(row, row.shared === undefined ? [] : encodedParts(row.shared));
}

/** Seconds since 1970. @throws FormatError when the time is no RFC 3339 time @example secondsOf(row) // 1795521600 */
export function secondsOf({ time }: Pick<LedgerRow, 'time'>): number {
  return Math.floor(parseRfc3339(time) / 1000);
}

/** Digests by which a verdict is found: the image, and each subject and piece of evidence of its checks. @example searchedDigests(image, decision) */
export function searchedDigests(
  image: Digest,
  { verdict, judgements = [] }: Pick<VerdictLike, 'verdict' | 'judgements'>,
): readonly Digest[] {
  const checks = [verdict, ...judgements.map((one) => one.verdict)].flatMap((one) => one.checks);
  return [image, ...checks.flatMap(({ subject, evidence }) => [subject, ...evidence])];
}

/** What the digests of a verdict are taken from, in every version. */
interface VerdictLike {
  readonly verdict: Checked;
  readonly judgements?: readonly { readonly verdict: Checked }[];
}

interface Checked {
  readonly checks: readonly { readonly subject: Digest; readonly evidence: readonly Digest[] }[];
}

function shadowDiffers({ judgements }: Extract<DecisionEntry, { verdict: unknown }>): boolean {
  return judgements.some(({ shadowOf, verdict }) => {
    const beside = judgements.find(({ policy }) => policy.name === shadowOf);
    return beside !== undefined && beside.verdict.outcome !== verdict.outcome;
  });
}

/** Records are JSON by construction: readonly data without methods. */
function asJson(record: DecisionEntry | DecisionInputs | Judgement | ChangeRecord | LogEntry | Verdict): JsonValue {
  return record as unknown as JsonValue;
}
