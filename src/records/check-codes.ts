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
  IMAGE_ANNOTATION_REFUSED: 'an annotation that policy demands is not there or has another value',
  IMAGE_VERSION_TOO_LOW: 'the image is of an older version than policy lets in',
  IMAGE_VERSION_UNKNOWN: 'policy demands a lowest version, and the image does not say which one it is',
  IMAGE_DENIED: 'the policy denies this image by its digest',
  IMAGE_SETUID: 'a file of the image has the setuid or setgid bit',
  IMAGE_NOT_COVERED: 'no policy covers this image',
  CASE_NONE_APPLIES: 'no case of the policy is for an image of this kind',
  CASE_UNDECIDED: 'the image does not show which case of the policy is for it',

  // Signatures.
  SIGNATURE_MISSING: 'no signature of this kind is attached to the subject',
  SIGNATURE_UNTRUSTED: 'signatures are attached but none is by a signer that policy trusts',
  SIGNATURE_INVALID: 'a signature by a named signer does not verify over its payload',
  SIGNATURE_WRONG_SUBJECT: 'the signed payload names another digest than the subject it is attached to',
  SIGNATURE_WRONG_TYPE: 'a valid statement is attached, but it is not a signature statement',
  SIGNATURE_MALFORMED: 'the signature, bundle or envelope breaks its format',
  SIGNATURE_EXPIRED: 'the signature or a certificate of its chain is outside its validity',
  SIGNATURE_TOO_FEW: 'fewer of the named signers than policy demands have signed the subject',
  SIGNATURE_NOT_ENFORCED:
    'a signature is there, and the policy only notes whose it is: nothing was verified of its signer',
  SIGNATURE_CERTIFICATE_REVOKED: 'the issuer of a certificate in the chain of the signature has revoked it',
  SIGNATURE_KEY_REUSED: 'one key signed as two signers of the policy, and one key never fills two roles',

  SIGNATURE_WRONG_NAME: 'the signature says that it is for another repository than the one that was asked for',
  SIGNATURE_NAME_MISSING: 'policy demands signatures that say for which repository they are, and this one does not',
  SIGNATURE_NAME_UNSAID:
    'the signature counts and does not say for which repository it is, so nothing was compared; policy can demand a name',
  SIGNATURE_TIMESTAMP_MISSING: 'policy demands a timestamp by a trusted authority on the signature, and there is none',
  SIGNATURE_TIMESTAMP_INVALID:
    'the timestamp on the signature is by nobody who is trusted with the time, does not verify, or is of a time at which its certificates were not valid',
  SIGNATURE_CLAIM_OTHER:
    'the certificate is of the identity, and not of the repository, ref, event or runner that policy demands',
  SIGNATURE_STALE: 'the signature is older than policy allows, by a trusted time',
  SIGNATURE_TIME_UNKNOWN:
    'policy sets a maximum age, and no log or authority that is trusted for it says when it was signed',
  SIGNATURE_LOGS_TOO_FEW: 'fewer different logs than policy demands have the signature',
  KEY_REVOKED: 'the policy revokes the key or certificate, and no trusted time shows that it signed before',
  KEY_NOT_VALID_NOW:
    'the policy does not trust the key at present, and without a trusted time of the signature the present counts',
  KEY_NOT_VALID_THEN: 'the signature was made at a time for which the policy does not trust the key',

  // Statements.
  STATEMENT_MISSING: 'no statement of the demanded predicate type is attached to the subject',
  STATEMENT_UNTRUSTED: 'statements of the type are attached, but none is by a signer that policy trusts',
  STATEMENT_WRONG_SUBJECT: 'the statement does not name the digest of the subject',
  STATEMENT_STALE: 'the statement is older than policy allows',
  STATEMENT_TIME_UNKNOWN: 'policy sets a maximum age, and the statement claims no time that it could be told by',
  STATEMENT_MALFORMED: 'the statement or its predicate breaks its format',
  STATEMENT_UNREADABLE: 'a trusted signer stated it in a form or version that nothing here reads',

  // What statements contain.
  SBOM_INCOMPLETE: 'the SBOM describes fewer of its packages than policy demands',
  SCAN_FINDINGS: 'the newest scan has findings that are worse than policy lets in',
  SECRETS_FOUND: 'the newest search for secrets found some',

  // The twin build.
  TWIN_PROOF_MISSING: 'no trusted twin proof names this image',
  TWIN_DIFFERENT: 'the twin proof says that the two builds differ',
  TWIN_BINARY_NOT_PROVEN: 'the program that the image would run is not the binary that the twin proof names',
  TWIN_CONDITION_UNMET: 'the twin proof lacks a condition that policy demands',
  TWIN_ENTRYPOINT_UNRESOLVED: 'the program that the image would run cannot be told from its config and layers',
  TWIN_PRELOAD:
    'the program loads other code than the proven binary: by its headers, the environment or a file of the image',

  // How the program was built.
  GO_BUILD_REFUSED:
    'the build info of the program that the image would run, or of another Go program in it, breaks a rule of the policy',
  GO_PROGRAMS_LIMIT: 'the image has more Go programs than are looked at, and policy demands something of all of them',

  // Rebuilders.
  REBUILD_MISSING: 'fewer rebuilders than policy demands have reproduced the program that this image runs',
  REBUILD_DIFFERENT: 'a rebuilder says that the source gives another program, and too few others reproduced it',

  // The containers that run the image.
  POD_RUNS_AS_ROOT: 'a container may run as root',
  POD_PRIVILEGE_ESCALATION: 'a container is privileged, or its processes may gain privileges',
  POD_CAPABILITIES: 'a container keeps or adds capabilities that policy does not let in',
  POD_HOST_NAMESPACE: 'the pod shares the network, processes or IPC of its node',
  POD_HOST_PATH: 'the pod mounts a folder of its node',
  POD_ROOT_WRITABLE: 'a container can write to its root file system',
  POD_OTHER_PROGRAM: 'the pod makes a container run something else than the program of its image',
  POD_SECCOMP: 'a container runs without a seccomp profile that policy lets in',

  // Expressions.
  EXPRESSION_FALSE: 'an expression of the policy is false for this image',
  EXPRESSION_ERROR: 'an expression of the policy has no value for this image, which is never taken for true',
  EXPRESSION_LIMIT: 'an expression of the policy takes more steps on this image than it may',

  // Could not tell.
  REVOCATION_UNKNOWN: 'nothing says for this time whether a certificate of the signature was revoked',
  EVIDENCE_UNREACHABLE: 'evidence could not be fetched: network, registry or disk',
  EVIDENCE_THROTTLED: 'the registry refused to answer for now (429)',
  EVIDENCE_UNAUTHORIZED: 'the registry refused to show the evidence (401 or 403)',
  EVIDENCE_LIMIT: 'there is more evidence than the limits allow to read',
} as const;

/** A code of {@link CHECK_CODES}. */
export type CheckCode = keyof typeof CHECK_CODES;
