import type { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * Gives the statement of a text, prepared once for a database.
 * @example preparedStatements(database)('SELECT checkpoint FROM head').get()
 */
export function preparedStatements(database: DatabaseSync): (text: string) => StatementSync {
  const prepared = new Map<string, StatementSync>();
  return (text) => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const statement = database.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
}
