import type { Call } from '../../ports/call.ts';
import type { Progress } from '../../records/progress.ts';

/** `switch` takes no value, `text` one, `list` several: repeated, or separated by commas. */
export type FlagKind = 'switch' | 'text' | 'list';

/** One flag of a verb, as help, docs, completion and the parser read it. */
export interface Flag {
  /** Without dashes: `cosign-key`. */
  readonly name: string;
  readonly short?: string;
  readonly kind: FlagKind;
  /** How help names the value: `FILE`, `DIR`, `PLATFORM`. FILE and DIR complete to paths. */
  readonly value?: string;
  /** The only values there are. */
  readonly choices?: readonly string[];
  /** What a value begins with, for completion. */
  readonly begins?: readonly string[];
  /** One line, without a full stop. */
  readonly meaning: string;
}

/** One argument without a dash. */
export interface Argument {
  /** `IMAGE`, `DIR`. */
  readonly name: string;
  readonly meaning: string;
  readonly optional?: boolean;
  /** The last one: more of it may follow. */
  readonly many?: boolean;
  readonly choices?: readonly string[];
}

/** A use of a verb that a reader can copy. */
export interface Example {
  readonly command: string;
  readonly meaning: string;
}

/** What a verb looks like: data only, so that help and docs need nothing else. */
export interface CommandShape {
  /** `verify`, or two words: `policy init`. */
  readonly name: string;
  /** One or two sentences below the usage line. */
  readonly description: string;
  readonly arguments: readonly Argument[];
  readonly flags: readonly Flag[];
  readonly examples: readonly Example[];
}

/** A verb with what it does. `Use` is the small interface of the road behind it, which the wire gives. */
export interface Command<Use> extends CommandShape {
  /**
   * @returns the exit status: 0 allow or done, 1 deny, 2 usage or bad input, 3 could not tell
   * @throws TwinsealError whatever the road throws, for the shell to tell
   * @example await compareCommand.run(input, use, session) // 1 when the files differ
   */
  run(input: Input, use: Use, session: Session): Promise<ExitCode>;
}

/** Exit status of the CLI. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The command line of one verb, after parsing: every value is there, known and well-formed. */
export interface Input {
  /** The argument of that name. @throws Error when the verb does not declare it @example input.argument('IMAGE') */
  argument(name: string): string;
  /** The argument of that name; undefined when it was left out. @example input.optionalArgument('DIR') ?? '.' */
  optionalArgument(name: string): string | undefined;
  /** The arguments of that name, where there may be many. @example input.arguments('IMAGE') // ['app:v1', 'db:v7'] */
  arguments(name: string): readonly string[];
  /** A switch. @example input.is('quiet') // true for --quiet */
  is(flag: string): boolean;
  /** The value of a flag; undefined when it was not given. @example input.text('policy') */
  text(flag: string): string | undefined;
  /** The values of a flag that may be repeated, in order. @example input.list('platform') // ['linux/amd64'] */
  list(flag: string): readonly string[];
}

/** What a running verb may do to the outside: write results and remarks, and be told to stop. */
export interface Session {
  /** Results, to stdout, whole lines. @example session.out('identical\n') */
  out(text: string): void;
  /**
   * Writes a file that the user has named, whole or not at all.
   * @throws TwinsealError `OUTPUT_UNWRITABLE`, `DISK_FULL`
   * @example await session.save('twinseal.sarif', text)
   */
  save(path: string, text: string): Promise<void>;
  /**
   * Says before any work is done that a file can't be written.
   * @throws TwinsealError `USAGE` for a folder
   * @example await session.mayWrite('twinseal.sarif')
   */
  mayWrite(path: string): Promise<void>;
  /** Remarks, to stderr, whole lines. @example session.err(`note: ${escapeTerminal(note)}\n`) */
  err(text: string): void;
  /** Whether results may have colours. */
  readonly colours: boolean;
  readonly quiet: boolean;
  readonly progress: Progress;
  /** Aborted by a signal; the deadline is the verb's or that of `--timeout`. */
  readonly call: Call;
  /** Of Twinseal: `0.1.0`. @example await session.version() // '0.1.0' */
  version(): Promise<string>;
}

/** Flags of every verb. */
export const GLOBAL_FLAGS: readonly Flag[] = [
  { name: 'help', short: 'h', kind: 'switch', meaning: 'show this help' },
  { name: 'quiet', short: 'q', kind: 'switch', meaning: 'show only what failed, and no progress' },
  { name: 'verbose', short: 'v', kind: 'switch', meaning: 'show progress even when stderr is no terminal' },
  {
    name: 'timeout',
    kind: 'text',
    value: 'SECONDS',
    meaning:
      'give up after so many seconds (seal, build, rebuild and audit: 3600, serve and worker: never, others: 300)',
  },
];
