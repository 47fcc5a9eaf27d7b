import type { Digest } from '../formats/digest.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import { platformText, samePlatform } from '../formats/oci/platform.ts';
import { gatherEvidence } from '../judge/gather/gather.ts';
import type { Call } from '../ports/call.ts';
import { askedPlatform } from '../records/asked-platform.ts';
import type { EvidenceSet } from '../records/evidence-set.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { OpenedImage } from './open-image.ts';

/** One platform manifest of an image. */
interface AttestablePlatform {
  readonly descriptor: Descriptor;
  readonly config?: Digest;
  readonly platform: string;
}

/** What statements about an image can be about. */
export interface AttestableImage {
  readonly name: string;
  /** The index, or the only manifest. */
  readonly root: Descriptor;
  readonly platforms: readonly (AttestablePlatform & { readonly is: (asked: string) => boolean })[];
  /** All that was fetched. */
  readonly set: EvidenceSet;
}

/**
 * Reads an image's index, manifests and configs. What is in the index as `unknown/unknown` is evidence, and no platform.
 * @param evidence - fetch what is attached too; that some of it can't be had is no error here
 * @throws TwinsealError `INPUT_MALFORMED` for an image that can't be read as one, `INDETERMINATE` when a part could not be had
 * @example (await readAttestable(await openImage(places, 'app.oci', call), 'app.oci', call)).platforms.length
 */
export async function readAttestable(
  opened: OpenedImage,
  name: string,
  call: Call,
  evidence = false,
): Promise<AttestableImage> {
  const needs = { signers: [], predicateTypes: [], evidence, walkLayers: false };
  const set = await gatherEvidence(opened.source, { requested: name, target: opened.image }, needs, call);
  const [fault] = set.faults.filter(({ what }) => what !== 'referrers' && what !== 'evidence');
  if (fault !== undefined)
    throw new TwinsealError('INDETERMINATE', `${name} could not be read to its end: ${fault.reason}`);
  const children = set.children.filter(({ isEvidence }) => !isEvidence);
  const [broken] = [...set.root.broken, ...children.flatMap((child) => child.broken)];
  if (broken !== undefined)
    throw new TwinsealError('INPUT_MALFORMED', `${name} is no whole image, so nothing is said of it: ${broken.reason}`);
  return {
    name,
    set,
    root: set.root.descriptor,
    platforms: children.map(({ descriptor, config }) => {
      const own = descriptor.platform ?? config?.view;
      return {
        descriptor,
        ...(config !== undefined && { config: config.descriptor.digest }),
        platform: own === undefined ? 'unknown' : platformText(own),
        is: (asked) => own !== undefined && samePlatform(askedPlatform(asked, '--platform'), own),
      };
    }),
  };
}

/**
 * What a statement is about: the index and the platforms that were asked for, or that the report names, or all.
 *
 * @param scanned - digests that a report names; empty when it names none
 * @param asked - platforms that the user named
 * @param ofOne - it is a report that looked into one platform, so it can't be about all of several
 * @throws TwinsealError `REPORT_OTHER_IMAGE` for a report about something else, `USAGE` when nobody says which platform, `PLATFORM_UNKNOWN`
 * @example attestedSubjects(image, new Set(), ['linux/amd64'], true).length // 2: the index and the platform
 */
export function attestedSubjects(
  { name, root, platforms }: Omit<AttestableImage, 'set'>,
  scanned: ReadonlySet<Digest>,
  asked: readonly string[] | undefined,
  ofOne: boolean,
): readonly Descriptor[] {
  for (const one of asked ?? [])
    if (!platforms.some(({ is }) => is(one)))
      throw new TwinsealError(
        'USAGE',
        `${name} has no platform ${one}: it has ${platforms.map(({ platform }) => platform).join(', ')}`,
      );
  const chosen = asked === undefined ? platforms : platforms.filter(({ is }) => asked.some(is));
  const hit = platforms.filter(
    ({ descriptor, config }) => scanned.has(descriptor.digest) || (config !== undefined && scanned.has(config)),
  );
  // Who scans an index scans one of its platforms, and the report may name both.
  const ofIndex = scanned.has(root.digest) && platforms.length > 1;
  if (scanned.size > 0 && hit.length === 0 && !ofIndex)
    throw new TwinsealError(
      'REPORT_OTHER_IMAGE',
      `the report is about ${[...scanned].slice(0, 3).join(', ')}, which is nothing of ${name}: scan this image`,
    );
  if (hit.length > 0 && asked !== undefined && chosen.some((one) => !hit.includes(one)))
    throw new TwinsealError(
      'REPORT_OTHER_IMAGE',
      `the report is about ${hit.map(({ platform }) => platform).join(', ')}, not about ${asked.join(', ')}`,
    );
  if (ofOne && asked === undefined && hit.length === 0 && platforms.length > 1)
    throw new TwinsealError(
      'USAGE',
      `the report does not say which platform of ${name} was scanned: name it with --platform`,
    );
  const about = hit.length > 0 && asked === undefined ? hit : chosen;
  const all = [root, ...about.map(({ descriptor }) => descriptor)];
  return [...new Map(all.map((one) => [one.digest, one])).values()];
}
