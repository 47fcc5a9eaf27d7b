import { TwinsealError } from '../../../records/twinseal-error.ts';
import { escapeTerminal } from '../../escape/terminal.ts';
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

const FILE_FORMATS = ['text', 'json', 'junit', 'sarif'];

/** Reports as files beside what is printed, all of one run. */
export const REPORT_FLAG: Flag = {
  name: 'report',
  kind: 'list',
  value: 'FORMAT=FILE',
  begins: FILE_FORMATS.map((format) => `${format}=`),
  meaning: 'write the result into a file too: json, junit, sarif or text',
};

/**
 * Makes a report and tells it in every format that was asked for. Where none can be made, the reports say why: a file of an
 * earlier run, left as it was, would pass for the result of this one.
 *
 * @param about - what was asked, should there be no answer
 * @param make - gives the report; throws what keeps it from being made
 * @returns the exit status, which no format changes
 * @throws TwinsealError `USAGE`, `OUTPUT_UNWRITABLE`, `DISK_FULL`; whatever `make` throws, after it was reported
 * @example return await tellReport({ verb: 'validate', subject: target }, make, input, session)
 */
export async function tellReport(
  about: Pick<Report, 'verb' | 'subject'>,
  make: () => Promise<Report>,
  input: Input,
  session: Session,
): Promise<ExitCode> {
  const files = reportsOf(input);
  let report: Report;
  try {
    for (const { file } of files) await session.mayWrite(file);
    report = await make();
  } catch (error) {
    await tellFault(about, error, input, session);
    throw error;
  }
  return await printReport(report, input, session);
}

/** For people the sentence on stderr is enough; what machines read has its form whatever happened. */
async function tellFault(
  about: Pick<Report, 'verb' | 'subject'>,
  error: unknown,
  input: Input,
  session: Session,
): Promise<void> {
  const format = input.text('output') ?? 'text';
  if (format === 'text' && reportsOf(input).length === 0) return;
  const [{ asTwinsealError }, { faultReport }] = await Promise.all([
    import('../report-error.ts'),
    import('./fault-report.ts'),
  ]);
  const told = asTwinsealError(error);
  const report = faultReport(about, told);
  if (format !== 'text') session.out(await render(report, format, session));
  try {
    await saveReports(report, input, session);
  } catch (unsaved) {
    // What went wrong first is what the exit status tells.
    const { message } = asTwinsealError(unsaved);
    if (message !== told.message) session.err(`note: ${escapeTerminal(message)}\n`);
  }
}

/** The files that {@link REPORT_FLAG} asks for. */
function reportsOf(input: Input): readonly { readonly format: string; readonly file: string }[] {
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

/** Each format's module is imported only when it is used. */
async function printReport(report: Report, input: Input, session: Session): Promise<ExitCode> {
  session.out(await render(report, input.text('output') ?? 'text', session));
  await saveReports(report, input, session);
  return report.exit;
}

/** All that can be written are, before one that cannot is told. */
async function saveReports(report: Report, input: Input, session: Session): Promise<void> {
  const errors: unknown[] = [];
  for (const { format, file } of reportsOf(input)) {
    const text = await render(report, format, { ...session, colours: false });
    await session.save(file, text).catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) throw errors[0];
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
