import type { FactSubject, StatementFact } from '../../records/facts.ts';
import type { StatementRequirement } from '../../records/policy.ts';
import { predicateTypeOf } from '../../records/predicate-types.ts';
import {
  type Answer,
  byEnd,
  type Context,
  checkOf,
  earliest,
  fail,
  failUnless,
  holds,
  isReused,
  pass,
  statementFaults,
  type TimedCheck,
} from './context.ts';

/**
 * Each demanded statement names the index and every platform child: one check for each.
 * @example checkStatements(context)[0]?.check.id // 'statement:spdxjson'
 */
export function checkStatements(context: Context): readonly TimedCheck[] {
  const demands = context.policy.require.statements ?? [];
  return demands.flatMap((demand) => {
    const twins = demands.filter(({ type }) => predicateTypeOf(type) === predicateTypeOf(demand.type));
    const id = `statement:${demand.type}${twins.length > 1 ? `:${demand.by.join('+')}` : ''}`;
    return context.signed.map((subject) =>
      checkOf(id, subject.digest, subject.platform, answer(context, demand, subject)),
    );
  });
}

function answer(context: Context, demand: StatementRequirement, { digest }: FactSubject): Answer {
  const { type, by, count = 1 } = demand;
  const good = countable(context, predicateTypeOf(type), by).filter(({ subjects }) => subjects.includes(digest));
  // Copies of one statement count once, by whomever and wherever they are attached.
  const distinct = [
    ...new Map(
      byEnd(good)
        .map((fact) => [fact.statement, fact] as const)
        .reverse(),
    ).values(),
  ].reverse();
  const taken = distinct.slice(0, count);
  if (taken.length === count)
    return pass(
      count === 1
        ? `stated by ${taken[0]?.signer.name ?? ''}`
        : `${distinct.length} different statements, ${count} demanded`,
      taken.map(({ evidence }) => evidence),
      earliest(taken.map(({ valid }) => valid.until)),
    );
  // A statement may name the subject and hang under any part of the image.
  return failUnless(statementFaults(context), reasonFor(context, demand, taken.length));
}

function reasonFor({ facts, now }: Context, { type, by, count = 1 }: StatementRequirement, found: number): Answer {
  const uri = predicateTypeOf(type);
  if (found > 0) return fail('STATEMENT_MISSING', `${found} of ${count} different statements ${type} are attached`);
  const ofType = facts.statements.filter(({ predicateType }) => predicateType === uri);
  const own = ofType.filter(({ signer }) => by.includes(signer.name));
  const [first] = own;
  if (first !== undefined)
    return holds(first.valid, now)
      ? fail(
          'STATEMENT_WRONG_SUBJECT',
          `the statements ${type} by ${by.join(' or ')} do not name this digest`,
          own.map(({ evidence }) => evidence),
        )
      : fail('SIGNATURE_EXPIRED', `the statement ${type} by ${first.signer.name} is outside its validity`, [
          first.evidence,
        ]);
  const rejected = facts.rejected.filter(({ claimedType }) => claimedType === uri);
  const astray = rejected.find(({ code }) => code === 'STATEMENT_WRONG_SUBJECT');
  if (astray !== undefined) return fail('STATEMENT_WRONG_SUBJECT', astray.reason, [astray.evidence]);
  const [stranger] = [...ofType.map(({ evidence }) => evidence), ...rejected.map(({ evidence }) => evidence)];
  if (stranger !== undefined)
    return fail('STATEMENT_UNTRUSTED', `statements ${type} are attached, but none by ${by.join(' or ')}`, [stranger]);
  const malformed = facts.rejected.find(({ code }) => code === 'STATEMENT_MALFORMED');
  if (malformed !== undefined) return fail('STATEMENT_MALFORMED', malformed.reason, [malformed.evidence]);
  return fail('STATEMENT_MISSING', `no statement ${type} by ${by.join(' or ')} is attached`);
}

/**
 * Statements of a type by given signers that hold now and are by keys of one role.
 * @param predicateType - the whole URI, not a short name
 * @param by - names of signers in the policy
 * @example countable(context, 'https://slsa.dev/provenance/v1', ['release']).length
 */
export function countable(context: Context, predicateType: string, by: readonly string[]): readonly StatementFact[] {
  return context.facts.statements.filter(
    (fact) =>
      fact.predicateType === predicateType &&
      by.includes(fact.signer.name) &&
      holds(fact.valid, context.now) &&
      !isReused(context, fact),
  );
}
