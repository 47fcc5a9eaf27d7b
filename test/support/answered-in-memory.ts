import type { AnsweredRequests, KeyClaim } from '../../src/ports/answered-requests.ts';

/** Answered requests in memory, with the promise of the port; the key `under-way` is always held by another request. */
export function answeredInMemory(): AnsweredRequests {
  const kept = new Map<string, { payload: string; id: string | undefined }>();
  return {
    async claim(scope, key, payload): Promise<KeyClaim> {
      if (key === 'under-way') return { state: 'in-flight' };
      const found = kept.get(`${scope}|${key}`);
      if (found === undefined) {
        kept.set(`${scope}|${key}`, { payload, id: undefined });
        return { state: 'new' };
      }
      if (found.payload !== payload) return { state: 'mismatch' };
      return found.id === undefined ? { state: 'in-flight' } : { state: 'answered', id: found.id };
    },
    async settle(scope, key, id) {
      const found = kept.get(`${scope}|${key}`);
      if (found !== undefined && id !== undefined) found.id = id;
      else kept.delete(`${scope}|${key}`);
    },
  };
}
