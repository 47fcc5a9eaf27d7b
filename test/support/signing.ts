import { constants, createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { CHAIN_START, type TestChain } from './certificates.ts';

// A signer of its own, sharing no code with src: what it writes is what the formats' documents say.

const b64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const b64url = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url');

/** What an attacker may bend in a bundle. */
export interface BundleBend {
  readonly payloadType?: string;
  readonly hint?: string;
  readonly signatures?: (sig: string) => readonly object[];
  readonly edit?: (bundle: Record<string, unknown>) => unknown;
  /** Payload to put in after signing. */
  readonly payload?: (signed: string) => string;
}

/** An in-toto statement about digests. */
export function statementOf(
  digests: readonly string[],
  predicateType: string,
  predicate: unknown,
  type = 'v1',
): object {
  return {
    _type: `https://in-toto.io/Statement/${type}`,
    subject: digests.map((digest) => ({ name: 'app', digest: { sha256: digest.replace('sha256:', '') } })),
    predicateType,
    predicate,
  };
}

/** A Sigstore bundle v0.3 by key over a payload. @see cosign specs/BUNDLE_SPEC.md; DSSE v1.0 protocol.md */
export function bundleOf(key: KeyObject, payload: string, bend: BundleBend = {}): Uint8Array {
  const payloadType = bend.payloadType ?? 'application/vnd.in-toto+json';
  const body = Buffer.from(payload);
  const pae = Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${body.length} `),
    body,
  ]);
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const hash =
    key.asymmetricKeyType === 'ed25519'
      ? undefined
      : curve === 'secp384r1'
        ? 'sha384'
        : curve === 'secp521r1'
          ? 'sha512'
          : 'sha256';
  const sig = b64(sign(hash, pae, key));
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const bundle = {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: bend.hint ?? createHash('sha256').update(spki).digest('base64') } },
    dsseEnvelope: {
      payload: b64(bend.payload?.(payload) ?? payload),
      payloadType,
      signatures: bend.signatures?.(sig) ?? [{ sig }],
    },
  };
  const edited = bend.edit?.(bundle) ?? bundle;
  return Buffer.from(typeof edited === 'string' ? edited : JSON.stringify(edited));
}

/** As `cosign sign` of version 3 makes it. */
export function imageSignature(key: KeyObject, digest: string, bend: BundleBend = {}): Uint8Array {
  return bundleOf(key, JSON.stringify(statementOf([digest], 'https://sigstore.dev/cosign/sign/v1', {})), bend);
}

/** What an attacker may bend in a notation signature. */
export interface JwsBend {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly crit?: readonly string[];
  readonly payload?: unknown;
  readonly chain?: readonly Uint8Array[];
  readonly edit?: (envelope: Record<string, unknown>) => unknown;
  readonly expiry?: string;
}

/** A notation signature in JWS. @see Notary Project signature-envelope-jws.md */
export function notationSignature(chain: TestChain, target: Descriptor, bend: JwsBend = {}): Uint8Array {
  const { leafKey } = chain;
  const rsa = leafKey.asymmetricKeyDetails?.modulusLength;
  const curve = leafKey.asymmetricKeyDetails?.namedCurve;
  const bits = rsa === 3072 || curve === 'secp384r1' ? 384 : rsa === 4096 || curve === 'secp521r1' ? 512 : 256;
  const crit = ['io.cncf.notary.signingScheme', ...(bend.expiry === undefined ? [] : ['io.cncf.notary.expiry'])];
  const header = b64url(
    JSON.stringify({
      alg: `${rsa === undefined ? 'ES' : 'PS'}${bits}`,
      cty: 'application/vnd.cncf.notary.payload.v1+json',
      crit: bend.crit ?? crit,
      'io.cncf.notary.signingScheme': 'notary.x509',
      'io.cncf.notary.signingTime': new Date((CHAIN_START + 60) * 1000).toISOString().replace('.000', ''),
      ...(bend.expiry !== undefined && { 'io.cncf.notary.expiry': bend.expiry }),
      ...bend.header,
    }),
  );
  const { mediaType, digest, size } = target;
  const payload = b64url(JSON.stringify(bend.payload ?? { targetArtifact: { mediaType, digest, size } }));
  const padding =
    rsa === undefined
      ? { dsaEncoding: 'ieee-p1363' as const }
      : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  const signature = sign(`sha${bits}`, Buffer.from(`${header}.${payload}`), { key: leafKey, ...padding });
  const envelope = {
    payload,
    protected: header,
    header: { x5c: (bend.chain ?? chain.chain).map(b64), 'io.cncf.notary.signingAgent': 'test' },
    signature: b64url(signature),
  };
  const edited = bend.edit?.(envelope) ?? envelope;
  return Buffer.from(typeof edited === 'string' ? edited : JSON.stringify(edited));
}
