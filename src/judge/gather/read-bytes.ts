import { createHash } from 'node:crypto';
import { type Digest, digestAlgorithm } from '../../formats/digest.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { Call } from '../../ports/call.ts';
import type { ContentReader } from '../../ports/content.ts';
import type { EvidenceRoom } from '../../ports/evidence-room.ts';
import { askAgain } from '../../records/ask-again.ts';
import type { UnverifiedDocument } from '../../records/evidence-set.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** A call with the memory for what is read by it. */
export interface GatherCall extends Call {
  readonly room: EvidenceRoom;
}

/**
 * Fetches a manifest or index and hashes it again: whoever serves the bytes may not be the one who checked them. Other bytes than
 * the digest's are asked for again, since they can have been changed on the way.
 * @throws TwinsealError as {@link ContentReader.manifest}; `CONTENT_MISMATCH` when bytes are not what the descriptor names; `CROWDED`
 *   when there is no memory for it
 * @example (await readManifest(reader, descriptor, call)).bytes
 * @see GHSA-qv35-3gw6-8q4j and GHSA-xhg5-42rf-296r: a requested digest that nobody compared
 */
export async function readManifest(
  reader: ContentReader,
  descriptor: Descriptor,
  call: GatherCall,
): Promise<UnverifiedDocument> {
  return await inRoom(descriptor.size, call, () =>
    askAgain(async () => checked(descriptor, (await reader.manifest(descriptor.digest, call)).bytes)),
  );
}

/**
 * Reads a whole blob into memory, at most `maxBytes`; again, as {@link readManifest}.
 * @throws TwinsealError `CONTENT_TOO_LARGE` before anything is fetched; `CROWDED`; `CONTENT_MISMATCH`
 * @example (await readBlob(reader, manifest.view.config, GATHER_LIMITS.maxConfig, call)).bytes
 */
export async function readBlob(
  reader: ContentReader,
  descriptor: Descriptor,
  maxBytes: number,
  call: GatherCall,
): Promise<UnverifiedDocument> {
  if (descriptor.size > maxBytes)
    throw new TwinsealError(
      'CONTENT_TOO_LARGE',
      `the blob ${descriptor.digest} has ${descriptor.size} bytes, more than the ${maxBytes} that are read`,
    );
  return await inRoom(descriptor.size, call, () => askAgain(() => readOnce(reader, descriptor, call)));
}

/** Bytes are set aside before they are asked for, and given back when they do not come: what a size claims costs nobody anything for long. */
async function inRoom<T>(size: number, call: GatherCall, read: () => Promise<T>): Promise<T> {
  await call.room.take(size, call);
  try {
    return await read();
  } catch (error) {
    call.room.give(size);
    throw error;
  }
}

async function readOnce(reader: ContentReader, descriptor: Descriptor, call: Call): Promise<UnverifiedDocument> {
  const bytes = new Uint8Array(descriptor.size);
  let at = 0;
  for await (const chunk of reader.blob(descriptor, call).open(call.signal)) {
    if (at + chunk.length > bytes.length) throw mismatch(descriptor.digest);
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return checked(descriptor, bytes.subarray(0, at));
}

function checked(descriptor: Descriptor, bytes: Uint8Array): UnverifiedDocument {
  const algorithm = digestAlgorithm(descriptor.digest);
  if (algorithm !== 'sha256' && algorithm !== 'sha512')
    throw new TwinsealError(
      'CONTENT_MISMATCH',
      `digests of ${algorithm} cannot be compared with their bytes here: ${descriptor.digest}`,
    );
  const digest = `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
  if (bytes.length !== descriptor.size || digest !== descriptor.digest) throw mismatch(descriptor.digest);
  return { descriptor, bytes };
}

function mismatch(digest: Digest): TwinsealError {
  return new TwinsealError('CONTENT_MISMATCH', `the bytes that came for ${digest} do not have that digest and size`);
}
