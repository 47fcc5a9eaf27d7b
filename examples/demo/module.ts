import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quiet } from './stage.ts';

/** A real third-party program, pinned by version and by the h1 that Go's checksum database has for it. */
export const PROGRAM = {
  path: 'mvdan.cc/sh/v3',
  version: 'v3.14.1',
  h1: 'h1:bXkhQWNHCs0KZEChF8hYS6FC+T2N9mUZLbQv9blditI=',
  main: './cmd/shfmt',
  name: 'shfmt',
} as const;

/** A module version with the h1 that Go's checksum database has for it. */
export interface PinnedModule {
  readonly path: string;
  readonly version: string;
  readonly h1: string;
}

/**
 * Downloads the module through the Go module proxy, compares its h1 with the recorded one and copies it into `folder`.
 * @throws Error when the proxy serves another module than the one recorded here
 */
export async function fetchProgram(folder: string, program: PinnedModule = PROGRAM): Promise<void> {
  const ran = await quiet(['go', 'mod', 'download', '-json', `${program.path}@${program.version}`], {
    env: { GOFLAGS: '-mod=mod', GOWORK: 'off' },
    cwd: '/',
  });
  const answer = JSON.parse(ran.stdout || '{}') as { Dir?: string; Sum?: string; Error?: string };
  if (ran.status !== 0 || answer.Dir === undefined) {
    throw new Error(`could not download ${program.path}: ${answer.Error ?? ran.stderr.trim()}`);
  }
  if (answer.Sum !== program.h1) throw new Error(`${program.path} has ${answer.Sum}, but ${program.h1} is recorded`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(answer.Dir, folder, { recursive: true });
  // The module cache is read-only; the copy is the user's own.
  await quiet(['chmod', '-R', 'u+w', folder]);
  const goMod = await readFile(join(folder, 'go.mod'), 'utf8');
  if (!goMod.includes(program.path)) throw new Error(`${folder}/go.mod is not that of ${program.path}`);
}
