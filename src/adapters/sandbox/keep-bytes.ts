import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Digest } from '../../formats/digest.ts';
import type { Blob } from '../../records/blob.ts';
import { diskError } from '../disk-error.ts';
import { fileBlob } from '../file-blob.ts';

/**
 * Puts bytes into a new file of a private folder, so that memory need not hold them.
 * @param path - of a file that is not there yet
 * @throws TwinsealError `DISK_FULL`, `OUTPUT_UNWRITABLE`
 * @example keepBytes('/private/kept/a-app', bytes).digest
 */
export function keepBytes(path: string, bytes: Uint8Array): Blob {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, bytes, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    throw diskError(cause, 'write', path);
  }
  return fileBlob(path, `sha256:${createHash('sha256').update(bytes).digest('hex')}` as Digest, bytes.length);
}
