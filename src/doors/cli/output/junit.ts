import { escapeXml } from '../../escape/xml.ts';
import type { Report, ReportLine } from './report.ts';

/**
 * JUnit XML, as GitLab, Jenkins and GitHub actions read it: a failed check is a `failure`, what could not be told an
 * `error`, so that a dashboard keeps the two apart. A report without lines has one test case, since some readers take
 * an empty suite for a missing one.
 *
 * @example junitReport(report) // '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ...'
 */
export function junitReport(report: Report): string {
  const lines = report.lines.filter(({ status }) => status !== 'hint');
  const cases = lines.length === 0 ? [conclusionCase(report)] : lines.map((line) => testCase(report, line));
  const tally = (...statuses: readonly ReportLine['status'][]) =>
    lines.filter((l) => statuses.includes(l.status)).length;
  const totals = `tests="${cases.length}" failures="${tally('fail')}" errors="${tally('fault')}" skipped="${tally('skip')}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="twinseal" ${totals}>
  <testsuite name="${escapeXml(`twinseal ${report.verb} ${report.subject}`)}" ${totals}>
${cases.join('\n')}
    <system-out>${escapeXml(`${report.conclusion}: ${report.reason}`)}</system-out>
  </testsuite>
</testsuites>
`;
}

function testCase(report: Report, line: ReportLine): string {
  const name = escapeXml(`${line.id} ${line.about}`.trim());
  const open = `    <testcase classname="${escapeXml(`twinseal.${report.verb}`)}" name="${name}"`;
  const inside = `message="${escapeXml(line.reason)}" type="${escapeXml(line.code)}"`;
  switch (line.status) {
    case 'fail':
      return `${open}>${element('failure', inside, line)}</testcase>`;
    case 'fault':
      return `${open}>${element('error', inside, line)}</testcase>`;
    case 'skip':
      return `${open}><skipped message="${escapeXml(line.reason)}"/></testcase>`;
    default:
      return `${open}/>`;
  }
}

function element(name: string, inside: string, { details = [] }: ReportLine): string {
  return details.length === 0
    ? `<${name} ${inside}/>`
    : `<${name} ${inside}>${escapeXml(details.join('\n'))}</${name}>`;
}

function conclusionCase(report: Report): string {
  return `    <testcase classname="${escapeXml(`twinseal.${report.verb}`)}" name="${escapeXml(report.conclusion)}"/>`;
}
