import type { SignatureFact } from '../../records/facts.ts';
import type { SignatureRequirement } from '../../records/policy.ts';
import { type Answer, type Context, fail } from './context.ts';
import { ageText } from './rule.ts';
import { elsewhere } from './signed-names.ts';

/** What an entry demands of each signature, beside who made it. */
export type SignatureTerms = Pick<SignatureRequirement, 'named' | 'maxAge'>;

/**
 * Why the name or the age of a signature, or that it has none, keeps it from counting.
 * @example termsProblem(context, fact, { named: true })?.code // 'SIGNATURE_NAME_MISSING'
 */
export function termsProblem(
  context: Context,
  fact: SignatureFact,
  { named, maxAge }: SignatureTerms,
): Answer | undefined {
  const { signer, name, evidence, signedAt } = fact;
  const its = `the signature of ${signer.name}`;
  const where = elsewhere(context, fact);
  if (where !== undefined) return fail('SIGNATURE_WRONG_NAME', `${its} does not count: ${where}`, [evidence]);
  if (named === true && name === undefined)
    return fail('SIGNATURE_NAME_MISSING', `${its} does not say for which repository it is`, [evidence]);
  if (maxAge === undefined) return undefined;
  if (signedAt === undefined || signedAt > context.now)
    return fail(
      'SIGNATURE_TIME_UNKNOWN',
      `${its} has no trusted time${signedAt === undefined ? '' : ' but one of the future'}, so its age can't be told`,
      [evidence],
    );
  return signedAt + maxAge < context.now
    ? fail('SIGNATURE_STALE', `${its} is older than ${ageText(maxAge)}`, [evidence])
    : undefined;
}

/** The last moment at which a signature is young enough; null for any age. @example endOfAge(fact, { maxAge: 60 }) // fact.signedAt + 60 */
export function endOfAge({ signedAt }: SignatureFact, { maxAge }: SignatureTerms): number | null {
  return maxAge === undefined || signedAt === undefined ? null : signedAt + maxAge;
}
