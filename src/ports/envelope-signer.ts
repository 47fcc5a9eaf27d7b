import type { Call } from './call.ts';

/** What is to be put into an envelope of the Notary Project. */
export interface EnvelopeRequest {
  readonly payload: Uint8Array;
  /** Media type of the payload. */
  readonly payloadType: string;
  /** Media type of the envelope. */
  readonly envelopeType: string;
  /** Seconds after which the signature ends; absent: never. */
  readonly expiresAfter?: number;
}

/** What came of it. Nothing of it has been looked at. */
export interface AnsweredEnvelope {
  readonly bytes: Uint8Array;
  /** Media type, as whoever made it says. */
  readonly envelopeType: string;
  /** For the manifest of the signature, where nothing signs them. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** Somebody who makes whole signatures of the Notary Project, by a key that only their certificates name. */
export interface EnvelopeSigner {
  /** For messages. */
  readonly name: string;
  /**
   * Has an envelope made.
   * @throws TwinsealError `PLUGIN_FAILED`, `PLUGIN_REFUSED`, `ABORTED`
   * @example (await signer.envelope({ payload, payloadType, envelopeType: 'application/jose+json' }, call)).bytes
   */
  envelope(request: EnvelopeRequest, call: Call): Promise<AnsweredEnvelope>;
}
