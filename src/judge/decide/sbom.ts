import type { SbomCensus } from '../../formats/sbom/census.ts';
import type { FactSubject } from '../../records/facts.ts';
import type { SbomRequirement } from '../../records/policy.ts';
import { CONTENT_TYPES } from '../../records/predicate-types.ts';
import {
  type Answer,
  byEnd,
  type Context,
  checkOf,
  fail,
  failUnless,
  pass,
  statementFaults,
  type TimedCheck,
} from './context.ts';
import { whyMissing } from './missing-statement.ts';
import { either, type RulesOf } from './rule.ts';
import { countable } from './statements.ts';

const SHARES = ['versions', 'purls', 'licenses', 'checksums'] as const;
const WORDS: Readonly<Record<(typeof SHARES)[number], string>> = {
  versions: 'a version',
  purls: 'a package URL',
  licenses: 'a licence',
  checksums: 'a checksum',
};

/**
 * One signed SBOM that names the subject describes its packages as well as the policy demands: one check for the index and
 * each platform child. An image never changes, so an older SBOM of it is as good as a newer one.
 * @example checkSbom(context)[0]?.check.code // 'SBOM_INCOMPLETE'
 */
export function checkSbom(context: Context): readonly TimedCheck[] {
  const { sbom } = context.require;
  if (sbom === undefined) return [];
  return context.signed.map((subject) =>
    checkOf('sbom', subject.digest, subject.platform, failUnlessPassed(context, answer(context, sbom, subject))),
  );
}

/** The rule of {@link checkSbom}. @example sbomRules(require, policy)[0]?.at // '/require/sbom' */
export const sbomRules: RulesOf = ({ sbom }) => {
  if (sbom === undefined) return [];
  const shares = SHARES.flatMap((name) =>
    sbom[name] === undefined ? [] : [`${percent(sbom[name])} with ${WORDS[name]}`],
  );
  const what = [`at least ${sbom.minPackages ?? 1} packages`, ...shares].join(', ');
  const demand = `an SBOM (${sbom.format ?? 'SPDX or CycloneDX'}) by ${either(sbom.by)}, for the index and for every platform: ${what}`;
  return [{ check: 'sbom', at: '/require/sbom', demand }];
};

function failUnlessPassed(context: Context, answer: Answer): Answer {
  return answer.status === 'pass' ? answer : failUnless(statementFaults(context), answer);
}

function answer(context: Context, demand: SbomRequirement, { digest }: FactSubject): Answer {
  const { by, format } = demand;
  const types: readonly string[] = [
    ...(format === 'cyclonedx' ? [] : CONTENT_TYPES.spdx),
    ...(format === 'spdx' ? [] : CONTENT_TYPES.cyclonedx),
  ];
  const stated = byEnd(types.flatMap((type) => countable(context, type, by))).filter(({ subjects }) =>
    subjects.includes(digest),
  );
  const [first] = stated;
  if (first === undefined) return whyMissing(context, 'with an SBOM', types, by);
  const read = stated.flatMap((fact) => (fact.content?.kind === 'sbom' ? [{ fact, census: fact.content }] : []));
  const good = read.find(({ census }) => shortfall(demand, census) === undefined);
  if (good !== undefined) {
    const { packages } = good.census;
    return pass(`its SBOM lists ${packages} packages`, [good.fact.evidence], good.fact.valid.until);
  }
  const [poor] = read;
  if (poor !== undefined) return fail('SBOM_INCOMPLETE', shortfall(demand, poor.census) ?? '', [poor.fact.evidence]);
  const { code = 'STATEMENT_UNREADABLE', reason = 'nothing was read of it' } = first.unread ?? {};
  return fail(code, `the SBOM by ${first.signer.name} can't be read: ${reason}`, [first.evidence]);
}

function shortfall(demand: SbomRequirement, census: SbomCensus): string | undefined {
  const { packages } = census;
  const { minPackages = 1 } = demand;
  if (packages < minPackages) return `the SBOM lists ${packages} packages, and ${minPackages} are demanded`;
  for (const name of SHARES) {
    const wanted = demand[name];
    // Counted, not divided: 9 of 10 are 0.9, whatever doubles make of the quotient.
    if (wanted !== undefined && census[name] < wanted * packages - 1e-9)
      return `${census[name]} of ${packages} packages in the SBOM have ${WORDS[name]}, and ${percent(wanted)} are demanded`;
  }
  return undefined;
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100} %`;
}
