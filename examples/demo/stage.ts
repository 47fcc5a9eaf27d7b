import { spawn } from 'node:child_process';

/** What a command of the demo printed and how it ended. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const plain = process.env.NO_COLOR !== undefined || !process.stdout.isTTY;
const paint = (code: number, text: string) => (plain ? text : `\u001b[${code}m${text}\u001b[0m`);

/** A chapter heading. */
export function chapter(number: string, title: string): void {
  console.log(`\n${paint(1, `${number}  ${title}`)}`);
}

/** A sentence between commands. */
export function say(text: string): void {
  console.log(text);
}

/** Runs a command as a user would type it: shows the line, what it prints, and how it ends. */
export async function show(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  console.log(paint(36, `$ ${(options.shown ?? argv).map(quote).join(' ')}`));
  const ran = await quiet(argv, { ...options, echo: true });
  const expected = options.expect ?? 0;
  if (ran.status !== expected) {
    throw new Error(`the command ended with ${ran.status}, but ${expected} was expected`);
  }
  console.log(paint(expected === 0 ? 32 : 33, `  exit ${ran.status}${expected === 0 ? '' : ' (as it must)'}`));
  return ran;
}

/** How a command is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly expect?: number;
  readonly echo?: boolean;
  /** What to print instead of argv: the short form that a user would type. */
  readonly shown?: readonly string[];
}

/** Runs a command and keeps its output. */
export function quiet(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const [program = '', ...rest] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out: string[] = [];
    const err: string[] = [];
    const tee = (sink: string[]) => (chunk: Buffer) => {
      const text = chunk.toString('utf8');
      sink.push(text);
      if (options.echo) process.stdout.write(text.replaceAll(/^(?=.)/gm, '  '));
    };
    child.stdout.on('data', tee(out));
    child.stderr.on('data', tee(err));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, stdout: out.join(''), stderr: err.join('') }));
  });
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
