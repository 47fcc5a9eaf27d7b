import type { Call } from '../../ports/call.ts';
import type { TrustReport } from '../../records/trust-report.ts';
import type { Command } from './command.ts';
import { RESULT_FLAG } from './result-flag.ts';
import { trustLines } from './trust-lines.ts';
import { TRUST_CACHE_FLAG } from './trust-show.ts';

/** Which instance is to be updated, and how. */
export interface TrustUpdateRequest {
  readonly name?: string;
  readonly mirror?: string;
  /** File with root.json. */
  readonly root?: string;
  readonly cache?: string;
  readonly offline: boolean;
}

/** What `trust update` needs. */
export interface TrustUpdateUse {
  /**
   * Updates an instance; offline, proves again what is kept.
   * @throws TwinsealError `USAGE`, `TRUST_UNKNOWN`, `TRUST_UNREACHABLE`, `TRUST_EXPIRED`, `TRUST_REFUSED`, `TRUST_DAMAGED`
   * @example (await use.update({ offline: false }, call)).digest
   */
  update(request: TrustUpdateRequest, call: Call): Promise<TrustReport>;
}

/** `twinseal trust update`. */
export const trustUpdateCommand: Command<TrustUpdateUse> = {
  name: 'trust update',
  description:
    'Asks the mirror of a Sigstore instance for its newest trusted root by TUF, proves it, and keeps it for keyless policies\n' +
    'and `bundle verify`, with the signing config where the instance has one. What is kept only gives way to what is newer:\n' +
    'when the mirror is unreachable, its metadata has ended, goes back, or is not signed as it must be, what was kept stays.',
  arguments: [],
  flags: [
    {
      name: 'name',
      kind: 'text',
      value: 'NAME',
      meaning: 'what to call the instance (sigstore, the public one, unless given; with --mirror its host)',
    },
    {
      name: 'mirror',
      kind: 'text',
      value: 'URL',
      meaning: 'TUF repository of a private instance; kept for the next time',
    },
    {
      name: 'root',
      kind: 'text',
      value: 'FILE',
      meaning: 'root.json to believe, which a private instance needs the first time; later ones must come from it',
    },
    TRUST_CACHE_FLAG,
    { name: 'offline', kind: 'switch', meaning: 'ask nothing: prove again what is kept, and show it' },
    RESULT_FLAG,
  ],
  examples: [
    { command: 'twinseal trust update', meaning: 'the public-good instance' },
    {
      command: 'twinseal trust update --name corp --mirror https://tuf.corp.example --root root.json',
      meaning: 'a private instance, from now on `trust: corp` in policies',
    },
  ],
  async run(input, use, session) {
    const [name, mirror, root, cache] = ['name', 'mirror', 'root', 'cache'].map((flag) => input.text(flag));
    const request = {
      ...(name !== undefined && { name }),
      ...(mirror !== undefined && { mirror }),
      ...(root !== undefined && { root }),
      ...(cache !== undefined && { cache }),
      offline: input.is('offline'),
    };
    const report = await use.update(request, session.call);
    if (input.text('output') === 'json') session.out(`${JSON.stringify(report, undefined, 2)}\n`);
    else session.out(`${trustLines(report).join('\n')}\n`);
    if (report.changed !== undefined && !session.quiet)
      session.err(
        report.changed ? 'the trusted root is another one now\n' : 'the trusted root is the same as before\n',
      );
    return 0;
  },
};
