/**
 * Codes of the findings of `validate`, with their meaning. One code, one meaning; published codes are never reused.
 */
export const FINDING_CODES = {
  JSON_INVALID: 'the document is not strict JSON',
  SCHEMA_VIOLATION: 'the document breaks the JSON schema of its kind',
  BLOB_MISSING: 'a referenced blob is not in the layout',
  BLOB_DIGEST_MISMATCH: 'the bytes of a blob do not have the digest that names it',
  BLOB_SIZE_MISMATCH: 'the size of a blob differs from its descriptor',
} as const;

/** A code of {@link FINDING_CODES}. */
export type FindingCode = keyof typeof FINDING_CODES;
