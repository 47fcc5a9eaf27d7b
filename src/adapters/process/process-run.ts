import { spawn } from 'node:child_process';
import type { Call } from '../../ports/call.ts';
import type { SideRun } from '../../ports/sandbox.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { tellLines } from './tell-lines.ts';

/** A program to start: arguments as an array, and nothing inherited but what is given. */
export interface ProcessRequest {
  readonly argv: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  /** What errors call it; the program's own name unless given. */
  readonly shownAs?: string;
  /** Bytes kept of each of stdout and stderr; what follows is read and dropped. */
  readonly maxOutput?: number;
  readonly stdin?: string;
  /** Told each line of stderr as it is written, cut to 1024 characters. */
  readonly onLine?: (line: string) => void;
  /** Looks after the program while it runs, and may end it for a reason; what it gives is called at the end. */
  readonly watch?: (pid: number, end: (reason: Error) => void) => () => void;
}

const DEFAULT_OUTPUT = 1024 * 1024;
/** Milliseconds that output may stay open after its program has ended. */
const LINGER = 500;
/** Bytes of output at which a program that writes without end is stopped, even though no more of it is kept. */
export const MAX_OUTPUT = 256 * 1024 * 1024;

/**
 * Runs one program to its end in a process group of its own. On abort, at the deadline, or when it floods its output,
 * the whole group is killed; with a PID namespace around it, everything that it started dies with it.
 * @throws TwinsealError `ABORTED`, `BUILD_TIMEOUT`, `BUILD_LIMIT` (output), `BUILD_SANDBOX` (could not be started)
 * @example await runProcess({ argv: ['/bin/true'], environment: {}, folder: '/' }, call)
 */
export async function runProcess(request: ProcessRequest, call: Call): Promise<SideRun> {
  if (call.signal.aborted) throw cancelled(call);
  const remaining = call.deadline - Date.now();
  if (remaining <= 0) throw timedOut(request);
  const [program, ...rest] = request.argv;
  const max = request.maxOutput ?? DEFAULT_OUTPUT;
  return await new Promise<SideRun>((resolve, reject) => {
    const child = spawn(program, rest, {
      cwd: request.folder,
      env: request.environment,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    let failure: Error | undefined;
    let lingering: NodeJS.Timeout | undefined;
    const kill = (reason: Error): void => {
      failure ??= reason;
      if (child.pid !== undefined) killGroup(child.pid);
    };
    const onAbort = (): void => kill(cancelled(call));
    const timer = setTimeout(() => kill(timedOut(request)), Math.min(remaining, 2 ** 31 - 1));
    call.signal.addEventListener('abort', onAbort, { once: true });
    // A stopped parent must not leave a build behind: `exit` also runs after an uncaught error or process.exit.
    const onExit = (): void => {
      if (child.pid !== undefined) killGroup(child.pid);
    };
    process.once('exit', onExit);
    const flooded = (): void =>
      kill(
        new TwinsealError(
          'BUILD_LIMIT',
          `${nameOf(request)} wrote more than ${MAX_OUTPUT / 1024 ** 2} MiB of output, of which none would be shown: let it say less`,
        ),
      );
    const stdout = collect(child.stdout, max, flooded);
    const stderr = collect(child.stderr, max, flooded);
    if (request.onLine !== undefined) tellLines(child.stderr, request.onLine);
    child.stdin.on('error', () => undefined);
    child.stdin.end(request.stdin ?? '');
    const unwatch = child.pid === undefined ? undefined : request.watch?.(child.pid, kill);
    const settle = (): void => {
      unwatch?.();
      clearTimeout(timer);
      call.signal.removeEventListener('abort', onAbort);
      process.removeListener('exit', onExit);
    };
    child.once('error', (cause) => {
      settle();
      reject(
        new TwinsealError('BUILD_SANDBOX', `${nameOf(request)} could not be started: ${cause.message}`, { cause }),
      );
    });
    child.once('exit', () => {
      // Whatever it left running in its group goes too.
      if (child.pid !== undefined) killGroup(child.pid);
      // And whoever fled to another session holds its output open: all that it wrote itself has been read long before.
      lingering = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, LINGER);
    });
    child.once('close', (status, signal) => {
      clearTimeout(lingering);
      settle();
      if (failure !== undefined) reject(failure);
      else {
        resolve({
          status: status ?? 128 + (signal === 'SIGKILL' ? 9 : 15),
          stdout: stdout.text(),
          stderr: stderr.text(),
          truncated: stdout.truncated() || stderr.truncated(),
        });
      }
    });
  });
}

function collect(
  stream: NodeJS.ReadableStream,
  max: number,
  flooded: () => void,
): { text(): string; truncated(): boolean } {
  const chunks: Buffer[] = [];
  let kept = 0;
  let seen = 0;
  stream.on('data', (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > MAX_OUTPUT) flooded();
    if (kept >= max) return;
    const part = chunk.subarray(0, max - kept);
    kept += part.length;
    chunks.push(part);
  });
  return { text: () => Buffer.concat(chunks).toString('utf8'), truncated: () => seen > kept };
}

// The cause tells a deadline from a user who pressed Ctrl-C.
function cancelled({ signal }: Call): TwinsealError {
  return new TwinsealError('ABORTED', 'the work was cancelled', { cause: signal.reason });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function timedOut(request: ProcessRequest): TwinsealError {
  return new TwinsealError(
    'BUILD_TIMEOUT',
    `${nameOf(request)} did not end in time: raise --timeout or, in the settings, build.timeout, or see what it waits for`,
  );
}

/** The name of the program, for messages. @example nameOf({ argv: ['/usr/bin/git'], environment: {}, folder: '/' }) // 'git' */
export function nameOf({ argv, shownAs }: ProcessRequest): string {
  return shownAs ?? argv[0].slice(argv[0].lastIndexOf('/') + 1);
}
