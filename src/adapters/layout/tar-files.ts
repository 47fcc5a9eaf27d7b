import { FormatError } from '../../formats/format-error.ts';
import { TarReader } from '../../formats/tar/read.ts';
import type { LayoutEntry, LayoutFiles } from '../../ports/layout-files.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Entries of an archive, folders too. */
const MAX_ENTRIES = 4096;
const LIMITS = { maxEntries: MAX_ENTRIES, maxHeader: 64 * 1024 };
const CHUNK = 256 * 1024;
// What a layout is made of; other files (those of `docker save`, for instance) may lie beside it and are not looked at.
const PART = /^(?:oci-layout|index\.json|blobs\/[a-z0-9]+(?:[+._-][a-z0-9]+)*\/[a-zA-Z0-9=_-]+)$/;

/**
 * The files of a layout in a tar archive, held in memory: nothing of it reaches the disk, no name is followed anywhere. Links,
 * devices and a name that stands there twice are refused, since two readers could see two layouts in them.
 *
 * @param archive - bounded by the caller, and not compressed
 * @param name - for messages
 * @throws TwinsealError `INPUT_MALFORMED`
 * @example await readLayout(await tarFiles(bytes, 'the layout of the request'), call)
 */
export async function tarFiles(archive: Uint8Array, name: string): Promise<LayoutFiles> {
  const files = new Map<string, Uint8Array>();
  const refuse = (why: string, cause?: unknown): never => {
    throw new TwinsealError('INPUT_MALFORMED', `${name} is refused: ${why}`, { cause });
  };
  try {
    const tar = new TarReader(once(archive), LIMITS);
    for (let entry = await tar.next(); entry !== undefined; entry = await tar.next()) {
      const path = entry.path.replace(/^\.\//, '').replace(/\/$/, '');
      const shown = JSON.stringify(path.slice(0, 100));
      if (entry.ordinal >= MAX_ENTRIES) refuse(`it has more than ${MAX_ENTRIES} entries`);
      if (entry.type === 'directory') continue;
      if (entry.type !== 'file') refuse(`${shown} is a ${entry.type}, and a layout has files and folders only`);
      if (!PART.test(path)) continue;
      if (files.has(path)) refuse(`${shown} stands in it twice`);
      files.set(path, await contentOf(tar, entry.size));
    }
  } catch (error) {
    if (error instanceof FormatError) refuse(error.message, error);
    throw error;
  }
  const found = (path: string): Uint8Array => {
    const bytes = files.get(path);
    if (bytes === undefined) throw new TwinsealError('CONTENT_NOT_FOUND', `${name} has no ${path}`);
    return bytes;
  };
  return {
    name,
    look: async (path): Promise<LayoutEntry> => {
      const bytes = files.get(path);
      if (bytes === undefined) return { kind: 'missing', size: 0, links: 0 };
      return { kind: 'file', size: bytes.length, links: 1 };
    },
    async read(path, maxBytes) {
      const bytes = found(path);
      if (bytes.length <= maxBytes) return bytes;
      throw new TwinsealError('CONTENT_TOO_LARGE', `${name}: ${path} is larger than the ${maxBytes} bytes allowed`);
    },
    async *open(path) {
      const bytes = found(path);
      for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
    },
  };
}

async function contentOf(tar: TarReader, size: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let left = size;
  for await (const chunk of tar.content()) {
    // A copy: the reader may use its memory again.
    parts.push(chunk.slice());
    left -= chunk.length;
  }
  if (left !== 0) throw new FormatError('tar', 'an entry ends before its size');
  return Buffer.concat(parts);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}
