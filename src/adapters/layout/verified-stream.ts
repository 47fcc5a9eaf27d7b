import { createHash, type Hash } from 'node:crypto';
import { type Digest, digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * A hash for a digest's algorithm.
 * @throws TwinsealError `CONTENT_UNVERIFIABLE` for an algorithm that is not sha256 or sha512
 * @example hashFor(digest).update(bytes).digest('hex') === digestEncoded(digest)
 */
export function hashFor(digest: Digest): Hash {
  const algorithm = digestAlgorithm(digest);
  if (algorithm !== 'sha256' && algorithm !== 'sha512')
    throw new TwinsealError(
      'CONTENT_UNVERIFIABLE',
      `${digest} cannot be verified: only sha256 and sha512 are computed here`,
    );
  return createHash(algorithm);
}

/**
 * Passes bytes on and fails where they prove to be others than the digest and size name: at the first byte too many,
 * or at the end. Whoever consumes the stream must take nothing as given before its end.
 *
 * @throws TwinsealError `CONTENT_MISMATCH`, `CONTENT_UNVERIFIABLE`
 * @example for await (const chunk of verified(source, descriptor, './app.oci')) hash.update(chunk);
 */
export async function* verified(
  source: AsyncIterable<Uint8Array>,
  wanted: { readonly digest: Digest; readonly size: number },
  where: string,
): AsyncGenerator<Uint8Array> {
  const hash = hashFor(wanted.digest);
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > wanted.size)
      throw new TwinsealError('CONTENT_MISMATCH', `${where}: ${wanted.digest} has more than ${wanted.size} bytes`);
    hash.update(chunk);
    yield chunk;
  }
  if (size !== wanted.size)
    throw new TwinsealError(
      'CONTENT_MISMATCH',
      `${where}: ${wanted.digest} has ${size} bytes instead of ${wanted.size}`,
    );
  if (hash.digest('hex') !== digestEncoded(wanted.digest))
    throw new TwinsealError('CONTENT_MISMATCH', `${where}: the bytes do not have the digest ${wanted.digest}`);
}
