import { FormatError } from '../format-error.ts';
import { normalisePlatform, type Platform, platformText } from './platform.ts';

// `go tool dist list` of Go 1.24 to 1.27, without what never ran in a container (js, wasip1, ios, android, plan9, aix).
const PAIRS: Readonly<Record<string, string>> = {
  linux: '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x',
  windows: '386 amd64 arm arm64',
  freebsd: '386 amd64 arm arm64 riscv64',
  darwin: 'amd64 arm64',
  netbsd: '386 amd64 arm arm64',
  openbsd: '386 amd64 arm arm64 ppc64 riscv64',
  dragonfly: 'amd64',
  illumos: 'amd64',
  solaris: 'amd64',
};

// What Go builds for besides, which documents may name and our flags do not take.
const OTHER_PAIRS: Readonly<Record<string, string>> = {
  aix: 'ppc64',
  android: '386 amd64 arm arm64',
  ios: 'amd64 arm64',
  js: 'wasm',
  plan9: '386 amd64 arm',
  wasip1: 'wasm',
};

// Names that `uname` and distributions use, and the GOOS and GOARCH names that are meant.
const MEANT: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  x64: 'amd64',
  aarch64: 'arm64',
  armv8: 'arm64',
  armv8l: 'arm64',
  i386: '386',
  i486: '386',
  i586: '386',
  i686: '386',
  x86: '386',
  armhf: 'arm/v7',
  armv7l: 'arm/v7',
  armv7: 'arm/v7',
  armel: 'arm/v6',
  armv6l: 'arm/v6',
  armv6: 'arm/v6',
  loongarch64: 'loong64',
  ppc64el: 'ppc64le',
  macos: 'darwin',
};

// GOARM, GOAMD64 and GOARM64 values that have an OCI form; riscv64's are profile names.
const VARIANTS: Readonly<Record<string, RegExp>> = {
  amd64: /^v[1-4]$/,
  arm: /^v[5-8]$/,
  arm64: /^v(?:8(?:\.[0-9])?|9(?:\.[0-5])?)$/,
  riscv64: /^rva(?:20|22|23)u64$/,
};

/**
 * Reads one platform of a flag: `os/architecture[/variant]` with the names of GOOS and GOARCH. Names of `uname -m` are
 * refused with the right one offered: a flag that is guessed right today builds something else tomorrow.
 *
 * @param text - such as `linux/arm64` or `linux/arm/v6`
 * @returns the platform, normalised
 * @throws FormatError of format `platform`, naming what to write instead
 * @example parsePlatformFlag('linux/arm64/v8') // { os: 'linux', architecture: 'arm64' }
 * @see Go `internal/syslist`; containerd/platforms v1.0.0-rc.4
 */
export function parsePlatformFlag(text: string): Platform {
  const parts = text.split('/');
  const [os = '', architecture = '', variant] = parts;
  if (parts.length < 2 || parts.length > 3 || parts.includes(''))
    fail(text, `write os/architecture or os/architecture/variant${offer(suggestion(parts))}`, 'form');
  const right = suggestion(parts);
  if (right !== undefined) fail(text, `platforms have the names of GOOS and GOARCH${offer(right)}`, 'name');
  const architectures = Object.hasOwn(PAIRS, os) ? PAIRS[os]?.split(' ') : undefined;
  if (architectures === undefined)
    fail(text, `the operating system must be one of ${Object.keys(PAIRS).join(', ')}`, 'os');
  if (!architectures.includes(architecture))
    fail(text, `the architecture for ${os} must be one of ${architectures.join(', ')}`, 'architecture');
  if (variant !== undefined) {
    const form = Object.hasOwn(VARIANTS, architecture) ? VARIANTS[architecture] : undefined;
    if (form === undefined) fail(text, `${architecture} has no variants`, 'variant');
    if (!form.test(variant)) fail(text, `the variants of ${architecture} are ${variantsOf(architecture)}`, 'variant');
  }
  return normalisePlatform({ os, architecture, ...(variant !== undefined && { variant }) });
}

/**
 * Reads a list of platforms, comma-separated as in `--platform linux/amd64,linux/arm64`.
 * @throws FormatError for a platform that is wrong, or given twice (after normalisation)
 * @example parsePlatformFlags('linux/amd64,linux/arm64').length // 2
 */
export function parsePlatformFlags(text: string): readonly Platform[] {
  const platforms = text.split(',').map((part) => parsePlatformFlag(part.trim()));
  const seen = new Set<string>();
  for (const platform of platforms) {
    const key = platformText(platform);
    if (seen.has(key)) fail(text, `${key} is given twice`, 'duplicate');
    seen.add(key);
  }
  return platforms;
}

/**
 * The name of GOOS or GOARCH (with its variant, where that is meant too) for a name of `uname`; `undefined` for one that
 * is right or unknown.
 * @example goNameOf('aarch64') // 'arm64'
 */
export function goNameOf(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (Object.hasOwn(MEANT, lower)) return MEANT[lower];
  const known = Object.entries(PAIRS).some(([os, list]) => os === lower || list.split(' ').includes(lower));
  return known && lower !== name ? lower : undefined;
}

/**
 * True when a variant is one that Go builds and OCI knows for the architecture.
 * @example isKnownVariant('arm', 'v6') // true
 */
export function isKnownVariant(architecture: string, variant: string): boolean {
  const form = Object.hasOwn(VARIANTS, architecture) ? VARIANTS[architecture] : undefined;
  return form?.test(variant) ?? false;
}

/**
 * True when Go builds for the pair of operating system and architecture, container or not.
 * @example isKnownPlatform({ os: 'js', architecture: 'wasm' }) // true
 */
export function isKnownPlatform({ os, architecture }: Platform): boolean {
  const lists = [PAIRS, OTHER_PAIRS].map((pairs) => (Object.hasOwn(pairs, os) ? pairs[os] : undefined));
  return lists.some((list) => list?.split(' ').includes(architecture));
}

function suggestion(parts: readonly string[]): string | undefined {
  if (parts.length > 3 || parts.includes('')) return undefined;
  const full = parts.length === 1 ? fromOneWord(parts[0] ?? '') : parts;
  if (full === undefined) return undefined;
  const right = full.map((part, i) => (i === 2 ? part : (goNameOf(part) ?? part)));
  // `armhf` names its variant, so a variant beside it is dropped.
  const text = (right[1]?.includes('/') ? right.slice(0, 2) : right).join('/');
  return text === parts.join('/') ? undefined : text;
}

/** `x86_64` alone, or `Linux-x86_64` as many a download is named. */
function fromOneWord(word: string): readonly string[] | undefined {
  const isArchitecture = (name: string): boolean =>
    Object.values(PAIRS).some((list) => list.split(' ').includes((goNameOf(name) ?? name).split('/')[0] ?? ''));
  if (isArchitecture(word)) return ['linux', word];
  const [, os = '', architecture = ''] = /^([A-Za-z0-9]+)[-_ ](.+)$/.exec(word) ?? [];
  return Object.hasOwn(PAIRS, goNameOf(os) ?? os) && isArchitecture(architecture) ? [os, architecture] : undefined;
}

function offer(right: string | undefined): string {
  return right === undefined ? '' : `; did you mean ${right}?`;
}

function variantsOf(architecture: string): string {
  const texts: Readonly<Record<string, string>> = {
    amd64: 'v1 to v4',
    arm: 'v5 to v8',
    arm64: 'v8, v8.1 to v8.9 and v9 to v9.5',
    riscv64: 'rva20u64, rva22u64 and rva23u64',
  };
  return texts[architecture] ?? 'none';
}

function fail(text: string, why: string, rule: string): never {
  const shown = JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
  throw new FormatError('platform', `${shown} is not a platform: ${why}`, '', { rule });
}
