import { hash } from 'node:crypto';
import type { Digest } from '../../formats/digest.ts';
import type { ArchivedDocument } from '../../records/evidence-record.ts';

/** A digest that a decision names: whether one searches by it, and whether its bytes are kept for the decision. */
export interface NamedDigest {
  readonly digest: Digest;
  readonly searched: boolean;
  readonly kept: boolean;
}

/** The digests that a decision names. Decisions of one image with one evidence name the same: they are written once. */
export interface DigestGroup {
  /** SHA-256 over the members, hexadecimal. */
  readonly key: string;
  readonly members: readonly NamedDigest[];
}

/** A group of digests, whatever their order. @example digestGroup([image], []).key */
export function digestGroup(searched: readonly Digest[], kept: readonly Digest[]): DigestGroup {
  const [search, keep] = [new Set(searched), new Set(kept)];
  const members = [...new Set([...searched, ...kept])]
    .sort()
    .map((digest) => ({ digest, searched: search.has(digest), kept: keep.has(digest) }));
  const lines = members.map((one) => `${one.searched ? 's' : ''}${one.kept ? 'k' : ''} ${one.digest}\n`);
  return { key: hash('sha256', lines.join('')), members };
}

/** Verdicts over the same documents that are told apart before they are all forgotten. */
const MAX_GROUPS = 16;

const groups = new WeakMap<object, Map<string, DigestGroup>>();

/**
 * As {@link digestGroup}, remembered for as long as the list of documents is in use: an image that is asked for a thousand
 * times a second has one list, and mostly one verdict. The same group is the same object, which is sent to a thread once.
 *
 * @param documents - never changed
 * @example groupOf(searched, documents).key
 */
export function groupOf(
  searched: readonly Digest[],
  documents: readonly Pick<ArchivedDocument, 'digest'>[],
): DigestGroup {
  const known = groups.get(documents) ?? new Map<string, DigestGroup>();
  const key = searched.join(' ');
  const before = known.get(key);
  if (before !== undefined) return before;
  const group = digestGroup(
    searched,
    documents.map(({ digest }) => digest),
  );
  if (known.size >= MAX_GROUPS) known.clear();
  known.set(key, group);
  groups.set(documents, known);
  return group;
}
