import type { Call } from './call.ts';

/** Somebody who says when a signature was there. */
export interface TimestampAuthority {
  /** For messages. */
  readonly url: string;
  /** Certificates, DER, that its own must lead to; undefined: whatever it has is taken. */
  readonly roots?: readonly Uint8Array[];
  /** Random bytes, new each time. @example authority.nonce().length // 16 */
  nonce(): Uint8Array;
  /**
   * Sends a request and gives the answer as it came, at most 64 KiB.
   * @param request - DER (RFC 3161 section 2.4.1)
   * @throws TwinsealError `TIMESTAMP_FAILED`, `ABORTED`
   * @example await authority.ask(serialiseTimestampRequest(imprint, nonce), call)
   */
  ask(request: Uint8Array, call: Call): Promise<Uint8Array>;
}
