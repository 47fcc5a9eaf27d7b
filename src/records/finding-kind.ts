/** What one code of a finding means, wherever it is shown. */
export interface FindingKind {
  /** What is wrong, in half a sentence. */
  readonly meaning: string;
  /** The rule: a section of a specification, an RFC, an advisory. */
  readonly source: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
}

/** A kind in one line of a table. @example kindOf('the document has no bytes', 'RFC 8259', 'Write the document anew.') */
export const kindOf = (meaning: string, source: string, remedy: string): FindingKind => ({ meaning, source, remedy });
