import type { JsonObject, JsonValue } from '../json/value.ts';
import { ObjectReader } from './object-reader.ts';
import type { Problems } from './problems.ts';

/**
 * What a child of an index runs on. Values are those of GOOS and GOARCH.
 * @see image-spec v1.1.1, image-index.md, "Image Index Property Descriptions"
 */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly 'os.version'?: string;
  readonly 'os.features'?: readonly string[];
}

const NAMES = ['architecture', 'os', 'os.version', 'os.features', 'variant'];

/**
 * Reads a platform object and notes what is wrong with it.
 * @param at - its JSON pointer
 * @returns the typed view, or `undefined` when `os` or `architecture` can't be read
 * @example readPlatform({ os: 'linux', architecture: 'arm64' }, '/platform', problems)?.os // 'linux'
 * @see image-spec v1.1.1, image-index.md, "platform"
 */
export function readPlatform(value: JsonValue | undefined, at: string, problems: Problems): Platform | undefined {
  const reader = ObjectReader.of(value, at, problems, NAMES);
  return reader === undefined ? undefined : readPlatformMembers(reader, false);
}

/**
 * Reads the platform's members of an object that has others too, such as a config.
 * @param nullable - whether an optional member may be `null`, as in a config
 * @example readPlatformMembers(reader, true)?.architecture
 */
export function readPlatformMembers(reader: ObjectReader, nullable: boolean): Platform | undefined {
  const architecture = reader.string('architecture');
  const os = reader.string('os');
  const version = reader.optionalString('os.version', nullable);
  const features = reader.optionalStrings('os.features', nullable);
  const variant = reader.optionalString('variant', nullable);
  if (architecture === undefined || os === undefined) return undefined;
  return {
    architecture,
    os,
    ...(version !== undefined && { 'os.version': version }),
    ...(features !== undefined && { 'os.features': features }),
    ...(variant !== undefined && { variant }),
  };
}

/** A platform as JSON; absent members are `undefined`. @example canonicalJson(platformJson(platform)) */
export function platformJson(platform: Platform): JsonObject {
  return {
    architecture: platform.architecture,
    os: platform.os,
    'os.version': platform['os.version'],
    'os.features': platform['os.features'],
    variant: platform.variant,
  };
}

/** `os/architecture[/variant]`, as flags and messages show it. @example platformText(p) // 'linux/arm/v7' */
export function platformText(platform: Platform): string {
  const { os, architecture, variant } = platform;
  return variant === undefined || variant === '' ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

/**
 * True for the `unknown/unknown` of BuildKit's attestation manifests: evidence, never a platform.
 * @example isUnknownPlatform({ os: 'unknown', architecture: 'unknown' }) // true
 */
export function isUnknownPlatform(platform: Platform | undefined): boolean {
  return platform?.os === 'unknown' && platform.architecture === 'unknown';
}

const OS_ALIASES: Readonly<Record<string, string>> = { macos: 'darwin' };
const ARCH_ALIASES: Readonly<Record<string, readonly [architecture: string, variant?: string]>> = {
  x86_64: ['amd64'],
  'x86-64': ['amd64'],
  aarch64: ['arm64'],
  i386: ['386'],
  armhf: ['arm', 'v7'],
  armel: ['arm', 'v6'],
};

/**
 * The one form of a platform that means the same: aliases of `uname` become GOOS and GOARCH, default variants go
 * (amd64/v1, arm64/v8), arm without a variant becomes v7.
 *
 * @returns a platform; other members are kept
 * @example normalisePlatform({ os: 'Linux', architecture: 'aarch64' }) // { os: 'linux', architecture: 'arm64' }
 * @see containerd/platforms v1.0.0-rc.4, database.go, `normalizeOS` and `normalizeArch`
 */
export function normalisePlatform(platform: Platform): Platform {
  const { variant: _dropped, ...rest } = platform;
  const lowerOs = platform.os.toLowerCase();
  const os = Object.hasOwn(OS_ALIASES, lowerOs) ? (OS_ALIASES[lowerOs] ?? lowerOs) : lowerOs;
  let architecture = platform.architecture.toLowerCase();
  let variant = (platform.variant ?? '').toLowerCase();
  const alias = Object.hasOwn(ARCH_ALIASES, architecture) ? ARCH_ALIASES[architecture] : undefined;
  if (alias !== undefined) {
    architecture = alias[0];
    variant = alias[1] ?? variant;
  }
  if (architecture === '386') variant = '';
  if (architecture === 'amd64' && variant === 'v1') variant = '';
  if (architecture === 'arm64' && ['8', 'v8', 'v8.0'].includes(variant)) variant = '';
  if (architecture === 'arm64' && ['9', 'v9.0'].includes(variant)) variant = 'v9';
  if (architecture === 'arm') variant = variant === '' ? 'v7' : /^[5-8]$/.test(variant) ? `v${variant}` : variant;
  return { ...rest, os, architecture, ...(variant !== '' && { variant }) };
}

/**
 * True when two platforms mean the same after {@link normalisePlatform}. `os.version` and `os.features` do not count.
 * @example samePlatform({ os: 'linux', architecture: 'arm64', variant: 'v8' }, { os: 'linux', architecture: 'arm64' })
 */
export function samePlatform(a: Platform, b: Platform): boolean {
  return platformText(normalisePlatform(a)) === platformText(normalisePlatform(b));
}

/**
 * Order of the children of an index: linux first, amd64 and arm64 before others, no variant before richer ones, since
 * readers take the first child that matches and none of the common ones picks a richer variant.
 *
 * @returns negative, zero or positive, as `Array.prototype.sort` takes it
 * @example platforms.toSorted(comparePlatforms).map(platformText) // ['linux/amd64', 'linux/arm64', 'linux/arm/v7']
 * @see image-spec v1.1.1, image-index.md: "If multiple manifests match ..., the first matching entry SHOULD be used"
 */
export function comparePlatforms(a: Platform, b: Platform): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function sortKey(platform: Platform): string {
  const { os, architecture, variant } = normalisePlatform(platform);
  const first = ['amd64', 'arm64'].indexOf(architecture);
  const level = (variant ?? '').replace(/\d+/g, (digits) => digits.padStart(4, '0'));
  return [os === 'linux' ? '0' : '1', os, first < 0 ? '9' : String(first), architecture, level].join('\n');
}
