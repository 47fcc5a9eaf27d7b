import { parseRfc3339 } from '../../formats/rfc3339.ts';
import type { VulnerabilityFinding } from '../../formats/scan/finding.ts';
import { SEVERITIES, type Severity } from '../../formats/scan/severity.ts';
import type { FactSubject, StatementFact } from '../../records/facts.ts';
import { CONTENT_TYPES } from '../../records/predicate-types.ts';
import type { ScanRequirement } from '../../records/scan-requirement.ts';
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
import { takenAway, vexOf } from './vex.ts';

const TYPES: readonly string[] = [...CONTENT_TYPES.cosignVuln, ...CONTENT_TYPES.inTotoVulns];
const SHOWN = 5;

/**
 * The newest signed scan of each platform image has no finding above the policy's ceiling, but for those that VEX takes away or
 * somebody answers for. A scan of the index alone covers no platform: nobody knows which of them was looked at.
 * @returns one check for each platform; none when the policy demands no scan
 * @example checkScan(context)[0]?.check.code // 'SCAN_FINDINGS'
 */
export function checkScan(context: Context): readonly TimedCheck[] {
  const { scan } = context.require;
  if (scan === undefined) return [];
  // Newer evidence replaces older: what a fault hides could make either answer the other.
  const faults = statementFaults(context);
  return context.platforms.map((subject) =>
    checkOf('scan', subject.digest, subject.platform, failUnless(faults, answer(context, scan, subject))),
  );
}

/** The rule of {@link checkScan}. @example scanRules(require, policy)[0]?.at // '/require/scan' */
export const scanRules: RulesOf = ({ scan }) => {
  if (scan === undefined) return [];
  const { by, ceiling, maxAge, vexBy, exceptions = [] } = scan;
  const demand = [
    `a vulnerability scan by ${either(by)} of every platform, whose newest has ${ceiling === 'none' ? 'no finding' : `no finding worse than ${ceiling}`}`,
    ...(maxAge === undefined ? [] : [`of the last ${ageText(maxAge)}`]),
    ...(vexBy === undefined ? [] : [`but for what VEX by ${either(vexBy)} takes away`]),
    ...(exceptions.length === 0 ? [] : [`but for ${exceptions.length} that somebody answers for`]),
  ].join(', ');
  return [{ check: 'scan', at: '/require/scan', demand }];
};

function answer(context: Context, demand: ScanRequirement, { digest }: FactSubject): Answer {
  const { by, maxAge, vexBy = [] } = demand;
  const { now } = context;
  const own = TYPES.flatMap((type) => countable(context, type, by)).filter(({ subjects }) => subjects.includes(digest));
  if (own.length === 0) return whyMissing(context, 'with a vulnerability scan', TYPES, by);
  const newest = newestOf(own, now);
  const unread = newest.counted.find(({ content }) => content?.kind !== 'scan');
  if (unread !== undefined) {
    const { code = 'STATEMENT_UNREADABLE', reason = 'nothing was read of it' } = unread.unread ?? {};
    return fail(code, `the scan by ${unread.signer.name} can't be read: ${reason}`, [unread.evidence]);
  }
  const stale = staleness(newest, 'scan', maxAge, now);
  if (stale !== undefined) return stale;
  const vex = vexOf(context, vexBy, digest);
  const excuses = new Map(
    (demand.exceptions ?? [])
      .map((exception) => ({ exception, end: Math.floor(parseRfc3339(exception.until) / 1000) }))
      .filter(({ end }) => end >= now)
      .map((one) => [one.exception.id.toUpperCase(), one] as const),
  );
  const excusedBy = new Set<NonNullable<ReturnType<typeof excuses.get>>>();
  const bad: VulnerabilityFinding[] = [];
  const used = new Set<StatementFact>();
  for (const finding of newest.counted.flatMap(({ content }) => (content?.kind === 'scan' ? content.findings : []))) {
    if (rank(finding.severity) <= rank(demand.ceiling)) continue;
    const cleared = takenAway(vex, finding, now);
    const excused = [finding.id, ...(finding.aliases ?? [])]
      .map((name) => excuses.get(name.toUpperCase()))
      .find((one) => one !== undefined);
    if (cleared !== undefined) used.add(cleared);
    else if (excused !== undefined) excusedBy.add(excused);
    else bad.push(finding);
  }
  const evidence = [...newest.counted, ...used].map((fact) => fact.evidence);
  if (bad.length > 0)
    return fail('SCAN_FINDINGS', `${reasonOf(bad)}${vex.unread === undefined ? '' : `; ${vex.unread}`}`, evidence);
  const aged = maxAge === undefined || newest.at === undefined ? null : newest.at + maxAge;
  const scanners = newest.counted.map(({ content }) => (content?.kind === 'scan' ? content.scanner : ''));
  const but = [
    ...(used.size === 0
      ? []
      : [`what VEX by ${either([...new Set([...used].map(({ signer }) => signer.name))])} takes away`]),
    ...[...excusedBy]
      .slice(0, SHOWN)
      .map(({ exception: { id, owner, until } }) => `${id}, for which ${owner} answers until ${until}`),
    ...(excusedBy.size > SHOWN ? [`${excusedBy.size - SHOWN} more that somebody answers for`] : []),
  ];
  return pass(
    `the newest scan (${[...new Set(scanners)].join(', ')}) has no finding above ${demand.ceiling}${but.length === 0 ? '' : ` but for ${but.join('; ')}`}`,
    evidence,
    earliest([
      ...[...newest.counted, ...used].map(({ valid }) => valid.until),
      ...[...excusedBy].map(({ end }) => end),
      aged,
    ]),
  );
}

/** What nobody rated may be anything. */
function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity === 'unknown' ? 'critical' : severity);
}

function reasonOf(bad: readonly VulnerabilityFinding[]): string {
  const worst = bad.toSorted((a, b) => rank(b.severity) - rank(a.severity) || (a.id < b.id ? -1 : 1));
  const shown = worst
    .slice(0, SHOWN)
    .map((one) => `${one.id} (${one.severity}${one.package === undefined ? '' : `, ${one.package}`})`);
  const more = bad.length > SHOWN ? ` and ${bad.length - SHOWN} more` : '';
  return `the newest scan has ${bad.length} findings that the policy does not let in: ${shown.join(', ')}${more}`;
}
