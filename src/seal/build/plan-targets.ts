import { FormatError } from '../../formats/format-error.ts';
import { goarm64, goOfPlatform, platformOfGo, unsaidDemands } from '../../formats/oci/go-variant.ts';
import { platformText, samePlatform } from '../../formats/oci/platform.ts';
import { parsePlatformFlag } from '../../formats/oci/platform-flag.ts';
import type { BuildTarget } from '../../records/build-plan.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * The targets of a plan, each platform once.
 * @param levels - variables of Go for platforms that name no level themselves; options of GOARM64 alone join every level
 * @throws TwinsealError `PLATFORM_UNKNOWN`, `SETTINGS_INVALID`
 * @example planTargets(['linux/amd64', 'linux/arm64'], { GOARM64: 'lse' })[1]?.levels // { GOARM64: 'v8.0,lse' }
 */
export function planTargets(
  platforms: readonly string[],
  levels: Readonly<Record<string, string>>,
): readonly BuildTarget[] {
  checkLevels(levels);
  const targets = platforms.map((text) => planTarget(text, levels));
  const twice = targets.find(({ platform }, at) => targets.findIndex((each) => each.platform === platform) !== at);
  if (twice === undefined) return targets;
  throw new TwinsealError('SETTINGS_INVALID', `the platform ${twice.platform} is asked for twice: name it once`);
}

/**
 * What nobody sees in a list of platforms, and what surprises whoever runs the image.
 * @example targetNotes(planTargets(['linux/amd64/v3'], {})) // ['linux/amd64 is there only at a raised level, ...']
 */
export function targetNotes(targets: readonly BuildTarget[]): readonly string[] {
  const demands = targets.flatMap(({ platform, goos, goarch, levels }) =>
    unsaidDemands({ GOOS: goos, GOARCH: goarch, ...levels }).map(
      (demand) =>
        `${platform} is built with ${demand}, which no platform of an image can say: it dies of an illegal instruction on machines without it, and only its proofs tell`,
    ),
  );
  const alone = targets
    .map(({ platform }) => platform.split('/').slice(0, 2).join('/'))
    .filter((plain) => ['linux/amd64', 'linux/arm64'].includes(plain))
    .filter((plain, at, all) => all.indexOf(plain) === at && !targets.some(({ platform }) => platform === plain));
  return [
    ...demands,
    ...alone.map(
      (plain) =>
        `${plain} is there only at a raised level, which containerd and Kubernetes never pick: add the platform ${plain}`,
    ),
  ];
}

/**
 * The variables of Go for a platform, its architecture level always spelled out. The level is part of the platform's name,
 * whichever way it was asked for, so that plan, proof and image speak of one platform.
 * @param levels - apply to platforms that name no level themselves
 * @throws TwinsealError `PLATFORM_UNKNOWN`, `SETTINGS_INVALID`
 * @example planTarget('linux/amd64', { GOAMD64: 'v3' }).platform // 'linux/amd64/v3'
 */
function planTarget(text: string, levels: Readonly<Record<string, string>>): BuildTarget {
  try {
    const asked = parsePlatformFlag(text);
    if (asked.os !== 'linux') {
      throw new TwinsealError(
        'PLATFORM_UNKNOWN',
        `${text} is not a platform that images are sealed for: only linux is`,
      );
    }
    const { GOOS, GOARCH, ...own } = goOfPlatform(asked);
    const chosen = Object.entries(levels)
      .filter(([name]) => Object.hasOwn(own, name))
      .map(([name, value]) => [name, name === 'GOARM64' ? goarm64(value, own.GOARM64 ?? 'v8.0') : value] as const);
    const all = { ...own, ...Object.fromEntries(chosen) };
    const platform = platformOfGo({ GOOS, GOARCH, ...all });
    if (asked.variant !== undefined && !samePlatform(asked, platform)) {
      const level = chosen.map(([name, value]) => `${name}=${value}`).join(', ');
      throw new TwinsealError(
        'SETTINGS_INVALID',
        `the platform ${text} and build.levels (${level}) ask for different levels: name it in one of them`,
      );
    }
    return { platform: platformText(platform), goos: GOOS, goarch: GOARCH, levels: all };
  } catch (cause) {
    if (cause instanceof FormatError) throw new TwinsealError('PLATFORM_UNKNOWN', cause.message, { cause });
    throw cause;
  }
}

function checkLevels(levels: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(levels)) {
    if (!/^GO(?:AMD64|ARM|ARM64|386|PPC64|RISCV64|MIPS|MIPS64)$/.test(name) || !/^[\w.,]{1,40}$/.test(value)) {
      throw new TwinsealError(
        'SETTINGS_INVALID',
        `${JSON.stringify(`${name}=${value}`.slice(0, 80))} is no architecture level of Go`,
      );
    }
  }
}
