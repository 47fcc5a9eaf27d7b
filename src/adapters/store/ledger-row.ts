import { hash } from 'node:crypto';
import type { Digest } from '../../formats/digest.ts';
import { canonicalJson } from '../../formats/json/canonical.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { parseRfc3339 } from '../../formats/rfc3339.ts';
import { type Decision, type DecisionEntry, outcomeOf } from '../../records/decision.ts';
import { namedImage } from '../../records/decision-summary.ts';
import type { ArchivedDocument } from '../../records/evidence-record.ts';
import type { ChangeRecord, LogEntry, LogKind } from '../../records/log-entry.ts';
import type { Verdict } from '../../records/verdict.ts';
import { type DigestGroup, digestGroup, groupOf } from './digest-group.ts';
import { partMark, type SharedText, sharedText, wholeHash } from './shared-text.ts';

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
  /** Seconds since 1970. */
  readonly time: number;
  /** Canonical JSON, with marks in the place of the parts that {@link shared} holds. */
  readonly document: string;
  /** Parts that other entries have, too. */
  readonly shared?: Shared;
  /** Canonical JSON of the {@link LogEntry}: the leaf of the log. */
  readonly leaf: string;
  /** Of decisions only. */
  readonly columns?: DecisionColumns<Group>;
}

/**
 * A decision as a row.
 * @param documents - whose bytes are kept for it
 * @throws FormatError when its time is no RFC 3339 time
 * @example decisionRow(decision, documents).leaf
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

/** Verdicts are most of a decision, and the same for all who ask about one image: each is written as text once, and kept once. */
function writtenDecision(decision: DecisionEntry): LedgerRow {
  const { id, time } = decision;
  const verdicts = 'verdict' in decision ? verdictsOf(decision) : [];
  if (verdicts.length === 0) return written('decision', id, time, canonicalJson(asJson(decision)));
  const shared = sharedText(verdicts, (verdict) => canonicalJson(asJson(verdict)));
  const marks = new Map(verdicts.map((verdict, part) => [verdict, partMark(part)]));
  const document = canonicalJson(asJson(decision), marks);
  return { ...written('decision', id, time, document, wholeHash(document, shared)), shared };
}

/** Characters of a row with what it shares. @example lengthOf(row) <= 4 * 1024 * 1024 */
export function lengthOf({ document, shared }: LedgerRow): number {
  return document.length + (shared?.text.length ?? 0);
}

/** With one counting policy, the verdict of the decision is that policy's own. What several come to together is made anew each time. */
function verdictsOf({ judgements }: Decision): readonly Verdict[] {
  return [...new Set(judgements.map(({ verdict }) => verdict))];
}

/** A change as a row. @throws FormatError when its time is no RFC 3339 time @example changeRow(change).kind // 'policy' */
export function changeRow(change: ChangeRecord): LedgerRow {
  return written(change.kind, change.id, change.time, canonicalJson(asJson(change)));
}

/**
 * What is written of every entry: its text, and the leaf that stands for it.
 * @param sha256 - hexadecimal, of the whole document where parts of it are left out of the text
 * @throws FormatError when the time is no RFC 3339 time
 * @example written('decision', id, '2026-11-24T12:00:00Z', '{}').leaf
 */
export function written(
  kind: LogKind,
  id: string,
  time: string,
  document: string,
  sha256 = hash('sha256', document),
): LedgerRow {
  const entry: LogEntry = {
    apiVersion: 'twinseal.dev/log-entry/v1',
    kind,
    id,
    time,
    document: `sha256:${sha256}` as Digest,
  };
  return { kind, id, time: Math.floor(parseRfc3339(time) / 1000), document, leaf: canonicalJson(asJson(entry)) };
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
function asJson(record: DecisionEntry | ChangeRecord | LogEntry | Verdict): JsonValue {
  return record as unknown as JsonValue;
}
