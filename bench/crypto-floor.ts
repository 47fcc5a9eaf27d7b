import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/** What of node:crypto one piece of work calls. */
export interface RecordedCrypto {
  /** Does the very same calls again, and nothing else. */
  again(): void;
  /** How many of each, by name. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Signatures and keys: next to them, hashes of small documents cost nothing. */
const CALLS = ['verify', 'createPublicKey'] as const;

/**
 * Runs work and notes which signatures it verifies and which keys it reads: the floor below which nobody can get who looks
 * at the same evidence.
 *
 * @example const { again, counts } = recordCrypto(() => verifyBundle(bytes)) // { verify: 5, createPublicKey: 1 }
 */
export function recordCrypto(work: () => void): RecordedCrypto {
  const real = { ...crypto } as unknown as Record<(typeof CALLS)[number], (...all: readonly unknown[]) => unknown>;
  const calls: (() => unknown)[] = [];
  const counts: Record<string, number> = {};
  const seen = crypto as unknown as Record<string, unknown>;
  for (const name of CALLS) {
    const call = real[name];
    seen[name] = (...all: readonly unknown[]): unknown => {
      counts[name] = (counts[name] ?? 0) + 1;
      calls.push(() => call(...all));
      return call(...all);
    };
  }
  syncBuiltinESMExports();
  try {
    work();
  } finally {
    for (const name of CALLS) seen[name] = real[name];
    syncBuiltinESMExports();
  }
  return {
    counts,
    again() {
      for (const call of calls) call();
    },
  };
}
