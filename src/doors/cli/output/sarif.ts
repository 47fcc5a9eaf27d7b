import { CHECK_CODES } from '../../../records/check-codes.ts';
import { ERROR_CATALOGUE, type ErrorKind } from '../../../records/error-catalogue.ts';
import { FINDING_CODES } from '../../../records/finding-codes.ts';
import type { FindingKind } from '../../../records/finding-kind.ts';
import { escapeSarifText, sarifUri } from '../../escape/sarif.ts';
import type { Report, ReportLine } from './report.ts';

const LEVELS = { fail: 'error', fault: 'warning', warning: 'warning', hint: 'note' } as const;
const MEANINGS: Readonly<Record<string, string>> = CHECK_CODES;
const ERRORS: Readonly<Record<string, ErrorKind>> = ERROR_CATALOGUE;
const FINDINGS: Readonly<Record<string, FindingKind>> = FINDING_CODES;

/**
 * SARIF 2.1.0: one result for each check that failed or could not be told, and each finding. Every result has a rule
 * and a location, without which GitLab drops the file and GitHub the result; the fingerprint keeps one alert one
 * alert when a digest changes.
 *
 * @example JSON.parse(sarifReport(report, '0.1.0')).runs[0].results.length // 0 for an allow
 * @see SARIF 2.1.0 sections 3.27 (result) and 3.27.17 (partialFingerprints)
 */
export function sarifReport(report: Report, version: string): string {
  const shown = report.lines.filter((line) => line.status !== 'pass' && line.status !== 'skip');
  const codes = [...new Set(shown.map(({ code }) => code))].sort();
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Twinseal',
            version,
            rules: codes.map(ruleOf),
          },
        },
        invocations: [{ executionSuccessful: report.exit === 0 || report.exit === 1 }],
        results: shown.map((line) => result(line, codes)),
        properties: { conclusion: report.conclusion },
      },
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function ruleOf(id: string) {
  const finding = FINDINGS[id];
  const shortDescription = { text: escapeSarifText(finding?.meaning ?? MEANINGS[id] ?? ERRORS[id]?.meaning ?? id) };
  if (finding === undefined) return { id, shortDescription };
  return { id, shortDescription, help: { text: escapeSarifText(`${finding.remedy} (${finding.source})`) } };
}

function result(line: ReportLine, codes: readonly string[]) {
  const about = line.about === '' ? '' : ` (${line.about})`;
  return {
    ruleId: line.code,
    ruleIndex: codes.indexOf(line.code),
    level: line.status === 'pass' || line.status === 'skip' ? 'none' : LEVELS[line.status],
    message: { text: escapeSarifText([`${line.id}${about}: ${line.reason}`, ...(line.details ?? [])].join('; ')) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: sarifUri(line.path) }, region: { startLine: 1, startColumn: 1 } },
      },
    ],
    partialFingerprints: {
      'twinseal/v1': `${line.code}:${line.id}:${line.about.replace(/sha\d+:[0-9a-f]+/, '').trim()}`,
    },
  };
}
