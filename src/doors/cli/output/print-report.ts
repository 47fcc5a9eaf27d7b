import type { ExitCode, Flag, Input, Session } from '../command.ts';
import type { Report } from './report.ts';

/** The output formats of `verify` and `validate`. */
export const OUTPUT_FLAG: Flag = {
  name: 'output',
  short: 'o',
  kind: 'text',
  choices: ['text', 'json', 'junit', 'sarif', 'github'],
  meaning: 'format of the result (text unless given)',
};

/**
 * Prints a report in the format that was asked for; each format's module is imported only when it is used.
 * @returns the exit status, which no format changes
 * @example return await printReport(verdictReport(image, verdict, image), input, session)
 */
export async function printReport(report: Report, input: Input, session: Session): Promise<ExitCode> {
  session.out(await render(report, input.text('output') ?? 'text', session));
  return report.exit;
}

async function render(report: Report, format: string, session: Session): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report.document, undefined, 2)}\n`;
    case 'junit':
      return (await import('./junit.ts')).junitReport(report);
    case 'sarif':
      return (await import('./sarif.ts')).sarifReport(report, await session.version());
    case 'github':
      return (await import('./github.ts')).githubReport(report);
    default:
      return (await import('./text.ts')).textReport(report, session);
  }
}
