import { type Digest, sha256Digest } from '../../formats/digest.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';

/** A digest for a described thing: the same for the same words. @example digestFor('index') */
export function digestFor(what: string): Digest {
  return sha256Digest(encodeUtf8(`described by a test: ${what}`));
}

/** The digest of the program of one platform. @example programDigest('linux/amd64') */
export function programDigest(platform: string): Digest {
  return digestFor(`program of ${platform}`);
}
