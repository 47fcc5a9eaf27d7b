import { parseRfc3339 } from '../../formats/rfc3339.ts';
import type { DecisionFilter } from '../../ports/decision-ledger.ts';
import type { Page } from './store-backend.ts';

/** A query with its parameters, in the SQL that both databases read; parameters are `?`. */
export interface Query {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/**
 * The query for decisions, newest first. It goes on from a place in the log, so that a page costs the same wherever it lies,
 * and none is given twice or left out while others are appended.
 *
 * @param more - further columns of the entries
 * @param recent - of those that SQLite has not moved yet (recent-decisions.ts), which are few
 * @throws FormatError for a time that is no RFC 3339 time
 * @example decisionQuery({ outcome: 'deny' }, { before: undefined, limit: 50 }).sql
 */
export function decisionQuery(
  filter: DecisionFilter,
  { before, limit }: Page,
  more: readonly string[] = [],
  recent = false,
): Query {
  const { digest, repository, release, since, until, outcome, policy, caller, shadowDiffers } = filter;
  // By the index of policies where it is one that is asked for: each is in the order of the log.
  const byPolicy = policy !== undefined && !recent;
  const place = byPolicy ? 'p.place' : 'd.place';
  const conditions: (readonly [sql: string, value: string | number | undefined])[] = [
    [recent ? 'EXISTS (SELECT 1 FROM json_each(d.policies) p WHERE p.value = ?)' : 'p.policy = ?', policy],
    ['d.digests IN (SELECT digests FROM digest_members WHERE digest = ? AND searched = 1)', digest],
    ['d.release = ?', release],
    ['d.repository = ?', repository],
    ['d.outcome = ?', outcome],
    ['d.caller = ?', caller],
    // Kept times are whole seconds.
    ['d.time >= ?', since === undefined ? undefined : Math.ceil(parseRfc3339(since) / 1000)],
    ['d.time < ?', until === undefined ? undefined : Math.ceil(parseRfc3339(until) / 1000)],
    [`${place} < ?`, before],
  ];
  const given = conditions.filter(([, value]) => value !== undefined);
  const where = given.map(([sql]) => sql);
  // Written out rather than bound: only so is the index over these few rows used.
  if (shadowDiffers !== undefined) where.push(`d.shadow_differs = ${shadowDiffers ? 1 : 0}`);
  const from = `${recent ? 'recent_decisions' : 'decisions'} d${byPolicy ? ' JOIN decision_policies p ON p.place = d.place' : ''}`;
  return {
    // Places first: what has to be sorted is numbers, and only the documents of the page are read
    // (to SQLite, CROSS JOIN says: in this order).
    sql: `SELECT ${['place', 'document', ...more].map((column) => `e.${column}`).join(', ')} FROM (
      SELECT d.place AS place FROM ${from}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}
      ORDER BY ${place} DESC LIMIT ?
    ) page CROSS JOIN entries e WHERE e.place = page.place ORDER BY e.place DESC`,
    parameters: [...given.flatMap(([, value]) => (value === undefined ? [] : [value])), limit],
  };
}

/** The query for changes, newest first; `more` as for decisions. @example changeQuery('policy', { before: undefined, limit: 50 }) */
export function changeQuery(kind: string | undefined, { before, limit }: Page, more: readonly string[] = []): Query {
  const where = [
    "kind <> 'decision'",
    ...(kind === undefined ? [] : ['kind = ?']),
    ...(before === undefined ? [] : ['place < ?']),
  ];
  return {
    sql: `SELECT ${['place', 'document', ...more].join(', ')} FROM entries WHERE ${where.join(' AND ')} ORDER BY place DESC LIMIT ?`,
    parameters: [...(kind === undefined ? [] : [kind]), ...(before === undefined ? [] : [before]), limit],
  };
}
