import { createHash, timingSafeEqual } from 'node:crypto';
import { parseApiKey } from '../../formats/api-key.ts';
import { parseRfc3339 } from '../../formats/rfc3339.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Caller } from '../../records/caller.ts';
import type { CallerSetting } from '../../records/service-settings.ts';
import { refusedCredential } from './refused-credential.ts';

interface KnownKey {
  readonly hash: Uint8Array;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly caller: Caller | undefined;
}

/** Nobody has a key of this hash: what an unknown id is compared with. */
const NOBODY: KnownKey = { hash: new Uint8Array(32), until: Number.NEGATIVE_INFINITY, caller: undefined };

/**
 * Knows callers by their API keys. A wrong secret, an unknown id and a key that has ended go the same way, step by step:
 * one hash, one comparison in constant time, one answer.
 *
 * @returns what gives the caller of a key, and throws TwinsealError `UNAUTHENTICATED`
 * @example apiKeyCallers(settings.callers, systemClock)('tsk_...').name // 'ci'
 * @see CWE-208 (observable timing discrepancy), CWE-204 (observable response discrepancy)
 */
export function apiKeyCallers(settings: readonly CallerSetting[], clock: Clock): (text: string) => Caller {
  const known = new Map<string, KnownKey>();
  for (const { name, roles, rate, apiKeys = [] } of settings)
    for (const { id, hash, until } of apiKeys)
      known.set(id, {
        hash: Buffer.from(hash.slice('sha256:'.length), 'hex'),
        until: until === undefined ? Number.POSITIVE_INFINITY : parseRfc3339(until),
        caller: { name, by: 'api-key', credential: id, roles, ...(rate !== undefined && { rate }) },
      });
  return (text) => {
    const entry = known.get(idOf(text)) ?? NOBODY;
    const equal = timingSafeEqual(createHash('sha256').update(text).digest(), entry.hash);
    const ended = clock.now() >= entry.until;
    if (!equal || ended || entry.caller === undefined)
      throw refusedCredential('the API key is not known, or has ended');
    return entry.caller;
  };
}

/** The form and checksum of a key are no secret: whoever sent it can compute them. */
function idOf(text: string): string {
  try {
    return parseApiKey(text).id;
  } catch (error) {
    throw refusedCredential(`the API key ${error instanceof Error ? error.message : 'is malformed'}`, error);
  }
}
