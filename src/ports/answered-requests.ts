import type { Call } from './call.ts';

/** What became of a request that carried this key. */
export type KeyClaim =
  /** It is new: do the work, then `settle`. */
  | { readonly state: 'new' }
  /** Another request with this key and this payload is under way. */
  | { readonly state: 'in-flight' }
  /** The key was used for another payload. */
  | { readonly state: 'mismatch' }
  /** It was answered: the id of the decision or job. */
  | { readonly state: 'answered'; readonly id: string };

/** Remembers `Idempotency-Key`s, per caller, for a day. */
export interface AnsweredRequests {
  /**
   * Claims a key for a payload.
   * @param scope - caller and route, so that nobody reads another's answers
   * @param payload - SHA-256 of what was asked, hexadecimal
   * @throws TwinsealError `STORE_FAILED`
   * @example await answered.claim('ci POST /verify', key, payload, call)
   */
  claim(scope: string, key: string, payload: string, call: Call): Promise<KeyClaim>;
  /**
   * Keeps what the key's request was answered with; `undefined` frees the key, since there was no answer.
   * @throws TwinsealError `STORE_FAILED`
   * @example await answered.settle('ci POST /verify', key, entry.id, call)
   */
  settle(scope: string, key: string, id: string | undefined, call: Call): Promise<void>;
}
