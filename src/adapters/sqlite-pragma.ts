import type { DatabaseSync } from 'node:sqlite';

/** A number that SQLite keeps of a database; 0 where there is none. @example pragmaNumber(database, 'user_version') */
export function pragmaNumber(database: DatabaseSync, pragma: string): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma] ?? 0);
}
