import { join } from 'node:path';
import { MAX_BAKE_PLAN } from '../../formats/bake/bake-plan.ts';
import { MAX_DOCKERFILE } from '../../formats/bake/dockerfile.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { BakeFileRequest, BakeFiles } from '../../ports/bake-file.ts';
import type { Call } from '../../ports/call.ts';
import type { SideRun } from '../../ports/sandbox.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readInputFile } from '../input-file.ts';
import { runProcess } from '../process/process-run.ts';

/** What docker and buildx need to find themselves; nothing else of the user's environment is handed on. */
const HANDED_ON = ['PATH', 'HOME', 'SSH_AUTH_SOCK', 'DOCKER_CONFIG', 'BUILDX_CONFIG', 'XDG_CONFIG_HOME'] as const;
const LACKS_BUILDX = /is not a docker command|unknown (?:command|shorthand flag|flag)/;
const PROGRAMS: readonly (readonly [string, ...string[]])[] = [['docker', 'buildx'], ['buildx']];

/**
 * Bake files by the user's own `docker buildx`, or `buildx` where there is no docker. It needs no engine for this.
 * @param environment - of the user
 * @param stdin - reads what was piped in
 * @returns as {@link BakeFiles}
 * @example await bakeFiles(process.env, readStdin).resolve({ folder: '.', files: [], targets: [], variables: {} }, call)
 * @see Docker documentation, "docker buildx bake", --print
 */
export function bakeFiles(
  environment: Readonly<Record<string, string | undefined>>,
  stdin: (maxBytes: number, call: Call) => Promise<Uint8Array>,
): BakeFiles {
  return {
    async resolve(request, call) {
      if (request.resolved === '-') return await stdin(MAX_BAKE_PLAN, call);
      if (request.resolved !== undefined) return await readInputFile(request.resolved, MAX_BAKE_PLAN, call);
      return await print(request, environment, call);
    },
    async dockerfile(folder, path, call) {
      try {
        return await readInputFile(join(folder, path), MAX_DOCKERFILE, call);
      } catch (error) {
        if (error instanceof TwinsealError && error.code === 'INPUT_UNREADABLE') return undefined;
        throw error;
      }
    },
  };
}

async function print(
  { folder, files, targets, variables }: BakeFileRequest,
  environment: Readonly<Record<string, string | undefined>>,
  call: Call,
): Promise<Uint8Array> {
  const handed = HANDED_ON.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]]));
  const words = ['bake', '--print', ...files.flatMap((file) => ['--file', file]), '--', ...targets];
  let last: SideRun | undefined;
  let lacking = false;
  for (const program of PROGRAMS) {
    const run = await attempt([...program, ...words], folder, { ...variables, ...Object.fromEntries(handed) }, call);
    if (run === undefined) continue;
    if (run.status === 0) return encodeUtf8(run.stdout);
    // A docker without the plugin says so in its own way; a buildx beside it may do.
    last = run;
    lacking = program[0] === 'docker' && LACKS_BUILDX.test(run.stderr);
    if (!lacking) break;
  }
  if (lacking)
    throw new TwinsealError(
      'BAKE_TOOL_MISSING',
      'docker is there without its plugin buildx, by which a bake file is resolved: install buildx, or give what it prints: --resolved FILE',
    );
  if (last === undefined)
    throw new TwinsealError(
      'BAKE_TOOL_MISSING',
      'neither docker nor buildx is on PATH, and a bake file is resolved by them: install buildx, or give what it prints: --resolved FILE',
    );
  throw new TwinsealError('BAKE_INVALID', 'buildx could not resolve the bake file: see what it says', {
    details: last.stderr
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-20),
  });
}

/** undefined: there is no such program. */
async function attempt(
  argv: readonly [string, ...string[]],
  folder: string,
  environment: Readonly<Record<string, string>>,
  call: Call,
): Promise<SideRun | undefined> {
  try {
    return await runProcess({ argv, environment, folder, shownAs: 'buildx', maxOutput: MAX_BAKE_PLAN + 1 }, call);
  } catch (error) {
    const { cause } = error as { readonly cause?: unknown };
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (error instanceof TwinsealError && code === 'ENOENT') return undefined;
    throw error;
  }
}
