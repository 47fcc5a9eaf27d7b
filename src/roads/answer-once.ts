import { sha256Digest } from '../formats/digest.ts';
import { canonicalJsonBytes } from '../formats/json/canonical.ts';
import { recordJson } from '../formats/json/record.ts';
import type { AnsweredRequests } from '../ports/answered-requests.ts';
import { type Call, uncancelled } from '../ports/call.ts';
import type { CallerRecord } from '../records/caller.ts';
import { TwinsealError } from '../records/twinseal-error.ts';

/** Milliseconds beyond the request for keeping what became of it. */
const SETTLING = 5_000;
const KEY = /^[\x21-\x7e]{1,255}$/;

/** A request that carries an `Idempotency-Key`. */
export interface KeyedRequest {
  readonly key: string;
  readonly caller: CallerRecord;
  /** `POST /verify`. */
  readonly route: string;
  /** All that was asked; another payload under the same key is refused. */
  readonly payload: unknown;
}

/** How a request is answered the first time, and how again. */
export interface Answering<T> {
  /**
   * Does the work.
   * @returns `id` names the answer; undefined when the request may be tried again under the same key
   * @example const { id, value } = await answering.anew()
   */
  anew(): Promise<{ readonly id: string | undefined; readonly value: T }>;
  /** The answer of that id once more. @example await answering.again(id) */
  again(id: string): Promise<T>;
}

/**
 * Answers a request once: sent again with the same key by the same caller, it gets the same answer, and nothing is done twice.
 * A request that failed frees its key.
 *
 * @throws TwinsealError `IDEMPOTENCY_KEY_INVALID`, `IDEMPOTENCY_KEY_IN_FLIGHT`, `IDEMPOTENCY_KEY_REUSED`, `STORE_FAILED`; what
 *   `answering` throws passes through
 * @example await answerOnce({ key, caller, route: 'POST /verify', payload }, { anew, again }, answered, call)
 * @see draft-ietf-httpapi-idempotency-key-header-07, sections 2.1 and 2.7
 */
export async function answerOnce<T>(
  { key, caller, route, payload }: KeyedRequest,
  { anew, again }: Answering<T>,
  answered: AnsweredRequests,
  call: Call,
): Promise<T> {
  if (!KEY.test(key))
    throw new TwinsealError('IDEMPOTENCY_KEY_INVALID', 'Idempotency-Key is 1 to 255 visible ASCII characters');
  const scope = `${caller.by} ${caller.name} ${route}`;
  const digest = sha256Digest(canonicalJsonBytes(recordJson(payload))).slice('sha256:'.length);
  const claim = await answered.claim(scope, key, digest, call);
  if (claim.state === 'in-flight')
    throw new TwinsealError('IDEMPOTENCY_KEY_IN_FLIGHT', 'a request with this Idempotency-Key is under way');
  if (claim.state === 'mismatch')
    throw new TwinsealError('IDEMPOTENCY_KEY_REUSED', 'this Idempotency-Key was used for another request');
  if (claim.state === 'answered') return await again(claim.id);
  // Whoever has gone before the answer comes back with the same key: it must not be held by nobody.
  const settling = uncancelled(call.deadline + SETTLING);
  try {
    const { id, value } = await anew();
    await answered.settle(scope, key, id, settling);
    return value;
  } catch (error) {
    await answered.settle(scope, key, undefined, settling).catch(() => undefined);
    throw error;
  }
}
