import type { Digest } from '../../formats/digest.ts';
import { canonicalJson } from '../../formats/json/canonical.ts';
import { recordJson } from '../../formats/json/record.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { EvidencePlace, FoundEvidence } from '../../ports/evidence-index.ts';
import type { EvidenceListing, ListedEvidence } from '../../records/evidence-listing.ts';
import { RECORD_TYPES } from '../../records/evidence-record.ts';
import type { Query } from './decision-query.ts';
import type { NewDocument, SentDocument } from './store-backend.ts';

/** Outcomes that are given of one piece of evidence. */
const MOST_SEEN = 20;
/** Pieces of evidence that one part is looked up in. */
const MOST_WITH = 100;

/** A document as the database is sent it. Listings are made by the service alone, of this very type. @example documents.map(sentDocument) */
export function sentDocument(document: NewDocument): SentDocument {
  if (document.mediaType !== RECORD_TYPES.listing) return document;
  return { ...document, listing: JSON.parse(decodeUtf8(document.bytes)) as EvidenceListing };
}

/**
 * What is written so that the evidence of a listing is found; each is left out where it stands already.
 * @param digest - of the listing
 * @example for (const { sql, parameters } of listingRows(digest, listing)) run(sql, parameters);
 */
export function listingRows(digest: Digest, { image, subjects, evidence }: EvidenceListing): readonly Query[] {
  const subject = (of: Digest, one: Digest): Query => ({
    sql: 'INSERT INTO image_subjects (image, subject) VALUES (?, ?) ON CONFLICT DO NOTHING',
    parameters: [of, one],
  });
  const part = (one: Digest, whole: Digest): Query => ({
    sql: 'INSERT INTO attestation_parts (part, digest) VALUES (?, ?) ON CONFLICT DO NOTHING',
    parameters: [one, whole],
  });
  return [
    ...subjects.flatMap((one) => [subject(image, one), subject(one, one)]),
    ...evidence.flatMap((one) => [
      {
        sql: 'INSERT INTO attestations (subject, digest, listing, detail) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        parameters: [one.subject, one.digest, digest, canonicalJson(recordJson(one))],
      },
      part(one.digest, one.digest),
      ...one.contents.map((content) => part(content.digest, one.digest)),
      ...(one.signed === undefined ? [] : [part(one.signed.digest, one.digest)]),
    ]),
  ];
}

/** The places of evidence under an image and its children, sorted. @example evidenceOfQuery(image, undefined, 50).sql */
export function evidenceOfQuery(image: Digest, after: EvidencePlace | undefined, limit: number): Query {
  const behind = after === undefined ? '' : ' AND (subject, digest) > (?, ?)';
  return {
    sql: `SELECT DISTINCT subject, digest FROM attestations
      WHERE subject IN (SELECT subject FROM image_subjects WHERE image = ?)${behind}
      ORDER BY subject, digest LIMIT ?`,
    parameters: [image, ...(after === undefined ? [] : [after.subject, after.digest]), limit],
  };
}

/** The places of evidence that has a part. @example evidenceWithQuery(bundle).sql */
export function evidenceWithQuery(part: Digest): Query {
  return {
    sql: `SELECT DISTINCT a.subject, a.digest FROM attestation_parts p JOIN attestations a ON a.digest = p.digest
      WHERE p.part = ? ORDER BY a.subject, a.digest LIMIT ?`,
    parameters: [part, MOST_WITH],
  };
}

/**
 * How decisions saw one piece, each outcome once; {@link foundEvidence} reads the rows.
 * @param recent - also those that SQLite has not moved yet (recent-decisions.ts), which are newer than the others
 * @example seenQuery(place).sql
 */
export function seenQuery(
  { subject, digest }: { readonly subject: string; readonly digest: string },
  recent = false,
): Query {
  const end = (which: 'min' | 'max', table: string) =>
    `(SELECT ${which}(d.place) FROM ${table} d WHERE d.digests = m.digests)`;
  const [moved, more] = ['decisions', 'recent_decisions'];
  const oldest = recent ? `coalesce(${end('min', moved)}, ${end('min', more)})` : end('min', moved);
  const newest = recent ? `coalesce(${end('max', more)}, ${end('max', moved)})` : end('max', moved);
  const time = (place: string) =>
    [moved, ...(recent ? [more] : [])].map((table) => `(SELECT time FROM ${table} WHERE place = ${place})`).join(', ');
  // First and newest of each group are the two ends of an index, however many decisions there are; the recent ones are few.
  return {
    sql: `WITH ends AS (
      SELECT a.detail,
        ${oldest} AS oldest,
        ${newest} AS newest
      FROM attestations a JOIN digest_members m ON m.digest = a.listing AND m.kept = 1
      WHERE a.subject = ? AND a.digest = ?
    ), outcomes AS (
      SELECT detail, min(oldest) AS oldest, max(newest) AS newest FROM ends WHERE newest IS NOT NULL GROUP BY detail
      ORDER BY newest DESC LIMIT ${MOST_SEEN}
    )
    SELECT o.detail, f.id AS first_id, coalesce(${time('o.oldest')}) AS first_time,
      l.id AS last_id, coalesce(${time('o.newest')}) AS last_time
    FROM outcomes o JOIN entries f ON f.place = o.oldest JOIN entries l ON l.place = o.newest
    ORDER BY o.newest DESC`,
    parameters: [subject, digest],
  };
}

/** A piece of evidence from the rows of {@link seenQuery}; none where no decision saw it. @example foundEvidence(place, rows)[0]?.seen */
export function foundEvidence(
  place: { readonly subject: string; readonly digest: string },
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly FoundEvidence[] {
  const seen = rows.map((row) => ({
    as: JSON.parse(String(row.detail)) as ListedEvidence,
    first: { decision: String(row.first_id), time: formatUtcSeconds(Number(row.first_time)) },
    last: { decision: String(row.last_id), time: formatUtcSeconds(Number(row.last_time)) },
  }));
  return seen.length === 0 ? [] : [{ ...(place as EvidencePlace), seen }];
}
