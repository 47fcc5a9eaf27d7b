/**
 * Codes of the checks in a verdict, with their meaning. One code, one meaning; a code that has been published is never
 * reused. The docs page and the tests that trigger each code read this table.
 */
export const CHECK_CODES = {
  // Everything that was demanded was found and holds.
  OK: 'the check holds',
  NOT_DEMANDED: 'policy does not ask for this',
  NOT_APPLICABLE: 'the check makes no sense for this subject',

  // Structure of the image.
  IMAGE_MALFORMED: 'a manifest, index or config breaks the specification',
  IMAGE_AMBIGUOUS: 'a document can be read as a manifest and as an index',
  IMAGE_CONTENT_MISMATCH: 'bytes differ from the digest or size that names them',
  IMAGE_CONTENT_MISSING: 'the image names a blob or manifest that is not there',
  IMAGE_PLATFORM_MISSING: 'a platform that policy requires is not in the image',
  IMAGE_PLATFORM_MISMATCH: 'descriptor, config and program disagree about the platform',
  IMAGE_PLATFORM_DUPLICATE: 'two children of the index claim one platform',
  IMAGE_LAYER_MALFORMED: 'a layer is not a well-formed tar stream, or its diff_id differs',
  IMAGE_CONFIG_REFUSED: 'the image configuration breaks a rule of the policy',
  IMAGE_NOT_COVERED: 'no policy covers this image',

  // Signatures.
  SIGNATURE_MISSING: 'no signature of this kind is attached to the subject',
  SIGNATURE_UNTRUSTED: 'signatures are attached but none is by a signer that policy trusts',
  SIGNATURE_INVALID: 'a signature by a named signer does not verify over its payload',
  SIGNATURE_WRONG_SUBJECT: 'the signed payload names another digest than the subject it is attached to',
  SIGNATURE_WRONG_TYPE: 'a valid statement is attached, but it is not a signature statement',
  SIGNATURE_MALFORMED: 'the signature, bundle or envelope breaks its format',
  SIGNATURE_EXPIRED: 'the signature or a certificate of its chain is outside its validity',
  SIGNATURE_KEY_REUSED: 'one key signed as two signers of the policy, and one key never fills two roles',

  // Statements.
  STATEMENT_MISSING: 'no statement of the demanded predicate type is attached to the subject',
  STATEMENT_UNTRUSTED: 'statements of the type are attached, but none is by a signer that policy trusts',
  STATEMENT_WRONG_SUBJECT: 'the statement does not name the digest of the subject',
  STATEMENT_STALE: 'the statement is older than policy allows',
  STATEMENT_MALFORMED: 'the statement or its predicate breaks its format',

  // The twin build.
  TWIN_PROOF_MISSING: 'no trusted twin proof names this image',
  TWIN_DIFFERENT: 'the twin proof says that the two builds differ',
  TWIN_BINARY_NOT_PROVEN: 'the program that the image would run is not the binary that the twin proof names',
  TWIN_CONDITION_UNMET: 'the twin proof lacks a condition that policy demands',
  TWIN_ENTRYPOINT_UNRESOLVED: 'the program that the image would run cannot be told from its config and layers',
  TWIN_PRELOAD:
    'the program loads other code than the proven binary: by its headers, the environment or a file of the image',

  // Rebuilders.
  REBUILD_MISSING: 'fewer rebuilders than policy demands have reproduced the program that this image runs',
  REBUILD_DIFFERENT: 'a rebuilder says that the source gives another program, and too few others reproduced it',

  // Could not tell.
  EVIDENCE_UNREACHABLE: 'evidence could not be fetched: network, registry or disk',
  EVIDENCE_THROTTLED: 'the registry refused to answer for now (429)',
  EVIDENCE_UNAUTHORIZED: 'the registry refused to show the evidence (401 or 403)',
  EVIDENCE_LIMIT: 'there is more evidence than the limits allow to read',
} as const;

/** A code of {@link CHECK_CODES}. */
export type CheckCode = keyof typeof CHECK_CODES;
