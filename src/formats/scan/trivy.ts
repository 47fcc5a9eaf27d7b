import { Members } from '../json/members.ts';
import type { JsonValue } from '../json/value.ts';
import { FindingList, type ScanReport } from './finding.ts';
import { severityOf } from './severity.ts';

const MAX_RESULTS = 10_000;
const MAX_ENTRIES = 100_000;

/** True for a report of trivy. @example isTrivyReport({ SchemaVersion: 2, ArtifactName: 'app' }) // true */
export function isTrivyReport(members: Members): boolean {
  return members.has('SchemaVersion') && members.has('ArtifactName');
}

/**
 * Reads what `trivy image --format json` found. Trivy leaves `Results` out where it found nothing to look at or nothing wrong.
 * What its own filters took away (`--severity`, `--ignore-unfixed`, `.trivyignore`) is not told by the report.
 *
 * `VendorIDs` name advisories, which mend other vulnerabilities too: they are no names of the finding.
 *
 * @throws FormatError of format `trivy`; with rule `unknown` for another schema version
 * @example readTrivyVulnerabilities(value).findings[0]?.severity // 'high'
 * @see aquasecurity/trivy, pkg/types/report.go, and its integration/testdata/*.json.golden
 */
export function readTrivyVulnerabilities(value: JsonValue): ScanReport {
  const list = new FindingList('trivy');
  for (const result of trivyResults(value)) {
    if (!given(result, 'Vulnerabilities')) continue;
    for (const [index, entry] of result.array('Vulnerabilities', MAX_ENTRIES).entries()) {
      const found = new Members('trivy', entry, `${result.pointer('Vulnerabilities')}/${index}`);
      const purl = given(found, 'PkgIdentifier') ? found.inside('PkgIdentifier').optionalString('PURL') : undefined;
      const version = found.optionalString('InstalledVersion') ?? '';
      list.add({
        id: found.text('VulnerabilityID', 512),
        // Trivy writes it always; a finding without one is rated by nobody.
        severity: severityOf(found.optionalString('Severity') ?? ''),
        package: purl ?? `${found.text('PkgName', 512)}${version === '' ? '' : `@${version}`}`,
      });
    }
  }
  return { scanner: 'trivy', findings: list.findings };
}

/**
 * The results of a report, one for each target.
 * @throws FormatError of format `trivy`
 * @example trivyResults(value).map((result) => result.text('Target'))
 */
export function trivyResults(value: JsonValue): readonly Members[] {
  const report: Members = new Members('trivy', value);
  report.noCaseTwins(['SchemaVersion', 'ArtifactName', 'Results']);
  if (report.object.SchemaVersion !== 2) report.fail('SchemaVersion', 'is of a version that is not read', 'unknown');
  report.string('ArtifactName');
  if (!given(report, 'Results')) return [];
  return report.array('Results', MAX_RESULTS).map((entry, index) => {
    const result: Members = new Members('trivy', entry, `${report.pointer('Results')}/${index}`);
    result.noCaseTwins(['Target', 'Vulnerabilities', 'Secrets']);
    return result;
  });
}

/** Go writes an empty list as null, where it writes it at all. */
export function given(members: Members, name: string): boolean {
  return members.has(name) && members.object[name] !== null;
}
