import type { Digest } from '../formats/digest.ts';
import type { TrustedRoot } from '../formats/sigstore/trusted-root.ts';
import type { Call } from './call.ts';

/** Of the public-good instance, which is meant where none is named. */
export const PUBLIC_INSTANCE = 'sigstore';

/** Mirror of the public-good instance. */
export const PUBLIC_MIRROR = 'https://tuf-repo-cdn.sigstore.dev';

/** The trusted root of a Sigstore instance, as it is used. */
export interface TrustedInstance {
  readonly name: string;
  /** Kept by `trust update`, or what came with Twinseal. */
  readonly origin: 'kept' | 'shipped';
  readonly mirror: string;
  /** trusted_root.json. */
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly root: TrustedRoot;
  /** Seconds since 1970 at which the mirror last had nothing newer, or at which it was shipped. */
  readonly checked: number;
  /** signing_config.v0.2.json, where the instance has one. */
  readonly signingConfig?: Uint8Array;
  /** The file that it stands in, when it is kept. */
  readonly file?: string;
  /** Version and end (seconds since 1970) of each metadata file, when it is kept. */
  readonly metadata?: Readonly<
    Record<'root' | 'timestamp' | 'snapshot' | 'targets', { readonly version: number; readonly expires: number }>
  >;
}

/** Trusted roots by the name of their instance. Nothing is asked of a network. */
export interface TrustedRoots {
  /**
   * The trusted root of an instance.
   * @throws TwinsealError `TRUST_UNKNOWN`, `TRUST_DAMAGED`
   * @example (await roots.open('sigstore', call)).digest
   */
  open(name: string, call: Call): Promise<TrustedInstance>;
}
