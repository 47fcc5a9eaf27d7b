import type { Progress } from '../../records/progress.ts';
import type { ExitCode, Input, Session } from './command.ts';
import { allVerbs, type Verb } from './verbs.ts';

/** What the process gives to the CLI. */
export interface Shell {
  /** Writes to stdout; the wire survives a closed pipe. @example shell.out(mainHelp()) */
  out(text: string): void;
  /** Writes to stderr. @example shell.err('warning: ...\n') */
  err(text: string): void;
  /** Writes a file that the user has named, whole or not at all. @example await shell.save('twinseal.sarif', text) */
  save(path: string, text: string): Promise<void>;
  /** Refuses a path that no file can be written to. @example await shell.mayWrite('twinseal.sarif') */
  mayWrite(path: string): Promise<void>;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** `NO_COLOR` is set and not empty. */
  readonly noColour: boolean;
  /** Aborts on SIGINT, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. @example shell.now() + 300_000 */
  now(): number;
  /** Of Twinseal. @example await shell.version() // '0.1.0' */
  version(): Promise<string>;
  /** The verbs with their roads behind them, imported when they run. */
  readonly verbs: Readonly<Record<string, () => Promise<Runner>>>;
}

/**
 * A verb whose road is wired.
 * @example const run: Runner = (input, session) => compareCommand.run(input, use, session);
 */
export type Runner = (input: Input, session: Session) => Promise<ExitCode>;

/**
 * Runs one command line from words to exit status. Nothing is thrown: whatever a road throws becomes one clear sentence
 * on stderr and the status of its code.
 *
 * @param argv - words after the program's name
 * @example await runCli(['verify', 'app.oci', '--cosign-key', 'cosign.pub'], shell) // 0, 1, 2 or 3
 */
export async function runCli(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  try {
    return await dispatch(argv, shell);
  } catch (error) {
    const { reportError } = await import('./report-error.ts');
    return reportError(error, shell);
  }
}

async function dispatch(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  const [first] = argv;
  if (first === undefined) {
    shell.err((await import('./help.ts')).mainHelp());
    return 2;
  }
  if (first === '--help' || first === '-h' || (first === 'help' && argv.length === 1)) {
    shell.out((await import('./help.ts')).mainHelp());
    return 0;
  }
  if (first === '--version' || first === 'version') {
    shell.out(`twinseal ${await shell.version()}\n`);
    return 0;
  }
  const words = first === 'help' ? [...argv.slice(1), '--help'] : argv;
  const verb = find(words);
  if (verb === undefined) return await withoutVerb(words, shell);
  return await runVerb(verb, words.slice(verb.name.split(' ').length), shell);
}

/** The verb with most words that the line begins with. */
function find(words: readonly string[]): Verb | undefined {
  const verbs = allVerbs();
  return verbs.find(({ name }) => name === `${words[0]} ${words[1]}`) ?? verbs.find(({ name }) => name === words[0]);
}

async function runVerb(verb: Verb, words: readonly string[], shell: Shell): Promise<ExitCode> {
  const shape = await verb.shape();
  const { parseCommandLine } = await import('./parse.ts');
  const input = parseCommandLine(shape, words);
  if (input.is('help')) {
    shell.out((await import('./help.ts')).verbHelp(shape));
    return 0;
  }
  const wired = shell.verbs[verb.name];
  if (wired === undefined) throw new Error(`no road is wired to ${verb.name}`);
  const seconds = await timeoutOf(input, verb.name);
  const run = await wired();
  return await run(input, await session(input, shell, seconds));
}

/** Seconds; a service has no end of its own. */
async function timeoutOf(input: Input, verb: string): Promise<number | undefined> {
  const text = input.text('timeout');
  if (text === undefined)
    return verb === 'serve' || verb === 'worker'
      ? undefined
      : /^(?:seal|build|rebuild|audit .*)$/.test(verb)
        ? 3600
        : 300;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  const { TwinsealError } = await import('../../records/twinseal-error.ts');
  throw new TwinsealError('USAGE', `--timeout is a number of seconds from 1 to 999999, not ${text.slice(0, 40)}`);
}

async function session(input: Input, shell: Shell, seconds: number | undefined): Promise<Session> {
  const quiet = input.is('quiet');
  const silent: Progress = () => {};
  const shown = !quiet && (shell.stderrIsTerminal || input.is('verbose'));
  const progress = shown
    ? (await import('./show-progress.ts')).showProgress(shell, { updates: shell.stderrIsTerminal, now: shell.now })
    : silent;
  const limits = seconds === undefined ? [] : [AbortSignal.timeout(seconds * 1000)];
  const deadline = seconds === undefined ? Number.POSITIVE_INFINITY : shell.now() + seconds * 1000;
  return {
    out: shell.out,
    err: shell.err,
    save: shell.save,
    mayWrite: shell.mayWrite,
    colours: shell.stdoutIsTerminal && !shell.noColour,
    quiet,
    progress,
    call: { signal: AbortSignal.any([shell.signal, ...limits]), deadline },
    version: () => shell.version(),
  };
}

async function withoutVerb(words: readonly string[], shell: Shell): Promise<ExitCode> {
  const verbs = allVerbs();
  const [first = '', second] = words;
  const group = verbs.filter(({ name }) => name.startsWith(`${first} `));
  if (group.length > 0) {
    const { groupHelp } = await import('./help.ts');
    const asked = second === '--help' || second === '-h';
    if (asked) shell.out(groupHelp(first));
    else if (second === undefined) shell.err(groupHelp(first));
    if (asked) return 0;
    if (second === undefined) return 2;
  }
  const [{ nearest }, { TwinsealError }] = await Promise.all([
    import('../../formats/nearest.ts'),
    import('../../records/twinseal-error.ts'),
  ]);
  const word = group.length > 0 ? `${first} ${second}` : first;
  const near = nearest(
    word,
    (group.length > 0 ? group : verbs).map(({ name }) => name),
  );
  const offer = near === undefined ? 'see: twinseal --help' : `did you mean twinseal ${near}?`;
  throw new TwinsealError('USAGE', `${word.slice(0, 80)} is not a verb; ${offer}`);
}
