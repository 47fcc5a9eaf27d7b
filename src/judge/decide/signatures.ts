import type { CheckCode } from '../../records/check-codes.ts';
import type { FactSubject, RejectedEvidence, SignatureFact } from '../../records/facts.ts';
import type { SignatureRequirement } from '../../records/policy.ts';
import { PREDICATE_TYPES } from '../../records/predicate-types.ts';
import {
  type Answer,
  byEnd,
  type Context,
  checkOf,
  earliest,
  evidenceFaults,
  fail,
  failUnless,
  holds,
  isReused,
  isUnenforced,
  pass,
  type TimedCheck,
} from './context.ts';
import { BARRED, outsideWindow, timeNote } from './key-times.ts';
import { type RevocationState, revocationNote, revocationOf } from './revocation.ts';
import { ageText, either, type RulesOf } from './rule.ts';
import { endOfAge, type SignatureTerms, termsProblem } from './signature-terms.ts';
import { nameNote } from './signed-names.ts';

type OneSigner = Extract<SignatureRequirement, { readonly by: unknown }>;
type SeveralSigners = Extract<SignatureRequirement, { readonly of: unknown }>;

/**
 * Signatures on the index and on every platform child, by one signer or by so many of several: one check for each entry and subject.
 * @example checkSignatures(context)[0]?.check.id // 'signature:release'
 */
export function checkSignatures(context: Context): readonly TimedCheck[] {
  return (context.require.signatures ?? []).flatMap((entry) =>
    context.signed.map((subject) =>
      checkOf(signatureCheck(entry), subject.digest, subject.platform, signatureAnswer(context, entry, subject)),
    ),
  );
}

/** Whether a subject is signed as an entry asks. @example signatureAnswer(context, { by: 'release' }, subject).status // 'pass' */
export function signatureAnswer(context: Context, entry: SignatureRequirement, subject: FactSubject): Answer {
  return 'by' in entry ? byOne(context, entry, subject) : bySeveral(context, entry, subject);
}

/** The rules of {@link checkSignatures}. @example signatureRules(require, policy)[0]?.at // '/require/signatures/0' */
export const signatureRules: RulesOf = ({ signatures = [] }) =>
  signatures.map((entry, index) => ({
    check: signatureCheck(entry),
    at: `/require/signatures/${index}`,
    demand: `signed by ${'by' in entry ? entry.by : `${entry.atLeast} of ${either(entry.of, 'and')}, by different keys`}, on the index and on every platform${entry.named === true ? ', in the name of the repository' : ''}${entry.maxAge === undefined ? '' : `, at most ${ageText(entry.maxAge)} ago`}`,
  }));

/** Id of the checks of an entry. @example signatureCheck({ of: ['a', 'b'], atLeast: 1 }) // 'signature:1-of-a+b' */
export function signatureCheck(entry: SignatureRequirement): string {
  return `signature:${signerPart(entry)}`;
}

/** Who has to sign, as ids of checks have it. @example signerPart({ of: ['a', 'b'], atLeast: 1 }) // '1-of-a+b' */
export function signerPart(entry: SignatureRequirement): string {
  return 'by' in entry ? entry.by : `${entry.atLeast}-of-${entry.of.join('+')}`;
}

function byOne(context: Context, { by, ...terms }: OneSigner, subject: FactSubject): Answer {
  const best = bestOf(context, by, subject, terms);
  if (best !== undefined && isUnenforced(context.policy, by))
    return {
      status: 'skip',
      code: 'SIGNATURE_NOT_ENFORCED',
      reason: `a signature is there, and whose it is was not enforced${logNote(best, context.now)}`,
      evidence: [best.evidence],
    };
  if (best !== undefined)
    return pass(
      `signed by ${by} (${best.signer.family})${nameNote(context, [best])}${timeNote([best])}${logNote(best, context.now)}${revocationNote(best, context.now)}`,
      [best.evidence],
      earliest([endOf(best, context.now), endOfAge(best, terms)]),
    );
  return failUnless(evidenceFaults(context, [subject.digest]), reasonFor(context, by, subject, terms));
}

/** Signers are people with keys: two names that one key fills would be one, and count once. */
function bySeveral(context: Context, { of, atLeast, ...terms }: SeveralSigners, subject: FactSubject): Answer {
  const good = of.flatMap((by) => bestOf(context, by, subject, terms) ?? []);
  const byKey = new Map(byEnd(good).map((fact) => [fact.signer.key, fact]));
  const taken = [...byKey.values()].slice(0, atLeast);
  const signed = `signed by ${either(
    of.filter((by) => good.some(({ signer }) => signer.name === by)),
    'and',
  )}, ${atLeast} of ${of.join(', ')} demanded`;
  if (taken.length === atLeast)
    return pass(
      `${signed}${timeNote(taken)}${taken.map((fact) => `${logNote(fact, context.now)}${revocationNote(fact, context.now)}`).join('')}`,
      taken.map(({ evidence }) => evidence),
      earliest(taken.flatMap((fact) => [endOf(fact, context.now), endOfAge(fact, terms)])),
    );
  const missing = of.filter((by) => good.every(({ signer }) => signer.name !== by));
  const answers = missing.map((by) => ({ by, answer: reasonFor(context, by, subject, terms) }));
  const reasons = answers.map(({ by, answer }) => `${by} ${answer.code}`);
  // Whoever can't be told about could be the one that is missing.
  const open = answers.filter(({ answer }) => answer.status === 'fault');
  const [first] = open;
  if (first !== undefined && taken.length + open.length >= atLeast)
    return { ...first.answer, reason: `${signed}: ${first.answer.reason}` };
  return failUnless(
    evidenceFaults(context, [subject.digest]),
    fail(
      'SIGNATURE_TOO_FEW',
      `${signed} (${reasons.join(', ')})`,
      good.map(({ evidence }) => evidence),
    ),
  );
}

function ownOf({ facts }: Context, by: string, { digest }: FactSubject): readonly SignatureFact[] {
  return facts.signatures.filter((fact) => fact.subject === digest && fact.signer.name === by);
}

/** The signature of a signer that counts now, and does so for longest. */
function bestOf(context: Context, by: string, subject: FactSubject, terms: SignatureTerms): SignatureFact | undefined {
  const own = ownOf(context, by, subject).filter(
    (fact) =>
      holds(fact.valid, context.now) &&
      !isReused(context, fact) &&
      termsProblem(context, fact, terms) === undefined &&
      isClear(fact, context.now),
  );
  const good = byEnd(own);
  const whole = good.filter((fact) => failingLogs(fact, context.now).length === 0);
  const first = whole.length > 0 ? whole : good;
  // Without a maximum age the order stays as it is.
  const lasts = (fact: SignatureFact) => endOfAge(fact, terms) ?? Number.MAX_SAFE_INTEGER;
  return terms.maxAge === undefined ? first[0] : first.toSorted((a, b) => lasts(b) - lasts(a))[0];
}

function failingLogs({ logged = [] }: SignatureFact, now: number) {
  return logged.filter(({ holds: interval }) => interval === undefined || !holds(interval, now));
}

/** What a policy that only notes something has to say of a signature that counts; empty for nothing. */
function logNote(fact: SignatureFact, now: number): string {
  const failing = failingLogs(fact, now).map(({ check, reason }) => `${check}: ${reason}`);
  return failing.length === 0 ? '' : `; noted and not enforced: ${failing.join('; ')}`;
}

function isClear(fact: SignatureFact, now: number): boolean {
  return revocationOf(fact, now).state === 'clear';
}

/** A signature counts no longer than the answers about its certificates. */
function endOf(fact: SignatureFact, now: number): number | null {
  const state = revocationOf(fact, now);
  return earliest([fact.valid.until, state.state === 'clear' ? state.until : null]);
}

/** Of several signatures whose certificates don't let them count, one of which that can't be told may be good. */
function notClear(own: readonly SignatureFact[], now: number): Answer | undefined {
  const states = own.flatMap((fact) => {
    const state = revocationOf(fact, now);
    return state.state === 'clear' ? [] : [{ fact, state }];
  });
  const of = (wanted: RevocationState['state']) => states.find(({ state }) => state.state === wanted);
  const unknown = of('unknown');
  if (unknown !== undefined)
    return {
      status: 'fault',
      code: 'REVOCATION_UNKNOWN',
      reason: unknown.state.reason,
      evidence: [unknown.fact.evidence],
    };
  const revoked = of('revoked');
  return revoked && fail('SIGNATURE_CERTIFICATE_REVOKED', revoked.state.reason, [revoked.fact.evidence]);
}

function reasonFor(context: Context, by: string, subject: FactSubject, terms: SignatureTerms): Answer {
  const { facts, policy, now } = context;
  const { digest } = subject;
  const own = ownOf(context, by, subject);
  const evidence = own.map((fact) => fact.evidence);
  const current = own.filter((fact) => holds(fact.valid, now));
  const unreused = current.filter((fact) => !isReused(context, fact));
  const misnamed = unreused.flatMap((fact) => termsProblem(context, fact, terms) ?? []);
  const answer = notClear(
    unreused.filter((fact) => termsProblem(context, fact, terms) === undefined),
    now,
  );
  if (answer !== undefined) return answer;
  const astray = misnamed.find(({ code }) => code === 'SIGNATURE_WRONG_NAME') ?? misnamed[0];
  if (astray !== undefined) return astray;
  if (current.length > 0)
    return fail('SIGNATURE_KEY_REUSED', `the key that signed as ${by} is also that of another signer`, evidence);
  const [late] = byEnd(own);
  if (late !== undefined) {
    const outside = outsideWindow(late, now);
    if (outside !== undefined)
      return fail('KEY_NOT_VALID_NOW', `the signature of ${by} does not count: ${outside}`, evidence);
    const early = (late.valid.from ?? now) > now;
    // Where a timestamp would have kept it, what is wrong with the one that it has.
    const stamp = facts.rejected.find(
      (one) => one.foundUnder === digest && one.code === 'SIGNATURE_TIMESTAMP_INVALID' && signers(one).includes(by),
    );
    return fail(
      'SIGNATURE_EXPIRED',
      `the signature of ${by} ${early ? 'is not valid yet' : 'or its certificate has expired'}${stamp === undefined ? '' : `, and ${stamp.reason}`}`,
      evidence,
    );
  }
  const family = policy.trust.some((signer) => signer.name === by && 'notation' in signer) ? 'notation' : 'cosign';
  const rejected = facts.rejected.filter((one) => one.foundUnder === digest);
  const image = ({ claimedType }: RejectedEvidence) =>
    claimedType === undefined || claimedType === PREDICATE_TYPES.cosignSign;
  const byName = (code: CheckCode) => rejected.find((one) => one.code === code && signers(one).includes(by));
  for (const code of BARRED) {
    const one = rejected.find((found) => found.code === code && image(found) && signers(found).includes(by));
    if (one !== undefined) return fail(code, one.reason, [one.evidence]);
  }
  for (const code of ['SIGNATURE_WRONG_SUBJECT', 'SIGNATURE_INVALID', 'SIGNATURE_WRONG_TYPE'] as const) {
    const one = byName(code);
    if (one !== undefined) return fail(code, one.reason, [one.evidence]);
  }
  const statement = facts.statements.find((fact) => fact.foundUnder === digest && fact.signer.name === by);
  if (statement !== undefined)
    return fail(
      'SIGNATURE_WRONG_TYPE',
      `${by} signed a statement ${statement.predicateType}, which is no image signature`,
      [statement.evidence],
    );
  const stranger = rejected.find(
    (one) =>
      one.family === family && image(one) && (one.code === 'SIGNATURE_UNTRUSTED' || one.code === 'SIGNATURE_INVALID'),
  );
  if (stranger !== undefined)
    return fail('SIGNATURE_UNTRUSTED', `no signature by ${by}: ${stranger.reason}`, [stranger.evidence]);
  for (const code of ['SIGNATURE_WRONG_TYPE', 'SIGNATURE_MALFORMED'] as const) {
    const one = rejected.find((found) => found.code === code && found.family === family && found.signer === undefined);
    if (one !== undefined) return fail(code, `no signature by ${by}: ${one.reason}`, [one.evidence]);
  }
  return fail('SIGNATURE_MISSING', `no ${family} signature by ${by} is attached`);
}

function signers({ signer }: RejectedEvidence): readonly string[] {
  return signer?.split(', ') ?? [];
}
