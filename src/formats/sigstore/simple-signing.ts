import { type Digest, isDigest } from '../digest.ts';
import { canonicalJsonBytes } from '../json/canonical.ts';
import { Members } from '../json/members.ts';
import { type JsonLimits, parseJson } from '../json/parse.ts';

/** What a legacy signature of cosign says. */
export interface SimpleSigning {
  /** The image that is signed. */
  readonly digest: Digest;
  /** The name that it had for whoever signed: `registry.example.com/app`. */
  readonly reference: string;
  /** Annotations of the signer whose values are texts. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** The only `critical.type` that is read. @see cosign pkg/cosign/verify.go and specs/SIGNATURE_SPEC.md */
const TYPE = 'cosign container image signature';
const LIMITS: JsonLimits = { maxBytes: 64 * 1024, maxDepth: 8, maxValues: 2048 };
const FORMAT = 'simple-signing';

/**
 * Reads the payload of a legacy signature. Each member of `critical` must be one that is known, since whoever wrote another
 * one wanted nobody to pass over it.
 *
 * @param bytes - the payload whose signature is checked, as it came; at most 64 KiB
 * @throws FormatError of format `simple-signing` or `json`
 * @example parseSimpleSigning(blob).digest
 * @see containers/image docs/containers-signature.5.md, "critical"; cosign specs/SIGNATURE_SPEC.md, "Payloads"
 */
export function parseSimpleSigning(bytes: Uint8Array): SimpleSigning {
  const members: Members = new Members(FORMAT, parseJson(bytes, LIMITS));
  members.only(['critical', 'optional']);
  const critical = members.inside('critical');
  critical.only(['identity', 'image', 'type']);
  if (critical.text('type') !== TYPE) critical.fail('type', `must be ${JSON.stringify(TYPE)}`);
  const identity = critical.inside('identity');
  identity.only(['docker-reference']);
  const image = critical.inside('image');
  image.only(['docker-manifest-digest']);
  const digest = image.text('docker-manifest-digest', 256);
  if (!isDigest(digest)) image.fail('docker-manifest-digest', 'must be a digest');
  const optional = members.has('optional') && members.object.optional !== null ? members.inside('optional').object : {};
  const texts = Object.entries(optional).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return {
    digest: digest as Digest,
    reference: identity.string('docker-reference'),
    annotations: Object.fromEntries(texts),
  };
}

/**
 * Writes the payload of a legacy signature as canonical JSON.
 * @throws FormatError when a text has a lone surrogate
 * @example serialiseSimpleSigning({ digest, reference: 'registry.example.com/app', annotations: {} })
 */
export function serialiseSimpleSigning({ digest, reference, annotations }: SimpleSigning): Uint8Array<ArrayBuffer> {
  return canonicalJsonBytes({
    critical: { identity: { 'docker-reference': reference }, image: { 'docker-manifest-digest': digest }, type: TYPE },
    optional: Object.keys(annotations).length === 0 ? null : annotations,
  });
}
