import { type Digest, sha256Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { canonicalJsonBytes } from '../../formats/json/canonical.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../formats/json/value.ts';
import { type Descriptor, descriptorJson } from '../../formats/oci/descriptor.ts';
import { fallbackTag } from '../../formats/oci/fallback-tag.ts';
import { parseImageIndex } from '../../formats/oci/image-index.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import type { Call } from '../../ports/call.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { ManifestHead } from '../layout/manifest-head.ts';
import { putDocument } from './manifest-put.ts';
import { readManifest } from './manifest-reading.ts';
import { sleep } from './retrying-transport.ts';
import type { RepositorySession } from './session.ts';

const ATTEMPTS = 6;
const SETTLE = { rounds: 5, least: 250, most: 5_000, cycles: 4 } as const;
/** What this process has listed and not yet settled, by tag. */
const listed = new WeakMap<RepositorySession, Map<string, Listed>>();
const queues = new WeakMap<RepositorySession, Map<string, Queue>>();

/** Entries under one tag, and how many milliseconds it took to read, change and write it. */
interface Listed {
  readonly entries: Map<Digest, Descriptor>;
  cycle: number;
}

/** Work on one tag: what is under way, and what will be written together as soon as that has ended. */
interface Queue {
  under: Promise<unknown>;
  next?: Batch;
}

interface Batch {
  readonly call: Call;
  readonly entries: Descriptor[];
  readonly done: Promise<readonly string[]>;
}

/**
 * Lists a manifest under the fallback tag of its subject: read, merge, write, and read again, since another writer may
 * have come in between and registries ignore `If-Match` (distribution v3.1.2 does). Writers of this process wait for
 * one another.
 *
 * @param head - of the manifest; without a subject nothing is done
 * @returns what the user should know: that this race can't be closed without the referrers API
 * @throws TwinsealError `REGISTRY_TAG_TAKEN` when the tag holds no index, which is never overwritten
 * @example await attachByTag(session, manifest, { mediaType, subject: index.digest }, call)
 * @see distribution-spec v1.1, "Unavailable Referrers API"
 */
export async function attachByTag(
  session: RepositorySession,
  manifest: PackedDocument,
  head: ManifestHead,
  call: Call,
): Promise<readonly string[]> {
  const { subject } = head;
  if (subject === undefined) return [];
  const tag = fallbackTag(subject);
  return await together(session, tag, entryOf(manifest, head), call);
}

async function mergeUntilSeen(
  session: RepositorySession,
  tag: string,
  entries: readonly Descriptor[],
  call: Call,
): Promise<readonly string[]> {
  // The same sentence for every tag, so that whoever collects notes tells it once.
  const told = `${session.registry} has no referrers API, so what is attached is listed under tags (sha256-...) that writers keep: one who writes at the same moment can lose an entry`;
  const begun = Date.now();
  let current = await readIndex(session, tag, call);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const missing = unlisted(current, entries);
    if (missing.length === 0) {
      note(session, tag, entries, (Date.now() - begun) / Math.max(1, attempt));
      return attempt < 2 ? [told] : [told, `another writer of the tag ${tag} was seen; its entries were kept`];
    }
    (await putDocument(session, merged(current, missing), tag, call)).discard();
    current = await readIndex(session, tag, call);
  }
  const [lost] = unlisted(current, entries);
  if (lost === undefined) return [told];
  throw new TwinsealError(
    'REGISTRY_FAILED',
    `${session.registry} does not keep ${lost.digest} in the list under the tag ${tag}: other writers keep replacing it, so push again`,
  );
}

function note(session: RepositorySession, tag: string, entries: readonly Descriptor[], cycle: number): void {
  const tags = listed.get(session) ?? new Map<string, Listed>();
  listed.set(session, tags);
  const one = tags.get(tag) ?? { entries: new Map<Digest, Descriptor>(), cycle: 0 };
  tags.set(tag, one);
  for (const entry of entries) one.entries.set(entry.digest, entry);
  one.cycle = Math.max(one.cycle, cycle);
}

/**
 * Looks a while later whether what this process has listed is still there, and lists it again where another writer, who had read
 * the list before, has pushed it out. Longer than a few times our own reading and writing nobody holds an old list.
 *
 * @returns what the user should know: that something was pushed out and is back
 * @throws TwinsealError as {@link attachByTag}
 * @example await settleTags(session, call)
 * @see distribution-spec v1.1, "Unavailable Referrers API"; sigstore/cosign issue 2432
 */
export async function settleTags(session: RepositorySession, call: Call): Promise<readonly string[]> {
  const tags = listed.get(session);
  if (tags === undefined) return [];
  let back = 0;
  for (let round = 0; round < SETTLE.rounds; round++) {
    const cycle = Math.max(...[...tags.values()].map((one) => one.cycle));
    const pause = Math.min(SETTLE.most, Math.max(SETTLE.least, SETTLE.cycles * cycle));
    await sleep(pause * (1 + Math.random() / 2), call.signal);
    let lost = 0;
    for (const [tag, { entries }] of [...tags]) {
      const missing = unlisted(await readIndex(session, tag, call), [...entries.values()]);
      if (missing.length === 0) continue;
      lost += missing.length;
      await mergeUntilSeen(session, tag, missing, call);
    }
    if (lost === 0) break;
    back += lost;
  }
  listed.delete(session);
  return back === 0
    ? []
    : [
        `another writer had pushed ${back} of our entries out of the lists of ${session.registry}: they are listed again`,
      ];
}

async function readIndex(session: RepositorySession, tag: string, call: Call): Promise<PackedDocument | undefined> {
  let found: PackedDocument;
  try {
    found = await readManifest(session, tag, call);
  } catch (error) {
    if (error instanceof TwinsealError && error.code === 'CONTENT_NOT_FOUND') return undefined;
    throw error;
  }
  if (found.descriptor.mediaType === MEDIA_TYPES.ociIndex && isIndex(found.bytes)) return found;
  throw new TwinsealError(
    'REGISTRY_TAG_TAKEN',
    `the tag ${tag} of ${session.name} is needed for the list of referrers and holds something else, which is not overwritten: remove that tag`,
  );
}

function isIndex(bytes: Uint8Array): boolean {
  try {
    parseImageIndex(bytes, MEDIA_TYPES.ociIndex);
    return true;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

function unlisted(index: PackedDocument | undefined, entries: readonly Descriptor[]): readonly Descriptor[] {
  if (index === undefined) return entries;
  const listed = new Set(parseImageIndex(index.bytes).manifests.map(({ digest }) => digest));
  return entries.filter(({ digest }) => !listed.has(digest));
}

// Entries and members of others are carried over as they are, known to us or not.
function merged(current: PackedDocument | undefined, added: readonly Descriptor[]): PackedDocument {
  const old = current === undefined ? {} : parseJson(current.bytes);
  const members = isJsonObject(old) ? old : {};
  const kept: readonly JsonValue[] = isJsonArray(members.manifests) ? members.manifests : [];
  const bytes = canonicalJsonBytes({
    ...members,
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociIndex,
    manifests: [...kept, ...added.map(descriptorJson)],
  });
  return { descriptor: { mediaType: MEDIA_TYPES.ociIndex, digest: sha256Digest(bytes), size: bytes.length }, bytes };
}

function entryOf({ descriptor }: PackedDocument, head: ManifestHead): Descriptor {
  const { mediaType, digest, size } = descriptor;
  const { artifactType, annotations } = head;
  return {
    mediaType,
    digest,
    size,
    ...(artifactType !== undefined && { artifactType }),
    ...(annotations !== undefined && { annotations }),
  };
}

// A batch closes when its turn comes. Only entries of one call share it: what ends one caller must not fail another.
function together(session: RepositorySession, tag: string, entry: Descriptor, call: Call): Promise<readonly string[]> {
  const tags = queues.get(session) ?? new Map<string, Queue>();
  queues.set(session, tags);
  const queue: Queue = tags.get(tag) ?? { under: Promise.resolve() };
  tags.set(tag, queue);
  if (queue.next?.call === call) {
    queue.next.entries.push(entry);
    return queue.next.done;
  }
  const entries = [entry];
  const turn = async (): Promise<readonly string[]> => {
    if (queue.next === batch) delete queue.next;
    try {
      return await mergeUntilSeen(session, tag, entries, call);
    } finally {
      if (queue.under === batch.done) tags.delete(tag);
    }
  };
  const batch: Batch = { call, entries, done: queue.under.then(turn, turn) };
  queue.next = batch;
  queue.under = batch.done;
  return batch.done;
}
