import type { DatabaseSync } from 'node:sqlite';
import type { ClientBase } from 'pg';
import { requestedNames } from './ledger-row.ts';

/** Answers that are read at a time: what is held in memory. */
const CHUNK = 1000;
/** Answers that are named at all, the newest: one transaction has to hold them, in the time that a service has to start. */
const MOST = 50 * CHUNK;
const NEWEST = Number.MAX_SAFE_INTEGER;

/**
 * Answers without a verdict that nothing is found by yet, newest first; all of these have the outcome, which has an index. Places
 * first, so that only the documents of the chunk are read, whatever the database knows of its tables.
 */
const nameless = (before: string): string =>
  `SELECT page.place AS place, e.document AS document FROM (
     SELECT d.place AS place FROM decisions d
     WHERE d.outcome = 'indeterminate' AND d.repository IS NULL AND d.place < ${before} ORDER BY d.place DESC LIMIT ${CHUNK}
   ) page CROSS JOIN entries e WHERE e.place = page.place ORDER BY page.place DESC`;

/** What one of them is to be found by. */
interface Named extends ReturnType<typeof requestedNames> {
  readonly place: number;
}

/**
 * Makes the answers without a verdict that earlier versions kept be found by what their requests name. Their texts stay as they are.
 * The caller holds the transaction.
 * @param most - the newest, to a whole chunk
 * @example nameUndecided(database)
 */
export function nameUndecided(database: DatabaseSync, most = MOST): void {
  const select = database.prepare(nameless('?'));
  const groupOf = database.prepare('SELECT number FROM digest_groups WHERE key = ?');
  const makeGroup = database.prepare('INSERT INTO digest_groups (key) VALUES (?)');
  const makeMember = database.prepare(
    'INSERT INTO digest_members (digest, digests, searched, kept) VALUES (?, ?, 1, 0)',
  );
  const name = database.prepare('UPDATE decisions SET repository = ?, digests = coalesce(?, digests) WHERE place = ?');
  const numberOf = ({ key, members }: Named['group']): number | bigint => {
    const known = groupOf.get(key);
    if (known !== undefined) return Number(known.number);
    const number = makeGroup.run(key).lastInsertRowid;
    for (const { digest } of members) makeMember.run(digest, number);
    return number;
  };
  for (let before = NEWEST, n = 0; n < most; n += CHUNK) {
    const rows = select.all(before);
    const last = rows.at(-1);
    if (last === undefined) return;
    for (const { repository, group, place } of namedAmong(rows))
      name.run(repository, group.members.length === 0 ? null : numberOf(group), place);
    before = Number(last.place);
  }
}

/** As {@link nameUndecided}, in PostgreSQL: two statements for each chunk. @example await nameUndecidedIn(client) */
export async function nameUndecidedIn(client: ClientBase, most = MOST): Promise<void> {
  for (let before = NEWEST, n = 0; n < most; n += CHUNK) {
    const { rows } = await client.query<Record<string, unknown>>(nameless('$1'), [before]);
    const last = rows.at(-1);
    if (last === undefined) return;
    const named = namedAmong(rows);
    const inGroups = named.map(({ group }) => (group.members.length === 0 ? undefined : group));
    // Whoever has no digest keeps its group, which is empty.
    await client.query(
      `WITH named AS (
         SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) AS t (place, repository, key, digest)),
       made AS (
         INSERT INTO digest_groups (key) SELECT DISTINCT key FROM named WHERE key IS NOT NULL
         ON CONFLICT (key) DO NOTHING RETURNING number, key),
       filled AS (
         INSERT INTO digest_members (digest, digests, searched, kept)
         SELECT DISTINCT n.digest, m.number, 1, 0 FROM made m JOIN named n ON n.key = m.key),
       numbered AS (
         SELECT number, key FROM made UNION ALL SELECT number, key FROM digest_groups WHERE key IN (SELECT key FROM named))
       UPDATE decisions d SET repository = n.repository, digests = coalesce(g.number, d.digests)
       FROM named n LEFT JOIN numbered g ON g.key = n.key WHERE d.place = n.place`,
      [
        named.map(({ place }) => place),
        named.map(({ repository }) => repository),
        inGroups.map((group) => group?.key ?? null),
        inGroups.map((group) => group?.members[0]?.digest ?? null),
      ],
    );
    before = Number(last.place);
  }
}

function namedAmong(rows: readonly Readonly<Record<string, unknown>>[]): readonly Named[] {
  return rows.flatMap(({ place, document }) => {
    const names = requestedNames(requestedIn(String(document)));
    return names.repository === null ? [] : [{ ...names, place: Number(place) }];
  });
}

/** A text that was spoilt names nothing: it must not keep the store from opening, since an auditor has to see it. */
function requestedIn(document: string): string {
  try {
    const { requested } = JSON.parse(document) as { readonly requested?: unknown };
    return typeof requested === 'string' ? requested : '';
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return '';
    throw error;
  }
}
