import { type Digest, digestEncoded, sha256Digest } from '../../formats/digest.ts';
import { type DsseEnvelope, dssePae } from '../../formats/dsse.ts';
import { FormatError } from '../../formats/format-error.ts';
import { IN_TOTO_PAYLOAD_TYPE, parseStatement, type Statement } from '../../formats/in-toto.ts';
import { parseSigstoreBundle, type SigstoreBundle } from '../../formats/sigstore/bundle.ts';
import type { TrustedRoot } from '../../formats/sigstore/trusted-root.ts';
import type { BundleReport } from '../../records/bundle-report.ts';
import { BLOB_HASHES, type Blob, blobDigest, verifiesBlob } from './blob-signature.ts';
import { BundleChecks, BundleRefusal } from './bundle-checks.ts';
import { checkEntries, checkTimes, checkTimestamps, signatureOf } from './bundle-log.ts';
import { type ClaimedSigner, checkCertificate, claimedSigner, type WantedSigner } from './bundle-signer.ts';
import { verifiesEd25519ph } from './ed25519ph.ts';
import type { PublicKey } from './public-key.ts';

/** What a bundle is said to be about: a file, or one digest of it. */
export interface BlobArtifact {
  /** As the user wrote it. */
  readonly name: string;
  readonly digest: Digest;
  readonly blob: Blob;
}

/** A bundle, what it is to be about, and whom to trust. */
export interface BlobBundleCase {
  /** Name of the bundle, for the report. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly artifact: BlobArtifact;
  readonly wanted: WantedSigner;
  /** Logs, authorities and timestamp authorities; an identity needs it. */
  readonly root?: TrustedRoot;
  /** Seconds since 1970; what a key signed has no other time. */
  readonly now: number;
}

// Algorithms of messageDigest by the names of sigstore protobuf-specs, sigstore_common.proto.
const DIGEST_ALGORITHMS: Readonly<Record<string, (typeof BLOB_HASHES)[number]>> = {
  SHA2_256: 'sha256',
  SHA2_384: 'sha384',
  SHA2_512: 'sha512',
};

/**
 * Verifies one Sigstore bundle about one artifact, offline. Every version and both kinds of content are held to the same:
 * the format, the signer, the artifact (its digest, or a subject of the statement), the signature; with a trusted root the
 * log, the timestamps and the certificate. An identity needs a time that a log or a timestamp authority signed, and its
 * certificate must have been valid at all of them.
 *
 * @returns what was looked at and what it showed; never throws for what the bundle holds
 * @example verifyBlobBundle({ name: 'app.sigstore.json', bytes, artifact, wanted, root, now }).outcome // 'verified'
 * @see sigstore architecture-docs, client-spec.md, "Verification"; DSSE v1.0 protocol.md
 */
export function verifyBlobBundle(one: BlobBundleCase): BundleReport {
  const { name, bytes, artifact, wanted, root } = one;
  const checks = new BundleChecks();
  const base = {
    apiVersion: 'twinseal.dev/bundle-report/v1',
    bundle: name,
    artifact: { name: artifact.name, digest: artifact.digest },
  } as const;
  const bundle = checks.make('format', () => readBundle(bytes));
  if (bundle === undefined) return { ...base, outcome: checks.outcome, checks: checks.list };
  const { content } = bundle;
  const claimed = checks.make('signer', () => claimedSigner(bundle, wanted));
  const statement = checks.make<Statement | 'message'>('artifact', () =>
    content.kind === 'dsse'
      ? statementAbout(content.envelope, artifact)
      : hintedDigest(content, artifact, claimed?.key.info.type === 'ed25519'),
  );
  const witnessed = claimed === undefined ? undefined : checkSigned(bundle, claimed, one, checks);
  if (root === undefined && bundle.tlogEntries.length + bundle.timestamps.length > 0)
    checks.skip(
      'log',
      'BUNDLE_LOG_UNCHECKED',
      `${bundle.tlogEntries.length} log entries and ${bundle.timestamps.length} timestamps were not looked at: no trusted root was given`,
    );
  const { outcome } = checks;
  const verified = outcome === 'verified' && claimed !== undefined;
  return {
    ...base,
    outcome,
    version: bundle.version,
    ...(statement !== undefined && statement !== 'message' && { predicateType: statement.predicateType }),
    ...(verified && { signer: claimed.signer, ...witnessed }),
    checks: checks.list,
  };
}

/** The signature, and whatever a trusted root lets be known of when and where it was made. */
function checkSigned(
  bundle: SigstoreBundle,
  { key, verifier, certificate }: ClaimedSigner,
  { artifact, root, now }: BlobBundleCase,
  checks: BundleChecks,
): Pick<BundleReport, 'logs' | 'signedAt'> | undefined {
  const { content, tlogEntries, timestamps } = bundle;
  checks.make('signature', () => checkSignature(bundle, artifact, key));
  if (root === undefined) {
    if (certificate !== undefined)
      checks.make('certificate', () => {
        throw new BundleRefusal('BUNDLE_CERTIFICATE_UNTRUSTED', 'no trusted root was given to hold it to');
      });
    return undefined;
  }
  // What a key signed and a root that names no log: then its timestamp authorities are what it is held to.
  const stampedOnly = certificate === undefined && root.logs.length === 0 && tlogEntries.length === 0;
  const entries = stampedOnly
    ? []
    : checks.make('log', () => checkEntries(tlogEntries, { content, blob: artifact.blob, verifier }, root));
  // Where there are none, nothing was looked at that could be said to hold.
  const stamps =
    timestamps.length === 0
      ? []
      : checks.make('timestamp', () => checkTimestamps(timestamps, [signatureOf(content)], root));
  const times = [...(entries ?? []).flatMap(({ time }) => time ?? []), ...(stamps ?? [])];
  if (entries !== undefined && stamps !== undefined)
    checks.make('time', () => checkTimes(entries, times, certificate !== undefined || stampedOnly, now));
  if (certificate !== undefined && times.length > 0)
    checks.make('certificate', () => checkCertificate(certificate, times, root));
  return {
    logs: (entries ?? []).map(({ log }) => log.host),
    signedAt: times.toSorted((a, b) => a - b).map((time) => new Date(time * 1000).toISOString()),
  };
}

function readBundle(bytes: Uint8Array): { readonly value: SigstoreBundle; readonly reason: string } {
  try {
    const value = parseSigstoreBundle(bytes);
    return { value, reason: `a bundle of v${value.version}` };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new BundleRefusal('BUNDLE_MALFORMED', error.message);
  }
}

/**
 * The statement, when it names the artifact. Any of its subjects will do, as they are all signed; every digest that is
 * known of both must agree, so that no statement can be about two things at once.
 */
function statementAbout(envelope: DsseEnvelope, { blob }: BlobArtifact): { value: Statement; reason: string } {
  if (envelope.payloadType !== IN_TOTO_PAYLOAD_TYPE)
    throw new BundleRefusal('BUNDLE_PAYLOAD_TYPE', `the envelope holds ${JSON.stringify(envelope.payloadType)}`);
  let statement: Statement;
  try {
    statement = parseStatement(envelope.payload);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new BundleRefusal('BUNDLE_STATEMENT_MALFORMED', error.message);
  }
  const known = BLOB_HASHES.flatMap((hash) => {
    const digest = blobDigest(blob, hash);
    return digest === undefined ? [] : [{ hash, hex: Buffer.from(digest).toString('hex') }];
  });
  const index = statement.subject.findIndex(({ digest }) => {
    const common = known.filter(({ hash }) => Object.hasOwn(digest, hash));
    return common.length > 0 && common.every(({ hash, hex }) => digest[hash] === hex);
  });
  const { predicateType } = statement;
  if (index < 0)
    throw new BundleRefusal(
      'BUNDLE_SUBJECT_MISSING',
      `none of the ${statement.subject.length} subjects of the statement ${predicateType} has the digest of the artifact`,
    );
  return { value: statement, reason: `subject ${index + 1} of a statement ${predicateType}` };
}

/**
 * The digest beside a signature is a hint; one that is wrong means that the bundle is another artifact's. It must be there,
 * but beside Ed25519, which hashes nothing first: cosign leaves it out then, and takes no other bundle without it.
 */
function hintedDigest(
  { messageDigest }: Extract<SigstoreBundle['content'], { kind: 'message' }>,
  { blob }: BlobArtifact,
  hashesNothing: boolean,
): { value: 'message'; reason: string } {
  const value = 'message' as const;
  if (messageDigest === undefined) {
    if (!hashesNothing) throw new BundleRefusal('BUNDLE_MALFORMED', 'the bundle has no digest beside its signature');
    return { value, reason: 'the bundle notes no digest beside the signature' };
  }
  const { algorithm, digest } = messageDigest;
  const hash = Object.hasOwn(DIGEST_ALGORITHMS, algorithm) ? DIGEST_ALGORITHMS[algorithm] : undefined;
  const own = hash === undefined ? undefined : blobDigest(blob, hash);
  if (own === undefined) return { value, reason: `the digest that the bundle notes (${algorithm}) can't be compared` };
  if (Buffer.compare(own, digest) !== 0)
    throw new BundleRefusal(
      'BUNDLE_HINT_WRONG',
      `the bundle is about the ${hash} ${Buffer.from(digest).toString('hex')}`,
    );
  return { value, reason: `the ${hash} that the bundle notes is that of the artifact` };
}

/** As cosign signs files: Ed25519 signs them as they are, or, where a log has to take the hash, their SHA-512. */
function verifiesMessage(key: PublicKey, blob: Blob, signature: Uint8Array): boolean | undefined {
  const plain = verifiesBlob(key, blob, signature);
  const { info } = key;
  if (plain === true || info.type !== 'ed25519') return plain;
  const sha512 = blobDigest(blob, 'sha512');
  return sha512 !== undefined && verifiesEd25519ph(info.key, sha512, signature) ? true : plain;
}

/** A hint proves nothing, but tells a mistake from a change. @see sigstore protobuf-specs, PublicKeyIdentifier; cosign pkg/cosign/bundle */
function likelyCause(material: SigstoreBundle['key'], { spki }: PublicKey): string {
  if (material.kind !== 'public-key') return 'it was changed, or is of another key than that of the certificate';
  const own = Buffer.from(digestEncoded(sha256Digest(spki)), 'hex').toString('base64');
  if (material.hint === own) return 'the bundle names this very key, so it or what it signs was changed';
  return material.hint === ''
    ? 'it is by another key than the one given, or was changed'
    : `it may be by another key, since the bundle names ${JSON.stringify(material.hint.slice(0, 80))} and not ${JSON.stringify(own)}, the one given`;
}

function checkSignature({ content, key: material }: SigstoreBundle, { blob }: BlobArtifact, key: PublicKey) {
  const signed =
    content.kind === 'dsse' ? { bytes: dssePae(content.envelope.payloadType, content.envelope.payload) } : blob;
  const verified =
    content.kind === 'dsse'
      ? verifiesBlob(key, signed, signatureOf(content))
      : verifiesMessage(key, blob, content.signature);
  if (verified === undefined)
    throw new BundleRefusal(
      'BUNDLE_NEEDS_FILE',
      `a digest can't tell whether this signature by a key of type ${key.info.type} verifies: name the file`,
      'fault',
    );
  if (!verified)
    throw new BundleRefusal(
      'BUNDLE_SIGNATURE_INVALID',
      `the signature does not verify over the ${content.kind === 'dsse' ? 'statement' : 'artifact'}: ${likelyCause(material, key)}`,
    );
  const over = content.kind === 'dsse' ? 'the statement' : 'the artifact';
  return { value: true, reason: `verifies over ${over}` };
}
