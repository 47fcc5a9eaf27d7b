import { type Digest, digestAlgorithm } from '../../formats/digest.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { hashFor } from '../layout/verified-stream.ts';
import { mediaTypeOf, type RegistryResponse } from './transport.ts';

/**
 * Reads a small body whole. A larger one is refused before it is read, or as soon as it shows.
 * @param what - for the message: `a manifest`
 * @throws TwinsealError `CONTENT_TOO_LARGE`, `REGISTRY_UNREACHABLE`, `REGISTRY_PROTOCOL`
 * @example await readBounded(response, 64 * 1024, 'a token')
 */
export async function readBounded(response: RegistryResponse, maxBytes: number, what: string): Promise<Uint8Array> {
  refuseEncoding(response);
  const announced = announcedLength(response);
  const tooLarge = () => {
    response.discard();
    return new TwinsealError(
      'CONTENT_TOO_LARGE',
      `${response.url.host} sends ${what} of more than the ${maxBytes} bytes allowed`,
    );
  };
  if (announced !== undefined && announced > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/**
 * Passes a blob's bytes on while hashing them. Other bytes than the digest says, or more or fewer than `size`, fail with
 * `CONTENT_MISMATCH`.
 *
 * @param response - the answer that began it, for messages and its headers
 * @param body - the bytes, which may come from more answers than this one
 * @throws TwinsealError `CONTENT_MISMATCH`, `CONTENT_UNVERIFIABLE`, `REGISTRY_PROTOCOL`, `REGISTRY_UNREACHABLE`
 * @example for await (const chunk of hashedBody(response, response.body, layer)) hash.update(chunk);
 */
export async function* hashedBody(
  response: RegistryResponse,
  body: AsyncIterable<Uint8Array>,
  content: { readonly digest: Digest; readonly size: number },
): AsyncGenerator<Uint8Array, void> {
  const { host } = response.url;
  const mismatch = (why: string) => {
    response.discard();
    // A sign-in page in a blob's place says nothing about the blob.
    if (mediaTypeOf(response) === 'text/html')
      return new TwinsealError(
        'REGISTRY_PROTOCOL',
        `${host} sends an HTML page in place of ${content.digest}: it is no registry, or a proxy stands before it`,
      );
    return new TwinsealError('CONTENT_MISMATCH', `${host} sends other content than ${content.digest}: ${why}`);
  };
  refuseEncoding(response);
  const hash = hashFor(content.digest);
  const announced = announcedLength(response);
  if (announced !== undefined && announced !== content.size)
    throw mismatch(`${announced} bytes instead of ${content.size}`);
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > content.size) throw mismatch(`more than ${content.size} bytes`);
    hash.update(chunk);
    yield chunk;
  }
  if (size < content.size) throw mismatch(`${size} bytes instead of ${content.size}`);
  const found = `${digestAlgorithm(content.digest)}:${hash.digest('hex')}`;
  if (found !== content.digest) throw mismatch(`its digest is ${found}`);
}

/**
 * The digest of bytes in memory by the algorithm of another digest.
 * @throws TwinsealError `CONTENT_UNVERIFIABLE` for an algorithm that is not sha256 or sha512
 * @example digestLike(descriptor.digest, bytes) === descriptor.digest
 */
export function digestLike(digest: Digest, bytes: Uint8Array): string {
  return `${digestAlgorithm(digest)}:${hashFor(digest).update(bytes).digest('hex')}`;
}

/**
 * Content-Length as a number of bytes; undefined when the answer has none.
 * @throws TwinsealError `REGISTRY_PROTOCOL` for a length that is no number of bytes
 * @example announcedLength(response) // 1024
 * @see RFC 9110 section 8.6
 */
export function announcedLength(response: RegistryResponse): number | undefined {
  const text = response.headers['content-length'];
  if (text === undefined) return undefined;
  const length = Number(text);
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(length)) {
    response.discard();
    throw new TwinsealError('REGISTRY_PROTOCOL', `${response.url.host} announces a length that is no number of bytes`);
  }
  return length;
}

/**
 * Refuses an answer whose bytes were packed on the way: what was hashed then would not be what the registry holds.
 * @throws TwinsealError `REGISTRY_PROTOCOL`
 * @example refuseEncoding(response)
 * @see RFC 9110 section 8.4
 */
export function refuseEncoding(response: RegistryResponse): void {
  const encoding = response.headers['content-encoding'];
  if (encoding === undefined || encoding === '' || encoding.toLowerCase() === 'identity') return;
  response.discard();
  throw new TwinsealError(
    'REGISTRY_PROTOCOL',
    `${response.url.host} re-encoded its answer although it was asked not to: check for a proxy on the way`,
  );
}
