/**
 * Codes of the findings of `validate`, with their meaning. One code, one meaning; published codes are never reused.
 */
export const FINDING_CODES = {
  // Strict JSON.
  JSON_INVALID: 'the document is not strict JSON',
  JSON_EMPTY: 'the document has no bytes',
  JSON_NOT_UTF8: 'the document is not UTF-8',
  JSON_BYTE_ORDER_MARK: 'the document starts with a byte-order mark',
  JSON_TRAILING_TEXT: 'more text follows the document',
  JSON_DUPLICATE_NAME: 'an object has one member name twice',
  JSON_SURROGATE: 'a string has a lone surrogate',
  JSON_NUL: 'a string has a NUL character',
  JSON_NUMBER_RANGE: 'a number is too large or too small to be read',
  JSON_NUMBER_PRECISION: 'an integer is beyond 2^53 and would lose digits',
  JSON_NEGATIVE_ZERO: 'a number is negative zero',
  JSON_TOO_LARGE: 'the document is larger than the limits',
  JSON_TOO_DEEP: 'the document is nested deeper than the limits',
  JSON_TOO_MANY_VALUES: 'the document has more values than the limits',

  // Documents.
  SCHEMA_VIOLATION: 'the document breaks the JSON schema of its kind',
  SCHEMA_LAYERS_EMPTY: 'layers is empty, which the text allows and the official schema refuses',
  SCHEMA_NULL_MEMBER: 'an optional config member is null, which the text allows and the official schema refuses',
  MEMBER_TYPE: 'a member has the wrong JSON type',
  MEMBER_MISSING: 'a required member is missing',
  MEMBER_NAME_CASE: 'a member name differs from a known one only in case, and readers disagree on it',
  DOCUMENT_AMBIGUOUS: 'the document has members of another kind of document',
  SCHEMA_VERSION: 'schemaVersion is not the number 2',
  MEDIA_TYPE_MALFORMED: 'a media type breaks the grammar of RFC 6838',
  MEDIA_TYPE_MISMATCH: 'the media type of a document is another than announced',
  MEDIA_TYPE_ABSENT: 'a manifest or index does not say its own media type',
  ARTIFACT_TYPE_MISSING: 'a manifest with the empty config has no artifactType',

  // Descriptors.
  DIGEST_MALFORMED: 'a digest breaks its grammar or the form of its algorithm',
  DIGEST_UNVERIFIABLE: 'a digest is well-formed but of an algorithm that is not computed here',
  SIZE_MALFORMED: 'a size is not a whole number of bytes',
  SIZE_NEGATIVE: 'a size is negative',
  DATA_MALFORMED: 'embedded data is not base64',
  DATA_MISMATCH: 'embedded data differs from the digest or size of its descriptor',
  DESCRIPTOR_URLS: 'a descriptor tells readers to fetch content from elsewhere',

  // The layout folder.
  LAYOUT_NOT_A_FOLDER: 'the path is no folder',
  LAYOUT_HEADER_MISSING: 'the file oci-layout is missing',
  LAYOUT_HEADER_NAME: 'the layout has image-layout.json, which no specification knows',
  LAYOUT_VERSION: 'imageLayoutVersion is not 1.0.0',
  LAYOUT_INDEX_MISSING: 'the file index.json is missing',
  LAYOUT_BLOBS_MISSING: 'the folder blobs is missing',
  LAYOUT_LINK: 'a file or folder of the layout is a symbolic link',
  LAYOUT_HARD_LINK: 'a file of the layout has other names outside of it or in it',
  LAYOUT_SPECIAL_FILE: 'a file of the layout is a FIFO, device, socket or folder',
  LAYOUT_REF_NAME_DUPLICATE: 'two entries of index.json with different content have one name',
  LAYOUT_TOO_DEEP: 'indexes are nested deeper than the limits',
  LAYOUT_TOO_MANY: 'the layout has more documents than the limits',

  // Blobs.
  BLOB_MISSING: 'a referenced blob is not in the layout',
  BLOB_DIGEST_MISMATCH: 'the bytes of a blob do not have the digest that names it',
  BLOB_SIZE_MISMATCH: 'the size of a blob differs from its descriptor',

  // Configs.
  ROOTFS_TYPE: 'rootfs.type is not "layers"',
  DIFF_ID_COUNT: 'the config has another number of diff_ids than the manifest has layers',
  DIFF_ID_MISMATCH: 'the uncompressed layer does not have its diff_id',
  HISTORY_COUNT: 'history describes another number of layers than there are',
  CONFIG_ENV: 'an environment entry has no name or no equals sign',
  CONFIG_USER: 'the user is a number that some runtimes read as another user',
  CONFIG_VOLUME: 'a volume is no absolute path, or climbs out with ".."',
  METADATA_FORM: 'an annotation or label of the specification breaks the form of its value',

  // Platforms.
  PLATFORM_UNAME_NAME: 'a platform has names of uname instead of GOOS and GOARCH',
  PLATFORM_UNKNOWN: 'a platform is none that Go names',
  PLATFORM_VARIANT: 'a variant is none that its architecture has',
  PLATFORM_ABSENT: 'an entry of an index does not say its platform',
  PLATFORM_MISPLACED: 'a descriptor that is no entry of an index has a platform',
  PLATFORM_DUPLICATE: 'two entries of an index have one platform',
  PLATFORM_ORDER: 'a richer variant stands before the plain platform, which some readers then miss',
  PLATFORM_BASE_MISSING: 'only richer variants of an architecture are there, which common runtimes never pick',
  PLATFORM_OS_FEATURES: 'os.features names something that is no feature of the operating system image',
  PLATFORM_CONFIG_MISMATCH: 'the platform of the descriptor and of the config differ',
  PLATFORM_PROGRAM_MISMATCH: 'the program in the image is for another machine than the image claims',
  PLATFORM_OPTION_UNSAID: 'the program needs an option of the architecture that no platform can say',
  PLATFORM_VARIANT_UNDERSTATED: 'the program needs a higher level of the architecture than the image claims',

  // Layers.
  LAYER_TYPE_UNKNOWN: 'a layer has a media type whose content is not checked here',
  LAYER_COMPRESSION: 'a compressed layer is malformed',
  LAYER_TRUNCATED: 'a compressed layer ends too early',
  LAYER_CHECKSUM: 'a compressed layer does not have its own checksum or length',
  LAYER_TRAILING_BYTES: 'bytes follow the end of a compressed layer',
  LAYER_MEMBERS: 'a layer is made of several compressed streams, of which some readers take only the first',
  LAYER_MEMBERS_LIMIT: 'a layer is made of more compressed or empty streams than the limits',
  LAYER_BOMB: 'a layer unpacks to more than the limits',
  LAYER_TAR: 'the tar stream of a layer is malformed or has two readings',
  LAYER_TAR_LIMIT: 'the layers of an image have more entries than the limits',
  LAYER_TAR_END: 'the tar stream of a layer lacks its end mark, or something follows it',
  LAYER_PATH: 'an entry of a layer has a path that leaves the image or names nothing in it',
  LAYER_DUPLICATE: 'a layer has two entries of one path',
  LAYER_UNDER_LINK: 'an entry lies below a link or a file, and readers put it into different places',
  LAYER_WHITEOUT: 'a whiteout is malformed, hides an entry of its own layer, or has entries below it',
  LAYER_LINK: 'a hard link leads to nothing that could be linked, or has other execute permissions than its file',
} as const;

/** A code of {@link FINDING_CODES}. */
export type FindingCode = keyof typeof FINDING_CODES;
