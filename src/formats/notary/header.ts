/** The algorithms that the Notary Project allows, each for one type and size of key, by the names that JOSE and COSE share. */
export const NOTARY_ALGORITHMS = ['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512'] as const;
/** One of {@link NOTARY_ALGORITHMS}. */
export type NotaryAlgorithmName = (typeof NOTARY_ALGORITHMS)[number];

/** How a signer vouches for the time: by its own word (to be time-stamped), or as an authority. */
export type SigningScheme = 'notary.x509' | 'notary.x509.signingAuthority';

/** What the signed header of a notation signature says, whatever the envelope. Times are seconds since 1970. */
export interface NotaryHeader {
  readonly alg: NotaryAlgorithmName;
  /** Media type of the payload. */
  readonly contentType: string;
  readonly scheme: SigningScheme;
  /** The signer's claim; of a signing authority, authentic. */
  readonly signingTime: number;
  readonly expiry?: number;
}

/** Names of the signed attributes, the same in both envelopes. @see Notary Project signature-specification.md, "Signed Attributes" */
export const SIGNED_NAMES = {
  scheme: 'io.cncf.notary.signingScheme',
  signingTime: 'io.cncf.notary.signingTime',
  authenticSigningTime: 'io.cncf.notary.authenticSigningTime',
  expiry: 'io.cncf.notary.expiry',
} as const;

/** Names of the unsigned attributes, the same in both envelopes. @see the same, "Unsigned Attributes" */
export const UNSIGNED_NAMES = {
  timestamp: 'io.cncf.notary.timestampSignature',
  agent: 'io.cncf.notary.signingAgent',
} as const;

/** Most certificates of one envelope, and most bytes of each and of a timestamp. */
export const MAX_CERTIFICATES = 16;
export const MAX_DER = 64 * 1024;
/** Most bytes of an envelope, a payload, a signed header and a signature. */
export const MAX_ENVELOPE = 4 * 1024 * 1024;
export const MAX_PAYLOAD = 1024 * 1024;
export const MAX_HEADER = 16 * 1024;
export const MAX_SIGNATURE = 2048;

/** True for a scheme that is read. @example isSigningScheme('notary.x509') // true */
export function isSigningScheme(value: unknown): value is SigningScheme {
  return value === 'notary.x509' || value === 'notary.x509.signingAuthority';
}

/**
 * The name under which a scheme has its time, and the one that has no place beside it.
 * @example timeNames('notary.x509').own // 'io.cncf.notary.signingTime'
 */
export function timeNames(scheme: SigningScheme): { readonly own: string; readonly foreign: string } {
  const { signingTime, authenticSigningTime } = SIGNED_NAMES;
  return scheme === 'notary.x509'
    ? { own: signingTime, foreign: authenticSigningTime }
    : { own: authenticSigningTime, foreign: signingTime };
}

/**
 * What must be marked as critical; nothing else may be, since nothing else is understood.
 * @example criticalNames('notary.x509', undefined) // ['io.cncf.notary.signingScheme']
 * @see Notary Project signature-envelope-jws.md and -cose.md, "Protected Headers"
 */
export function criticalNames(scheme: SigningScheme, expiry: number | undefined): readonly string[] {
  return [
    SIGNED_NAMES.scheme,
    ...(scheme === 'notary.x509' ? [] : [SIGNED_NAMES.authenticSigningTime]),
    ...(expiry === undefined ? [] : [SIGNED_NAMES.expiry]),
  ];
}

/**
 * Which critical names a reader lets pass: `understood`, as every verifier has to, or `listed`, those too that are there and mean
 * something to somebody else. The second is for whoever hands an envelope on, and never for whoever believes it.
 */
export type CriticalNames = 'understood' | 'listed';

/** 9999-12-31T23:59:59Z: times of headers lie between 1970 and this one, so that each can be written again. */
export const LAST_SECOND = 253_402_300_799;

/**
 * What is wrong with a list of critical names, if anything is.
 * @param critical - as it stands in the header
 * @param needed - of {@link criticalNames}
 * @param more - names that are there and may be listed too
 * @example criticalProblem(['x'], ['io.cncf.notary.signingScheme']) // 'lists a name that is not understood or not there'
 * @see RFC 7515 section 4.1.11; RFC 9052 section 3.1
 */
export function criticalProblem(
  critical: readonly unknown[],
  needed: readonly string[],
  more: readonly unknown[] = [],
): string | undefined {
  if (critical.some((name) => typeof name !== 'string' || !(needed.includes(name) || more.includes(name))))
    return 'lists a name that is not understood or not there';
  if (new Set(critical).size !== critical.length) return 'lists a name twice';
  const missing = needed.find((name) => !critical.includes(name));
  return missing === undefined ? undefined : `does not list ${missing}`;
}
