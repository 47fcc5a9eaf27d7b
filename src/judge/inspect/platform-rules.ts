import { FormatError } from '../../formats/format-error.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { platformCovers, platformOfGo, unsaidDemands } from '../../formats/oci/go-variant.ts';
import { isUnknownPlatform, normalisePlatform, type Platform, platformText } from '../../formats/oci/platform.ts';
import { goNameOf, isKnownPlatform, isKnownVariant } from '../../formats/oci/platform-flag.ts';
import type { FindingCode } from '../../records/finding-codes.ts';
import type { EntrypointReport } from '../../records/image-report.ts';
import type { BinaryFacts } from '../../records/side-build.ts';
import type { FindingLog, Place } from './finding-log.ts';

const PAGE = 'image-spec v1.1.1, image-index.md, "platform"';

/**
 * The values of one platform: names of Go, variants that exist, features that are features.
 * @param pointer - of the object that holds `os` and `architecture`
 * @example inspectPlatform({ os: 'linux', architecture: 'x86_64' }, '/manifests/0/platform', { file: 'index.json' }, log)
 * @see image-spec v1.1.1, image-index.md, "platform" and "Platform Variants"
 */
export function inspectPlatform(platform: Platform, pointer: string, place: Place, log: FindingLog): void {
  if (isUnknownPlatform(platform)) return;
  const names = [platform.os, platform.architecture];
  const right = names.map((name) => goNameOf(name) ?? name);
  if (right.join('/') !== names.join('/')) {
    const reason = `${pointer || 'the platform'} says ${names.join('/')}, and the names of GOOS and GOARCH are ${right.join('/')}`;
    log.add('warning', 'PLATFORM_UNAME_NAME', place, pointer, reason, PAGE);
  } else if (!isKnownPlatform(platform)) {
    const reason = `${names.join('/')} is no pair of GOOS and GOARCH that Go builds for`;
    log.add('hint', 'PLATFORM_UNKNOWN', place, pointer, reason, PAGE);
  } else if (platform.variant !== undefined && !isKnownVariant(platform.architecture, platform.variant)) {
    const reason = `${platform.architecture} has no variant ${JSON.stringify(platform.variant.slice(0, 40))}`;
    log.add('warning', 'PLATFORM_VARIANT', place, `${pointer}/variant`, reason, `${PAGE}, "Platform Variants"`);
  }
  const features = platform['os.features'] ?? [];
  if (features.some((feature) => platform.os !== 'windows' || feature !== 'win32k'))
    log.add(
      'hint',
      'PLATFORM_OS_FEATURES',
      place,
      `${pointer}/os.features`,
      'only win32k on Windows is a feature of an image; seccomp, selinux and epoll are facts of a host: leave them out',
      `${PAGE}, "os.features"`,
    );
}

/** Windows hosts match the build of the kernel, and take an image without one by chance. */
function inspectWindows(entries: readonly Descriptor[], place: Place, log: FindingLog): void {
  for (const [i, { platform }] of entries.entries())
    if (platform?.os === 'windows' && (platform['os.version'] ?? '') === '')
      log.add(
        'hint',
        'PLATFORM_OS_VERSION_ABSENT',
        place,
        `/manifests/${i}/platform`,
        `/manifests/${i} is for Windows and has no os.version`,
      );
}

/**
 * The platforms of an index side by side: duplicates, and an order or choice that common readers can't use.
 * @example inspectPlatformList(index.manifests, { file: 'index.json' }, log)
 * @see image-spec v1.1.1, image-index.md; containerd/platforms v1.0.0-rc.4, `Default` on amd64 and arm64
 */
export function inspectPlatformList(entries: readonly Descriptor[], place: Place, log: FindingLog): void {
  inspectWindows(entries, place, log);
  const seen = new Map<string, number>();
  const groups = new Map<string, { plain?: number; richer?: number }>();
  for (const [i, { platform }] of entries.entries()) {
    if (platform === undefined || isUnknownPlatform(platform)) continue;
    const normal = normalisePlatform(platform);
    const key = JSON.stringify([platformText(normal), normal['os.version'], normal['os.features']]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, i);
    else if (entries[first]?.digest !== entries[i]?.digest)
      log.add(
        'warning',
        'PLATFORM_DUPLICATE',
        place,
        `/manifests/${i}/platform`,
        `/manifests/${first} and /manifests/${i} are both for ${platformText(normal)}: readers take the first`,
        PAGE,
      );
    if (!['amd64', 'arm64'].includes(normal.architecture)) continue;
    const group = groups.get(`${normal.os}/${normal.architecture}`) ?? {};
    if (normal.variant === undefined) group.plain ??= i;
    else group.richer ??= i;
    groups.set(`${normal.os}/${normal.architecture}`, group);
  }
  for (const [name, { plain, richer }] of groups) {
    if (richer === undefined) continue;
    const at = `/manifests/${richer}/platform`;
    if (plain === undefined) {
      const reason = `${name} is there with a variant only, which containerd and Kubernetes never pick: add ${name}`;
      log.add('warning', 'PLATFORM_BASE_MISSING', place, at, reason, PAGE);
    } else if (richer < plain) {
      const reason = `${name} with a variant stands before plain ${name}, and readers that take the first get the wrong one`;
      log.add('warning', 'PLATFORM_ORDER', place, at, reason, PAGE);
    }
  }
}

/** What a program says of where it runs. */
export type ProgramClaims = Pick<EntrypointReport, 'machine' | 'path'> & {
  readonly go?: Pick<BinaryFacts, 'buildSettings'>;
};

/**
 * One image's platform as its index entry, its config and its program have it.
 *
 * @param declared - of the index entry, when there is one
 * @param config - the platform that its config has
 * @param said - by the program that runs, when the layers were read
 * @param place - of the config
 * @example inspectAgreement(descriptor.platform, config, undefined, { blob: manifest.config.digest }, log)
 * @see CVE-2022-24778
 */
export function inspectAgreement(
  declared: Platform | undefined,
  config: Platform,
  said: ProgramClaims | undefined,
  place: Place,
  log: FindingLog,
): void {
  if (declared !== undefined) {
    const [wanted, own] = [normalisePlatform(declared), normalisePlatform(config)];
    const sameMachine = wanted.os === own.os && wanted.architecture === own.architecture;
    if (platformText(wanted) !== platformText(own)) {
      // A config may leave the variant out; one that names another is wrong.
      const severity = sameMachine && config.variant === undefined ? 'warning' : 'error';
      const reason = `the index says ${platformText(wanted)} and the config says ${platformText(config)}`;
      log.add(severity, 'PLATFORM_CONFIG_MISMATCH', place, sameMachine ? '/variant' : '/architecture', reason, PAGE);
    }
  }
  if (said === undefined) return;
  const claimed = declared ?? config;
  const { machine, go, path } = said;
  const program = path ?? 'the program';
  const mismatch = (code: FindingCode, what: string) =>
    log.add(
      'error',
      code,
      place,
      '/architecture',
      `the image claims ${platformText(claimed)}, and ${program} is ${what}`,
    );
  const { architecture } = normalisePlatform(claimed);
  if (machine !== undefined && machine !== architecture) {
    mismatch('PLATFORM_PROGRAM_MISMATCH', `for ${machine}`);
    return;
  }
  const built = go === undefined ? undefined : platformOf(go.buildSettings);
  const settings: Readonly<Record<string, string>> = Object.fromEntries(go?.buildSettings ?? []);
  for (const demand of unsaidDemands({ ...settings, GOOS: claimed.os, GOARCH: architecture }))
    log.add(
      'warning',
      'PLATFORM_OPTION_UNSAID',
      place,
      '/variant',
      `${program} was built with ${demand}, which ${platformText(claimed)} does not say: it dies of an illegal instruction on machines without it`,
      PAGE,
    );
  if (built === undefined || platformCovers(claimed, built)) return;
  if (built.os !== claimed.os || built.architecture !== architecture) {
    mismatch('PLATFORM_BUILD_MISMATCH', `built for ${platformText(built)} by its build info`);
    return;
  }
  log.add(
    'error',
    'PLATFORM_VARIANT_UNDERSTATED',
    place,
    '/variant',
    `the image claims ${platformText(claimed)}, and ${program} was built for ${platformText(built)}: it dies of an illegal instruction on lesser machines`,
    PAGE,
  );
}

function platformOf(settings: readonly (readonly [string, string])[]): Platform | undefined {
  const { GOOS, GOARCH, ...levels } = Object.fromEntries(settings);
  if (GOOS === undefined || GOARCH === undefined) return undefined;
  try {
    return platformOfGo({ GOOS, GOARCH, ...levels });
  } catch (error) {
    // A level that is newer than this table is no reason to blame the image.
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
