import { FormatError } from '../format-error.ts';
import { Members } from '../json/members.ts';
import { isJsonArray, type JsonValue } from '../json/value.ts';
import { parseRfc3339 } from '../rfc3339.ts';
import { FindingList, type ScanReport } from './finding.ts';
import { isGrypeReport, readGrype } from './grype.ts';
import { isOsvReport, readOsv } from './osv.ts';
import { type Severity, severityOf, worse } from './severity.ts';
import { isTrivyReport, readTrivyVulnerabilities } from './trivy.ts';

/** A signed scan, as far as a verdict rests on it. */
export interface ScanPredicate extends ScanReport {
  /** Seconds since 1970: when it says that it ended. */
  readonly at: number;
}

const MAX_SCANNERS = 16;
const MAX_RESULTS = 100_000;

/**
 * Reads cosign's predicate of a vulnerability scan, whose `scanner.result` is the whole report of trivy, grype or osv-scanner.
 * The written specification has `scanners`, cosign and trivy write `scanner`: both are read, and the findings of several count
 * together.
 *
 * @throws FormatError of format `vuln`, `trivy`, `grype` or `osv-scanner`; with rule `unknown` for the report of another scanner
 * @example readCosignVuln(predicate).at
 * @see cosign specs/COSIGN_VULN_ATTESTATION_SPEC.md; cosign pkg/cosign/attestation, CosignVulnPredicate
 */
export function readCosignVuln(predicate: JsonValue): ScanPredicate {
  const members: Members = new Members('vuln', predicate);
  members.noCaseTwins(['scanner', 'scanners', 'metadata']);
  if (members.has('scanner') === members.has('scanners')) members.fail('scanner', 'must stand there, or scanners');
  const scanners = members.has('scanner')
    ? [members.inside('scanner')]
    : members.array('scanners', MAX_SCANNERS).map((one, index) => new Members('vuln', one, `/scanners/${index}`));
  if (scanners.length === 0) members.fail('scanners', 'names no scanner');
  const reports = scanners.map((scanner) => {
    scanner.noCaseTwins(['result', 'uri', 'version']);
    const report = readReport(scanner);
    const version = scanner.optionalString('version', 64) ?? '';
    return { ...report, scanner: report.scanner === 'trivy' ? `trivy ${version}`.trim() : report.scanner };
  });
  const list = new FindingList('vuln');
  for (const { findings } of reports) for (const finding of findings) list.add(finding);
  const names = reports.map(({ scanner }) => scanner).join(', ');
  return { scanner: names, at: finishedOn(members), findings: list.findings };
}

/**
 * Reads in-toto's predicate of vulnerabilities, v0.1 and v0.2. Of several ratings of one finding the worst counts; without any it
 * is unknown.
 *
 * @throws FormatError of format `vulns`
 * @example readInTotoVulns(predicate).findings.length
 * @see in-toto attestation spec/predicates/vuln.md and vulns_02.md
 */
export function readInTotoVulns(predicate: JsonValue): ScanPredicate {
  const members: Members = new Members('vulns', predicate);
  members.noCaseTwins(['scanner', 'metadata']);
  const scanner = members.inside('scanner');
  scanner.noCaseTwins(['uri', 'version', 'result']);
  const list = new FindingList('vulns');
  for (const [index, entry] of scanner.array('result', MAX_RESULTS).entries()) {
    const result = new Members('vulns', entry, `${scanner.pointer('result')}/${index}`);
    // The text of v0.1 has one level more than its example.
    const found = result.has('vulnerability') ? result.inside('vulnerability') : result;
    list.add({ id: found.text('id', 512), severity: ratingOf(found) });
  }
  const version = scanner.optionalString('version', 64) ?? '';
  return {
    scanner: `${scanner.text('uri', 512)} ${version}`.trim(),
    at: finishedOn(members),
    findings: list.findings,
  };
}

/**
 * When a scan says that it ended, whatever is wrong with the rest of it.
 * @returns seconds since 1970; undefined when no such time can be read
 * @example scanTime({ metadata: { scanFinishedOn: '2026-11-24T12:00:00Z' } }) // 1795521600
 */
export function scanTime(predicate: JsonValue): number | undefined {
  try {
    return finishedOn(new Members('vuln', predicate));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return undefined;
  }
}

function readReport(scanner: Members): ScanReport {
  const report: Members = new Members('vuln', scanner.object.result, '/scanner/result');
  if (isTrivyReport(report)) return readTrivyVulnerabilities(report.object);
  if (isGrypeReport(report)) return readGrype(report.object);
  // Its reports don't say whose they are, and an empty list of results could be anybody's.
  if (isOsvReport(report) && /osv-scanner/i.test(scanner.optionalString('uri') ?? '')) return readOsv(report.object);
  throw new FormatError('vuln', 'the result is no report of trivy, grype or osv-scanner', '/scanner/result', {
    rule: 'unknown',
  });
}

function finishedOn(members: Members): number {
  return Math.floor(parseRfc3339(members.inside('metadata').text('scanFinishedOn', 64)) / 1000);
}

function ratingOf(found: Members): Severity {
  const { severity } = found.object;
  if (severity === undefined) return 'unknown';
  const ratings = isJsonArray(severity) ? found.array('severity', 64) : [severity];
  return ratings
    .map((one, index) => new Members('vulns', one, `${found.pointer('severity')}/${index}`))
    .map((score) => severityOf(score.string('score', 64)))
    .reduce<Severity>(worse, ratings.length === 0 ? 'unknown' : 'none');
}
