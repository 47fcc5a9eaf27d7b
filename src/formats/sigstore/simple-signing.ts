import { type Digest, isDigest } from '../digest.ts';
import { Members } from '../json/members.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonObject, type JsonObject } from '../json/value.ts';

/** Media type of the payload's blob. @see cosign specs/SIGNATURE_SPEC.md */
export const SIMPLE_SIGNING_MEDIA_TYPE = 'application/vnd.dev.cosign.simplesigning.v1+json';
/** The only `critical.type` that cosign writes. */
export const SIMPLE_SIGNING_TYPE = 'cosign container image signature';

/** What a legacy cosign signature says. The signature covers the blob as it came, never this. */
export interface SimpleSigning {
  readonly manifestDigest: Digest;
  /** The name that was signed, perhaps with a tag; may be empty. */
  readonly dockerReference: string;
  readonly type: string;
  /** What the signer added with `-a key=value`. */
  readonly optional: JsonObject;
}

/**
 * Reads the payload of a legacy signature. The digest's member is written in lower case by Go and with a capital in
 * older documents; either is read, both at once are refused, since readers would disagree on which counts.
 *
 * @param bytes - the blob, at most 256 KiB
 * @throws FormatError
 * @example parseSimpleSigning(blob).manifestDigest // 'sha256:...'
 * @see cosign specs/SIGNATURE_SPEC.md, "Payload"; containers/image docs/containers-signature.5.md
 */
export function parseSimpleSigning(bytes: Uint8Array): SimpleSigning {
  const json = parseJson(bytes, { maxBytes: 256 * 1024, maxDepth: 16, maxValues: 4096 });
  const members: Members = new Members('simple-signing', json);
  members.only(['critical', 'optional']);
  const critical: Members = members.inside('critical');
  // containers-signature.5: a reader must refuse critical members that it does not know.
  critical.only(['identity', 'image', 'type']);
  const identity = critical.inside('identity');
  identity.only(['docker-reference']);
  const image: Members = critical.inside('image');
  image.only(['docker-manifest-digest', 'Docker-manifest-digest']);
  const [name, second] = Object.keys(image.object);
  if (name === undefined || second !== undefined) image.fail('docker-manifest-digest', 'must be there, once');
  const manifestDigest = image.text(name, 512);
  if (!isDigest(manifestDigest)) image.fail(name, 'is not a digest');
  const optional = members.object.optional ?? {};
  if (!isJsonObject(optional)) members.fail('optional', 'must be an object or null');
  return {
    manifestDigest,
    dockerReference: identity.string('docker-reference'),
    type: critical.text('type'),
    optional,
  };
}
