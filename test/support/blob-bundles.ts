import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { type Digest, sha256Digest } from '../../src/formats/digest.ts';
import { type BlobArtifact, verifyBlobBundle } from '../../src/judge/verify/blob-bundle.ts';
import { publicKeyOf } from '../../src/judge/verify/public-key.ts';
import type { BundleReport } from '../../src/records/bundle-report.ts';

// A signer of its own, sharing no code with src.

/** A bundle of v0.3 by key over a file, as `cosign sign-blob` writes it for keys that sign SHA-256. */
export function blobBundle(key: KeyObject, file: Uint8Array, edit?: (bundle: BlobBundleJson) => unknown): Uint8Array {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const hash = key.asymmetricKeyType === 'ed25519' ? undefined : 'sha256';
  const bundle: BlobBundleJson = {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: createHash('sha256').update(spki).digest('base64') } },
    messageSignature: {
      messageDigest: { algorithm: 'SHA2_256', digest: createHash('sha256').update(file).digest('base64') },
      signature: sign(hash, file, key).toString('base64'),
    },
  };
  return Buffer.from(JSON.stringify(edit?.(bundle) ?? bundle));
}

export interface BlobBundleJson {
  mediaType: string;
  verificationMaterial: Record<string, unknown>;
  messageSignature: { messageDigest?: { algorithm?: string; digest?: string }; signature: string };
}

/** A file as an artifact. */
export function fileArtifact(bytes: Uint8Array): BlobArtifact {
  return { name: 'app', digest: sha256Digest(bytes), blob: { bytes } };
}

/** The SHA-256 of a file as an artifact. */
export function digestArtifact(bytes: Uint8Array): BlobArtifact {
  const digest = createHash('sha256').update(bytes).digest();
  const name = `sha256:${digest.toString('hex')}` as Digest;
  return { name, digest: name, blob: { hash: 'sha256', digest } };
}

/** Verifies by key, against the file and against its digest; the two must say the same but for what only a file can tell. */
export function verifiedByKey(
  bytes: Uint8Array,
  file: Uint8Array,
  key: KeyObject,
): readonly [BundleReport, BundleReport] {
  const publicKey = publicKeyOf(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  const verify = (artifact: BlobArtifact) =>
    verifyBlobBundle({ name: 'bundle', bytes, artifact, wanted: { kind: 'key', key: publicKey }, now: 0 });
  return [verify(fileArtifact(file)), verify(digestArtifact(file))];
}

/** The codes of checks that do not hold. */
export function refusals({ checks }: BundleReport): readonly string[] {
  return checks.filter(({ status }) => status === 'fail' || status === 'fault').map(({ code }) => code);
}
