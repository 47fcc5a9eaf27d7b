import type { Call } from '../../ports/call.ts';
import type { TrustReport } from '../../records/trust-report.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command, Flag } from './command.ts';
import { RESULT_FLAG } from './result-flag.ts';
import { trustLines } from './trust-lines.ts';

/** Where trusted roots are kept. */
export const TRUST_CACHE_FLAG: Flag = {
  name: 'cache',
  kind: 'text',
  value: 'DIR',
  meaning: "folder of kept trusted roots (trust in Twinseal's cache unless given)",
};

/** What is there of one instance. */
export interface ShownTrust {
  readonly report: TrustReport;
  /** Texts that can be printed: trusted_root.json, and signing_config.v0.2.json where there is one. */
  readonly trustedRoot: string;
  readonly signingConfig?: string;
  /** Names of all kept instances. */
  readonly kept: readonly string[];
}

/** What `trust show` needs. */
export interface TrustShowUse {
  /** @throws TwinsealError `TRUST_UNKNOWN`, `TRUST_DAMAGED` @example (await use.show('sigstore', undefined, call)).report.digest */
  show(name: string, cache: string | undefined, call: Call): Promise<ShownTrust>;
}

/** `twinseal trust show`. */
export const trustShowCommand: Command<TrustShowUse> = {
  name: 'trust show',
  description:
    'Shows the trusted root of a Sigstore instance as keyless policies and `bundle verify` use it: whom it names and when they\n' +
    'count, the versions of its metadata, and when the mirror was last asked. It asks nothing of the network.',
  arguments: [{ name: 'NAME', meaning: 'the instance (sigstore unless given)', optional: true }],
  flags: [
    TRUST_CACHE_FLAG,
    {
      name: 'print',
      kind: 'text',
      choices: ['trusted-root', 'signing-config'],
      meaning: 'print that file as it came, for other tools or another machine',
    },
    RESULT_FLAG,
  ],
  examples: [
    { command: 'twinseal trust show', meaning: 'the public-good instance' },
    {
      command: 'twinseal trust show corp --print trusted-root > trusted_root.json',
      meaning: 'a file for `--trusted-root` of Twinseal and cosign',
    },
  ],
  async run(input, use, session) {
    const name = input.optionalArgument('NAME') ?? 'sigstore';
    const shown = await use.show(name, input.text('cache'), session.call);
    const print = input.text('print');
    if (print !== undefined) {
      const text = print === 'trusted-root' ? shown.trustedRoot : shown.signingConfig;
      if (text === undefined)
        throw new TwinsealError('TRUST_UNKNOWN', `the instance ${name} has no signing config, or none that was kept`);
      session.out(text);
      return 0;
    }
    if (input.text('output') === 'json') session.out(`${JSON.stringify(shown.report, undefined, 2)}\n`);
    else session.out(`${trustLines(shown.report).join('\n')}\n`);
    const others = shown.kept.filter((one) => one !== name);
    if (others.length > 0 && !session.quiet) session.err(`also kept: ${others.map(escapeTerminal).join(', ')}\n`);
    return 0;
  },
};
