import { type Digest, isDigest, sha256Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { parseStatement } from '../../formats/in-toto.ts';
import { canonicalJsonBytes } from '../../formats/json/canonical.ts';
import { type NotaryEnvelopeType, parseNotaryEnvelope } from '../../formats/notary/envelope.ts';
import { parseNotaryPayload } from '../../formats/notary/payload.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { parseSigstoreBundle } from '../../formats/sigstore/bundle.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { ContentReader } from '../../ports/content.ts';
import { memoryBlob } from '../../records/blob.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { mayBeMore } from './partial-content.ts';

/** A signature or attestation that somebody sent along, and what it says that it is about. */
interface SentBundle {
  readonly subjects: readonly Digest[];
  readonly artifactType: string;
  readonly layer: Descriptor;
  readonly bytes: Uint8Array;
}

const EMPTY = encodeUtf8('{}');

/**
 * A reader that finds some Sigstore bundles and notation envelopes as if they were attached to what they say that they are
 * about. They are verified like any other; that somebody sent some means that there may be more, so an absence is
 * "could not tell".
 *
 * @param reader - of the image
 * @param bundles - the bytes of each
 * @throws TwinsealError `INPUT_MALFORMED` for bytes that are neither
 * @example withBundles(repository, [bundle])
 */
export function withBundles(reader: ContentReader, bundles: readonly Uint8Array[]): ContentReader {
  const sent = bundles.map(readSent);
  const manifests = new Map<Digest, PackedDocument>();
  const blobs = new Map<string, Uint8Array>([[sha256Digest(EMPTY), EMPTY]]);
  for (const { layer, bytes } of sent) blobs.set(layer.digest, bytes);

  const attached = async (subject: Digest, call: Call): Promise<readonly Descriptor[]> => {
    const about = sent.filter(({ subjects }) => subjects.includes(subject));
    if (about.length === 0) return [];
    const { descriptor } = await reader.manifest(subject, call);
    return about.map(({ artifactType, layer }) => {
      const manifest = referrer(descriptor, artifactType, layer);
      manifests.set(manifest.descriptor.digest, manifest);
      return { ...manifest.descriptor, artifactType };
    });
  };

  return {
    name: reader.name,
    repository: reader.repository,
    resolve: (target, call) => reader.resolve(target, call),
    async manifest(digest, call) {
      return manifests.get(digest) ?? (await reader.manifest(digest, call));
    },
    blob(descriptor, call) {
      const bytes = blobs.get(descriptor.digest);
      return bytes === undefined ? reader.blob(descriptor, call) : memoryBlob(descriptor.digest, bytes);
    },
    ...(reader.cosignTag !== undefined && { cosignTag: reader.cosignTag.bind(reader) }),
    async referrers(subject, call) {
      const listing = await reader.referrers(subject, call);
      const descriptors = [...listing.descriptors, ...(await attached(subject, call))];
      return { ...listing, descriptors, unseen: listing.unseen ?? mayBeMore() };
    },
  };
}

function referrer({ mediaType, digest, size }: Descriptor, artifactType: string, layer: Descriptor): PackedDocument {
  const type = MEDIA_TYPES.ociManifest;
  const bytes = canonicalJsonBytes({
    schemaVersion: 2,
    mediaType: type,
    artifactType,
    config: { mediaType: MEDIA_TYPES.ociEmpty, digest: sha256Digest(EMPTY), size: EMPTY.length },
    layers: [{ mediaType: layer.mediaType, digest: layer.digest, size: layer.size }],
    subject: { mediaType, digest, size },
    annotations: { 'dev.twinseal.sent': 'with the request' },
  });
  return { descriptor: { mediaType: type, digest: sha256Digest(bytes), size: bytes.length }, bytes };
}

function readSent(bytes: Uint8Array, index: number): SentBundle {
  try {
    const envelope = envelopeTypeOf(bytes);
    const { subjects, mediaType, artifactType } =
      envelope === undefined ? bundleOf(bytes) : notationOf(envelope, bytes);
    const layer = { mediaType, digest: sha256Digest(bytes), size: bytes.length };
    return { subjects, artifactType, layer, bytes };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError(
      'INPUT_MALFORMED',
      `bundles/${index} is neither a Sigstore bundle with a statement nor a notation envelope: ${error.message}`,
      { cause: error },
    );
  }
}

/** A look at the bytes is enough to choose a parser: whichever it is, it is strict. */
function envelopeTypeOf(bytes: Uint8Array): NotaryEnvelopeType | undefined {
  // Tag 18 (COSE_Sign1), which no JSON begins with.
  if (bytes[0] === 0xd2) return MEDIA_TYPES.cose;
  const text = new TextDecoder().decode(bytes);
  return /"protected"\s*:/.test(text) && !/"mediaType"\s*:/.test(text) ? MEDIA_TYPES.jose : undefined;
}

function notationOf(mediaType: NotaryEnvelopeType, bytes: Uint8Array) {
  const { digest } = parseNotaryPayload(parseNotaryEnvelope(mediaType, bytes).payload);
  return { subjects: [digest], mediaType, artifactType: MEDIA_TYPES.notationSignature };
}

function bundleOf(bytes: Uint8Array) {
  const { content } = parseSigstoreBundle(bytes);
  if (content.kind !== 'dsse') throw new FormatError('sigstore-bundle', 'it signs a message, not a statement');
  const subjects = parseStatement(content.envelope.payload).subject.flatMap(({ digest }) =>
    Object.entries(digest).flatMap(([algorithm, hex]) => {
      const named = `${algorithm}:${hex}`;
      return isDigest(named) ? [named] : [];
    }),
  );
  // Types of older bundles have a parameter, which no descriptor may have.
  return { subjects, mediaType: MEDIA_TYPES.sigstoreBundle, artifactType: MEDIA_TYPES.sigstoreBundle };
}
