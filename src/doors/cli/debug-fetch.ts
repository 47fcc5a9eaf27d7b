import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { DebugFetchReport, DebugFetchRequest } from '../../roads/debug-fetch.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command } from './command.ts';
import { RESULT_FLAG } from './result-flag.ts';

/** What `debug fetch` needs. */
export interface DebugFetchUse {
  /**
   * Finds the debug files of an image and writes them below `folder`.
   * @returns the report, with an absolute folder
   * @throws TwinsealError `CONTENT_NOT_FOUND` when there is none; what layout and registry throw
   * @example (await use.fetchDebug({ image: 'app.oci', folder: 'debug' }, call)).files.length // 2
   */
  fetchDebug(request: DebugFetchRequest, call: Call): Promise<DebugFetchReport>;
}

const BUILD_ID = /^(?:[0-9a-f]{2}){2,64}$/;

/** `twinseal debug fetch`. */
export const debugFetchCommand: Command<DebugFetchUse> = {
  name: 'debug fetch',
  description:
    'Fetches the debug files that `seal --debug split` attached to an image, checks that each belongs to a program of the\n' +
    'image (build ID and CRC), and writes them where gdb and delve look. Exit status 1 when some are missing. It verifies\n' +
    'no signature: the twin proof names the digests that are shown, and `twinseal verify` checks the proof.',
  arguments: [{ name: 'IMAGE', meaning: 'a layout on disk, or an image reference' }],
  flags: [
    { name: 'platform', kind: 'text', value: 'PLATFORM', meaning: 'only of this platform, such as linux/arm64' },
    { name: 'build-id', kind: 'text', value: 'HEX', meaning: 'only of the program with this GNU build ID' },
    { name: 'out', kind: 'text', value: 'DIR', meaning: 'folder for debug files (debug unless given)' },
    RESULT_FLAG,
  ],
  examples: [
    { command: 'twinseal debug fetch registry.example.com/app:v1.2.3', meaning: 'into debug/.build-id/' },
    {
      command: 'twinseal debug fetch app.oci --platform linux/amd64 --out /usr/lib/debug',
      meaning: 'where gdb looks by itself',
    },
  ],
  async run(input, use, session) {
    const [platform, buildId] = [input.text('platform'), input.text('build-id')?.toLowerCase()];
    if (buildId !== undefined && !BUILD_ID.test(buildId))
      throw new TwinsealError('USAGE', '--build-id takes 4 to 128 hex digits, as `readelf -n PROGRAM` shows them');
    const request = {
      image: input.argument('IMAGE'),
      folder: input.text('out') ?? 'debug',
      ...(platform !== undefined && { platform }),
      ...(buildId !== undefined && { buildId }),
    };
    const report = await use.fetchDebug(request, session.call);
    if (input.text('output') === 'json') session.out(`${JSON.stringify(report, undefined, 2)}\n`);
    else session.out(reportText(report, session.quiet));
    for (const text of [...report.missing, ...(session.quiet ? [] : report.notes.map((note) => `note: ${note}`))])
      session.err(`${escapeTerminal(text)}\n`);
    return report.missing.length === 0 ? 0 : 1;
  },
};

function reportText({ files, folder }: DebugFetchReport, quiet: boolean): string {
  const lines = files.flatMap(({ platform, program, digest, size, path }) => [
    `${platform}  /${escapeTerminal(program)}  ${digest}  ${size} bytes`,
    `  wrote ${escapeTerminal(path)}`,
  ]);
  const place = escapeTerminal(folder);
  const help = [
    `gdb:   gdb -iex 'set debug-file-directory ${place}' PROGRAM`,
    `delve: debug-info-directories: ["${place}"], in ~/.config/dlv/config.yml`,
  ];
  return [...lines, ...(quiet ? [] : help)].map((line) => `${line}\n`).join('');
}
