import { type Digest, isDigest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { isJsonObject } from '../../formats/json/value.ts';
import { isMediaType, MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import type { Call } from '../../ports/call.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { digestLike, readBounded } from './bodies.ts';
import { plain } from './refusals.ts';
import type { RepositorySession } from './session.ts';
import { mediaTypeOf } from './transport.ts';

/** What we take for a manifest. Registries convert for clients that don't name the type they have. */
export const ACCEPT = [
  MEDIA_TYPES.ociIndex,
  MEDIA_TYPES.ociManifest,
  MEDIA_TYPES.dockerList,
  MEDIA_TYPES.dockerManifest,
].join(', ');

// What a server says that knows nothing of the type: then the document's own word counts.
const VAGUE = new Set(['application/json', 'application/octet-stream', 'text/plain']);

/**
 * Fetches a manifest or index by digest or tag.
 *
 * Its bytes are compared with the digest that was asked for. With a tag, the digest is computed from them:
 * `Docker-Content-Digest` is only the registry's word, but bytes that differ from it were changed on the way, and that is a
 * fault. The Content-Type must agree with the document's own type.
 *
 * @throws TwinsealError `CONTENT_NOT_FOUND`, `CONTENT_MISMATCH`, `CONTENT_TOO_LARGE`, or a fault (`REGISTRY_PROTOCOL`)
 * @example (await readManifest(session, 'v1.2.3', call)).descriptor.digest
 * @see distribution-spec v1.1, "Pulling manifests"; CVE-2021-41190
 */
export async function readManifest(session: RepositorySession, target: string, call: Call): Promise<PackedDocument> {
  const what = isDigest(target) ? `the manifest ${target}` : `the tag ${target}`;
  const response = await session.read(
    'GET',
    { url: session.url(`manifests/${target}`), headers: { accept: ACCEPT } },
    call,
  );
  if (response.status !== 200) throw await session.refusal(response, what);
  const announced = mediaTypeOf(response);
  if (announced !== undefined && !VAGUE.has(announced) && !/[+/](?:json|prettyjws)$/.test(announced)) {
    response.discard();
    throw new TwinsealError(
      'REGISTRY_PROTOCOL',
      `${response.url.host} answered with ${plain(announced)} when asked for ${what} of ${session.name}: it is no registry, or a proxy stands before it`,
    );
  }
  const bytes = await readBounded(response, session.limits.manifestBytes, `${what} of ${session.name}`);
  const digest = digestLike(isDigest(target) ? target : ('sha256:' as Digest), bytes) as Digest;
  if (isDigest(target) && digest !== target)
    throw new TwinsealError(
      'CONTENT_MISMATCH',
      `${response.url.host} answered with other bytes (${digest}) than ${what} of ${session.name}`,
    );
  const stated = response.headers['docker-content-digest'];
  if (!isDigest(target) && isDigest(stated) && computable(stated) && digestLike(stated, bytes) !== stated)
    throw new TwinsealError(
      'REGISTRY_PROTOCOL',
      `${response.url.host} says that ${what} of ${session.name} is ${stated}, but sends other bytes (${digest}): they were changed on the way, so try again`,
    );
  const mediaType = agreedType(announced, bytes, what, session);
  return { descriptor: { mediaType, digest, size: bytes.length }, bytes };
}

// What a registry says by an algorithm that we don't have says nothing to us.
const computable = (digest: Digest): boolean => /^sha(?:256|512):/.test(digest);

function agreedType(
  announced: string | undefined,
  bytes: Uint8Array,
  what: string,
  session: RepositorySession,
): string {
  const own = ownType(bytes, what, session);
  const said = announced !== undefined && !VAGUE.has(announced) ? announced : undefined;
  if (own !== undefined && said !== undefined && own.toLowerCase() !== said)
    throw new TwinsealError(
      'REGISTRY_PROTOCOL',
      `${session.registry} announces ${what} as ${plain(said)}, but the document says ${plain(own)}: two readers could see two images in it, so it is refused`,
    );
  const agreed = own ?? said;
  if (agreed === undefined)
    throw new TwinsealError(
      'REGISTRY_PROTOCOL',
      `neither ${session.registry} nor the document says of what type ${what} of ${session.name} is`,
    );
  return agreed;
}

function ownType(bytes: Uint8Array, what: string, session: RepositorySession): string | undefined {
  try {
    const document = parseJson(bytes);
    if (!isJsonObject(document)) return undefined;
    const { mediaType } = document;
    return typeof mediaType === 'string' && isMediaType(mediaType) ? mediaType : undefined;
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    // The bytes are what the digest names, however malformed: that is for their reader to tell. By tag there is no
    // digest, and what is no JSON is no manifest.
    if (what.startsWith('the manifest')) return undefined;
    throw new TwinsealError(
      'REGISTRY_PROTOCOL',
      `${session.registry} answered ${what} of ${session.name} with something that is no manifest`,
      { cause },
    );
  }
}
