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

const groups = new WeakMap<object, { readonly verdict: object; readonly group: DigestGroup }>();

/**
 * As {@link digestGroup}, remembered for as long as the list of documents is in use: an image that is asked for a thousand
 * times a second has one list, and mostly one verdict. The same group is the same object, which is sent to a thread once.
 *
 * @param verdicts - what is searched by is found in them; never changed
 * @param searched - finds it
 * @param documents - never changed
 * @example groupOf([verdict], () => searchedDigests(image, decision), documents).key
 */
export function groupOf(
  verdicts: readonly object[],
  searched: () => readonly Digest[],
  documents: readonly Pick<ArchivedDocument, 'digest'>[],
): DigestGroup {
  const [verdict] = verdicts;
  const only = verdicts.length === 1 ? verdict : undefined;
  const known = groups.get(documents);
  if (only !== undefined && known?.verdict === only) return known.group;
  const kept = documents.map(({ digest }) => digest);
  const group = digestGroup(searched(), kept);
  // A verdict of the next second names the same digests.
  const same = known?.group.key === group.key ? known.group : group;
  if (only !== undefined) groups.set(documents, { verdict: only, group: same });
  return same;
}
