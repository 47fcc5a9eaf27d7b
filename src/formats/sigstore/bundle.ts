import { encodeBase64 } from '../base64.ts';
import { type DsseEnvelope, dsseEnvelopeFromJson, dsseEnvelopeToJson } from '../dsse.ts';
import { equalBytes } from '../equal-bytes.ts';
import { FormatError } from '../format-error.ts';
import { canonicalJsonBytes } from '../json/canonical.ts';
import { Members } from '../json/members.ts';
import type { JsonLimits } from '../json/parse.ts';
import type { JsonObject, JsonValue } from '../json/value.ts';
import { MEDIA_TYPES } from '../oci/media-types.ts';
import { parseProtoJson } from './proto-json.ts';
import { bytesMember, type TlogEntry, tlogEntryFromJson, tlogEntryToJson } from './tlog-entry.ts';

/** What a bundle says the signature is to be verified with. */
export type VerificationKey =
  | { readonly kind: 'public-key'; readonly hint: string }
  | { readonly kind: 'certificate'; readonly certificate: Uint8Array }
  | { readonly kind: 'chain'; readonly certificates: readonly Uint8Array[] };

/** What is signed: a DSSE envelope with exactly one signature, or a digest of something outside. */
export type BundleContent =
  | { readonly kind: 'dsse'; readonly envelope: DsseEnvelope }
  | {
      readonly kind: 'message';
      readonly signature: Uint8Array;
      /** A hint: it must never stand in for hashing the artifact. */
      readonly messageDigest?: { readonly algorithm: string; readonly digest: Uint8Array };
    };

/** A Sigstore bundle. */
export interface SigstoreBundle {
  readonly version: '0.1' | '0.2' | '0.3';
  readonly key: VerificationKey;
  readonly tlogEntries: readonly TlogEntry[];
  /** RFC 3161 time-stamp responses or tokens, DER. */
  readonly timestamps: readonly Uint8Array[];
  readonly content: BundleContent;
}

const VERSIONS: Readonly<Record<string, SigstoreBundle['version']>> = {
  'application/vnd.dev.sigstore.bundle+json;version=0.1': '0.1',
  'application/vnd.dev.sigstore.bundle+json;version=0.2': '0.2',
  'application/vnd.dev.sigstore.bundle+json;version=0.3': '0.3',
  [MEDIA_TYPES.sigstoreBundle]: '0.3',
};
const FORMAT = 'sigstore-bundle';
/** Names of hashes in sigstore_common.proto that signatures over artifacts are made with. */
const DIGEST_ALGORITHMS: readonly string[] = ['SHA2_256', 'SHA2_384', 'SHA2_512'];
const MAX_ENTRIES = 32;
const MAX_TIMESTAMPS = 32;
const MAX_CERTIFICATES = 10;
const MAX_SIGNATURES = 16;
const MAX_DER = 64 * 1024;

/** A statement of 16 MiB in base64, and a log entry beside it. */
const BUNDLE_LIMITS: JsonLimits = { maxBytes: 32 * 1024 * 1024, maxDepth: 16, maxValues: 16_384 };

/**
 * Reads a bundle of v0.1 to v0.3: no unknown members, exactly one kind of key and of content, at most 32 log entries and
 * 32 timestamps, none of them twice, a certificate chain only before v0.3, in v0.1 a promise and later a proof with each log entry.
 *
 * @throws FormatError
 * @example parseSigstoreBundle(blob).content.kind // 'dsse'
 * @see sigstore protobuf-specs, sigstore_bundle.proto; GHSA-cq38-jh5f-37mq (bounds)
 */
export function parseSigstoreBundle(bytes: Uint8Array, limits: JsonLimits = BUNDLE_LIMITS): SigstoreBundle {
  const members: Members = new Members(FORMAT, parseProtoJson(bytes, limits));
  members.only(['mediaType', 'verificationMaterial', 'messageSignature', 'dsseEnvelope']);
  const mediaType = members.text('mediaType', 128);
  const version = Object.hasOwn(VERSIONS, mediaType) ? VERSIONS[mediaType] : undefined;
  if (version === undefined) members.fail('mediaType', 'is none of the bundle versions that are read');
  const material: Members = members.inside('verificationMaterial');
  material.only(['publicKey', 'certificate', 'x509CertificateChain', 'tlogEntries', 'timestampVerificationData']);
  const entries = material.has('tlogEntries') ? material.array('tlogEntries', MAX_ENTRIES) : [];
  const tlogEntries = entries.map((entry, index) =>
    tlogEntryFromJson(entry, `/verificationMaterial/tlogEntries/${index}`),
  );
  // GHSA-9vcr-p3rj-q5q6: what is there twice must not count twice. Every other reader refuses it, so no bundle needs it.
  if (
    hasTwins(
      tlogEntries,
      (a, b) => equalBytes(a.logId, b.logId) && equalBytes(a.canonicalizedBody, b.canonicalizedBody),
    )
  )
    material.fail('tlogEntries', 'has one entry twice');
  const needed = version === '0.1' ? 'inclusionPromise' : 'inclusionProof';
  if (tlogEntries.some((entry) => entry[needed] === undefined))
    material.fail('tlogEntries', `has an entry without ${needed}, which bundles of v${version} need`);
  if (version !== '0.1' && tlogEntries.some((entry) => entry.inclusionProof?.checkpoint === undefined))
    material.fail('tlogEntries', `has a proof without checkpoint, which bundles of v${version} need`);
  return {
    version,
    key: readKey(material, version),
    tlogEntries,
    timestamps: readTimestamps(material),
    content: readContent(members),
  };
}

/**
 * Writes a bundle of v0.3 as canonical JSON.
 * @throws FormatError when the bundle is older or has no v0.3 form
 * @example serialiseSigstoreBundle({ version: '0.3', key: { kind: 'public-key', hint }, tlogEntries: [], timestamps: [], content })
 */
export function serialiseSigstoreBundle(bundle: SigstoreBundle): Uint8Array<ArrayBuffer> {
  if (bundle.version !== '0.3') throw new FormatError(FORMAT, `a bundle of v${bundle.version} is read, never written`);
  const { content } = bundle;
  const signed: JsonObject =
    content.kind === 'dsse'
      ? { dsseEnvelope: dsseEnvelopeToJson(content.envelope) }
      : { messageSignature: messageToJson(content) };
  const bytes = canonicalJsonBytes({
    mediaType: MEDIA_TYPES.sigstoreBundle,
    verificationMaterial: {
      ...keyToJson(bundle.key),
      tlogEntries: bundle.tlogEntries.length === 0 ? undefined : bundle.tlogEntries.map(tlogEntryToJson),
      timestampVerificationData:
        bundle.timestamps.length === 0
          ? undefined
          : { rfc3161Timestamps: bundle.timestamps.map((token) => ({ signedTimestamp: encodeBase64(token) })) },
    },
    ...signed,
  });
  // What we sign must be what a strict reader takes.
  parseSigstoreBundle(bytes);
  return bytes;
}

function readKey(material: Members, version: SigstoreBundle['version']): VerificationKey {
  const kinds = ['publicKey', 'certificate', 'x509CertificateChain'].filter((name) => material.has(name));
  if (kinds.length !== 1) material.fail('publicKey', 'or a certificate must be there, exactly one of them');
  if (kinds[0] === 'publicKey') {
    const key = material.inside('publicKey');
    key.only(['hint']);
    return { kind: 'public-key', hint: key.optionalString('hint', 1024) ?? '' };
  }
  if (kinds[0] === 'certificate')
    return { kind: 'certificate', certificate: readCertificate(material.inside('certificate')) };
  if (version === '0.3') material.fail('x509CertificateChain', 'is not allowed in a bundle of v0.3');
  const chain: Members = material.inside('x509CertificateChain');
  chain.only(['certificates']);
  const certificates = chain.array('certificates', MAX_CERTIFICATES);
  if (certificates.length === 0) chain.fail('certificates', 'must not be empty');
  return {
    kind: 'chain',
    certificates: certificates.map((one, index) =>
      readCertificate(new Members(FORMAT, one, `${chain.pointer('certificates')}/${index}`)),
    ),
  };
}

function readCertificate(members: Members): Uint8Array {
  members.only(['rawBytes']);
  return bytesMember(members, 'rawBytes', MAX_DER);
}

function readTimestamps(material: Members): readonly Uint8Array[] {
  if (!material.has('timestampVerificationData')) return [];
  const data = material.inside('timestampVerificationData');
  data.only(['rfc3161Timestamps']);
  if (!data.has('rfc3161Timestamps')) return [];
  const tokens = data.array('rfc3161Timestamps', MAX_TIMESTAMPS).map((value: JsonValue, index) => {
    const timestamp = new Members(FORMAT, value, `${data.pointer('rfc3161Timestamps')}/${index}`);
    timestamp.only(['signedTimestamp']);
    return bytesMember(timestamp, 'signedTimestamp', MAX_DER);
  });
  if (hasTwins(tokens, equalBytes)) data.fail('rfc3161Timestamps', 'has one timestamp twice');
  return tokens;
}

function hasTwins<T>(list: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return list.some((one, at) => list.slice(at + 1).some((other) => same(one, other)));
}

function readContent(members: Members): BundleContent {
  if (members.has('dsseEnvelope') === members.has('messageSignature'))
    throw new FormatError(FORMAT, 'exactly one of dsseEnvelope and messageSignature must be there');
  if (members.has('dsseEnvelope')) {
    const inside = members.inside('dsseEnvelope');
    inside.only(['payload', 'payloadType', 'signatures']);
    // DSSE by itself passes over members that it does not know; a bundle is protobuf, whose readers refuse them.
    for (const [index, one] of inside.array('signatures', MAX_SIGNATURES).entries())
      new Members(FORMAT, one, `/dsseEnvelope/signatures/${index}`).only(['sig', 'keyid']);
    const envelope = dsseEnvelopeFromJson(inside.object, '/dsseEnvelope');
    // sigstore_bundle.proto: "there MUST only be a single signature".
    if (envelope.signatures.length !== 1) members.fail('dsseEnvelope', 'must have exactly one signature');
    return { kind: 'dsse', envelope };
  }
  const message = members.inside('messageSignature');
  message.only(['messageDigest', 'signature']);
  const signature = bytesMember(message, 'signature', 16 * 1024);
  if (!message.has('messageDigest')) return { kind: 'message', signature };
  const digest = message.inside('messageDigest');
  digest.only(['algorithm', 'digest']);
  // cosign writes an empty one beside Ed25519, which hashes nothing first.
  if (!digest.has('algorithm') && !digest.has('digest')) return { kind: 'message', signature };
  const algorithm = digest.text('algorithm', 32);
  if (!DIGEST_ALGORITHMS.includes(algorithm)) digest.fail('algorithm', 'names no hash that is read');
  return { kind: 'message', signature, messageDigest: { algorithm, digest: bytesMember(digest, 'digest', 64) } };
}

function keyToJson(key: VerificationKey): JsonObject {
  switch (key.kind) {
    case 'public-key':
      return { publicKey: { hint: key.hint } };
    case 'certificate':
      return { certificate: { rawBytes: encodeBase64(key.certificate) } };
    case 'chain':
      throw new FormatError(FORMAT, 'a bundle of v0.3 carries a leaf certificate, not a chain');
  }
}

function messageToJson(content: Extract<BundleContent, { kind: 'message' }>): JsonObject {
  const { messageDigest, signature } = content;
  return {
    messageDigest:
      messageDigest === undefined
        ? undefined
        : { algorithm: messageDigest.algorithm, digest: encodeBase64(messageDigest.digest) },
    signature: encodeBase64(signature),
  };
}
