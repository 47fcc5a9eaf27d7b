import type { Digest } from '../../formats/digest.ts';
import type { PlacedContainer } from '../../formats/kubernetes/container-settings.ts';
import { type Check, type CheckStatus, MAX_REASON } from '../../records/check.ts';
import type { CheckCode } from '../../records/check-codes.ts';
import type { Fault } from '../../records/discovery.ts';
import type { FactSubject, Facts, SignatureFact, StatementFact } from '../../records/facts.ts';
import type { Interval } from '../../records/interval.ts';
import type { Policy, PolicyCase, Requirements } from '../../records/policy.ts';

/** A check with the moment (seconds since 1970) at which it ends to hold; null: never by itself. */
export interface TimedCheck {
  readonly check: Check;
  readonly until: number | null;
}

/** What every check looks at. */
export interface Context {
  readonly facts: Facts;
  readonly policy: Policy;
  /** All that is demanded of this image: what the policy requires of every one, and what the case that applies adds. */
  readonly require: Requirements;
  /** Which case applies; absent for a policy without cases. */
  readonly choice?: CaseChoice;
  /** Seconds since 1970. */
  readonly now: number;
  /** The index, or the only manifest. */
  readonly root: Digest;
  /** Platform children in order; evidence children are none. */
  readonly platforms: readonly FactSubject[];
  /** The index and each platform child: what has to be signed. */
  readonly signed: readonly FactSubject[];
  /** By digest of a key: the first signer of the policy, in its order, whose facts it made. */
  readonly keyOwners: ReadonlyMap<Digest, string>;
  /** What is to run the image; absent where nobody said it. */
  readonly containers?: readonly PlacedContainer[];
}

/** Which case of a policy applies to an image. */
export interface CaseChoice {
  /** Absent when none applies, or when it cannot be told. */
  readonly applies?: PolicyCase;
  /** What the check `case` says of it. */
  readonly answer: Answer;
}

/** What a check has to say; the rest follows from where it is made. */
export interface Answer {
  readonly status: CheckStatus;
  readonly code: CheckCode;
  readonly reason: string;
  readonly evidence?: readonly Digest[];
  readonly until?: number | null;
}

// A decision that is too large to be stored would be none: what others wrote into reasons, and copies, have bounds.
const MAX_EVIDENCE = 16;

/**
 * Makes the context of one decision, with what the policy demands of every image; `withCase` adds the rest.
 * @param now - seconds since 1970
 * @param containers - what is to run the image, as far as that is known
 * @example contextOf(facts, policy, 1_767_225_600).platforms.length
 */
export function contextOf(facts: Facts, policy: Policy, now: number, containers?: readonly PlacedContainer[]): Context {
  const platforms = facts.subjects.filter(({ role }) => role === 'platform');
  const index = facts.subjects.filter(({ role }) => role === 'index');
  // Whoever signs for a signer whose authenticity is only noted need not be that signer: it owns no key.
  const real = facts.signatures.filter(({ signer }) => !isUnenforced(policy, signer.name));
  const made = [...real, ...facts.statements].map(({ signer }) => signer);
  const rank = new Map(policy.trust.map(({ name }, place) => [name, place]));
  // The last one set is the first of the policy.
  const byRank = made.toSorted((a, b) => (rank.get(b.name) ?? 0) - (rank.get(a.name) ?? 0));
  const keyOwners = new Map(byRank.map(({ key, name }) => [key, name]));
  const { require } = policy;
  return {
    facts,
    policy,
    require,
    now,
    root: facts.root,
    platforms,
    signed: [...index, ...platforms],
    keyOwners,
    ...(containers !== undefined && containers.length > 0 && { containers }),
  };
}

/**
 * Puts an answer into the form of a check.
 * @param platform - of a platform subject: `linux/amd64`
 * @returns reason and evidence cut to their bounds; only a check that holds has an end
 * @example checkOf('image', context.root, undefined, pass('every document is there')).check.status // 'pass'
 */
export function checkOf(id: string, subject: Digest, platform: string | undefined, answer: Answer): TimedCheck {
  const { status, code, reason, evidence = [], until = null } = answer;
  return {
    check: {
      id,
      subject,
      ...(platform !== undefined && { platform }),
      status,
      code,
      reason: reason.slice(0, MAX_REASON).toWellFormed(),
      evidence: evidence.slice(0, MAX_EVIDENCE),
    },
    until: status === 'pass' ? until : null,
  };
}

/**
 * The check holds.
 * @param until - seconds since 1970, the last at which it holds; null: it never ends by itself
 * @example pass('the signature verifies', [fact.evidence], fact.valid.until)
 */
export function pass(reason: string, evidence: readonly Digest[] = [], until: number | null = null): Answer {
  return { status: 'pass', code: 'OK', reason, evidence, until };
}

/**
 * The check does not hold, whatever else may come to light.
 * @example fail('SIGNATURE_MISSING', 'no signature by release is attached')
 */
export function fail(code: CheckCode, reason: string, evidence: readonly Digest[] = []): Answer {
  return { status: 'fail', code, reason, evidence };
}

/**
 * The check does not hold by what is known; with a fault that could hide what is missing, that is no answer.
 *
 * @param faults - those that could change the answer
 * @returns a `fault` with the first of them; without any, `answer` as it is
 * @example failUnless(evidenceFaults(context, [subject.digest]), fail('SIGNATURE_MISSING', 'no signature is attached'))
 */
export function failUnless(faults: readonly Fault[], answer: Answer): Answer {
  const [fault] = faults;
  if (fault === undefined) return answer;
  return { status: 'fault', code: fault.code, reason: `could not tell: ${fault.reason} (so far: ${answer.reason})` };
}

/**
 * Faults that could hide signatures or statements under some subjects.
 * @example evidenceFaults(context, [context.root]).length // 0 when every look for referrers was answered
 */
export function evidenceFaults({ facts }: Context, subjects: readonly Digest[]): readonly Fault[] {
  return facts.faults.filter(
    ({ subject, what }) => (what === 'referrers' || what === 'evidence') && subjects.includes(subject),
  );
}

/**
 * Faults that could hide a statement, which may name one part of the image and hang under any other: also under a child
 * of an inner index that could not be read.
 * @example failUnless(statementFaults(context), fail('STATEMENT_MISSING', 'no SBOM is attached'))
 */
export function statementFaults(context: Context): readonly Fault[] {
  const { facts, root, signed, platforms } = context;
  const known = [root, ...signed.map(({ digest }) => digest)];
  const children = facts.faults.filter(
    ({ what, subject, digest }) =>
      what === 'manifest' &&
      (digest === undefined ? platforms.every((one) => one.digest !== subject) : !known.includes(digest)),
  );
  return [...evidenceFaults(context, known), ...children];
}

/**
 * Faults that keep parts of one image from being known.
 * @example failUnless(imageFaults(context, subject.digest), pass('every layer is whole'))
 */
export function imageFaults({ facts }: Context, subject: Digest): readonly Fault[] {
  return facts.faults.filter(
    (fault) => fault.subject === subject && fault.what !== 'referrers' && fault.what !== 'evidence',
  );
}

/**
 * True when an interval, closed at both ends, holds the moment.
 * @param now - seconds since 1970, as the interval's ends are; an end that is null bounds nothing
 * @example holds({ from: 100, until: 200 }, 200) // true
 */
export function holds(interval: Interval, now: number): boolean {
  return (interval.from ?? now) <= now && now <= (interval.until ?? now);
}

/**
 * True when the fact's key also made facts of another signer who stands earlier in the policy: then it is that one's
 * key, and fills no second role.
 * @example context.facts.signatures.filter((fact) => !isReused(context, fact))
 */
export function isReused({ keyOwners, policy }: Context, { signer }: SignatureFact | StatementFact): boolean {
  return keyOwners.get(signer.key) !== signer.name && !isUnenforced(policy, signer.name);
}

/**
 * True for a signer of whom the policy notes only whether a signature is really theirs.
 * @example isUnenforced(policy, 'notary')
 */
export function isUnenforced({ trust }: Policy, name: string): boolean {
  return trust.some((one) => one.name === name && 'notation' in one && one.notation.log?.includes('authenticity'));
}

/** The earliest end; null when nothing ends. @example earliest([300, null, 200]) // 200 */
export function earliest(ends: readonly (number | null)[]): number | null {
  const real = ends.filter((end) => end !== null);
  return real.length === 0 ? null : Math.min(...real);
}

/**
 * Facts with the latest end first, those without an end before all; then by digest of the evidence.
 * @returns a new list
 * @example byEnd(context.facts.signatures)[0]?.valid.until
 */
export function byEnd<T extends { readonly valid: Interval; readonly evidence: Digest }>(
  facts: readonly T[],
): readonly T[] {
  const end = ({ valid }: T): number => valid.until ?? Number.POSITIVE_INFINITY;
  return [...facts].sort((a, b) => (end(a) === end(b) ? (a.evidence < b.evidence ? -1 : 1) : end(a) > end(b) ? -1 : 1));
}
