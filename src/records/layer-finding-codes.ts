import { kindOf } from './finding-kind.ts';

const LAYER = 'image-spec v1.1.1, layer.md';
const GZIP = 'RFC 1952 sections 2.2 and 2.3; RFC 8878 section 3.1';
const PAX = 'POSIX.1-2017 pax, "pax Extended Header"';
const TAR = 'POSIX.1-2017 pax, "ustar Interchange Format"';
const WHITEOUT = `${LAYER}, "Whiteouts"`;
const REPACK = 'Make the layer anew, with its new digest and diff_id.';

/** Codes of findings inside of layers. */
export const LAYER_FINDING_CODES = {
  // As a compressed stream.
  LAYER_TYPE_UNKNOWN: kindOf(
    'a layer has a media type whose content is not checked here',
    'image-spec v1.1.1, manifest.md, "layers"',
    'Nothing has to be done: unknown types are legal, and stay unchecked.',
  ),
  LAYER_NONDISTRIBUTABLE: kindOf(
    'a layer has a type that registries need not hold',
    `${LAYER}, "Non-Distributable Layers"`,
    'Use a plain layer type: the others are deprecated.',
  ),
  LAYER_COMPRESSION: kindOf(
    'a compressed layer is malformed',
    GZIP,
    `${REPACK} A tar without compression has a media type of its own.`,
  ),
  LAYER_TRUNCATED: kindOf('a compressed layer ends too early', GZIP, REPACK),
  LAYER_CHECKSUM: kindOf('a compressed layer does not have its own checksum or length', GZIP, REPACK),
  LAYER_TRAILING_BYTES: kindOf(
    'bytes follow the end of a compressed layer',
    GZIP,
    'Cut them off: some readers read on.',
  ),
  LAYER_MEMBERS: kindOf(
    'a layer is made of several compressed streams, of which some readers take only the first',
    GZIP,
    'Compress it as one stream, unless it is an eStargz or zstd:chunked layer.',
  ),
  LAYER_MEMBERS_LIMIT: kindOf(
    'a layer is made of more compressed or empty streams than the limits',
    'CVE-2022-30631',
    'Compress it as one stream.',
  ),
  LAYER_BOMB: kindOf(
    'a layer unpacks to more than the limits',
    'CVE-2017-14992; CVE-2023-25153',
    'Split the layer; 64 GiB and 250 to 1 are read.',
  ),

  // As a tar stream.
  LAYER_TAR: kindOf('the tar stream of a layer is malformed', TAR, REPACK),
  LAYER_TAR_TRUNCATED: kindOf('the tar stream of a layer ends inside of an entry', TAR, REPACK),
  LAYER_TAR_LIMIT: kindOf(
    'the layers of an image have more entries than the limits',
    'CWE-400',
    'Split the image; 500,000 entries are read.',
  ),
  LAYER_TAR_END: kindOf(
    'something follows the end mark of the tar stream of a layer',
    TAR,
    'Cut it off: some readers read on into it.',
  ),
  LAYER_TAR_UNMARKED: kindOf('the tar stream of a layer has no end mark', TAR, 'End it with two blocks of zeros.'),
  LAYER_ZERO_BLOCK: kindOf(
    'a single block of zeros stands between two entries',
    TAR,
    `${REPACK} Some readers end there, others read on.`,
  ),
  LAYER_PAX: kindOf('an extended header is malformed', PAX, REPACK),
  LAYER_PAX_DUPLICATE: kindOf(
    'an extended header has one keyword twice',
    PAX,
    `${REPACK} Readers differ on which one counts.`,
  ),
  LAYER_PAX_LIMIT: kindOf('an extended header has more records or bytes than the limits', 'CVE-2022-2879', REPACK),
  LAYER_TWO_HEADERS: kindOf('an entry has two extended headers of one kind', PAX, REPACK),
  LAYER_TWO_NAMES: kindOf(
    'an entry has a PAX name and a GNU long name',
    'GNU tar manual, "Extensions to the Archive Format"',
    `${REPACK} Readers differ on which one counts.`,
  ),
  LAYER_TWO_SIZES: kindOf(
    'an entry has two sizes that differ',
    'CVE-2026-32288',
    `${REPACK} Readers differ on where the next entry begins.`,
  ),
  LAYER_GLOBAL_HEADER: kindOf(
    'a global header sets a name or a size',
    PAX,
    `${REPACK} Go ignores it, others apply it.`,
  ),
  LAYER_SPARSE: kindOf(
    'an entry is a sparse file',
    `CVE-2025-58183; ${LAYER}, "File Attributes"`,
    'Write the file whole: sparse files SHOULD NOT be used.',
  ),
  LAYER_OVERLAY: kindOf(
    'an entry has an attribute that overlay file systems obey',
    'Linux Documentation/filesystems/overlayfs.rst; fuse-overlayfs main.c; containers/storage pkg/idtools',
    'Remove the attribute: it hides files for some runtimes only.',
  ),
  LAYER_ENTRY_TYPE: kindOf('an entry is of a type that no reader knows', TAR, REPACK),
  LAYER_ENTRY_SIZE: kindOf('an entry without content has a size', TAR, `${REPACK} Readers differ on what follows.`),
  LAYER_ENTRY_NAME: kindOf('an entry has no name, no target, or the name of a folder without being one', TAR, REPACK),

  // As a part of a file system.
  LAYER_PATH: kindOf('an entry has a path that leaves the image', 'CVE-2026-24842; CVE-2026-50162', REPACK),
  LAYER_PATH_LENGTH: kindOf(
    'an entry or a link has a longer path than a kernel takes',
    'path_resolution(7), PATH_MAX',
    REPACK,
  ),
  LAYER_ROOT: kindOf('a layer makes the root of the image something else than a folder', 'CVE-2021-29136', REPACK),
  LAYER_DUPLICATE: kindOf(
    'a layer has two entries of one path',
    `${LAYER}, "Distributable Format"`,
    'Keep one of them.',
  ),
  LAYER_UNDER_LINK: kindOf(
    'an entry lies below a symbolic link, and readers put it into different places',
    'CVE-2026-50163',
    'Name the entry by the path that the link leads to.',
  ),
  LAYER_UNDER_FILE: kindOf(
    'an entry lies below something that is no folder',
    `${LAYER}, "Applying Changesets"`,
    REPACK,
  ),
  LAYER_NAME_UNICODE: kindOf(
    'two names in a folder are one after Unicode normalisation',
    'CVE-2026-23745; Unicode Standard Annex 15',
    'Rename one of them: file systems of macOS hold only one.',
  ),
  LAYER_NAME_NOT_UTF8: kindOf(
    'a name in a layer is not UTF-8',
    PAX,
    'Rename the file, if the image has to run anywhere.',
  ),
  LAYER_WHITEOUT: kindOf('a whiteout hides nothing', WHITEOUT, 'Name what it hides: .wh. and the name.'),
  LAYER_WHITEOUT_FORM: kindOf('a whiteout is no empty file', WHITEOUT, 'Make it an empty regular file.'),
  LAYER_WHITEOUT_OWN: kindOf(
    'a whiteout hides an entry of its own layer',
    WHITEOUT,
    'Leave out the entry or the whiteout: only some readers delete it.',
  ),
  LAYER_WHITEOUT_BELOW: kindOf(
    'an entry lies below a folder that has the name of a whiteout',
    WHITEOUT,
    'Rename the folder.',
  ),
  LAYER_WHITEOUT_REMADE: kindOf(
    'a folder stands where a whiteout of the same layer hides one',
    WHITEOUT,
    'Use an opaque whiteout inside of the folder.',
  ),
  LAYER_OPAQUE_LATE: kindOf(
    'an opaque whiteout stands behind the entries of its own folder',
    `${WHITEOUT}; image-spec #1314`,
    'Put it before them: readers that go in order delete them.',
  ),
  LAYER_OPAQUE_DEEP: kindOf(
    'an opaque whiteout stands behind entries deeper in its folder',
    `${WHITEOUT}; containerd pkg/archive/tar.go, applyNaive`,
    'Put it before them, or name their folders: some readers delete them.',
  ),
  LAYER_OPAQUE_ROOT: kindOf(
    'an opaque whiteout hides the root of lower layers',
    'Linux Documentation/filesystems/overlayfs.rst',
    'Make an image without those layers: overlay file systems show them all the same.',
  ),
  LAYER_LINK: kindOf(
    'a hard link leads to nothing that could be linked',
    `${LAYER}, "Hardlinks"`,
    'Put the file before the link.',
  ),
  LAYER_LINK_MODE: kindOf(
    'a hard link has other execute permissions than its file',
    'CVE-2021-32760; CVE-2025-47290',
    'Give both the same mode: some readers change the file through the link.',
  ),
  LAYER_LINK_SETUID: kindOf(
    'a hard link gives the file that it names a setuid or setgid bit',
    'CVE-2021-32760',
    'Give both the same mode.',
  ),
  LAYER_PASSWD_TOO_LARGE: kindOf(
    '/etc/passwd or /etc/group is larger than any real one',
    'CVE-2026-47262',
    'Make it smaller: runtimes read it whole to find the user.',
  ),

  // Tables of contents of lazily pulled layers.
  LAYER_TOC_MALFORMED: kindOf(
    'the table of contents of a lazily pulled layer can not be read',
    'stargz-snapshotter, docs/estargz.md, "TOC"',
    'Convert the layer anew.',
  ),
  LAYER_TOC_DIGEST: kindOf(
    'the table of contents of a layer has another digest than its descriptor says',
    'stargz-snapshotter, docs/estargz.md, "Example of TOC"; containers/storage #1627',
    'Convert the layer anew, and take the annotation from it.',
  ),
  LAYER_TOC_MISMATCH: kindOf(
    'the table of contents of a layer names other files than its tar',
    'containers/storage #1888',
    'Convert the layer anew: readers that pull lazily see another file system.',
  ),
} as const;
