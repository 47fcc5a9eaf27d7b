import type { FactSubject } from '../../records/facts.ts';
import type { SecretsRequirement } from '../../records/policy.ts';
import { CONTENT_TYPES } from '../../records/predicate-types.ts';
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
import { whyMissing } from './missing-statement.ts';
import { newestOf, staleness } from './newest.ts';
import { ageText, either, type RulesOf } from './rule.ts';
import { countable } from './statements.ts';

const SHOWN = 3;

/**
 * The newest signed search for secrets in each platform image found none.
 * @returns one check for each platform; none when the policy demands no search
 * @example checkSecrets(context)[0]?.check.code // 'SECRETS_FOUND'
 */
export function checkSecrets(context: Context): readonly TimedCheck[] {
  const { secrets } = context.require;
  if (secrets === undefined) return [];
  const faults = statementFaults(context);
  return context.platforms.map((subject) =>
    checkOf('secrets', subject.digest, subject.platform, failUnless(faults, answer(context, secrets, subject))),
  );
}

/** The rule of {@link checkSecrets}. @example secretsRules(require, policy)[0]?.at // '/require/secrets' */
export const secretsRules: RulesOf = ({ secrets }) => {
  if (secrets === undefined) return [];
  const age = secrets.maxAge === undefined ? '' : `, of the last ${ageText(secrets.maxAge)}`;
  const demand = `a search for secrets by ${either(secrets.by)} in every platform, whose newest found none${age}`;
  return [{ check: 'secrets', at: '/require/secrets', demand }];
};

function answer(context: Context, { by, maxAge }: SecretsRequirement, { digest }: FactSubject): Answer {
  const types: readonly string[] = CONTENT_TYPES.secrets;
  const own = types.flatMap((type) => countable(context, type, by)).filter(({ subjects }) => subjects.includes(digest));
  if (own.length === 0) return whyMissing(context, 'with a search for secrets', types, by);
  const newest = newestOf(own, context.now);
  const evidence = newest.counted.map((fact) => fact.evidence);
  for (const { content, unread, signer } of newest.counted) {
    if (content?.kind !== 'secrets') {
      const { code = 'STATEMENT_UNREADABLE', reason = 'nothing was read of it' } = unread ?? {};
      return fail(code, `the search for secrets by ${signer.name} can't be read: ${reason}`, evidence);
    }
    if (content.found > 0) {
      const places = content.findings
        .slice(0, SHOWN)
        .map(({ rule, path }) => `${rule} in ${path || 'an unnamed place'}`);
      const more = content.found > places.length ? ` and ${content.found - places.length} more` : '';
      return fail('SECRETS_FOUND', `${content.scanner} found secrets: ${places.join(', ')}${more}`, evidence);
    }
  }
  const stale = staleness(newest, 'search for secrets', maxAge, context.now);
  if (stale !== undefined) return stale;
  const aged = maxAge === undefined || newest.at === undefined ? null : newest.at + maxAge;
  return pass(
    'the newest search for secrets found none',
    evidence,
    earliest([...newest.counted.map(({ valid }) => valid.until), aged]),
  );
}
