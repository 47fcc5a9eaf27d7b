import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { bundleOf } from './signing.ts';
import type { EntryJson, SigstoreInstance } from './sigstore-instance.ts';

const b64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

/** Who has seen a signature by key, and when. */
export interface Witnessed {
  /** One entry each: of the older log, which says when, or of the newer one, which does not. */
  readonly logs?: readonly { readonly log: 'v1' | 'v2'; readonly time?: number; readonly body?: 'v1' | 'v2' }[];
  /** One timestamp each, seconds since 1970. */
  readonly stamps?: readonly number[];
  readonly entry?: (entry: EntryJson) => unknown;
  readonly stamp?: (token: string) => string;
  /** The key that the entry of a log names, in place of the signer's. */
  readonly logged?: KeyObject;
}

/** A bundle by key over a statement, with what logs and timestamp authorities of an instance say of it. */
export function witnessedBundle(
  instance: SigstoreInstance,
  key: KeyObject,
  statement: string,
  { logs = [], stamps = [], entry, stamp, logged = key }: Witnessed,
): Uint8Array {
  return bundleOf(key, statement, {
    edit(bundle) {
      const envelope = bundle.dsseEnvelope as { readonly payloadType: string; readonly signatures: { sig: string }[] };
      const signature = Buffer.from(envelope.signatures[0]?.sig ?? '', 'base64');
      const publicKey = createPublicKey(logged);
      const pem = publicKey.export({ type: 'spki', format: 'pem' });
      const body = (log: 'v1' | 'v2') => {
        const pae = `DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${Buffer.byteLength(statement)} ${statement}`;
        if (log === 'v1')
          return {
            apiVersion: '0.0.1',
            kind: 'dsse',
            spec: {
              envelopeHash: { algorithm: 'sha256', value: sha256(statement).toString('hex') },
              payloadHash: { algorithm: 'sha256', value: sha256(statement).toString('hex') },
              signatures: [{ signature: b64(signature), verifier: b64(pem) }],
            },
          };
        return {
          apiVersion: '0.0.2',
          kind: 'hashedrekord',
          spec: {
            hashedRekordV002: {
              data: { algorithm: 'SHA2_256', digest: b64(sha256(pae)) },
              signature: {
                content: b64(signature),
                verifier: {
                  publicKey: { rawBytes: b64(publicKey.export({ type: 'spki', format: 'der' })) },
                  keyDetails: 'PKIX_ECDSA_P256_SHA_256',
                },
              },
            },
          },
        };
      };
      const entries = logs.map(({ log, time, body: kind = log }) => {
        const made = instance.entryOf(canonicalJson(body(kind)), { log, ...(time !== undefined && { time }) });
        return entry?.(made) ?? made;
      });
      const tokens = stamps.map((time) => instance.stampOf(signature, time));
      const material = {
        ...(bundle.verificationMaterial as object),
        ...(entries.length > 0 && { tlogEntries: entries }),
        ...(tokens.length > 0 && {
          timestampVerificationData: {
            rfc3161Timestamps: tokens.map((token) => ({ signedTimestamp: stamp?.(token) ?? token })),
          },
        }),
      };
      return { ...bundle, verificationMaterial: material };
    },
  });
}
