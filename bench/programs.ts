import { existsSync } from 'node:fs';
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './claim.ts';
import { plainEnvironment, ROOT } from './environment.ts';
import { timedRun } from './timed-run.ts';

/** Twinseal as it is run from a checkout: from its sources. */
export const CHECKOUT = join(ROOT, 'bin', 'twinseal');

/** The pinned Node.js, the one that bin/twinseal starts. */
export function pinnedNode(): string {
  const candidates = ['x64', 'arm64'].map((cpu) => join(ROOT, `node_modules/node-linux-${cpu}/bin/node`));
  return candidates.find((path) => existsSync(path)) ?? process.execPath;
}

let made: Promise<string> | undefined;

/**
 * Twinseal as a user has it: a folder like the installed package, compiled, with no sources.
 * @returns the path of its bin/twinseal
 * @throws Error when the sources can not be compiled
 */
export function packagedTwinseal(bench: Bench): Promise<string> {
  made ??= makePackage(bench);
  return made;
}

async function makePackage(bench: Bench): Promise<string> {
  bench.say('compiling the sources, as the package ships them');
  const folder = join(bench.kept, 'package');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of ['package.json', 'bin', 'schemas', 'policies', 'openapi.yaml'])
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const compiler = join(ROOT, 'node_modules', '.bin', 'tsc');
  await timedRun([compiler, '-p', join(ROOT, 'tsconfig.build.json'), '--outDir', join(folder, 'dist')], {
    cwd: ROOT,
    env: plainEnvironment(bench.scratch),
  });
  return join(folder, 'bin', 'twinseal');
}
