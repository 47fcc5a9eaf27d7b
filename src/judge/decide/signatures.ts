import type { CheckCode } from '../../records/check-codes.ts';
import type { FactSubject, RejectedEvidence } from '../../records/facts.ts';
import { PREDICATE_TYPES } from '../../records/predicate-types.ts';
import {
  type Answer,
  byEnd,
  type Context,
  checkOf,
  evidenceFaults,
  fail,
  failUnless,
  holds,
  isReused,
  pass,
  type TimedCheck,
} from './context.ts';

/**
 * Each demanded signer's signature on the index and on every platform child: one check for each.
 * @example checkSignatures(context)[0]?.check.id // 'signature:release'
 */
export function checkSignatures(context: Context): readonly TimedCheck[] {
  return (context.policy.require.signatures ?? [])
    .flatMap((entry) => ('by' in entry ? [entry.by] : entry.of))
    .flatMap((by) =>
      context.signed.map((subject) =>
        checkOf(`signature:${by}`, subject.digest, subject.platform, failing(context, by, subject)),
      ),
    );
}

function failing(context: Context, by: string, subject: FactSubject): Answer {
  const { facts, now } = context;
  const own = facts.signatures.filter((fact) => fact.subject === subject.digest && fact.signer.name === by);
  const [best] = byEnd(own.filter((fact) => holds(fact.valid, now) && !isReused(context, fact)));
  if (best !== undefined) return pass(`signed by ${by} (${best.signer.family})`, [best.evidence], best.valid.until);
  return failUnless(evidenceFaults(context, [subject.digest]), reasonFor(context, by, subject, own));
}

function reasonFor(context: Context, by: string, { digest }: FactSubject, own: Context['facts']['signatures']): Answer {
  const { facts, policy, now } = context;
  const evidence = own.map((fact) => fact.evidence);
  const current = own.filter((fact) => holds(fact.valid, now));
  if (current.length > 0)
    return fail('SIGNATURE_KEY_REUSED', `the key that signed as ${by} is also that of another signer`, evidence);
  const [late] = byEnd(own);
  if (late !== undefined) {
    const early = (late.valid.from ?? now) > now;
    return fail(
      'SIGNATURE_EXPIRED',
      `the signature of ${by} ${early ? 'is not valid yet' : 'or its certificate has expired'}`,
      evidence,
    );
  }
  const family = policy.trust.some((signer) => signer.name === by && 'notation' in signer) ? 'notation' : 'cosign';
  const rejected = facts.rejected.filter((one) => one.foundUnder === digest);
  const named = (code: CheckCode) => rejected.find((one) => one.code === code && signers(one).includes(by));
  for (const code of ['SIGNATURE_WRONG_SUBJECT', 'SIGNATURE_INVALID', 'SIGNATURE_WRONG_TYPE'] as const) {
    const one = named(code);
    if (one !== undefined) return fail(code, one.reason, [one.evidence]);
  }
  const statement = facts.statements.find((fact) => fact.foundUnder === digest && fact.signer.name === by);
  if (statement !== undefined)
    return fail(
      'SIGNATURE_WRONG_TYPE',
      `${by} signed a statement ${statement.predicateType}, which is no image signature`,
      [statement.evidence],
    );
  const image = ({ claimedType }: RejectedEvidence) =>
    claimedType === undefined || claimedType === PREDICATE_TYPES.cosignSign;
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
