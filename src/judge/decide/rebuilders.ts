import { FormatError } from '../../formats/format-error.ts';
import type { FactSubject, StatementFact } from '../../records/facts.ts';
import type { RebuilderRequirement } from '../../records/policy.ts';
import { PREDICATE_TYPES } from '../../records/predicate-types.ts';
import {
  type Answer,
  type Context,
  checkOf,
  earliest,
  fail,
  failUnless,
  pass,
  statementFaults,
  type TimedCheck,
} from './context.ts';
import { readRebuild } from './rebuild-result.ts';
import { either, type RulesOf } from './rule.ts';
import { countable } from './statements.ts';
import { type KnownProgram, programOf } from './twin-build.ts';

/** The last word of one rebuilder on one platform image. */
interface Word {
  readonly by: string;
  readonly reproduced: boolean;
  /** Seconds since 1970. */
  readonly finished: number;
  readonly fact: StatementFact;
}

/**
 * Enough rebuilders, each with a key of their own that did not seal the image, have reproduced the program that each platform image
 * runs. The last word of a rebuilder counts: one who reproduced it once and says `different` later does not count any more.
 * @returns one check for each platform; none when the policy demands no rebuilders
 * @example checkRebuilders(context)[0]?.check.code // 'REBUILD_MISSING'
 */
export function checkRebuilders(context: Context): readonly TimedCheck[] {
  const demand = context.require.twinBuild?.rebuilders;
  if (demand === undefined) return [];
  return context.platforms.map((subject) =>
    checkOf('rebuilders', subject.digest, subject.platform, answer(context, demand, subject)),
  );
}

/** The rule of {@link checkRebuilders}. @example rebuilderRules(require, policy)[0]?.at // '/require/twinBuild/rebuilders' */
export const rebuilderRules: RulesOf = ({ twinBuild: { rebuilders } = {} }) =>
  rebuilders === undefined
    ? []
    : [
        {
          check: 'rebuilders',
          at: '/require/twinBuild/rebuilders',
          demand: `the program that runs was reproduced by ${rebuilders.atLeast} of ${either(rebuilders.of, 'and')}`,
        },
      ];

function answer(context: Context, { of, atLeast }: RebuilderRequirement, subject: FactSubject): Answer {
  const program = programOf(context, subject);
  if ('status' in program) return program;
  const path = program.path ?? program.argv[0] ?? '';
  const naming = countable(context, PREDICATE_TYPES.rebuild, of).filter(({ subjects }) =>
    subjects.includes(subject.digest),
  );
  const words = lastWords(naming, subject, program, context.now);
  const good = words.filter(({ reproduced }) => reproduced);
  const bad = words.filter(({ reproduced }) => !reproduced);
  const evidence = (list: readonly Word[]) => list.map(({ fact }) => fact.evidence);
  const against = bad.length === 0 ? '' : `; ${names(bad)} got another program`;
  // Operators are keys: two names that one key fills would be one operator, and count once.
  const operators = new Set(good.map(({ fact }) => fact.signer.key)).size;
  // The last word counts: what could not be read may hold a later one, so that a fault can hide a denial here.
  if (operators >= atLeast)
    return failUnless(
      statementFaults(context),
      pass(
        `${path} was reproduced by ${names(good)}, ${atLeast} demanded${against}`,
        evidence([...good, ...bad]),
        earliest(good.map(({ fact }) => fact.valid.until)),
      ),
    );
  const so = `${path} was reproduced by ${operators === 0 ? 'none' : names(good)} of ${of.join(', ')}, ${atLeast} demanded`;
  const lacking =
    bad.length > 0
      ? fail('REBUILD_DIFFERENT', `${so}${against}`, evidence([...bad, ...good]))
      : fail('REBUILD_MISSING', so, evidence(good));
  return failUnless(statementFaults(context), lacking);
}

/**
 * Of each rebuilder the statement that ended last, of those about this very program; at one moment the bad one counts. A good one
 * of the future is no word: by a clock that is wrong, or set so, it would stand above every later one.
 */
function lastWords(
  facts: readonly StatementFact[],
  subject: FactSubject,
  program: KnownProgram,
  now: number,
): readonly Word[] {
  const last = new Map<string, Word>();
  for (const fact of facts) {
    for (const { reproduced, finished } of claimsOf(fact, subject, program)) {
      if (reproduced && finished > now) continue;
      const { name } = fact.signer;
      const before = last.get(name);
      const newer = before === undefined || finished > before.finished;
      if (newer || (finished === before.finished && !reproduced && before.reproduced))
        last.set(name, { by: name, reproduced, finished, fact });
    }
  }
  return [...last.values()].sort((a, b) => (a.by < b.by ? -1 : 1));
}

/** What a statement says of this program; one that is malformed says nothing, as if it were not there. */
function claimsOf(fact: StatementFact, subject: FactSubject, program: KnownProgram) {
  try {
    const { finished, platforms } = readRebuild(fact.predicate);
    return platforms
      .filter((one) => one.manifest === subject.digest && one.program === program.digest && one.size === program.size)
      .map(({ reproduced }) => ({ reproduced, finished }));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return [];
  }
}

function names(words: readonly Word[]): string {
  return words.map(({ by }) => by).join(', ');
}
