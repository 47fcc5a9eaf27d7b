import type { Digest } from '../../formats/digest.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { isIndexMediaType } from '../../formats/oci/media-types.ts';
import { isUnknownPlatform, normalisePlatform, type Platform, platformText } from '../../formats/oci/platform.ts';
import type { Runtime, Selection } from '../../records/selection.ts';
import type { FindingLog, Place } from './finding-log.ts';

const RUNTIMES: readonly Runtime[] = ['containerd', 'docker', 'podman'];

/**
 * Which child of an index a runtime runs on a machine; undefined when it finds none.
 *
 * @param machine - with the level that its processor has: `linux/amd64/v3`
 * @example pickFor('containerd', { os: 'linux', architecture: 'amd64', variant: 'v3' }, index.manifests)?.digest
 * @see containerd/platforms v1.0.0-rc.4, compare.go (`platformVector`) and defaults_unix.go (a variant on Arm only);
 *   containerd images.Manifest (entries without a platform come last); containers/image, internal/pkg/platform
 *   (`WantedPlatforms`, which compares the words)
 */
export function pickFor(runtime: Runtime, machine: Platform, entries: readonly Descriptor[]): Descriptor | undefined {
  const wanted = wantedBy(runtime, normalisePlatform(machine));
  const textOf = ({ os, architecture, variant = '' }: Platform): string => `${os}/${architecture}/${variant}`;
  for (const text of wanted) {
    const found = entries.find(({ platform }) => {
      if (platform === undefined || isUnknownPlatform(platform)) return false;
      // Those of containerd's library know aliases and default variants, podman takes the words as they are.
      return textOf(runtime === 'podman' ? platform : normalisePlatform(platform)) === text;
    });
    if (found !== undefined) return found;
  }
  return entries.find(({ platform, mediaType }) => platform === undefined && !isIndexMediaType(mediaType));
}

/** What a runtime asks for, the best first. */
function wantedBy(runtime: Runtime, { os, architecture, variant }: Platform): readonly string[] {
  const list = (arch: string, variants: readonly string[]) => variants.map((one) => `${os}/${arch}/${one}`);
  switch (architecture) {
    case 'amd64':
      if (runtime === 'podman') return list('amd64', ['']);
      // Docker Engine with the containerd image store, since June 2026; containerd and Kubernetes ask for the plain platform.
      if (runtime === 'docker') return [...list('amd64', amd64Levels(variant)), ...list('386', [''])];
      return [...list('amd64', ['']), ...list('386', [''])];
    case 'arm64':
      if (runtime === 'podman') return list('arm64', ['v8', '']);
      return [...list('arm64', ['']), ...list('arm', armLevels('v8'))];
    case 'arm':
      return list('arm', runtime === 'podman' ? [...armLevels(variant), ''] : armLevels(variant));
    default:
      return list(architecture, [variant ?? '']);
  }
}

function amd64Levels(variant: string | undefined): readonly string[] {
  const level = Number(/^v([2-4])$/.exec(variant ?? '')?.[1] ?? '1');
  return Array.from({ length: level }, (_, i) => (level - i === 1 ? '' : `v${level - i}`));
}

function armLevels(variant: string | undefined): readonly string[] {
  const level = Number(/^v([5-8])$/.exec(variant ?? 'v7')?.[1] ?? '7');
  return Array.from({ length: level - 4 }, (_, i) => `v${level - i}`);
}

/**
 * What each runtime would run of an index on a machine, and a finding where that is nothing, or not one thing.
 * @param of - the index, and its name where it has one
 * @example inspectSelection(index.manifests, machine, { index: digest }, { blob: digest }, log).picks[0]?.platform
 */
export function inspectSelection(
  entries: readonly Descriptor[],
  machine: Platform,
  of: { readonly index: Digest; readonly name?: string | undefined },
  place: Place,
  log: FindingLog,
): Selection {
  const text = platformText(normalisePlatform(machine));
  const picks = RUNTIMES.map((runtime) => {
    const { digest, platform } = pickFor(runtime, machine, entries) ?? {};
    return {
      runtime,
      ...(digest !== undefined && { digest }),
      ...(platform !== undefined && { platform: platformText(platform) }),
    };
  });
  const told = picks.map(
    ({ runtime, digest, platform }) =>
      `${runtime}: ${digest === undefined ? 'nothing' : (platform ?? 'the one without platform')}`,
  );
  const missing = picks.filter(({ digest }) => digest === undefined).length;
  const reason = `on ${text} runtimes run ${told.join(', ')}`;
  if (missing === picks.length) log.add('error', 'RUNS_ON_NOWHERE', place, undefined, `nothing here is for ${text}`);
  else if (missing > 0) log.add('warning', 'RUNS_ON_SOME', place, undefined, reason);
  else if (new Set(picks.map(({ digest }) => digest)).size > 1)
    log.add('hint', 'RUNS_ON_DIFFERENT', place, undefined, reason);
  const { index, name } = of;
  return { index, ...(name !== undefined && { name }), machine: text, picks };
}
