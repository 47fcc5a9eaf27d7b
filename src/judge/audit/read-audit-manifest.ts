import { type Digest, isDigest } from '../../formats/digest.ts';
import { Members } from '../../formats/json/members.ts';
import { type JsonLimits, parseJson } from '../../formats/json/parse.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { type AuditEntry, type AuditManifest, entryFile, receiptFile } from '../../records/audit-set.ts';
import { LOG_KINDS } from '../../records/log-entry.ts';

/** Bounds of a manifest: 200,000 entries. */
export const MANIFEST_LIMITS: JsonLimits = { maxBytes: 128 * 2 ** 20, maxDepth: 8, maxValues: 4_000_000 };

const FORMAT = 'audit-set';
const MAX_LIST = 400_000;

/**
 * Reads the manifest of a set. Files stand where their entry has to stand: no path of the manifest is followed.
 *
 * @throws FormatError of format `audit-set` or `json`, with the JSON pointer
 * @example parseAuditManifest(bytes).entries.length
 */
export function parseAuditManifest(bytes: Uint8Array): AuditManifest {
  const members = new Members(FORMAT, parseJson(bytes, MANIFEST_LIMITS));
  members.only(['apiVersion', 'origin', 'tool', 'filter', 'questions', 'entries', 'notKept', 'absent', 'missing']);
  if (members.text('apiVersion') !== 'twinseal.dev/audit-set/v1')
    members.fail('apiVersion', 'must be twinseal.dev/audit-set/v1: this set is of another version');
  return {
    apiVersion: 'twinseal.dev/audit-set/v1',
    origin: members.text('origin'),
    tool: members.text('tool', 200),
    filter: members.textMap('filter', 16),
    questions: each(members, 'questions', (one) => ({
      question: one.text('question', 500),
      file: one.text('file', 500),
    })),
    entries: inOrder(members, each(members, 'entries', readEntry)),
    notKept: digestsOf(members, 'notKept'),
    ...(members.has('absent') && { absent: digestsOf(members, 'absent') }),
    missing: members.array('missing', MAX_LIST).map((value, at) => {
      return typeof value === 'string' ? value.slice(0, 100) : members.fail(`missing/${at}`, 'must be a string');
    }),
  };
}

function readEntry(one: Members): AuditEntry {
  one.only(['index', 'kind', 'id', 'file', 'receipt']);
  const index = one.object.index;
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0)
    return one.fail('index', 'must be a whole number from 0');
  const text = one.text('kind', 20);
  const kind = LOG_KINDS.find((known) => known === text) ?? one.fail('kind', `must be one of ${LOG_KINDS.join(', ')}`);
  const file = entryFile({ kind, index });
  if (one.text('file', 200) !== file) one.fail('file', `must be ${file}`);
  if (!one.has('receipt')) return { index, kind, id: one.string('id', 200), file };
  const receipt = receiptFile(index);
  if (one.text('receipt', 200) !== receipt) one.fail('receipt', `must be ${receipt}`);
  return { index, kind, id: one.string('id', 200), file, receipt };
}

/** Sorted, though one place may be there twice: what was altered by hand is shown, not refused. */
function inOrder(members: Members, entries: readonly AuditEntry[]): readonly AuditEntry[] {
  entries.forEach((entry, at) => {
    if (entry.index < (entries[at - 1]?.index ?? 0))
      members.fail(`entries/${at}`, 'must stand after the entries before it');
  });
  return entries;
}

function each<T>(members: Members, name: string, read: (one: Members) => T): readonly T[] {
  return members
    .array(name, MAX_LIST)
    .map((value: JsonValue, at) => read(new Members(FORMAT, value, `${members.pointer(name)}/${at}`)));
}

function digestsOf(members: Members, name: string): readonly Digest[] {
  return members
    .array(name, MAX_LIST)
    .map((value, at) => (isDigest(value) ? value : members.fail(`${name}/${at}`, 'must be a digest')));
}
