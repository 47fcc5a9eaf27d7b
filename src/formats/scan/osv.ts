import { Members } from '../json/members.ts';
import type { JsonValue } from '../json/value.ts';
import { FindingList, type ScanReport } from './finding.ts';
import { type Severity, severityOf, worse } from './severity.ts';

const MAX_ENTRIES = 100_000;

/** True for a report of osv-scanner. @example isOsvReport(new Members('scan', { results: [] })) // true */
export function isOsvReport(members: Members): boolean {
  return members.has('results') && !members.has('matches') && !members.has('runs');
}

/**
 * Reads what `osv-scanner --format json` found. The severity of a vulnerability is the highest CVSS score of its group, and
 * unknown where the group has none.
 *
 * @throws FormatError of format `osv-scanner`
 * @example readOsv(value).findings[0]?.aliases // ['CVE-2026-1234']
 * @see google/osv-scanner, pkg/models/results.go; docs/output.md, "JSON"
 */
export function readOsv(value: JsonValue): ScanReport {
  const report: Members = new Members('osv-scanner', value);
  report.noCaseTwins(['results']);
  const list = new FindingList('osv-scanner');
  for (const result of inside(report, 'results')) {
    if (!result.has('packages')) result.fail('packages', 'is missing');
    for (const each of inside(result, 'packages')) {
      const severities = groupSeverities(each);
      const named = each.inside('package');
      const version = named.optionalString('version', 512) ?? '';
      const name = `${named.text('name', 512)}${version === '' ? '' : `@${version}`}`;
      for (const found of inside(each, 'vulnerabilities')) {
        const id = found.text('id', 512);
        const aliases = found.has('aliases') && found.object.aliases !== null ? texts(found, 'aliases') : [];
        list.add({ id, aliases, severity: severities.get(id) ?? 'unknown', package: name });
      }
    }
  }
  return { scanner: 'osv-scanner', findings: list.findings };
}

function groupSeverities(each: Members): ReadonlyMap<string, Severity> {
  const severities = new Map<string, Severity>();
  for (const group of inside(each, 'groups')) {
    const severity = severityOf(group.optionalString('max_severity', 64) ?? '');
    for (const id of texts(group, 'ids')) severities.set(id, worse(severities.get(id) ?? severity, severity));
  }
  return severities;
}

function inside(members: Members, name: string): readonly Members[] {
  if (!members.has(name) || members.object[name] === null) return [];
  return members
    .array(name, MAX_ENTRIES)
    .map((entry, index) => new Members('osv-scanner', entry, `${members.pointer(name)}/${index}`));
}

function texts(members: Members, name: string): readonly string[] {
  return members.array(name, 1024).filter((one) => typeof one === 'string');
}
