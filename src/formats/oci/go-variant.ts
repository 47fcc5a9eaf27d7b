import { FormatError } from '../format-error.ts';
import { normalisePlatform, type Platform } from './platform.ts';

/** The settings of a Go build that choose the machine, as build info records them. */
export interface GoMachine {
  readonly GOOS: string;
  readonly GOARCH: string;
  readonly GOAMD64?: string;
  readonly GOARM?: string;
  readonly GOARM64?: string;
  readonly GORISCV64?: string;
}

/**
 * The platform that a Go build is for.
 *
 * @param machine - GOOS, GOARCH and the level of the architecture
 * @returns the platform, normalised: no variant for the lowest level of amd64 and arm64
 * @throws FormatError for a level that OCI has no form for, such as `v9.0,lse` beyond its first part
 * @example platformOfGo({ GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v3' }) // variant v3
 * @see Go documentation, "Architecture-specific environment variables"
 */
export function platformOfGo(machine: GoMachine): Platform {
  const { GOOS: os, GOARCH: architecture } = machine;
  const variant = levelOf(machine);
  return normalisePlatform({ os, architecture, ...(variant !== undefined && { variant }) });
}

/**
 * The environment that builds for a platform.
 *
 * @returns GOOS, GOARCH and the level as Go takes it, always spelled out, so that no default of a toolchain decides
 * @throws FormatError for a variant that Go cannot build
 * @example goOfPlatform({ os: 'linux', architecture: 'amd64' }) // { GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v1' }
 */
export function goOfPlatform(platform: Platform): GoMachine {
  const { os, architecture, variant } = normalisePlatform(platform);
  const machine = { GOOS: os, GOARCH: architecture };
  switch (architecture) {
    case 'amd64':
      return { ...machine, GOAMD64: variant ?? 'v1' };
    case 'arm64':
      // GOARM64 names the minor version always; OCI's v9 is Go's v9.0.
      return { ...machine, GOARM64: variant === undefined ? 'v8.0' : variant.includes('.') ? variant : `${variant}.0` };
    case 'arm': {
      const level = /^v([567])$/.exec(variant ?? 'v7')?.[1];
      // GOARM ends at 7: what runs on a 32-bit v8 machine is built for v7.
      if (level === undefined)
        throw new FormatError('platform', `Go builds arm for v5, v6 and v7, not for ${variant}`, '', {
          rule: 'variant',
        });
      return { ...machine, GOARM: level };
    }
    case 'riscv64':
      return { ...machine, GORISCV64: variant ?? 'rva20u64' };
    default:
      return machine;
  }
}

/**
 * Tells whether a platform that promises `declared` can run what was built for `built`: same system and architecture,
 * and a level at least as high. An image that understates its level dies of an illegal instruction.
 *
 * @example platformCovers({ os: 'linux', architecture: 'amd64' }, { os: 'linux', architecture: 'amd64', variant: 'v3' }) // false
 */
export function platformCovers(declared: Platform, built: Platform): boolean {
  const [promise, need] = [normalisePlatform(declared), normalisePlatform(built)];
  if (promise.os !== need.os || promise.architecture !== need.architecture) return false;
  return rank(promise) >= rank(need);
}

function levelOf(machine: GoMachine): string | undefined {
  const value = { amd64: machine.GOAMD64, arm: machine.GOARM, arm64: machine.GOARM64, riscv64: machine.GORISCV64 };
  const text = value[machine.GOARCH as keyof typeof value];
  if (text === undefined || text === '') return undefined;
  // `7,softfloat` and `v8.0,lse,crypto`: what follows the comma has no OCI form.
  const level = text.split(',')[0] ?? '';
  if (machine.GOARCH === 'arm') {
    if (!/^[567]$/.test(level)) return unknown('GOARM', text);
    return `v${level}`;
  }
  if (machine.GOARCH === 'arm64') {
    if (!/^v(?:8\.[0-9]|9\.[0-5])$/.test(level)) return unknown('GOARM64', text);
    return level === 'v9.0' ? 'v9' : level;
  }
  if (machine.GOARCH === 'amd64' && !/^v[1-4]$/.test(level)) return unknown('GOAMD64', text);
  if (machine.GOARCH === 'riscv64') return level === 'rva20u64' ? undefined : level;
  return level;
}

function unknown(name: string, value: string): never {
  throw new FormatError('platform', `${name}=${JSON.stringify(value)} is no level that Go knows`, '', {
    rule: 'variant',
  });
}

// Levels as numbers: v8.1 -> 8.1; without a variant amd64 is v1 and arm64 is v8. v9.x includes v8.(x+5), as the
// architecture's manual says, so that v9 ranks as v8.5.
function rank(platform: Platform): number {
  const variant = platform.variant;
  if (variant === undefined) return platform.architecture === 'arm64' ? 800 : 0;
  const profile = /^rva(\d\d)u64$/.exec(variant);
  if (profile !== null) return Number(profile[1]);
  const match = /^v(\d+)(?:\.(\d+))?$/.exec(variant);
  if (match === null) return -1;
  const [major, minor] = [Number(match[1]), Number(match[2] ?? '0')];
  if (platform.architecture === 'arm64') return major === 9 ? 800 + minor + 5 : major * 100 + minor;
  return platform.architecture === 'amd64' && major === 1 ? 0 : major;
}
