import type { Annotations } from '../formats/oci/descriptor.ts';

/** How a notation signature is made; all that is left out is as `notation sign` has it. */
export interface NotationChoices {
  /** The envelope; default: JWS. */
  readonly envelope?: 'jws' | 'cose';
  /** Seconds after signing from which on it no longer counts; default: it ends with its certificates. */
  readonly expiresAfter?: number;
  /** Signed along: `notation sign --user-metadata`. */
  readonly userMetadata?: Annotations;
}
