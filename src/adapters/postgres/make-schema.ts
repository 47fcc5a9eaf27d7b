import type { ClientBase } from 'pg';

/**
 * Makes a schema unless it is there. The caller holds a lock that keeps others from doing the same.
 * @throws what PostgreSQL throws
 * @example await makeSchema(client, 'twinseal')
 */
export async function makeSchema(client: ClientBase, name: string): Promise<void> {
  // CREATE ... IF NOT EXISTS needs the right to create even where nothing is to be made, and looks into a cache that may not
  // know yet what another process has made while we waited for the lock. The catalogue's own table knows.
  const { rowCount } = await client.query('SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1', [name]);
  if (rowCount === 0) await client.query(`CREATE SCHEMA ${name}`);
}
