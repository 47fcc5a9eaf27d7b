/** What every call to the world carries: when to give up, and how to be told. */
export interface Call {
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 after which the result is of no use. */
  readonly deadline: number;
  /** Lists of referrers and cosign's tags are asked for again, whatever is remembered of them; what was gathered by them is gathered again, unless it is fresh. */
  readonly anew?: true;
}

/**
 * A call that nobody cancels. Its signal is its own: one that all shared would be listened to by each of them in turn, and what grows old
 * in its list of listeners keeps alive what comes after it (as said at `LinkedList`).
 * @param deadline - milliseconds since 1970
 * @example await ledger.append(decision, uncancelled(Date.now() + 5_000))
 */
export function uncancelled(deadline: number): Call {
  return { signal: new AbortController().signal, deadline };
}

/**
 * Whether time ran out, and nobody gave up. A signal that fires for lack of time counts by the clock of its timers, which may ring some
 * milliseconds before the deadline has come by the clock of the day.
 * @param now - milliseconds since 1970
 * @example throw new TwinsealError(isLate(call, Date.now()) ? 'TIMEOUT' : 'ABORTED', 'verifying app:v1 did not end')
 */
export function isLate({ signal, deadline }: Call, now: number): boolean {
  return now >= deadline || isTimeout(signal.reason);
}

/** Whether it is what a signal fires with for lack of time. @example isTimeout(AbortSignal.timeout(0).reason) */
export function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}
