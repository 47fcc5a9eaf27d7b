import { kindOf } from './finding-kind.ts';

const IJSON = 'RFC 7493 (I-JSON)';
const DESCRIPTOR = 'image-spec v1.1.1, descriptor.md';
const MANIFEST = 'image-spec v1.1.1, manifest.md';
const INDEX = 'image-spec v1.1.1, image-index.md';
const CONFIG = 'image-spec v1.1.1, config.md';
const ANNOTATIONS = 'image-spec v1.1.1, annotations.md';
const ANEW = 'Write the document anew with a JSON library, and refer to its new digest.';

/** Codes of findings in documents: JSON, descriptors, manifests, indexes, configs, annotations. */
export const DOCUMENT_FINDING_CODES = {
  // Strict JSON.
  JSON_INVALID: kindOf('the document is not strict JSON', 'RFC 8259', ANEW),
  JSON_EMPTY: kindOf(
    'the document has no bytes',
    'RFC 8259 section 2',
    'Look at what wrote it: a full disk leaves empty files.',
  ),
  JSON_NOT_UTF8: kindOf('the document is not UTF-8', `${IJSON} section 2.1`, ANEW),
  JSON_BYTE_ORDER_MARK: kindOf(
    'the document starts with a byte-order mark',
    'RFC 8259 section 8.1',
    'Write it without the mark.',
  ),
  JSON_TRAILING_TEXT: kindOf(
    'more text follows the document',
    'RFC 8259 section 2',
    'Cut off what follows, and refer to the new digest.',
  ),
  JSON_DUPLICATE_NAME: kindOf(
    'an object has one member name twice',
    `${IJSON} section 2.3; image-spec #1249`,
    'Keep one of the two: some readers take the first, others the last.',
  ),
  JSON_SURROGATE: kindOf(
    'a string has a lone surrogate',
    `${IJSON} section 2.1`,
    'Write the text in whole characters.',
  ),
  JSON_NUL: kindOf(
    'a string has a NUL character',
    'CWE-158',
    'Remove the character: readers written in C end the text there.',
  ),
  JSON_PROTOTYPE_NAME: kindOf(
    'a member is named __proto__',
    'CWE-1321',
    'Rename the member: some readers written in JavaScript change their own objects with it.',
  ),
  JSON_NUMBER_RANGE: kindOf(
    'a number is too large or too small to be read',
    `${IJSON} section 2.2`,
    'Write a number that a double can hold.',
  ),
  JSON_NUMBER_PRECISION: kindOf(
    'an integer is beyond 2^53 and would lose digits',
    `${IJSON} section 2.2`,
    'Write the true size: no content is that large.',
  ),
  JSON_NUMBER_INT64: kindOf(
    'an integer is beyond what 64 bits hold',
    `${DESCRIPTOR}, "size"; umoci 0.5.1`,
    'Write the true size: some readers wrap such a number around.',
  ),
  JSON_NEGATIVE_ZERO: kindOf('a number is negative zero', `${IJSON} section 2.2`, 'Write 0.'),
  JSON_TOO_LARGE: kindOf(
    'the document is larger than the limits',
    'distribution-spec v1.1.1, "Pushing Manifests"',
    'Split it: registries need not take more than 4 MiB.',
  ),
  JSON_TOO_DEEP: kindOf(
    'the document is nested deeper than the limits',
    'CWE-674',
    'Write it flatter: 64 levels are read.',
  ),
  JSON_TOO_MANY_VALUES: kindOf(
    'the document has more values than the limits',
    'CVE-2017-11468',
    'Split it: 200,000 values are read.',
  ),

  // Documents.
  DOCUMENT_NOT_OBJECT: kindOf(
    'the document is no JSON object',
    MANIFEST,
    'Write an object; a list of images goes into the member manifests of an index.',
  ),
  SCHEMA_VIOLATION: kindOf(
    'the document breaks the JSON schema of its kind',
    'image-spec v1.1.1, schema/',
    'Give the member the type and form that the schema asks for.',
  ),
  SCHEMA_LAYERS_EMPTY: kindOf(
    'layers is empty, which the text allows and the official schema refuses',
    `${MANIFEST}, "layers"; schema/image-manifest-schema.json, minItems`,
    'For readers that go by the schema, add the empty descriptor as the one layer.',
  ),
  SCHEMA_NULL_MEMBER: kindOf(
    'an optional config member is null, which the text allows and the official schema refuses',
    `${CONFIG}, "Properties"; schema/config-schema.json`,
    'Leave the member out.',
  ),
  MEMBER_TYPE: kindOf(
    'a member has the wrong JSON type',
    'image-spec v1.1.1',
    'Write it with the type that the specification names.',
  ),
  MEMBER_NULL: kindOf(
    'a member is null where a value has to be',
    'CVE-2024-23650; go-containerregistry #2414',
    'Write the value, an empty list ([]) for none: readers that do not look end with a crash.',
  ),
  MEMBER_MISSING: kindOf('a required member is missing', 'image-spec v1.1.1', 'Add it.'),
  MEMBER_NAME_CASE: kindOf(
    'a member name differs from a known one only in case, and readers disagree on it',
    'GHSA-77vh-xpmg-72qh; go.dev/issue/14750',
    'Write the name as the specification does, or remove the member.',
  ),
  DOCUMENT_AMBIGUOUS: kindOf(
    'the document has members of another kind of document',
    'CVE-2021-41190; GHSA-77vh-xpmg-72qh',
    'Write a manifest or an index, not both in one.',
  ),
  SCHEMA_VERSION: kindOf('schemaVersion is not the number 2', `${MANIFEST}, "schemaVersion"`, 'Write 2.'),
  MEDIA_TYPE_MALFORMED: kindOf(
    'a media type breaks the grammar of RFC 6838',
    `${DESCRIPTOR}, "mediaType"; RFC 6838 section 4.2`,
    'Write type/subtype.',
  ),
  MEDIA_TYPE_MISMATCH: kindOf(
    'the media type of a document is another than announced',
    'CVE-2021-41190; image-spec v1.1.1, manifest.md, "mediaType"',
    'Let descriptor and document say one media type.',
  ),
  MEDIA_TYPE_ABSENT: kindOf(
    'a manifest or index does not say its own media type',
    `${MANIFEST}, "mediaType"`,
    'Add mediaType: it SHOULD be there, and in Docker documents must be.',
  ),
  MANIFEST_SCHEMA_1: kindOf(
    'an entry is a Docker manifest of schema 1, which current runtimes do not run',
    'containerd 2.0, "Removed features"; Docker image manifest version 2, schema 1',
    'Pull it with an old tool and push it again as an OCI image.',
  ),
  ARTIFACT_TYPE_MISSING: kindOf(
    'a manifest with the empty config has no artifactType',
    `${MANIFEST}, "artifactType"`,
    'Add artifactType: it MUST be set beside the empty config.',
  ),

  // Descriptors.
  DIGEST_MALFORMED: kindOf(
    'a digest breaks its grammar',
    `${DESCRIPTOR}, "Digests"; CVE-2024-3727`,
    'Write algorithm:encoded, such as sha256 and 64 hex characters.',
  ),
  DIGEST_FORM: kindOf(
    'a digest has not the length or the lower case that its algorithm asks for',
    `${DESCRIPTOR}, "Registered Algorithms"`,
    'Write the whole digest in lower-case hex.',
  ),
  DIGEST_UNVERIFIABLE: kindOf(
    'a digest is well-formed but of an algorithm that is not computed here',
    `${DESCRIPTOR}, "Digests"`,
    'Use sha256 or sha512, if the content has to be checked.',
  ),
  SIZE_MALFORMED: kindOf(
    'a size is not a whole number of bytes',
    `${DESCRIPTOR}, "size"`,
    'Write the number of bytes.',
  ),
  SIZE_NEGATIVE: kindOf('a size is negative', `${DESCRIPTOR}, "size"; image-spec #1285`, 'Write the number of bytes.'),
  DATA_MALFORMED: kindOf(
    'embedded data is not base64',
    `${DESCRIPTOR}, "data"; RFC 4648 section 4`,
    'Remove data, or write the content in standard base64.',
  ),
  DATA_MISMATCH: kindOf(
    'embedded data differs from the digest or size of its descriptor',
    `${DESCRIPTOR}, "data"`,
    'Remove data, or write the content of the digest.',
  ),
  DESCRIPTOR_URLS: kindOf(
    'a descriptor tells readers to fetch content from elsewhere',
    `CVE-2020-15157; ${DESCRIPTOR}, "urls"`,
    'Ship the content instead.',
  ),
  EMPTY_DESCRIPTOR: kindOf(
    'a descriptor of the empty type names other content than {}',
    `${MANIFEST}, "Guidance for an Empty Descriptor"`,
    'Use sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a with size 2.',
  ),
  SUBJECT_KIND: kindOf(
    'a subject is no manifest or index',
    `${MANIFEST}, "subject"`,
    'Refer to the manifest that this one belongs to.',
  ),
  SUBJECT_MISMATCH: kindOf(
    'a subject is there under another size or media type',
    `${MANIFEST}, "subject"`,
    'Copy the descriptor of the subject as it is.',
  ),

  // Annotations.
  REF_NAME_MISPLACED: kindOf(
    'a name of an image stands where no reader looks for it',
    `${ANNOTATIONS}, "org.opencontainers.image.ref.name"`,
    'Put org.opencontainers.image.ref.name on a descriptor of index.json.',
  ),
  REF_NAME_FORM: kindOf(
    'a name of an image breaks its grammar',
    `${ANNOTATIONS}, "org.opencontainers.image.ref.name"`,
    'Use letters, digits and single separators of -._:@+ or slashes.',
  ),
  ANNOTATION_RESERVED: kindOf(
    'an annotation has a key of the specification that it does not define',
    `${ANNOTATIONS}, "Rules"`,
    'Use a prefix of your own, such as com.example.',
  ),
  METADATA_FORM: kindOf(
    'an annotation, label or time of the specification breaks its form',
    'RFC 3339 section 5.6',
    'Write a time such as 2026-11-24T12:00:00Z.',
  ),
  METADATA_BASE_DIGEST: kindOf(
    'the annotation with the digest of the base image is no digest',
    `${ANNOTATIONS}, "org.opencontainers.image.base.digest"`,
    'Write the digest of the base manifest, or remove it.',
  ),

  // Configs.
  ROOTFS_TYPE: kindOf('rootfs.type is not "layers"', `${CONFIG}, "rootfs"`, 'Write "layers".'),
  DIFF_ID_COUNT: kindOf(
    'the config has another number of diff_ids than the manifest has layers',
    `${CONFIG}, "rootfs"`,
    'Give each layer its diff_id, in order.',
  ),
  DIFF_ID_MISMATCH: kindOf(
    'the uncompressed layer does not have its diff_id',
    `${CONFIG}, "Layer DiffID"`,
    'Write the digest of the uncompressed tar; the image that runs is another than the config says.',
  ),
  HISTORY_COUNT: kindOf(
    'history describes another number of layers than there are',
    `${CONFIG}, "history"`,
    'Mark entries without a layer by empty_layer, or leave history out.',
  ),
  CONFIG_ENV: kindOf('an environment entry has no name or no equals sign', `${CONFIG}, "Env"`, 'Write NAME=VALUE.'),
  CONFIG_ENV_DUPLICATE: kindOf(
    'a variable of the environment is set twice',
    `${CONFIG}, "Env"; POSIX.1-2017, 8.1`,
    'Set it once: readers differ on which one counts.',
  ),
  CONFIG_USER: kindOf(
    'the user is a number that some runtimes read as another user',
    'CVE-2024-40635; CVE-2026-46680',
    'Write user or user:group, with numbers from 0 to 2147483647.',
  ),
  CONFIG_VOLUME: kindOf(
    'a volume is no absolute path, or climbs out with ".."',
    'CVE-2022-23648',
    'Write an absolute path without "..".',
  ),
  CONFIG_WORKING_DIR: kindOf(
    'the working folder is no absolute path, or climbs with ".."',
    `${CONFIG}, "WorkingDir"`,
    'Write an absolute path without "..".',
  ),
  CONFIG_PORT: kindOf(
    'an exposed port has no form that the specification knows',
    `${CONFIG}, "ExposedPorts"`,
    'Write port, port/tcp or port/udp, with a port up to 65535.',
  ),
  CONFIG_STOP_SIGNAL: kindOf(
    'the stop signal is none that runtimes know',
    `${CONFIG}, "StopSignal"`,
    'Write a name such as SIGTERM, or a number up to 64.',
  ),

  // Indexes.
  INDEX_NO_MANIFESTS: kindOf(
    'an index inside of the image lists nothing',
    `${INDEX}, "manifests"`,
    'Remove it, or list the images: whoever pulls it gets nothing.',
  ),
} as const;
