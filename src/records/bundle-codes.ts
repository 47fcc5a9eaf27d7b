/**
 * Codes of what `twinseal bundle verify` finds, with their meaning. One code, one meaning; published codes are never reused.
 */
export const BUNDLE_CODES = {
  BUNDLE_MALFORMED: 'the file is no Sigstore bundle of v0.1 to v0.3, or breaks a rule of its version',
  BUNDLE_SIGNER_KIND: 'the bundle is signed by key where a certificate was asked for, or the other way round',
  BUNDLE_SIGNATURE_INVALID: 'the signature does not verify over the artifact or statement',
  BUNDLE_HINT_WRONG: 'the digest that the bundle notes beside its signature is another than that of the artifact',
  BUNDLE_PAYLOAD_TYPE: 'the bundle signs an envelope that holds no in-toto statement',
  BUNDLE_STATEMENT_MALFORMED: 'the signed payload breaks the format of in-toto statements',
  BUNDLE_SUBJECT_MISSING: 'the signed statement does not name the digest of the artifact',
  BUNDLE_NEEDS_FILE: 'this signature can be verified with the file itself, or with a digest of another algorithm',
  BUNDLE_LOG_UNCHECKED: 'log entries and timestamps in the bundle were not looked at, since no trusted root was given',
  BUNDLE_CERTIFICATE_UNTRUSTED: 'no authority of the trusted root issued the certificate, or it is not one for signing',
  BUNDLE_IDENTITY_OTHER: 'the certificate is of another identity than the one that was asked for',
  BUNDLE_ISSUER_OTHER: 'another issuer than the one that was asked for vouches for the identity',
  BUNDLE_SCT_INVALID: 'no log of certificates that the trusted root names has the certificate',
  BUNDLE_LOG_MISSING: 'no log that the trusted root names has the signature',
  BUNDLE_ENTRY_MISMATCH: 'the log entry is of another signature, signer or content',
  BUNDLE_PROOF_INVALID: 'the proof that the entry is in the log, or the signed head of the log, does not verify',
  BUNDLE_PROMISE_INVALID: 'the signature of the log over the entry and its time does not verify',
  BUNDLE_TIMESTAMP_INVALID: 'a timestamp can not be read, or one in the name of a trusted authority does not verify',
  BUNDLE_TIME_MISSING: 'nothing that is trusted says when the signature was made',
  BUNDLE_TIME_OUTSIDE: 'the signature was made when its certificate or the log was not valid or not trusted',
} as const;

/** A code of {@link BUNDLE_CODES}. */
export type BundleCode = keyof typeof BUNDLE_CODES;
