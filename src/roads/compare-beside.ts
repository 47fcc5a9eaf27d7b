import type { ObjectName } from '../formats/kubernetes/manifests.ts';

/** What is said of an object: it may run, it may not, or nobody could tell. */
export type Word = 'allow' | 'deny' | 'unknown';

/** One word on one object, and why. */
export interface BesideWord {
  readonly object: ObjectName;
  readonly word: Word;
  /** An image, or a policy of the other tool. */
  readonly about: string;
  readonly reason: string;
}

/** How two tools stand to one another about an object. */
export interface BesideObject {
  readonly object: ObjectName;
  /** `stricter`: Twinseal alone denies. `laxer`: the other alone does. `unknown`: one of them could not tell. `unseen`: the other says nothing. */
  readonly relation: 'same' | 'stricter' | 'laxer' | 'unknown' | 'unseen';
  /** The word that decides on Twinseal's side, and on the other where it says something. */
  readonly own: BesideWord;
  readonly other?: BesideWord;
}

/** Which of several words decides. */
const WORST: readonly Word[] = ['deny', 'unknown', 'allow'];

/**
 * Compares what Twinseal says of some objects with what another tool says of them. Of several words on one object a denial decides, then
 * "could not tell". Objects that only the other one knows are left out: Twinseal was not asked about them.
 *
 * @returns one for each object of `own`, in their order
 * @example compareBeside(own, others).filter(({ relation }) => relation === 'stricter')
 */
export function compareBeside(own: readonly BesideWord[], others: readonly BesideWord[]): readonly BesideObject[] {
  const theirs = deciding(others);
  return [...deciding(own)].map(([key, word]) => {
    const other = theirs.get(key);
    if (other === undefined) return { object: word.object, relation: 'unseen', own: word };
    return { object: word.object, relation: relationOf(word.word, other.word), own: word, other };
  });
}

function relationOf(own: Word, other: Word): BesideObject['relation'] {
  if (own === other) return 'same';
  if (own === 'unknown' || other === 'unknown') return 'unknown';
  return own === 'deny' ? 'stricter' : 'laxer';
}

function deciding(words: readonly BesideWord[]): ReadonlyMap<string, BesideWord> {
  const found = new Map<string, BesideWord>();
  for (const one of words) {
    const { kind, namespace, name } = one.object;
    // No name of Kubernetes has a space in it.
    const key = `${kind} ${namespace} ${name}`;
    const before = found.get(key);
    if (before === undefined || WORST.indexOf(one.word) < WORST.indexOf(before.word)) found.set(key, one);
  }
  return found;
}
