import { createHash } from 'node:crypto';
import { accessSync, constants, createReadStream, realpathSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { compareGoVersions, versionOfToolchain } from '../../formats/gobuild/go-version.ts';
import type { Call } from '../../ports/call.ts';
import type { GoToolchain } from '../../ports/go-toolchain.ts';
import type { Toolchain } from '../../records/toolchain.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { runProcess } from '../process/process-run.ts';
import { moduleEnvironment, type UserEnvironment } from './module-environment.ts';

const UNCOMPARED = { outcome: 'unauthenticated', why: 'it was not compared with the one that Go publishes' } as const;
const TOOLS = ['compile', 'link', 'asm'] as const;

/**
 * The Go that stands on PATH. It is asked about itself with an emptied environment, and never switches to another version.
 * @param environment - the user's, by name
 * @returns `locate` throws TwinsealError `BUILD_TOOLCHAIN`, `vendor` `SOURCE_VENDOR_FAILED`
 * @example await makeGoToolchain(process.env).locate('1.26', call)
 */
export function makeGoToolchain(environment: UserEnvironment): GoToolchain {
  return {
    locate: async (needed, call) => await describeGo(requireGo(environment), needed, call),
    at: async (goroot, needed, call) => {
      const go = join(resolve(goroot), 'bin/go');
      if (!isProgram(go))
        throw new TwinsealError('BUILD_TOOLCHAIN', `${goroot} has no bin/go: name the folder of a Go installation`);
      return await describeGo(go, needed, call);
    },
    vendor: async (folder, toolchain, call) => {
      const run = await runProcess(
        {
          argv: [join(toolchain.goroot, 'bin/go'), 'mod', 'vendor'],
          // -mod=mod would let it change go.mod; the default reports a go.mod that needs an update instead.
          environment: {
            ...moduleEnvironment(environment),
            GOTOOLCHAIN: 'local',
            GOWORK: 'off',
            GOFLAGS: '-mod=readonly',
            GOTELEMETRY: 'off',
          },
          folder,
        },
        call,
      );
      if (run.status === 0) return;
      throw new TwinsealError(
        'SOURCE_VENDOR_FAILED',
        'go mod vendor failed: see what it says, and whether the module proxy is reachable',
        {
          details: run.stderr.split('\n').slice(0, 40),
        },
      );
    },
  };
}

async function describeGo(go: string, needed: string | undefined, call: Call): Promise<Toolchain> {
  const run = await runProcess(
    {
      argv: [go, 'env', 'GOROOT', 'GOVERSION', 'GOHOSTOS', 'GOHOSTARCH'],
      environment: {
        GOENV: 'off',
        GOTOOLCHAIN: 'local',
        GOWORK: 'off',
        GOTELEMETRY: 'off',
        GOFLAGS: '',
        HOME: '/nonexistent',
      },
      folder: '/',
    },
    call,
  );
  const [goroot, version, os, arch] = run.stdout.trim().split('\n');
  if (run.status !== 0 || goroot === undefined || version === undefined || os === undefined || arch === undefined) {
    throw new TwinsealError('BUILD_TOOLCHAIN', `${go} could not tell its version: reinstall Go`, {
      details: run.stderr.split('\n').slice(0, 10),
    });
  }
  requireVersion(version, needed);
  const real = realpathSync(goroot);
  const digests: Record<string, string> = { go: await fileSha256(join(real, 'bin/go'), call) };
  for (const tool of TOOLS) digests[tool] = await fileSha256(join(real, `pkg/tool/${os}_${arch}`, tool), call);
  return { version, goroot: real, host: `${os}/${arch}`, digests, authenticity: UNCOMPARED };
}

function requireGo(environment: UserEnvironment): string {
  const go = goOnPath(environment);
  if (go !== undefined) return go;
  throw new TwinsealError('BUILD_TOOLCHAIN', 'Go is not on PATH: install it, or add its bin folder to PATH');
}

/**
 * The go program that PATH leads to.
 * @param environment - the user's, by name
 * @returns its absolute path; undefined when there is none
 * @example goOnPath(process.env) // '/usr/local/go/bin/go'
 */
export function goOnPath(environment: UserEnvironment): string | undefined {
  for (const folder of (environment.PATH ?? '').split(delimiter)) {
    // An empty or relative entry would find a program in the source tree.
    if (!folder.startsWith('/')) continue;
    const path = join(folder, 'go');
    if (isProgram(path)) return path;
  }
  return undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function requireVersion(version: string, needed: string | undefined): void {
  if (needed === undefined) return;
  const own = versionOfToolchain(version);
  if (own === undefined || compareGoVersions(own, needed) >= 0) return;
  throw new TwinsealError(
    'BUILD_TOOLCHAIN',
    `go.mod asks for Go ${needed}, and the one on PATH is ${version}: install the newer one`,
  );
}

async function fileSha256(path: string, call: Call): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash, { signal: call.signal });
  } catch (cause) {
    // A reading that was stopped tells nothing of the Go that was read.
    checkCall(call, `reading ${path}`);
    throw new TwinsealError('BUILD_TOOLCHAIN', `${path} can not be read: the Go installation is not whole`, { cause });
  }
  return hash.digest('hex');
}
