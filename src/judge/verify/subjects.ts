import { type Platform, platformText } from '../../formats/oci/platform.ts';
import type { EvidenceSet, UnverifiedChild } from '../../records/evidence-set.ts';
import type { FactSubject } from '../../records/facts.ts';
import type { ImageReport } from '../../records/image-report.ts';

/**
 * The digests that the verdict is about: the index first, then its children in order; for an image without an index, the
 * manifest alone. Each place's word on the platform is kept apart, for `decide` to compare.
 * @param reports - of the layers that were walked, if any were
 * @example subjectsOf(evidence, []).map(({ digest }) => digest)
 */
export function subjectsOf(set: EvidenceSet, reports: readonly ImageReport[]): readonly FactSubject[] {
  const children = set.children.map((child) => childSubject(child, reports));
  if (set.root.kind === 'manifest') return children;
  const { descriptor, view, broken } = set.root;
  const index: FactSubject = {
    digest: descriptor.digest,
    mediaType: descriptor.mediaType,
    role: 'index',
    claims: {},
    annotations: view?.annotations ?? {},
    broken,
  };
  return [index, ...children];
}

function childSubject(child: UnverifiedChild, reports: readonly ImageReport[]): FactSubject {
  const { descriptor, config, manifest, broken, isEvidence } = child;
  const { digest, mediaType } = descriptor;
  const program = reports.find((report) => report.subject === digest)?.entrypoint;
  const said = descriptor.platform === undefined ? undefined : platformText(descriptor.platform);
  const configured = config === undefined ? undefined : namedPlatform(config.view);
  const built =
    program?.platform ??
    (program?.machine === undefined ? undefined : `${config?.view.os ?? 'linux'}/${program.machine}`);
  const platform = said ?? configured;
  return {
    digest,
    mediaType,
    role: isEvidence ? 'evidence' : 'platform',
    ...(platform !== undefined && { platform }),
    claims: {
      ...(said !== undefined && { descriptor: said }),
      ...(configured !== undefined && { config: configured }),
      ...(built !== undefined && { program: built }),
    },
    annotations: manifest?.view.annotations ?? {},
    ...(config !== undefined && { config: config.view.config ?? {} }),
    broken,
  };
}

/** Tools that append to an empty base leave both members of the config empty: it then names no platform at all. */
function namedPlatform(platform: Platform): string | undefined {
  return platform.os === '' && platform.architecture === '' ? undefined : platformText(platform);
}
