import { FormatError } from '../format-error.ts';
import { Members } from '../json/members.ts';
import { isJsonArray, type JsonValue } from '../json/value.ts';
import { parseRfc3339 } from '../rfc3339.ts';
import { given, trivyResults } from './trivy.ts';

/** A signed search for secrets, as far as a verdict rests on it. */
export interface SecretScan {
  /** `gitleaks 8.30.0` */
  readonly scanner: string;
  /** Seconds since 1970: when it says that it ended. */
  readonly at: number;
  /** How many were found. */
  readonly found: number;
  /** The first 64 by rule and place; never a secret itself. */
  readonly findings: readonly { readonly rule: string; readonly path: string }[];
}

interface Finding {
  readonly rule: string;
  readonly path: string;
}

const MAX_FINDINGS = 100_000;
const MAX_TOLD = 64;
const MAX_TEXT = 256;

/**
 * Reads the predicate `https://twinseal.dev/secret-scan/v1`: a report of gitleaks, trivy or any scanner that writes SARIF, with
 * the scanner's name and the time at which it ended. A report alone says neither that secrets were looked for nor when, so it is
 * wrapped.
 *
 * @throws FormatError of format `secret-scan`, `trivy`, `gitleaks` or `sarif`; with rule `unknown` for another form of report
 * @example readSecretScan({ scanner: { name: 'gitleaks' }, finishedOn: '2026-11-24T12:00:00Z', format: 'gitleaks', result: [] }).found // 0
 * @see gitleaks report/finding.go; trivy pkg/types/report.go; SARIF 2.1.0, sections 3.14 and 3.27
 */
export function readSecretScan(predicate: JsonValue): SecretScan {
  const members: Members = new Members('secret-scan', predicate);
  members.noCaseTwins(['scanner', 'finishedOn', 'format', 'result']);
  const scanner = members.inside('scanner');
  const version = scanner.optionalString('version', 64) ?? '';
  const result = members.object.result;
  const all = findingsOf(members, result);
  const found = all.length;
  const told = all
    .map(({ rule, path }) => ({ rule: clip(rule), path: clip(path) }))
    .sort((a, b) => (`${a.path}\n${a.rule}` < `${b.path}\n${b.rule}` ? -1 : 1))
    .slice(0, MAX_TOLD);
  return {
    scanner: `${scanner.text('name', 64)} ${version}`.trim(),
    at: Math.floor(parseRfc3339(members.text('finishedOn', 64)) / 1000),
    found,
    findings: told,
  };
}

/**
 * When a search says that it ended, whatever is wrong with the rest of it.
 * @returns seconds since 1970; undefined when no such time can be read
 * @example secretScanTime({ finishedOn: '2026-11-24T12:00:00Z' }) // 1795521600
 */
export function secretScanTime(predicate: JsonValue): number | undefined {
  try {
    return Math.floor(parseRfc3339(new Members('secret-scan', predicate).text('finishedOn', 64)) / 1000);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return undefined;
  }
}

function findingsOf(members: Members, result: JsonValue | undefined): readonly Finding[] {
  const format = members.text('format', 64);
  if (result === undefined) return members.fail('result', 'is missing');
  switch (format) {
    case 'gitleaks':
      return gitleaksFindings(members, result);
    case 'trivy':
      return trivyFindings(result);
    case 'sarif':
      return sarifFindings(result);
    default:
      return members.fail('format', `is ${JSON.stringify(format)}; gitleaks, trivy and sarif are read`, 'unknown');
  }
}

/** Gitleaks writes null where it found nothing. */
function gitleaksFindings(members: Members, result: JsonValue): readonly Finding[] {
  if (result === null) return [];
  if (!isJsonArray(result)) return members.fail('result', 'must be an array, as gitleaks writes it');
  return members.array('result', MAX_FINDINGS).map((entry, index) => {
    const finding = new Members('gitleaks', entry, `/result/${index}`);
    return { rule: finding.text('RuleID'), path: finding.string('File') };
  });
}

function trivyFindings(result: JsonValue): readonly Finding[] {
  return trivyResults(result).flatMap((target) => {
    if (!given(target, 'Secrets')) return [];
    return target.array('Secrets', MAX_FINDINGS).map((entry, index) => ({
      rule: new Members('trivy', entry, `${target.pointer('Secrets')}/${index}`).text('RuleID'),
      path: target.string('Target'),
    }));
  });
}

/** What the scanner itself suppressed was found as well: its file of exceptions is not the policy's. */
function sarifFindings(result: JsonValue): readonly Finding[] {
  const log: Members = new Members('sarif', result, '/result');
  if (log.text('version', 16) !== '2.1.0') log.fail('version', 'is not read; 2.1.0 is', 'unknown');
  const runs = log.array('runs', 64).map((run, index) => new Members('sarif', run, `/result/runs/${index}`));
  // A run without results has none to tell: it may not have looked (section 3.14.23).
  if (runs.length === 0) log.fail('runs', 'holds no run');
  return runs.flatMap((run) =>
    run.array('results', MAX_FINDINGS).flatMap((entry, index) => {
      const finding = new Members('sarif', entry, `${run.pointer('results')}/${index}`);
      // Section 3.27.9: a result may also say that nothing is wrong.
      if (['pass', 'notApplicable'].includes(finding.optionalString('kind') ?? 'fail')) return [];
      return [{ rule: finding.optionalString('ruleId') ?? 'unnamed', path: sarifPath(finding) }];
    }),
  );
}

function sarifPath(finding: Members): string {
  const [first] = finding.has('locations') ? finding.array('locations', 1000) : [];
  if (first === undefined) return '';
  const location = new Members('sarif', first, `${finding.pointer('locations')}/0`);
  if (!location.has('physicalLocation') || !location.inside('physicalLocation').has('artifactLocation')) return '';
  return location.inside('physicalLocation').inside('artifactLocation').optionalString('uri') ?? '';
}

function clip(text: string): string {
  return text.slice(0, MAX_TEXT).toWellFormed();
}
