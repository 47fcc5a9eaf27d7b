import type { Call } from './call.ts';

/** A question to an address that a certificate of a trusted chain names. */
export type RevocationQuestion =
  | { readonly kind: 'ocsp'; readonly address: string /** DER. */; readonly request: Uint8Array }
  | { readonly kind: 'crl'; readonly address: string };

/** Asks authorities about certificates. It judges nothing of what they answer. */
export interface RevocationSource {
  /**
   * Gets one answer. That there is none is an answer too, in one clause: `it answered 404`.
   *
   * @throws TwinsealError `ABORTED` when the caller gave up; nothing else
   * @example await source.ask({ kind: 'crl', address: 'http://crl.example.com/ca.crl' }, call)
   */
  ask(question: RevocationQuestion, call: Call): Promise<{ readonly bytes: Uint8Array } | { readonly failure: string }>;
}
