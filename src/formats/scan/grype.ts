import { Members } from '../json/members.ts';
import type { JsonValue } from '../json/value.ts';
import { FindingList, type ScanReport } from './finding.ts';
import { severityOf } from './severity.ts';

const MAX_MATCHES = 100_000;

/** True for a report of grype. @example isGrypeReport({ matches: [], descriptor: { name: 'grype' } }) // true */
export function isGrypeReport(members: Members): boolean {
  return members.has('matches') && members.has('descriptor') && members.inside('descriptor').object.name === 'grype';
}

/**
 * Reads what `grype -o json` found. Matches that its configuration ignored stand apart in `ignoredMatches` and are not findings.
 *
 * @throws FormatError of format `grype`
 * @example readGrype(value).scanner // 'grype 0.85.0'
 * @see anchore/grype, grype/presenter/models/document.go
 */
export function readGrype(value: JsonValue): ScanReport {
  const report: Members = new Members('grype', value);
  report.noCaseTwins(['matches', 'descriptor']);
  const list = new FindingList('grype');
  for (const [index, entry] of report.array('matches', MAX_MATCHES).entries()) {
    const match = new Members('grype', entry, `${report.pointer('matches')}/${index}`);
    const vulnerability = match.inside('vulnerability');
    const artifact = match.inside('artifact');
    const purl = artifact.optionalString('purl') ?? '';
    const related = match.has('relatedVulnerabilities') && match.object.relatedVulnerabilities !== null;
    list.add({
      id: vulnerability.text('id', 512),
      aliases: related
        ? match
            .array('relatedVulnerabilities', 256)
            .map((one, nth) =>
              new Members('grype', one, `${match.pointer('relatedVulnerabilities')}/${nth}`).text('id', 512),
            )
        : [],
      severity: severityOf(vulnerability.optionalString('severity') ?? ''),
      package: purl === '' ? `${artifact.text('name', 512)}@${artifact.string('version', 512)}` : purl,
    });
  }
  const version = report.inside('descriptor').optionalString('version', 64) ?? '';
  return { scanner: `grype ${version}`.trim(), findings: list.findings };
}
