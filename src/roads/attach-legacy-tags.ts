import type { Digest } from '../formats/digest.ts';
import { FormatError } from '../formats/format-error.ts';
import { parseJson } from '../formats/json/parse.ts';
import { isJsonObject } from '../formats/json/value.ts';
import { cosignTag } from '../formats/oci/cosign-tag.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import { parseImageManifest } from '../formats/oci/image-manifest.ts';
import { COSIGN_ANNOTATIONS, MEDIA_TYPES } from '../formats/oci/media-types.ts';
import type { Call } from '../ports/call.ts';
import type { ContentReader, ContentWriter } from '../ports/content.ts';
import { memoryBlob, readWhole } from '../records/blob.ts';
import type { LegacyLayer } from '../records/legacy-layer.ts';
import type { PackedDocument } from '../records/packed-image.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { type LegacyManifest, legacyManifest } from '../seal/attach/attach-legacy.ts';

const ATTEMPTS = 6;
const MAX_CONFIG = 1024 * 1024;

/** A repository of a registry. */
export type Repository = ContentReader & ContentWriter;

/**
 * Adds signatures or attestations to what cosign before version 3 keeps under tags: read, add, put, and read again, since another
 * writer may have come in between. At the end all tags are looked at once more.
 *
 * @returns for each subject the manifest under its tag, and what is to be told
 * @throws TwinsealError `REGISTRY_TAG_TAKEN` for a tag that holds something else, which is not overwritten; what the place throws
 * @example await attachLegacyTags(places.repository('registry.example.com/app'), layers, call)
 * @see cosign specs/SIGNATURE_SPEC.md, "Tag-based discovery"; sigstore/cosign issue 2432
 */
export async function attachLegacyTags(
  repository: Repository,
  layers: readonly LegacyLayer[],
  call: Call,
): Promise<{ readonly manifests: ReadonlyMap<Digest, Digest>; readonly notes: readonly string[] }> {
  const groups = Map.groupBy(layers, ({ subject, kind }) => `${subject} ${kind}`);
  // All blobs before the first tag: what most often fails, fails while nothing can be found yet.
  for (const { layer } of layers) await put(repository, layer, call);
  const manifests = new Map<Digest, Digest>();
  // Twice: who was pushed out meanwhile by another writer comes back.
  for (const round of [1, 2])
    for (const [done, group] of [...groups.values()].entries()) {
      const [first] = group;
      if (first === undefined) continue;
      try {
        manifests.set(first.subject, await attach(repository, first, group, call));
      } catch (cause) {
        if (!(cause instanceof TwinsealError) || round > 1 || done === 0) throw cause;
        const hold = `${done} of ${groups.size} tags were written before, each whole: run it again for the rest`;
        throw new TwinsealError(cause.code, `${cause.message}; ${hold}`, { cause });
      }
    }
  const note = `cosign's older form is kept under tags (sha256-....${layers[0]?.kind ?? 'sig'}) that writers read, change and put back: one who writes at the same moment can lose a signature`;
  return { manifests, notes: layers.length === 0 ? [] : [note] };
}

async function attach(
  repository: Repository,
  { subject, kind }: LegacyLayer,
  group: readonly LegacyLayer[],
  call: Call,
): Promise<Digest> {
  const tag = cosignTag(subject, kind);
  if (tag === undefined || repository.cosignTag === undefined)
    throw new TwinsealError(
      'USAGE',
      `${repository.name} has no tags for cosign's older form: it is for images in registries`,
    );
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await repository.cosignTag(subject, kind, call);
    const current = found && (await readTag(repository, found, tag, call));
    const missing = group.filter(({ layer }) => !current?.manifest.layers.some((one) => isSame(one, layer.descriptor)));
    if (found !== undefined && missing.length === 0) return found.digest;
    const { config, manifest } = added(current, missing, repository.name, tag);
    await put(repository, config, call);
    await repository.putManifest(manifest, call, tag);
  }
  throw new TwinsealError(
    'REGISTRY_FAILED',
    `${repository.name} does not keep our signature under the tag ${tag}: other writers keep replacing it, so sign again`,
  );
}

function added(current: LegacyManifest | undefined, missing: readonly LegacyLayer[], place: string, tag: string) {
  const layers = missing.map(({ layer }) => layer.descriptor);
  try {
    return legacyManifest(current, layers);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('REGISTRY_TAG_TAKEN', `the tag ${tag} of ${place} takes no more: ${cause.message}`, {
      cause,
    });
  }
}

async function readTag(repository: Repository, found: Descriptor, tag: string, call: Call): Promise<LegacyManifest> {
  try {
    const manifest = parseImageManifest((await repository.manifest(found.digest, call)).bytes, found.mediaType);
    if (manifest.config.size > MAX_CONFIG || manifest.config.mediaType !== MEDIA_TYPES.ociConfig)
      throw new FormatError('cosign-tag', 'its config is no image config');
    const config = parseJson(await readWhole(repository.blob(manifest.config, call), call.signal));
    if (!isJsonObject(config)) throw new FormatError('cosign-tag', 'its config is no object');
    return { manifest, config };
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError(
      'REGISTRY_TAG_TAKEN',
      `the tag ${tag} of ${repository.name} holds something else than signatures, which is not overwritten: ${cause.message}`,
      { cause },
    );
  }
}

/** The same payload may have signatures of several keys beside it. */
function isSame(one: Descriptor, other: Descriptor): boolean {
  const { signature } = COSIGN_ANNOTATIONS;
  return one.digest === other.digest && one.annotations?.[signature] === other.annotations?.[signature];
}

async function put(repository: Repository, { descriptor, bytes }: PackedDocument, call: Call): Promise<void> {
  const { digest, size } = descriptor;
  if (await repository.has({ digest, size, mediaType: 'application/octet-stream' }, call)) return;
  await repository.putBlob(memoryBlob(digest, bytes), call);
}
