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
  readonly GO386?: string;
  readonly GOMIPS?: string;
  readonly GOMIPS64?: string;
  readonly GOPPC64?: string;
}

/** What GOARM64 takes besides a level, in the order in which we write it. OCI has no form for either. */
export const GOARM64_OPTIONS = ['lse', 'crypto'] as const;

/**
 * The platform that a Go build is for.
 *
 * @param machine - GOOS, GOARCH and the level of the architecture
 * @returns the platform, normalised: no variant for the lowest level of amd64 and arm64
 * @throws FormatError for a level that Go does not know
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
    case '386':
      return { ...machine, GO386: 'sse2' };
    case 'mips':
    case 'mipsle':
      return { ...machine, GOMIPS: 'hardfloat' };
    case 'mips64':
    case 'mips64le':
      return { ...machine, GOMIPS64: 'hardfloat' };
    case 'ppc64':
    case 'ppc64le':
      return { ...machine, GOPPC64: 'power8' };
    default:
      return machine;
  }
}

/**
 * GOARM64 with its options in one form: in order, each once, and without `lse` where the level has it anyway.
 *
 * @param text - `v8.0`, `v8.0,lse`, or options alone (`lse,crypto`) that are for whatever level
 * @param level - taken where `text` names none
 * @throws FormatError for a level or an option that Go does not know
 * @example goarm64('lse', 'v8.0') // 'v8.0,lse'
 * @see Go `internal/buildcfg`, ParseGoarm64: LSE is mandatory from v8.1 on
 */
export function goarm64(text: string, level: string): string {
  const words = text.split(',');
  const own = words[0]?.startsWith('v') ? words.shift() : undefined;
  const chosen = own ?? level;
  if (!ARM64_LEVEL.test(chosen) || words.some((word) => !GOARM64_OPTIONS.some((option) => option === word)))
    return unknown('GOARM64', text);
  const options = GOARM64_OPTIONS.filter((option) => words.includes(option));
  return [chosen, ...options.filter((option) => option !== 'lse' || chosen === 'v8.0')].join(',');
}

/**
 * What a build demands of a machine that no platform can say: an image that holds it dies of an illegal instruction on
 * machines that its platform invites.
 *
 * @returns settings as Go writes them; empty for most builds
 * @example unsaidDemands({ GOOS: 'linux', GOARCH: 'arm64', GOARM64: 'v8.0,lse' }) // ['GOARM64=v8.0,lse']
 * @see image-spec v1.1.1, image-index.md, "Platform Variants", which has a form for levels of ARM alone
 */
export function unsaidDemands({ GOARCH, GOARM64 = '', GOPPC64 = '' }: GoMachine): readonly string[] {
  const options = GOARM64.split(',').slice(1);
  if (GOARCH === 'arm64' && (options.includes('crypto') || /^v8\.0,.*\blse\b/.test(GOARM64)))
    return [`GOARM64=${GOARM64}`];
  if (GOARCH.startsWith('ppc64') && /^power(?:9|1\d)$/.test(GOPPC64)) return [`GOPPC64=${GOPPC64}`];
  return [];
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
  // v9.x has all of v8.(x+5), and no v8 has what makes a v9 one.
  if (isArm64V9(need) && !isArm64V9(promise)) return false;
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
    if (!ARM64_LEVEL.test(level)) return unknown('GOARM64', text);
    return level === 'v9.0' ? 'v9' : level;
  }
  if (machine.GOARCH === 'amd64' && !/^v[1-4]$/.test(level)) return unknown('GOAMD64', text);
  if (machine.GOARCH === 'riscv64') return level === 'rva20u64' ? undefined : level;
  return level;
}

const ARM64_LEVEL = /^v(?:8\.[0-9]|9\.[0-5])$/;

function isArm64V9({ architecture, variant }: Platform): boolean {
  return architecture === 'arm64' && variant?.startsWith('v9') === true;
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
