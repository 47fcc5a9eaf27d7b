import type { ContentPlaces } from '../ports/content.ts';

/** Places that can be closed. */
type ClosablePlaces = ContentPlaces & { close(): Promise<void> };

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
  return {
    async use<T>(work: (places: ContentPlaces) => Promise<T>): Promise<T> {
      if (current.left === 0) {
        const old = current;
        current = { places: open(), left: uses, underWay: 0 };
        all.add(current);
        await closeIfIdle(old);
      }
      const client = current;
      client.left--;
      client.underWay++;
      try {
        return await work(client.places);
      } finally {
        client.underWay--;
        await closeIfIdle(client);
      }
    },
    async close(): Promise<void> {
      await Promise.all([...all].map(({ places }) => places.close()));
    },
  };
}
