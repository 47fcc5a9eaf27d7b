/** The part of Twinseal that could not go on. */
export type Stage =
  | 'usage'
  | 'source'
  | 'build'
  | 'compare'
  | 'pack'
  | 'sbom'
  | 'sign'
  | 'attach'
  | 'layout'
  | 'registry'
  | 'policy'
  | 'verify'
  | 'store'
  | 'service'
  | 'internal';

/** How one kind of error is shown at each door. */
export interface ErrorKind {
  readonly stage: Stage;
  /** Exit status of the CLI: 1 refused, 2 usage or bad input, 3 could not tell. */
  readonly exit: 1 | 2 | 3;
  /** HTTP status of the service. */
  readonly status: number;
  /** Whether the same request may succeed later without a change. */
  readonly retryable: boolean;
  /** One line for the docs page. */
  readonly meaning: string;
}

const refused = (stage: Stage, meaning: string): ErrorKind => ({
  stage,
  exit: 1,
  status: 422,
  retryable: false,
  meaning,
});
const bad = (stage: Stage, meaning: string, status = 400): ErrorKind => ({
  stage,
  exit: 2,
  status,
  retryable: false,
  meaning,
});
/** Nothing was judged, though another attempt would end the same: never to be taken for a refusal. */
const unjudged = (stage: Stage, meaning: string): ErrorKind => ({ ...refused(stage, meaning), exit: 3 });
const fault = (stage: Stage, meaning: string, status = 503): ErrorKind => ({
  stage,
  exit: 3,
  status,
  retryable: true,
  meaning,
});

/**
 * Every error that can leave a road. It drives exit codes, problem+json types and the docs page.
 * An error means that no verdict could be formed; a failed check is data and has its own codes.
 */
export const ERROR_CATALOGUE = {
  // usage
  USAGE: bad('usage', 'the command line or request is not understood'),
  INPUT_UNREADABLE: bad('usage', 'an input file is missing or unreadable'),
  INPUT_TOO_LARGE: bad('usage', 'an input file is larger than what is read of its kind'),
  INPUT_MALFORMED: bad('usage', 'an input document breaks its format'),
  SETTINGS_INVALID: bad('usage', 'twinseal.yaml or a flag breaks a rule of the settings'),
  PLATFORM_UNKNOWN: bad('usage', 'a platform is not one that Go and OCI both name'),
  REFERENCE_INVALID: bad('usage', 'an image reference is malformed'),
  METADATA_INVALID: bad('usage', 'revision, created or version breaks the rule of its form'),
  BAKE_INVALID: bad('usage', 'a bake file could not be resolved, or says nothing that could be sealed'),
  BAKE_TOOL_MISSING: bad('usage', 'there is no buildx, alone or with docker, to resolve a bake file'),
  ROOT_INVALID: bad('pack', 'a prepared folder holds what no image can carry'),
  // source
  SOURCE_NO_GO_MOD: bad('source', 'the folder has no go.mod'),
  SOURCE_NO_VENDOR: bad('source', 'the module has requirements but no vendor folder'),
  SOURCE_GO_MOD_INVALID: bad('source', 'go.mod, go.sum or vendor/modules.txt is malformed'),
  SOURCE_VENDOR_STALE: refused('source', 'vendor/modules.txt does not agree with go.mod'),
  SOURCE_VENDOR_CHANGED: refused('source', 'files in vendor/ are not those of their modules'),
  SOURCE_SUM_CONTRADICTED: refused('source', 'go.sum and the checksum database know different sums of a module'),
  SOURCE_VENDOR_FAILED: fault('source', '`go mod vendor` could not make the vendor folder'),
  SOURCE_MODULE_UNKNOWN: bad('source', 'a module version does not exist, or not at any proxy that was asked'),
  SOURCE_MODULE_REFUSED: refused('source', 'a module is not what go.sum or the checksum database knows'),
  SOURCE_MODULE_FAILED: fault('source', 'a module could not be got through the module proxy'),
  SOURCE_NO_MAIN: bad('source', 'the module has no such main package'),
  SOURCE_MAIN_AMBIGUOUS: bad('source', 'the module has several main packages and none was named'),
  SOURCE_LIMIT: bad('source', 'the source tree is larger than the limits'),
  SOURCE_NAME: bad('source', 'a file name in the source tree is refused'),
  SOURCE_LINKED: bad('source', 'a file of the source tree is also linked from outside of it'),
  SOURCE_OUTSIDE: bad('source', 'go.mod replaces a module by a folder outside of the source'),
  SOURCE_ARCHIVE: bad('source', 'a source archive is malformed, or holds more than regular files and folders'),
  SOURCE_UNKNOWN: bad(
    'source',
    'the service has no such source archive of this caller, or reads no such git folder',
    404,
  ),
  SOURCE_GIT: bad('source', 'the git repository could not be read safely'),
  // build
  BUILD_TOOLCHAIN: bad('build', 'Go is missing or too old for the module'),
  BUILD_CGO_NEEDED: refused('build', 'the program needs cgo'),
  BUILD_FAILED: refused('build', 'the compiler refused the program'),
  BUILD_PREPARE_FAILED: refused('build', 'a prepare command failed'),
  BUILD_TIMEOUT: fault('build', 'a side ran out of time'),
  BUILD_LIMIT: refused('build', 'a side went past a limit of memory, output or processes'),
  BUILD_SANDBOX: fault('build', 'the sandbox could not be set up'),
  CACHE_UNUSABLE: bad(
    'build',
    'the folder of kept build caches is not this user’s alone, or one of its caches is not the side’s',
  ),
  BINARY_NOT_STATIC: refused('build', 'the binary needs an interpreter or shared libraries'),
  BINARY_NOT_AS_ASKED: refused('build', 'the build info of the binary says other flags than those it was built with'),
  BINARY_WRONG_PLATFORM: refused('build', 'the binary is not for the platform it was built for'),
  BINARY_NOT_SPLIT: refused('build', 'debug information can not be split off the binary'),
  // compare
  TWIN_DIFFERENT: refused('compare', 'the two sides built different binaries'),
  SIDES_INCOMPARABLE: bad(
    'compare',
    'two sides are not of one source, plan and toolchain, or are one and the same build',
  ),
  // pack, sbom
  BASE_IMAGE_INVALID: bad('pack', 'the base layout lacks a platform or is malformed'),
  // sign, attach
  KEY_UNREADABLE: bad('sign', 'a key or certificate file is missing, malformed or of an unsupported type'),
  KEY_PASSWORD: bad('sign', 'the password does not unlock the key'),
  KEY_EXISTS: bad('sign', 'the key file exists and is not overwritten'),
  SIGNER_FAILED: fault('sign', 'the process that holds the keys has ended, or does not answer'),
  PLUGIN_FAILED: fault('sign', 'a signing plugin did not end well, or its service was busy or out of reach'),
  PLUGIN_REFUSED: bad(
    'sign',
    'a signing plugin is missing, refused what it was asked for, or gave what its certificate and the protocol do not bear out',
  ),
  TIMESTAMP_FAILED: fault('sign', 'a timestamp authority did not answer, or not with a timestamp'),
  TIMESTAMP_INVALID: refused(
    'sign',
    'a timestamp is not for this signature, or its authority is not one that is trusted',
  ),
  KEYLESS_FAILED: fault(
    'sign',
    'a certificate authority, a log or an issuer of tokens did not answer, or not as it should',
  ),
  KEYLESS_REFUSED: bad(
    'sign',
    'there is no identity token, or the signing configuration or a service of it refuses to sign for it',
  ),
  KEY_ROLE: bad('sign', 'the key sealed this image already, and one key never fills two roles'),
  REPORT_OTHER_IMAGE: bad('sign', 'a scanner’s report is about another image or platform than the statement would be'),
  CERTIFICATE_UNSUITABLE: bad('sign', 'the certificate chain breaks a rule of the signature format'),
  // layout
  LAYOUT_INVALID: bad('layout', 'the path is not an OCI layout'),
  LAYOUT_EXISTS: bad('layout', 'the output path exists and is not a layout'),
  OUTPUT_EXISTS: bad('layout', 'the output file exists and is not overwritten'),
  OUTPUT_UNWRITABLE: fault('layout', 'the output cannot be written'),
  DISK_FAILED: fault('layout', 'the disk could not be read'),
  DISK_FULL: fault('layout', 'the disk is full'),
  // content (layout or registry)
  CONTENT_NOT_FOUND: bad('registry', 'the image, manifest or blob does not exist', 404),
  CONTENT_MISMATCH: refused('registry', 'bytes differ from the digest or size that names them'),
  CONTENT_UNVERIFIABLE: unjudged('registry', 'the digest uses an algorithm that cannot be computed here'),
  CONTENT_TOO_LARGE: unjudged('registry', 'a document is larger than the limits allow'),
  // registry
  REGISTRY_UNREACHABLE: fault('registry', 'the registry could not be reached'),
  REGISTRY_UNAUTHORIZED: {
    ...fault('registry', 'the registry wants other credentials (401 or 403)'),
    retryable: false,
  },
  PULL_SECRET_UNREADABLE: fault(
    'registry',
    'the registry refuses access, and a pull secret that might have opened it could not be read',
  ),
  REGISTRY_THROTTLED: fault('registry', 'the registry refused to answer for now (429)'),
  REGISTRY_FAILED: fault('registry', 'the registry answered with an error (5xx)'),
  REGISTRY_PROTOCOL: fault('registry', 'the registry answered with something that is not the distribution API'),
  REGISTRY_REFUSED: refused('registry', 'the registry refused what was pushed'),
  REGISTRY_TAG_TAKEN: refused('registry', 'the tag for the list of referrers holds something else'),
  REGISTRY_HOST_FORBIDDEN: {
    ...fault('registry', 'a redirect, realm or location leads to a host that is not allowed'),
    retryable: false,
  },
  // policy, verify
  POLICY_INVALID: bad('policy', 'the policy is malformed or cannot be met by any image'),
  IMAGE_NOT_PINNED: refused('policy', 'a reference without a digest, where a policy in mode enforce decides what runs'),
  KIND_UNKNOWN: refused('policy', 'nobody said where the objects of a kind hold their images'),
  POLICY_UNKNOWN: bad('policy', 'no policy of that name is loaded', 404),
  TRUST_POLICY_SILENT: refused(
    'policy',
    "notation's trust policy says nothing about the repository, or skips its verification",
  ),
  POLICY_UNUSABLE: {
    ...fault('policy', 'a policy that may apply is broken or not loaded, and nobody knows what it would have refused'),
    retryable: false,
  },
  POLICY_UNMAPPED: bad('policy', 'a policy of another tool asks for what Twinseal does not do, and that is not waived'),
  POLICY_NOT_BOUND: bad(
    'policy',
    'the caller names a policy that the settings do not bind to it and the repository',
    403,
  ),
  EVIDENCE_NOT_SENT: {
    ...fault('verify', 'a request that brings its own content lacks some of it, which may lie elsewhere'),
    retryable: false,
  },
  TRUST_UNKNOWN: bad('verify', 'no Sigstore instance of that name is kept: update it first', 404),
  TRUST_UNREACHABLE: fault('verify', 'the mirror of a Sigstore instance could not be reached, or lacks a file'),
  TRUST_EXPIRED: refused('verify', 'the metadata of a Sigstore instance has ended; what was kept stays in use'),
  TRUST_REFUSED: refused(
    'verify',
    'the metadata of a Sigstore instance is malformed, not signed as it must be, or older; what was kept stays in use',
  ),
  TRUST_DAMAGED: fault('verify', 'a kept trusted root is damaged, or does not come from the root of trust'),
  INDETERMINATE: fault('verify', 'a fault could change the outcome, so no verdict could be formed'),
  TIMEOUT: fault('verify', 'the operation ran out of time'),
  CROWDED: fault('verify', 'other images took up the memory, or the turns, that looking into this one needs'),
  ABORTED: fault('internal', 'the operation was cancelled'),
  // store, service
  EVIDENCE_NOT_KEPT: {
    ...fault('store', 'bytes that a decision rests on are not kept, or not any more', 410),
    retryable: false,
  },
  ATTESTATION_UNKNOWN: bad('store', 'no decision of the service saw evidence with this digest', 404),
  DOCUMENT_UNKNOWN: bad('store', 'no document with this digest is kept, or not any more', 404),
  LOG_TILE_UNKNOWN: bad('store', 'the log has no such tile, or not yet', 404),
  DECISION_UNKNOWN: bad('store', 'no decision has this id', 404),
  JOB_UNKNOWN: bad('store', 'the caller has no job with this id', 404),
  JOB_ABANDONED: fault('store', 'the workers that began a job ended before it did, more often than is tried'),
  STORE_FAILED: fault('store', 'the decision store could not be read or written'),
  REQUEST_TOO_LARGE: bad('service', 'the body of a request is larger than the limit', 413),
  REQUEST_MEDIA_TYPE: bad('service', 'the body has a media type that the path does not take, or is encoded', 415),
  ROUTE_UNKNOWN: bad('service', 'the service has nothing at this path', 404),
  METHOD_NOT_ALLOWED: bad('service', 'the path does not take this method', 405),
  UNAUTHENTICATED: bad('service', 'the caller shows no credentials, or none that are good', 401),
  ISSUER_UNREACHABLE: fault('service', 'the keys of an OIDC issuer could not be got, so its tokens cannot be checked'),
  FORBIDDEN: bad(
    'service',
    'the caller does not have the role that the path needs, or asks for what is not bound to it',
    403,
  ),
  HOST_REFUSED: { ...refused('service', 'a web page of another origin or name asks a loopback service'), status: 403 },
  IDEMPOTENCY_KEY_INVALID: bad('service', 'the Idempotency-Key is malformed'),
  IDEMPOTENCY_KEY_IN_FLIGHT: fault('service', 'a request with the same Idempotency-Key is under way', 409),
  IDEMPOTENCY_KEY_REUSED: bad('service', 'the Idempotency-Key was used for another request', 422),
  RATE_LIMITED: fault('service', 'the caller asked more often than the settings of the service allow', 429),
  AUTHENTICATION_PAUSED: fault(
    'service',
    'so many credentials from this address were refused that none is looked at for a while',
    429,
  ),
  REQUEST_TOO_SLOW: fault('service', 'the body of a request came too slowly', 408),
  OVERLOADED: fault('service', 'too many requests are under way'),
  NOT_READY: fault('service', 'the service is starting, stopping, or cannot keep decisions'),
  LISTEN_FAILED: fault('service', 'the address to listen on is taken or not allowed'),
  SERVICE_UNREACHABLE: fault('service', 'the Twinseal server could not be reached'),
  INTERNAL: { ...fault('internal', 'a defect in Twinseal'), status: 500, retryable: false },
} as const satisfies Readonly<Record<string, ErrorKind>>;

/** A code of {@link ERROR_CATALOGUE}. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE;
