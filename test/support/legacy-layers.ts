// Layers as cosign before version 3 writes them: a signature or an attestation, with what an instance says of it in annotations.
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { type TestImage, TYPES } from './sealed-image.ts';
import type { EntryJson, KeylessBend, SigstoreInstance } from './sigstore-instance.ts';

/** The annotations by what they hold. */
export const LEGACY = {
  signature: 'dev.cosignproject.cosign/signature',
  certificate: 'dev.sigstore.cosign/certificate',
  chain: 'dev.sigstore.cosign/chain',
  bundle: 'dev.sigstore.cosign/bundle',
  timestamp: 'dev.sigstore.cosign/rfc3161timestamp',
} as const;

/** One layer of a test. */
export interface TestLayer {
  readonly payload: Uint8Array;
  readonly mediaType: string;
  readonly annotations: Readonly<Record<string, string>>;
}

const SIMPLE = 'application/vnd.dev.cosign.simplesigning.v1+json';
const DSSE = 'application/vnd.dsse.envelope.v1+json';
const b64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The payload of a signature, as cosign writes it. */
export function simplePayload(digest: string, reference = 'registry.example.com/team/app'): Buffer {
  const critical = {
    identity: { 'docker-reference': reference },
    image: { 'docker-manifest-digest': digest },
    type: 'cosign container image signature',
  };
  return Buffer.from(JSON.stringify({ critical, optional: null }));
}

const certificatePem = (der: string): string =>
  `-----BEGIN CERTIFICATE-----\n${der.replaceAll(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;

/** The annotation with a log entry, as Go writes it. */
export function logAnnotation(entry: EntryJson): string {
  return JSON.stringify({
    SignedEntryTimestamp: entry.inclusionPromise?.signedEntryTimestamp,
    Payload: {
      body: entry.canonicalizedBody,
      integratedTime: Number(entry.integratedTime),
      logIndex: Number(entry.logIndex),
      logID: Buffer.from(entry.logId.keyId, 'base64').toString('hex'),
    },
  });
}

interface BundleJson {
  readonly verificationMaterial: {
    readonly certificate: { readonly rawBytes: string };
    readonly tlogEntries: readonly EntryJson[];
    readonly timestampVerificationData?: {
      readonly rfc3161Timestamps: readonly { readonly signedTimestamp: string }[];
    };
  };
  readonly messageSignature?: { readonly signature: string };
  readonly dsseEnvelope?: object;
}

/** A signature, or an attestation, by an identity. */
export function keylessLayer(
  instance: SigstoreInstance,
  content: { readonly file: Uint8Array } | { readonly statement: string },
  bend: KeylessBend = {},
): TestLayer {
  const bundle = JSON.parse(Buffer.from(instance.bundle(content, bend)).toString()) as BundleJson;
  const { certificate, tlogEntries, timestampVerificationData } = bundle.verificationMaterial;
  const [entry] = tlogEntries;
  const [stamp] = timestampVerificationData?.rfc3161Timestamps ?? [];
  return {
    payload: 'file' in content ? content.file : Buffer.from(JSON.stringify(bundle.dsseEnvelope)),
    mediaType: 'file' in content ? SIMPLE : DSSE,
    annotations: {
      [LEGACY.signature]: bundle.messageSignature?.signature ?? '',
      [LEGACY.certificate]: certificatePem(certificate.rawBytes),
      [LEGACY.chain]: '',
      ...(entry !== undefined && { [LEGACY.bundle]: logAnnotation(entry) }),
      ...(stamp !== undefined && {
        [LEGACY.timestamp]: JSON.stringify({ SignedRFC3161Timestamp: stamp.signedTimestamp }),
      }),
    },
  };
}

/** A signature by key, with the entry of a log and a timestamp where they are asked for. */
export function keyedLayer(
  instance: SigstoreInstance,
  key: KeyObject,
  payload: Uint8Array,
  { logged, stamped }: { readonly logged?: number; readonly stamped?: number } = {},
): TestLayer {
  const signature = sign('sha256', payload, key);
  const pem = createPublicKey(key).export({ type: 'spki', format: 'pem' });
  const body = `{"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"sha256","value":"${sha256(payload)}"}},"signature":{"content":"${b64(signature)}","publicKey":{"content":"${b64(pem)}"}}}}`;
  return {
    payload,
    mediaType: SIMPLE,
    annotations: {
      [LEGACY.signature]: b64(signature),
      ...(logged !== undefined && { [LEGACY.bundle]: logAnnotation(instance.entryOf(body, { time: logged })) }),
      ...(stamped !== undefined && {
        [LEGACY.timestamp]: JSON.stringify({ SignedRFC3161Timestamp: instance.stampOf(signature, stamped) }),
      }),
    },
  };
}

/** Puts layers under a tag of cosign. */
export function tagLayers(
  { store }: TestImage,
  subject: Descriptor,
  layers: readonly TestLayer[],
  kind: 'sig' | 'att' = 'sig',
): Descriptor {
  const config = store.put(Buffer.from('{}'), TYPES.config);
  const named = layers.map(({ payload, annotations, mediaType }) => ({
    ...store.put(payload, mediaType),
    annotations,
  }));
  const manifest = store.putJson(
    { schemaVersion: 2, mediaType: TYPES.manifest, config, layers: named },
    TYPES.manifest,
  );
  store.tag(subject.digest, kind, manifest);
  return manifest;
}
