import { TwinsealError } from '../../../records/twinseal-error.ts';
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

/** Reports as files beside what is printed, all of one run. */
export const REPORT_FLAG: Flag = {
  name: 'report',
  kind: 'list',
  value: 'FORMAT=FILE',
  meaning: 'write the result into a file too: json, junit, sarif or text',
};

const FILE_FORMATS = ['text', 'json', 'junit', 'sarif'];

/**
 * The files that {@link REPORT_FLAG} asks for; told before any work is done.
 * @throws TwinsealError `USAGE`
 * @example reportsOf(input) // [{ format: 'sarif', file: 'twinseal.sarif' }]
 */
export function reportsOf(input: Input): readonly { readonly format: string; readonly file: string }[] {
  return input.list('report').map((text) => {
    const at = text.indexOf('=');
    const [format, file] = [text.slice(0, at), text.slice(at + 1)];
    if (at < 0 || file === '' || !FILE_FORMATS.includes(format))
      throw new TwinsealError(
        'USAGE',
        `--report takes FORMAT=FILE, with ${FILE_FORMATS.join(', ')}: --report sarif=twinseal.sarif`,
      );
    return { format, file };
  });
}

/**
 * Prints a report in the format that was asked for; each format's module is imported only when it is used.
 * @returns the exit status, which no format changes
 * @throws TwinsealError `USAGE`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example return await printReport(verdictReport(image, verdict, image), input, session)
 */
export async function printReport(report: Report, input: Input, session: Session): Promise<ExitCode> {
  session.out(await render(report, input.text('output') ?? 'text', session));
  for (const { format, file } of reportsOf(input))
    await session.save(file, await render(report, format, { ...session, colours: false }));
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
