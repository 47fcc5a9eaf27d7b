import { escapeGithubData, escapeGithubProperty } from '../../escape/github.ts';
import type { Report } from './report.ts';

const COMMANDS = { fail: 'error', fault: 'warning', warning: 'warning', hint: 'notice' } as const;

/**
 * Workflow commands, so that GitHub shows each failed check as an annotation of the run. Text from outside is encoded:
 * a registry cannot start a command of its own.
 *
 * @example githubReport(report) // '::error title=twinseal%3A twin-build::linux/arm64 ...\n'
 */
export function githubReport(report: Report): string {
  const lines = report.lines.flatMap((line) => {
    if (line.status === 'pass' || line.status === 'skip') return [];
    const title = escapeGithubProperty(`twinseal ${report.verb}: ${line.id}`);
    const code = line.code === line.id ? '' : ` (${line.code})`;
    const text = [`${line.about} ${line.reason}${code}`.trim(), ...(line.details ?? [])].join('\n');
    return [`::${COMMANDS[line.status]} title=${title}::${escapeGithubData(text)}`];
  });
  const command = report.exit === 0 ? 'notice' : report.exit === 1 ? 'error' : 'warning';
  const title = escapeGithubProperty(`twinseal ${report.verb}: ${report.subject}`);
  lines.push(`::${command} title=${title}::${escapeGithubData(`${report.conclusion}: ${report.reason}`)}`);
  return lines.map((line) => `${line}\n`).join('');
}
