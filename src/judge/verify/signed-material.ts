import type { DsseEnvelope } from '../../formats/dsse.ts';
import { dssePae } from '../../formats/dsse.ts';
import type { Annotations } from '../../formats/oci/descriptor.ts';
import type { BundleContent, SigstoreBundle } from '../../formats/sigstore/bundle.ts';
import { type LegacyMaterial, legacyCertificate, legacyWitnesses } from '../../formats/sigstore/legacy-material.ts';
import { isSince, type Rules } from '../../records/evidence-set.ts';
import { signatureOf } from './bundle-log.ts';

/** A signature with what comes along to tell when it was made, whatever form that came in. */
export interface SignedMaterial {
  readonly content: BundleContent;
  /** What the log entries of a message are about, or the payload of an envelope. */
  readonly payload: Uint8Array;
  /** The certificate that came along. @throws FormatError where it can't be read */
  readonly certificate?: () => Uint8Array | undefined;
  /** Log entries and timestamps. @throws FormatError where they can't be read */
  readonly witnesses: () => Pick<LegacyMaterial, 'tlogEntries' | 'timestamps'>;
  /** The envelope byte for byte, where it is kept as it was uploaded to a log. */
  readonly envelope?: Uint8Array;
  /** What a timestamp may be over, any of them. */
  readonly stamped: readonly Uint8Array[];
}

/** The bytes that the signature of a material covers. @example signedBytes(bundleMaterial(bundle, payload)).length */
export function signedBytes({ content, payload }: Pick<SignedMaterial, 'content' | 'payload'>): Uint8Array {
  return content.kind === 'dsse' ? dssePae(content.envelope.payloadType, payload) : payload;
}

/** A bundle around an envelope. @example bundleMaterial(bundle, envelope.payload).witnesses().timestamps */
export function bundleMaterial(
  { content, tlogEntries, timestamps }: Pick<SigstoreBundle, 'content' | 'tlogEntries' | 'timestamps'>,
  payload: Uint8Array,
): SignedMaterial {
  return { content, payload, witnesses: () => ({ tlogEntries, timestamps }), stamped: [signatureOf(content)] };
}

/**
 * A layer of signatures of cosign before version 3.
 * @param rules - by which the evidence is read: older ones know no entries of whole envelopes, and no certificate beside a key
 * @example messageMaterial(annotations, blob.bytes, signature, RULES).content.kind // 'message'
 */
export function messageMaterial(
  annotations: Annotations,
  payload: Uint8Array,
  signature: Uint8Array,
  rules: Rules | undefined,
): SignedMaterial {
  return {
    content: { kind: 'message', signature },
    payload,
    ...(isSince(rules, 3) && { certificate: () => legacyCertificate(annotations) }),
    witnesses: () => legacyWitnesses(annotations),
    stamped: [signature],
  };
}

/**
 * A layer of attestations of cosign before version 3. Its timestamp is over the whole layer, as cosign 2 makes it, or over the
 * signature, as cosign 3 does; either shows that the signature was there.
 *
 * @param rules - by which the evidence is read: older ones know no entries of whole envelopes, and no certificate beside a key
 * @see cosign v2.6.4 cmd/cosign/cli/attest/attest.go, where `tsaPayload` is chosen; v3.1.2 pkg/cosign/verify.go (VerifyRFC3161Timestamp)
 */
export function envelopeMaterial(
  annotations: Annotations,
  layer: Uint8Array,
  envelope: DsseEnvelope,
  rules: Rules | undefined,
): SignedMaterial {
  const content = { kind: 'dsse', envelope } as const;
  return {
    content,
    payload: envelope.payload,
    ...(isSince(rules, 3) && { envelope: layer, certificate: () => legacyCertificate(annotations) }),
    witnesses: () => legacyWitnesses(annotations),
    stamped: [layer, signatureOf(content)],
  };
}
