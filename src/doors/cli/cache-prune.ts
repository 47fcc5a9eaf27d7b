import type { Call } from '../../ports/call.ts';
import type { CacheReport } from '../../records/cache-report.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command, Input } from './command.ts';
import { RESULT_FLAG } from './result-flag.ts';
import { sizeOf } from './settings.ts';

/** What is to stay, as the flags say it. */
export interface CachePruneRequest {
  /** Folder of `--cache`, when its builds are meant too. */
  readonly builds?: string;
  /** Bytes. */
  readonly maxSize?: number;
  /** Milliseconds since the last use. */
  readonly maxAge?: number;
  readonly dryRun: boolean;
}

/** What `cache prune` needs. */
export interface CachePruneUse {
  /**
   * Makes the caches smaller.
   * @throws TwinsealError `INPUT_UNREADABLE`, `OUTPUT_UNWRITABLE`, `CACHE_UNUSABLE`
   * @example (await use.prune({ maxAge: 14 * 86_400_000, dryRun: false }, call)).size
   */
  prune(request: CachePruneRequest, call: Call): Promise<CacheReport>;
}

const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, w: 7 * 24 };

/** `twinseal cache prune`. */
export const cachePruneCommand: Command<CachePruneUse> = {
  name: 'cache prune',
  description:
    'Makes what Twinseal keeps between runs smaller: compressed layers, manifests of modules and compiled code in the\n' +
    "user's cache, with --cache also the build caches of the sides. What was not used for longest goes first; what was\n" +
    'used within the last hour stays, and so does what a run is using. What remembers the checksum database is kept.',
  arguments: [],
  flags: [
    { name: 'max-size', kind: 'text', value: 'SIZE', meaning: 'leave at most this much, such as 2GiB' },
    { name: 'max-age', kind: 'text', value: 'TIME', meaning: 'remove what was not used for so long: 12h, 14d or 4w' },
    { name: 'cache', kind: 'text', value: 'DIR', meaning: 'folder of build caches, as `seal --cache` was given it' },
    { name: 'dry-run', kind: 'switch', meaning: 'only say what would go' },
    RESULT_FLAG,
  ],
  examples: [
    { command: 'twinseal cache prune --max-age 14d --max-size 2GiB', meaning: 'by age, then by size' },
    {
      command: 'twinseal cache prune --cache .twinseal-cache --max-size 1GiB',
      meaning: 'before a CI system keeps the folder for the next run',
    },
  ],
  async run(input, use, session) {
    const [maxSize, maxAge, builds] = [sizeOf(input, 'max-size'), ageOf(input), input.text('cache')];
    if (maxSize === undefined && maxAge === undefined)
      throw new TwinsealError('USAGE', 'say what may stay: --max-size, --max-age or both');
    const dryRun = input.is('dry-run');
    const report = await use.prune(
      {
        ...(builds !== undefined && { builds }),
        ...(maxSize !== undefined && { maxSize }),
        ...(maxAge !== undefined && { maxAge }),
        dryRun,
      },
      session.call,
    );
    if (input.text('output') === 'json') session.out(`${JSON.stringify(report, undefined, 2)}\n`);
    else session.out(`${lines(report, dryRun).join('\n')}\n`);
    if (report.note !== undefined && !session.quiet) session.err(`note: ${escapeTerminal(report.note)}\n`);
    return 0;
  },
};

function ageOf(input: Input): number | undefined {
  const text = input.text('max-age');
  if (text === undefined) return undefined;
  const [, digits = '', unit = ''] = /^([1-9]\d{0,4})([hdw])$/.exec(text) ?? [];
  const hours = HOURS[unit];
  if (hours === undefined) throw new TwinsealError('USAGE', '--max-age takes a time such as 12h, 14d or 4w');
  return Number(digits) * hours * 3_600_000;
}

function lines({ parts, size }: CacheReport, dryRun: boolean): readonly string[] {
  const word = dryRun ? 'would go' : 'removed';
  const each = parts
    .filter(({ entries }) => entries > 0)
    .map(
      ({ kind, entries, size: had, removedEntries, removedSize }) =>
        `${kind.padEnd(8)} ${entries} ${entries === 1 ? 'entry' : 'entries'} of ${mebibytes(had)}; ${word}: ${removedEntries} of ${mebibytes(removedSize)}`,
    );
  return [...each, `${mebibytes(size)} ${dryRun ? 'would be' : 'is'} left`];
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}
