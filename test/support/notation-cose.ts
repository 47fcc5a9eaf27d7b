import { constants, sign } from 'node:crypto';
import { encode, Tagged } from 'cborg';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { CHAIN_START, type TestChain } from './certificates.ts';

// A signer of its own, by another library's CBOR: what it writes is what the documents of the formats say.

type Label = number | string;

/** What an attacker may bend in a notation signature in COSE. */
export interface CoseBend {
  /** Labels to set in the signed header before signing; undefined takes one out. */
  readonly header?: readonly (readonly [Label, unknown])[];
  /** The bytes of the signed header, before signing. */
  readonly protectedBytes?: (bytes: Uint8Array) => Uint8Array;
  readonly payload?: unknown;
  readonly chain?: readonly Uint8Array[];
  /** Labels to set in the unsigned header. */
  readonly unprotected?: readonly (readonly [Label, unknown])[];
  /** Protected, unprotected, payload, signature: after signing. */
  readonly parts?: (parts: readonly unknown[]) => readonly unknown[];
  /** Tag of the whole; null for none. */
  readonly tag?: number | null;
  readonly bytes?: (whole: Uint8Array) => Uint8Array;
  /** Seconds since 1970. */
  readonly expiry?: number;
}

const ALGORITHMS: Readonly<Record<string, number>> = {
  ES256: -7,
  ES384: -35,
  ES512: -36,
  PS256: -37,
  PS384: -38,
  PS512: -39,
};

/** A time as COSE envelopes have it. */
export const epoch = (seconds: unknown): Tagged => new Tagged(1, seconds);

/** The signed header of a good signature by this chain. */
export function coseHeader({ leafKey }: TestChain, expiry?: number): Map<Label, unknown> {
  return new Map<Label, unknown>([
    [1, ALGORITHMS[`${schemeOf(leafKey).rsa ? 'PS' : 'ES'}${schemeOf(leafKey).bits}`]],
    [2, ['io.cncf.notary.signingScheme', ...(expiry === undefined ? [] : ['io.cncf.notary.expiry'])]],
    [3, 'application/vnd.cncf.notary.payload.v1+json'],
    ['io.cncf.notary.signingScheme', 'notary.x509'],
    ['io.cncf.notary.signingTime', epoch(CHAIN_START + 60)],
    ...(expiry === undefined ? [] : [['io.cncf.notary.expiry', epoch(expiry)] as const]),
  ]);
}

function schemeOf(key: TestChain['leafKey']): { readonly rsa: boolean; readonly bits: 256 | 384 | 512 } {
  const rsa = key.asymmetricKeyDetails?.modulusLength;
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const bits = rsa === 3072 || curve === 'secp384r1' ? 384 : rsa === 4096 || curve === 'secp521r1' ? 512 : 256;
  return { rsa: rsa !== undefined, bits };
}

/** A notation signature in COSE. @see Notary Project signature-envelope-cose.md; RFC 9052 section 4.4 */
export function coseSignature(chain: TestChain, target: Descriptor, bend: CoseBend = {}): Uint8Array {
  const header = coseHeader(chain, bend.expiry);
  for (const [label, value] of bend.header ?? [])
    if (value === undefined) header.delete(label);
    else header.set(label, value);
  const written = encode(header);
  const protectedBytes = bend.protectedBytes?.(written) ?? written;
  const { mediaType, digest, size } = target;
  const payload = Buffer.from(JSON.stringify(bend.payload ?? { targetArtifact: { mediaType, digest, size } }));
  const { rsa, bits } = schemeOf(chain.leafKey);
  const padding = rsa
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : { dsaEncoding: 'ieee-p1363' as const };
  const input = encode(['Signature1', protectedBytes, new Uint8Array(), payload]);
  const signature = sign(`sha${bits}`, input, { key: chain.leafKey, ...padding });
  const unprotected = new Map<Label, unknown>([
    [33, bend.chain ?? chain.chain],
    ['io.cncf.notary.signingAgent', 'test'],
  ]);
  for (const [label, value] of bend.unprotected ?? [])
    if (value === undefined) unprotected.delete(label);
    else unprotected.set(label, value);
  const good = [protectedBytes, unprotected, payload, signature];
  const parts = bend.parts?.(good) ?? good;
  const whole = encode(bend.tag === null ? parts : new Tagged(bend.tag ?? 18, parts));
  return bend.bytes?.(whole) ?? whole;
}
