import { parseJson } from '../../formats/json/parse.ts';
import { isJsonObject } from '../../formats/json/value.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { helperEnvironment } from '../process/helper-environment.ts';
import type { Credential } from './credentials.ts';
import { stoppedBy } from './faults.ts';

const MAX_OUTPUT = 64 * 1024;
const MAX_TIME = 30_000;

/**
 * Asks a `docker-credential-` program. It is started with an argument array and no shell, a minimal environment, bounded
 * output and time.
 *
 * @param suffix - checked by the format: `ecr-login`
 * @param server - the key that the helper knows the registry by
 * @param environment - as `process.env`; little of it is handed on
 * @returns undefined when it has no credentials for that server
 * @throws TwinsealError `REGISTRY_UNAUTHORIZED` when it fails; its output is in no message. `ABORTED` or `TIMEOUT` when the
 * call was ended from outside, or was over before the program was started
 * @example (await askHelper('ecr-login', 'registry.example.com', process.env, call))?.kind // 'password'
 * @see docker/docker-credential-helpers, README, "Development"
 */
export async function askHelper(
  suffix: string,
  server: string,
  environment: Readonly<Record<string, string | undefined>>,
  call: Call,
): Promise<Credential | undefined> {
  const program = `docker-credential-${suffix}`;
  const { status, output } = await run(program, server, environment, call);
  if (status !== 0) {
    if (/credentials not found/i.test(output)) return undefined;
    throw refusal(program, `ended with status ${status}`);
  }
  return credentialIn(output, program);
}

async function run(
  program: string,
  server: string,
  environment: Readonly<Record<string, string | undefined>>,
  call: Call,
): Promise<{ readonly status: number; readonly output: string }> {
  const { spawn } = await import('node:child_process');
  const over = stoppedBy(call, program);
  if (over !== undefined) throw over;
  const timeout = Math.max(1, Math.min(MAX_TIME, call.deadline - Date.now()));
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['get'], {
      env: helperEnvironment(environment),
      stdio: ['pipe', 'pipe', 'ignore'],
      // A group of its own: what the helper started in turn must end with it, or its output never would.
      detached: true,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    const give = (end: () => void): void => {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', cancel);
      end();
    };
    const stop = (error: TwinsealError): void => {
      if (child.pid !== undefined) killGroup(child.pid);
      child.stdout.destroy();
      give(() => reject(error));
    };
    const cancel = (): void => stop(stoppedBy(call, program) ?? refusal(program, 'was cancelled'));
    const timer = setTimeout(() => stop(refusal(program, 'ran out of time')), timeout);
    call.signal.addEventListener('abort', cancel, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_OUTPUT) stop(refusal(program, 'wrote without end'));
      else chunks.push(chunk);
    });
    child.once('error', (cause) => {
      const why = 'code' in cause && cause.code === 'ENOENT' ? 'is not on PATH' : 'could not be run';
      give(() => reject(refusal(program, why, cause)));
    });
    child.once('close', (status) => {
      if (status === null) stop(refusal(program, 'was killed'));
      else give(() => resolve({ status, output: Buffer.concat(chunks).toString('utf8') }));
    });
    child.stdin.on('error', () => {});
    child.stdin.end(server);
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

function credentialIn(output: string, program: string): Credential | undefined {
  let document: ReturnType<typeof parseJson>;
  try {
    document = parseJson(Buffer.from(output));
  } catch {
    // The parser's message could quote what it read.
    throw refusal(program, 'did not write JSON');
  }
  if (!isJsonObject(document)) throw refusal(program, 'did not write a JSON object');
  const { Username: username, Secret: secret } = document;
  if (typeof username !== 'string' || typeof secret !== 'string') throw refusal(program, 'gave no Username and Secret');
  if (secret === '') return undefined;
  // The helpers' own mark for a refresh token.
  if (username === '<token>') return { kind: 'identity-token', token: secret };
  return { kind: 'password', username, password: secret };
}

function refusal(program: string, what: string, cause?: unknown): TwinsealError {
  return new TwinsealError(
    'REGISTRY_UNAUTHORIZED',
    `the credential helper ${program} ${what}: run it by hand, or sign in again`,
    { cause },
  );
}
