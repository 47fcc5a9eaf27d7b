/** A client that can be closed. */
interface Closable {
  close(): Promise<void>;
}

/** One client, and who uses it. */
interface Kept<C> {
  readonly client: C;
  /** Milliseconds since 1970. */
  readonly since: number;
  underWay: number;
}

/**
 * Clients by name, a bounded number for a bounded time, each lent for single pieces of work. The one that nobody asked for longest is given
 * up first; it is closed once nobody uses it.
 *
 * @param limits - clients at one time, and milliseconds for which one is used
 * @param now - milliseconds since 1970
 * @example const clients = keptClients({ most: 64, life: 600_000 }, Date.now)
 */
export function keptClients<C extends Closable>({ most, life }: { most: number; life: number }, now: () => number) {
  const clients = new Map<string, Kept<C>>();
  const all = new Set<Kept<C>>();
  const closeIfIdle = (kept: Kept<C>): void => {
    if (kept.underWay > 0 || !all.delete(kept)) return;
    // What closes idle connections has nothing to tell.
    kept.client.close().catch(() => undefined);
  };
  const drop = (name: string, kept: Kept<C>): void => {
    if (clients.get(name) === kept) clients.delete(name);
    closeIfIdle(kept);
  };
  return {
    /** Lends a client, a new one where there is none of that name. */
    lend(name: string, open: () => C): { readonly client: C; giveBack(): void } {
      const known = clients.get(name);
      const age = known === undefined ? 0 : now() - known.since;
      if (known !== undefined && (age < 0 || age >= life)) drop(name, known);
      const kept = clients.get(name) ?? { client: open(), since: now(), underWay: 0 };
      all.add(kept);
      // Deleted and set again, it stands last.
      clients.delete(name);
      clients.set(name, kept);
      kept.underWay++;
      for (const [oldest, one] of clients) {
        if (clients.size <= most) break;
        drop(oldest, one);
      }
      let lent = true;
      return {
        client: kept.client,
        giveBack() {
          if (!lent) return;
          lent = false;
          kept.underWay--;
          if (clients.get(name) !== kept) closeIfIdle(kept);
        },
      };
    },
    async close(): Promise<void> {
      clients.clear();
      await Promise.all([...all].map(({ client }) => client.close()));
      all.clear();
    },
  };
}
