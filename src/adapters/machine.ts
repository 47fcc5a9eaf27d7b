import { execFile } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { arch } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Call } from '../ports/call.ts';
import type { FoundProgram, Machine } from '../ports/machine.ts';
import { trialIsolation } from './sandbox/trial-isolation.ts';
import { workspaces } from './workspace.ts';

// What Node.js calls otherwise.
const GOARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };
const VERSION_TIMEOUT = 5_000;

/**
 * This machine, as its user sees it.
 * @example await thisMachine(process.env).find('git', ['--version'], call) // { path: '/usr/bin/git', version: 'git version 2.47.3' }
 */
export function thisMachine(environment: Readonly<Record<string, string | undefined>>): Machine {
  return {
    runtime: process.version,
    async find(program, args, call) {
      const path = lookUp(program, environment.PATH ?? '');
      return path === undefined ? undefined : await ask(path, args, environment, call);
    },
    async processors() {
      const cpuinfo = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
      return { architecture: GOARCH[arch()] ?? arch(), cpuinfo };
    },
    async containment(call) {
      const { folder, remove } = await workspaces().create('doctor');
      try {
        return await trialIsolation(folder, call);
      } finally {
        await remove();
      }
    },
  };
}

function lookUp(program: string, path: string): string | undefined {
  for (const folder of path.split(delimiter)) {
    // An empty or relative entry means the current folder, which is whoever's.
    if (!folder.startsWith('/')) continue;
    try {
      const candidate = join(folder, program);
      accessSync(candidate, constants.X_OK);
      return realpathSync(candidate) && candidate;
    } catch {
      // Not here; the next folder may have it.
    }
  }
  return undefined;
}

function ask(
  path: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  call: Call,
): Promise<FoundProgram | undefined> {
  // Only what a program needs to start: no password or token of the user's environment.
  const env = { PATH: environment.PATH ?? '', HOME: environment.HOME ?? '/nonexistent', GOTOOLCHAIN: 'local' };
  const options = {
    env,
    timeout: VERSION_TIMEOUT,
    maxBuffer: 64 * 1024,
    signal: call.signal,
    encoding: 'utf8' as const,
  };
  return new Promise((resolve) => {
    execFile(path, [...args], options, (error, stdout, stderr) => {
      const text = stdout.trim() === '' ? stderr : stdout;
      const line = text.split('\n').find((each) => /\d+\.\d+/.test(each)) ?? text.split('\n')[0] ?? '';
      resolve(error === null ? { path, version: line.trim().slice(0, 120) } : undefined);
    });
  });
}
