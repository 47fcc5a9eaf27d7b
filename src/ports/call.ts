/** What every call to the world carries: when to give up, and how to be told. */
export interface Call {
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 after which the result is of no use. */
  readonly deadline: number;
  /** Lists of referrers and cosign's tags are asked for again, whatever is remembered of them. */
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
