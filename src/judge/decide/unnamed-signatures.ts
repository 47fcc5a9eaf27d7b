import type { SignatureRequirement } from '../../records/policy.ts';
import { type Context, checkOf, type TimedCheck } from './context.ts';
import type { RulesOf } from './rule.ts';
import { signatureAnswer, signerPart } from './signatures.ts';

/**
 * Says where a signature counts though it names no repository: nothing was compared, and whoever reads the verdict sees it. A policy
 * that demands names has `signature` fail instead.
 *
 * @returns nothing for what was gathered before this was a check
 * @example checkUnnamedSignatures(context)[0]?.check.status // 'skip'
 */
export function checkUnnamedSignatures(context: Context): readonly TimedCheck[] {
  const { facts, require, signed } = context;
  if (facts.rules === undefined) return [];
  return (require.signatures ?? []).flatMap((entry) => {
    if (entry.named === true) return [];
    return signed.flatMap((subject) => {
      const answer = signatureAnswer(context, entry, subject);
      if (answer.status !== 'pass') return [];
      // Another signature of the same signers may say it.
      if (signatureAnswer(context, { ...entry, named: true }, subject).status === 'pass') return [];
      const { evidence = [] } = answer;
      const reason =
        'by' in entry
          ? `the signature of ${entry.by} does not say for which repository it is, so no name was compared`
          : 'not all signatures that count say for which repository they are, so not all names were compared';
      return checkOf(nameCheck(entry), subject.digest, subject.platform, {
        status: 'skip',
        code: 'SIGNATURE_NAME_UNSAID',
        reason,
        evidence,
      });
    });
  });
}

/** The rules of {@link checkUnnamedSignatures}. @example unnamedRules(require, policy)[0]?.check // 'signed-name:release' */
export const unnamedRules: RulesOf = ({ signatures = [] }) =>
  signatures.flatMap((entry, index) =>
    entry.named === true
      ? []
      : {
          check: nameCheck(entry),
          at: `/require/signatures/${index}`,
          demand: 'a repository that a signature names is the one that is asked for',
        },
  );

function nameCheck(entry: SignatureRequirement): string {
  return `signed-name:${signerPart(entry)}`;
}
