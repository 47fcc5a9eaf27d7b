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
import { whyMissing } from './missing-statement.ts';
import { ageText, either, type RulesOf } from './rule.ts';

/**
 * Each demanded statement names the index and every platform child: one check for each.
 * @example checkStatements(context)[0]?.check.id // 'statement:spdxjson'
 */
export function checkStatements(context: Context): readonly TimedCheck[] {
  const demands = context.require.statements ?? [];
  return demands.flatMap((demand) => {
    const id = statementCheck(demand, demands);
    return context.signed.map((subject) =>
      checkOf(id, subject.digest, subject.platform, answer(context, demand, subject)),
    );
  });
}

/** The rules of {@link checkStatements}. @example statementRules(require, policy)[0]?.at // '/require/statements/0' */
export const statementRules: RulesOf = ({ statements = [] }) =>
  statements.map((demand, index) => {
    const { type, by, count = 1, maxAge } = demand;
    const what = count === 1 ? `a statement ${type}` : `${count} different statements ${type}`;
    return {
      check: statementCheck(demand, statements),
      at: `/require/statements/${index}`,
      demand: `${what} by ${either(by)}, for the index and for every platform${maxAge === undefined ? '' : `, at most ${ageText(maxAge)} old`}`,
    };
  });

/** Id of the checks of a demand: with the signers where several demands ask for one type. */
function statementCheck({ type, by }: StatementRequirement, all: readonly StatementRequirement[]): string {
  const twins = all.filter((other) => predicateTypeOf(other.type) === predicateTypeOf(type));
  return `statement:${type}${twins.length > 1 ? `:${by.join('+')}` : ''}`;
}

function answer(context: Context, demand: StatementRequirement, { digest }: FactSubject): Answer {
  const { type, by, count = 1, maxAge } = demand;
  const good = countable(context, predicateTypeOf(type), by).filter(({ subjects }) => subjects.includes(digest));
  // Copies of one statement count once, by whomever and wherever they are attached.
  const distinct = [
    ...new Map(
      byEnd(good)
        .map((fact) => [fact.statement, fact] as const)
        .reverse(),
    ).values(),
  ].reverse();
  // Without a maximum age the order stays as it is.
  const fresh = distinct.filter((fact) => ageProblem(fact, demand, context.now) === undefined);
  const taken = fresh.toSorted((a, b) => lasts(b, maxAge) - lasts(a, maxAge)).slice(0, count);
  if (taken.length === count)
    return pass(
      count === 1
        ? `stated by ${taken[0]?.signer.name ?? ''}`
        : `${fresh.length} different statements, ${count} demanded`,
      taken.map(({ evidence }) => evidence),
      earliest(taken.flatMap((fact) => [fact.valid.until, endOfAge(fact, maxAge)])),
    );
  const [old] = distinct.flatMap((fact) => ageProblem(fact, demand, context.now) ?? []);
  // A statement may name the subject and hang under any part of the image.
  return failUnless(statementFaults(context), old ?? reasonFor(context, demand, taken.length));
}

/** Why a statement is too old, or cannot be told to be young enough; undefined when its age is right. */
function ageProblem(
  { claimed, signer, evidence }: StatementFact,
  { type, maxAge }: StatementRequirement,
  now: number,
): Answer | undefined {
  if (maxAge === undefined) return undefined;
  const its = `the statement ${type} by ${signer.name}`;
  if (claimed === undefined)
    return fail('STATEMENT_TIME_UNKNOWN', `${its} claims no time, so its age cannot be told`, [evidence]);
  if (claimed > now)
    return fail('STATEMENT_TIME_UNKNOWN', `${its} claims a time in the future, so its age cannot be told`, [evidence]);
  return claimed + maxAge < now
    ? fail('STATEMENT_STALE', `${its} is older than ${ageText(maxAge)}`, [evidence])
    : undefined;
}

function endOfAge({ claimed }: StatementFact, maxAge: number | undefined): number | null {
  return maxAge === undefined || claimed === undefined ? null : claimed + maxAge;
}

/** Seconds since 1970 until which it counts, by its validity and its age. */
function lasts(fact: StatementFact, maxAge: number | undefined): number {
  return earliest([fact.valid.until, endOfAge(fact, maxAge)]) ?? Number.MAX_SAFE_INTEGER;
}

function reasonFor(context: Context, { type, by, count = 1 }: StatementRequirement, found: number): Answer {
  if (found > 0) return fail('STATEMENT_MISSING', `${found} of ${count} different statements ${type} are attached`);
  return whyMissing(context, type, [predicateTypeOf(type)], by);
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
