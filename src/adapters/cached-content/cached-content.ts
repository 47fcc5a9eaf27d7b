import { type Digest, isDigest } from '../../formats/digest.ts';
import type { CosignTag } from '../../formats/oci/cosign-tag.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { BoundedMap } from '../../ports/bounded-map.ts';
import { type Call, uncancelled } from '../../ports/call.ts';
import type { ContentReader, ReferrerListing } from '../../ports/content.ts';
import type { Blob } from '../../records/blob.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import type { ContentMemory } from './content-memory.ts';
import { type ReaderSource, withReader } from './reader-source.ts';

/**
 * A repository behind a memory that many callers share: each digest is fetched once while there is room for it, however
 * many ask at the same time; tags, lists of referrers and absences hold for seconds. A fault is told to whoever waited for
 * it and remembered for nobody. What one repository holds is never told of another, since each has readers of its own; and what was read
 * with somebody's own credentials is told to those alone whom `access` names.
 *
 * @param source - lends readers of the repository, which compare bytes with digests
 * @example const reader = cachedContent(source, memory); await reader.resolve('v1.2.3', call)
 */
export function cachedContent(source: ReaderSource, memory: ContentMemory): ContentReader {
  const { fresh, blob: largest } = memory.limits;
  // No repository has a space in its name, so none can pass for one with an access.
  const scope = source.access === undefined ? source.repository : `${source.access} ${source.repository}`;
  const keyOf = (what: string): string => `${scope} ${what}`;

  const keep = (document: PackedDocument): PackedDocument => {
    memory.documents.set(keyOf(document.descriptor.digest), document, document.bytes.length);
    return document;
  };

  const readSmall = (descriptor: Pick<Descriptor, 'digest' | 'size'>, call: Call): Promise<Uint8Array> => {
    const key = keyOf(`${descriptor.digest} ${descriptor.size}`);
    const known = memory.blobs.get(key);
    if (known !== undefined) return Promise.resolve(known);
    return orAbsent(memory.absences, `blob ${key}`, fresh, () =>
      memory.reading.run(
        key,
        (shared) =>
          withReader(source, async (reader) => {
            const bytes = await readWhole(reader.blob(descriptor, shared), shared);
            memory.blobs.set(key, bytes, bytes.length);
            return bytes;
          }),
        call,
      ),
    );
  };

  /** Tags that somebody has begun to ask for anew: once each, before their time is over, so that nobody waits for it. */
  const renewed = memory.renewed;
  const resolveAnew = (key: string, target: string | undefined, call: Call): Promise<Descriptor> =>
    memory.resolving.run(
      key,
      (shared) =>
        withReader(source, async (reader) => {
          const descriptor = { ...(await reader.resolve(target, shared)) };
          // A registry sends the manifest with the answer, and the reader has it still.
          keep(await reader.manifest(descriptor.digest, shared));
          memory.tags.set(key, descriptor, 256, fresh);
          return descriptor;
        }),
      call,
    );

  return {
    name: source.name,
    repository: source.repository,
    ...(source.access !== undefined && { access: source.access }),

    async resolve(target, call): Promise<Descriptor> {
      checkCall(call, `reading ${source.name}`);
      if (isDigest(target)) return (await this.manifest(target, call)).descriptor;
      const key = keyOf(`tag ${target ?? ''}`);
      const known = memory.tags.get(key);
      if (known === undefined) return await orAbsent(memory.absences, key, fresh, () => resolveAnew(key, target, call));
      if (memory.tags.isAging(key) && !renewed.has(known)) {
        renewed.add(known);
        resolveAnew(key, target, uncancelled(Number.MAX_SAFE_INTEGER)).catch(() => undefined);
      }
      return known;
    },

    async manifest(digest: Digest, call): Promise<PackedDocument> {
      checkCall(call, `reading ${source.name}`);
      const key = keyOf(digest);
      const known = memory.documents.get(key);
      if (known !== undefined) return known;
      return await orAbsent(memory.absences, key, fresh, () =>
        memory.fetching.run(
          key,
          (shared) => withReader(source, async (reader) => keep(await reader.manifest(digest, shared))),
          call,
        ),
      );
    },

    blob(descriptor, call): Blob {
      const { digest, size } = descriptor;
      return {
        digest,
        size,
        async *open(signal) {
          const within = signal === undefined ? call : { ...call, signal: AbortSignal.any([call.signal, signal]) };
          checkCall(within, `reading ${source.name}`);
          if (size <= largest) {
            yield await readSmall(descriptor, within);
            return;
          }
          const { reader, giveBack } = source.lend();
          try {
            yield* reader.blob(descriptor, call).open(signal);
          } finally {
            giveBack();
          }
        },
      };
    },

    async cosignTag(subject, kind, call): Promise<Descriptor | undefined> {
      checkCall(call, `reading ${source.name}`);
      const key = keyOf(`${kind} ${subject}`);
      if (!call.anew) {
        const known = memory.tags.get(key);
        if (known !== undefined) return known;
        if (memory.untagged.get(key) !== undefined) return undefined;
      }
      return await memory.tagging.run(
        key,
        (shared) =>
          withReader(source, async (reader) => {
            const document = await cosignDocument(reader, subject, kind, shared);
            if (document === undefined) {
              memory.tags.delete(key);
              memory.untagged.set(key, true, 0, fresh);
              return undefined;
            }
            const { descriptor } = keep(document);
            memory.tags.set(key, descriptor, 256, fresh);
            memory.untagged.delete(key);
            return descriptor;
          }),
        call,
      );
    },

    async referrers(subject, call): Promise<ReferrerListing> {
      checkCall(call, `reading ${source.name}`);
      const key = keyOf(`referrers ${subject}`);
      return (
        (call.anew ? undefined : memory.listings.get(key)) ??
        (await memory.listing.run(
          key,
          (shared) =>
            withReader(source, async (reader) => {
              const listing = await reader.referrers(subject, shared);
              // A list that is not whole is a fault of its own.
              if (listing.unseen === undefined)
                memory.listings.set(key, listing, JSON.stringify(listing.descriptors).length * 2, fresh);
              return listing;
            }),
          call,
        ))
      );
    },
  };
}

/** What a tag of cosign holds; undefined when it is not there, or is gone by the time that it is read. */
async function cosignDocument(
  reader: ContentReader,
  subject: Digest,
  kind: CosignTag,
  call: Call,
): Promise<PackedDocument | undefined> {
  try {
    const descriptor = await reader.cosignTag?.(subject, kind, call);
    return descriptor && (await reader.manifest(descriptor.digest, call));
  } catch (error) {
    if (error instanceof TwinsealError && error.code === 'CONTENT_NOT_FOUND') return undefined;
    throw error;
  }
}

/** That something is not there is an answer, and holds for a moment; whatever else goes wrong is none. */
async function orAbsent<T>(
  absences: BoundedMap<TwinsealError>,
  key: string,
  life: number,
  find: () => Promise<T>,
): Promise<T> {
  const absent = absences.get(key);
  if (absent !== undefined) throw absent;
  try {
    return await find();
  } catch (error) {
    if (error instanceof TwinsealError && error.code === 'CONTENT_NOT_FOUND') absences.set(key, error, 1024, life);
    throw error;
  }
}

async function readWhole(blob: Blob, call: Call): Promise<Uint8Array> {
  const bytes = new Uint8Array(blob.size);
  let at = 0;
  for await (const chunk of blob.open(call.signal)) {
    if (at + chunk.length > bytes.length) break;
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (at !== bytes.length)
    throw new TwinsealError('CONTENT_MISMATCH', `the bytes that came for ${blob.digest} do not have that size`);
  return bytes;
}
