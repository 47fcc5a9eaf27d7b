import type { DsseEnvelope } from '../formats/dsse.ts';
import type { TlogEntry } from '../formats/sigstore/tlog-entry.ts';
import type { TrustedRoot } from '../formats/sigstore/trusted-root.ts';
import type { Call } from './call.ts';
import type { TimestampAuthority } from './timestamp-authority.ts';

/** Bytes that are signed as they are, without an envelope. */
export interface SignedMessage {
  readonly message: Uint8Array;
  /** ECDSA with SHA-256. */
  readonly signature: Uint8Array;
}

/** A log that takes signatures. */
export interface SignatureLog {
  readonly url: string;
  /** Of Rekor: only the first one promises, and says when. */
  readonly version: 1 | 2;
  /**
   * Enters an envelope, or a signature over bytes, with the certificate that vouches for it.
   * @throws TwinsealError `KEYLESS_FAILED`, `KEYLESS_REFUSED`
   * @example (await log.add(envelope, certificate, call)).logIndex
   */
  add(signed: DsseEnvelope | SignedMessage, certificate: Uint8Array, call: Call): Promise<TlogEntry>;
}

/** Somebody who signs with a key of the moment, for which an authority vouches because of a token of theirs. */
export interface KeylessSigner {
  /** What the instance's signatures are held to before they are used; undefined: nothing more than that they verify. */
  readonly root?: TrustedRoot;
  /** Signatures are entered into each of them. */
  readonly logs: readonly SignatureLog[];
  /** And stamped by each of these. */
  readonly timestamps: readonly TimestampAuthority[];
  /**
   * Signs (ECDSA on P-256 with SHA-256, DER). The authority is asked when there is no certificate that still counts.
   * @throws TwinsealError `KEYLESS_FAILED`, `KEYLESS_REFUSED`, `ABORTED`
   * @example (await signer.certified(message, call)).certificate // DER
   */
  certified(
    message: Uint8Array,
    call: Call,
  ): Promise<{ readonly signature: Uint8Array; readonly certificate: Uint8Array }>;
}
