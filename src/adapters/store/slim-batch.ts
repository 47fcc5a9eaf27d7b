import type { DigestGroup } from './digest-group.ts';
import type { Keyed, LedgerRow } from './ledger-row.ts';
import type { SharedText } from './shared-text.ts';
import type { AppendAnswer, AppendBatch } from './store-backend.ts';

/** A row whose shared parts are named, and sent only where the other side may not have them. */
export type SlimRow = LedgerRow<Keyed & Partial<SharedText>, Keyed & Partial<DigestGroup>>;

/** {@link AppendBatch} with slim rows. */
export interface SlimBatch extends Omit<AppendBatch, 'rows'> {
  readonly rows: readonly SlimRow[];
}

/** Keys that are remembered; each weighs some 150 bytes. */
const MAX_KNOWN = 16_384;

/**
 * Sends what entries have in common once: the text that decisions share, and the digests that decisions are searched by, stay for ever once a batch
 * is written, so that later ones name them.
 *
 * @param send - writes a batch, all or nothing; everything is sent again after it failed
 * @example const append = slimBatches((batch) => thread.ask('append', batch))
 */
export function slimBatches(
  send: (batch: SlimBatch) => Promise<AppendAnswer>,
): (batch: AppendBatch) => Promise<AppendAnswer> {
  const known = new Set<string>();
  const named = <T extends Keyed>(one: T): Keyed => (known.has(one.key) ? { key: one.key } : one);
  return async ({ rows, ...rest }) => {
    const slim = rows.map(({ shared, columns, ...row }) => ({
      ...row,
      ...(shared !== undefined && { shared: named(shared) }),
      ...(columns !== undefined && { columns: { ...columns, group: named(columns.group) } }),
    }));
    let answer: AppendAnswer;
    try {
      answer = await send({ ...rest, rows: slim });
    } catch (error) {
      known.clear();
      throw error;
    }
    if (answer.stale) return answer;
    if (known.size > MAX_KNOWN) known.clear();
    // A row that was refused, since its id is taken, has written nothing.
    for (const [at, { shared, columns }] of rows.entries()) {
      if (answer.results[at] === undefined) continue;
      for (const one of [shared, columns?.group]) if (one !== undefined) known.add(one.key);
    }
    return answer;
  };
}
