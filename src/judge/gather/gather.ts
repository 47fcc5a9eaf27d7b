import { isDigest } from '../../formats/digest.ts';
import { parseImageIndex } from '../../formats/oci/image-index.ts';
import { isIndexMediaType } from '../../formats/oci/media-types.ts';
import type { Call } from '../../ports/call.ts';
import type { ContentReader } from '../../ports/content.ts';
import { ENDLESS_ROOM, type EvidenceRoom } from '../../ports/evidence-room.ts';
import { askAgain } from '../../records/ask-again.ts';
import type { Fault } from '../../records/discovery.ts';
import { type EvidenceSet, RULES, type UnverifiedRoot } from '../../records/evidence-set.ts';
import type { GatherNeeds } from '../../records/needs.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { attempt, gatherChild, gatherChildren } from './children.ts';
import { GATHER_LIMITS, type GatherLimits } from './limits.ts';
import { type GatherCall, readManifest } from './read-bytes.ts';
import { gatherReferrers } from './referrers.ts';

/** Which image is asked for. */
export interface ImageRequest {
  /** As the caller wrote it, for the verdict. */
  readonly requested: string;
  /** Tag or digest; undefined asks for a layout's only image. */
  readonly target?: string | undefined;
}

/**
 * Fetches all that a verification needs, each piece once, and judges nothing. The name is resolved once; from then on
 * digests alone count.
 *
 * @param needs - whether signatures and attestations are looked for, and whether all other referrers are kept too
 * @param room - memory for what is read, where many images are looked into at one time
 * @returns the evidence; what is wrong or could not be read is data in it
 * @throws TwinsealError when the image itself can't be resolved or its first document can't be fetched: no verdict can be
 *   about it then (`CONTENT_NOT_FOUND`, `CONTENT_MISMATCH`, or a fault of the registry)
 * @example await gatherEvidence(reader, { requested: 'registry.example.com/app:v1', target: 'v1' }, needs, call)
 */
export async function gatherEvidence(
  reader: ContentReader,
  request: ImageRequest,
  needs: GatherNeeds,
  asked: Call,
  limits: GatherLimits = GATHER_LIMITS,
  room: EvidenceRoom = ENDLESS_ROOM,
): Promise<EvidenceSet> {
  const call: GatherCall = { ...asked, room };
  const { requested, target } = request;
  const descriptor = await askAgain(() => reader.resolve(target, call));
  // GHSA-xhg5-42rf-296r: what a registry resolved is compared with the digest that was asked for.
  if (isDigest(target) && descriptor.digest !== target)
    throw new TwinsealError(
      'CONTENT_MISMATCH',
      `${reader.name} answered ${descriptor.digest} when asked for ${target}`,
    );
  const document = await readManifest(reader, descriptor, call);
  const state = { faults: [] as Fault[], left: limits.maxChildren, bytes: limits.maxImageBytes };
  const base = {
    apiVersion: 'twinseal.dev/evidence/v1' as const,
    rules: RULES,
    requested,
    repository: reader.repository,
  };
  const { root, children } = await readImage();
  const subjects = new Set([
    descriptor.digest,
    ...children.flatMap((child) => (child.isEvidence ? [] : child.descriptor.digest)),
  ]);
  const { keepAll = false, evidence } = needs;
  const referrers =
    evidence || keepAll
      ? await gatherReferrers(reader, [...subjects], keepAll, limits, call)
      : { evidence: [], discovery: [], faults: [] };
  return { ...base, root, children, ...referrers, faults: [...state.faults, ...referrers.faults] };

  async function readImage(): Promise<Pick<EvidenceSet, 'root' | 'children'>> {
    if (!isIndexMediaType(descriptor.mediaType)) {
      const child = await gatherChild(reader, descriptor, state, limits, call, document);
      return { root: { ...document, kind: 'manifest', broken: [] }, children: [child] };
    }
    const read = await attempt(descriptor, 'manifest', async () =>
      parseImageIndex(document.bytes, descriptor.mediaType),
    );
    if (!('value' in read)) {
      const broken = 'broken' in read ? [read.broken] : [];
      return { root: { ...document, kind: 'index', broken }, children: [] };
    }
    const root: UnverifiedRoot = { ...document, kind: 'index', view: read.value, broken: [] };
    const index = { ...document, view: read.value };
    return { root, children: await gatherChildren(reader, index, state, limits, call) };
  }
}
