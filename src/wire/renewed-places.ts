import type { ContentPlaces } from '../ports/content.ts';

/** Places that can be closed. */
type ClosablePlaces = ContentPlaces & { close(): Promise<void> };

/** A client for a while. */
export interface LentPlaces {
  readonly places: ContentPlaces;
  /** Ends the loan, and closes the client when another has taken over. @example await lent.giveBack() */
  giveBack(): Promise<void>;
}

/**
 * Places for a process that runs for months. A client remembers every registry and repository that it was ever asked
 * for, and callers choose those names; so after a number of uses a new client takes over, which also reads changed
 * credentials, and the old one is closed once nobody uses it.
 *
 * @param open - makes a client
 * @param uses - of one client
 * @example const places = renewedPlaces(userPlaces, 1000); await places.use((client) => client.isPath('./app.oci'));
 */
export function renewedPlaces(open: () => ClosablePlaces, uses: number) {
  let current = { places: open(), left: uses, underWay: 0 };
  const all = new Set([current]);
  const closeIfIdle = async (client: typeof current): Promise<void> => {
    if (client === current || client.underWay > 0 || !all.delete(client)) return;
    await client.places.close();
  };
  const renew = async (): Promise<void> => {
    const old = current;
    current = { places: open(), left: uses, underWay: 0 };
    all.add(current);
    await closeIfIdle(old);
  };
  const take = (): LentPlaces => {
    const client = current;
    client.left--;
    client.underWay++;
    let lent = true;
    return {
      places: client.places,
      async giveBack() {
        if (!lent) return;
        lent = false;
        client.underWay--;
        await closeIfIdle(client);
      },
    };
  };
  return {
    /** Lends the client until it is given back. */
    lend(): LentPlaces {
      // What closes idle connections may end later than the loan begins.
      if (current.left <= 0) renew().catch(() => {});
      return take();
    },
    async use<T>(work: (places: ContentPlaces) => Promise<T>): Promise<T> {
      if (current.left <= 0) await renew();
      const lent = take();
      try {
        return await work(lent.places);
      } finally {
        await lent.giveBack();
      }
    },
    async close(): Promise<void> {
      await Promise.all([...all].map(({ places }) => places.close()));
    },
  };
}
