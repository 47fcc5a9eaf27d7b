import { kindOf } from './finding-kind.ts';

const LAYOUT = 'image-spec v1.1.1, image-layout.md';
const TAR = 'POSIX.1-2017 pax, "ustar Interchange Format"';
const PACK = 'Pack the layout anew: tar -C app.oci -cf app.tar oci-layout index.json blobs.';

/** Codes of findings about where an image lies: the layout folder, the archive that holds it, its blobs. */
export const LAYOUT_FINDING_CODES = {
  // The layout folder.
  LAYOUT_NOT_A_FOLDER: kindOf(
    'the path is no folder',
    LAYOUT,
    'Name the folder that holds index.json, or an archive of it.',
  ),
  LAYOUT_HEADER_MISSING: kindOf(
    'the file oci-layout is missing',
    `${LAYOUT}, "oci-layout file"`,
    'Add the file oci-layout with {"imageLayoutVersion":"1.0.0"}.',
  ),
  LAYOUT_HEADER_NAME: kindOf(
    'the layout has image-layout.json, which no specification knows',
    `${LAYOUT}, "oci-layout file"`,
    'Name the file oci-layout; articles that speak of image-layout.json are wrong.',
  ),
  LAYOUT_VERSION: kindOf(
    'imageLayoutVersion is not 1.0.0',
    `${LAYOUT}, "oci-layout file"`,
    'Write {"imageLayoutVersion":"1.0.0"}: image-spec 1.1 keeps that number; articles that speak of 1.1.0 are wrong.',
  ),
  LAYOUT_INDEX_MISSING: kindOf(
    'the file index.json is missing',
    `${LAYOUT}, "index.json file"`,
    'Add an image index that lists what is in the layout.',
  ),
  LAYOUT_FILE_TOO_LARGE: kindOf(
    'oci-layout or index.json is larger than the limits',
    'CWE-400',
    'Write oci-layout with its one member (64 KiB are read), index.json within 4 MiB.',
  ),
  LAYOUT_BLOBS_MISSING: kindOf(
    'the folder blobs is missing',
    `${LAYOUT}, "Content"`,
    'Make the folder, empty if there are no blobs.',
  ),
  LAYOUT_LINK: kindOf(
    'a file or folder of the layout is a symbolic link',
    'go-containerregistry #2306',
    'Copy the file itself into the layout (cp -L).',
  ),
  LAYOUT_HARD_LINK: kindOf(
    'a file of the layout has other names outside of it or in it',
    'CWE-62',
    'Copy the layout, if others may write into the other name.',
  ),
  LAYOUT_SPECIAL_FILE: kindOf(
    'a file of the layout is a FIFO, device, socket or folder',
    'go-containerregistry #2306',
    'Put a regular file in its place.',
  ),
  LAYOUT_REF_NAME_DUPLICATE: kindOf(
    'two entries of index.json with different content have one name',
    `${LAYOUT}, "index.json file"`,
    'Give each image a name of its own: readers differ on which one is meant.',
  ),
  LAYOUT_TOO_DEEP: kindOf(
    'indexes are nested deeper than the limits',
    'CWE-674',
    'Let index.json lead to the images directly; 8 levels are read.',
  ),
  LAYOUT_TOO_MANY: kindOf(
    'the layout has more documents than the limits',
    'CWE-400',
    'Split the layout; 20,000 documents are read.',
  ),
  FALLBACK_TAG_KIND: kindOf(
    'an entry has the name of a list of referrers and is no index',
    'distribution-spec v1.1.1, "Referrers Tag Schema"',
    'Give it another name, or make it an index of the referrers.',
  ),
  FALLBACK_TAG_SUBJECT: kindOf(
    'a list of referrers names a manifest that belongs to another subject',
    'distribution-spec v1.1.1, "Referrers Tag Schema"',
    'Remove it from the list: whoever trusts the list takes it for evidence about the wrong image.',
  ),

  // Blobs.
  BLOB_MISSING: kindOf(
    'a referenced blob is not there',
    `${LAYOUT}, "Blobs"`,
    'Copy the image anew; with --sparse, where blobs are left out on purpose, this is a warning.',
  ),
  BLOB_DIGEST_MISMATCH: kindOf(
    'the bytes of a blob do not have the digest that names it',
    `${LAYOUT}, "Blobs"; image-spec v1.1.1, descriptor.md, "Verification"`,
    'Fetch the blob anew: it was altered or damaged.',
  ),
  BLOB_SIZE_MISMATCH: kindOf(
    'the size of a blob differs from its descriptor',
    'image-spec v1.1.1, descriptor.md, "size"',
    'Write the true size, or fetch the blob anew.',
  ),
  BLOB_TWO_ROLES: kindOf(
    'one blob is the config of an image and a layer of it',
    'ollama #15485',
    'Point each at its own content: a check of one kind does not stand for the other.',
  ),
  BLOB_NAME: kindOf(
    'a file below blobs has no name that a digest could be',
    `${LAYOUT}, "Blobs"`,
    'Move it out of blobs.',
  ),
  BLOB_STRAY_MISMATCH: kindOf(
    'a blob that nothing refers to does not have the digest that its name says',
    `${LAYOUT}, "Blobs"`,
    'Remove it: a later image could refer to it.',
  ),

  // The archive of a layout.
  ARCHIVE_TAR: kindOf('the archive is no tar, or a malformed one', TAR, PACK),
  ARCHIVE_DOCUMENT: kindOf(
    'the file is a JSON document, not an archive',
    LAYOUT,
    'Say which document it is: twinseal validate --as manifest FILE (or index, config, descriptor, layout).',
  ),
  ARCHIVE_DOCKER: kindOf(
    'the archive is one of docker save, not an OCI layout',
    'Docker image specification v1.2, "Combined Image JSON + Filesystem Changeset Format"',
    'Convert it: skopeo copy docker-archive:FILE oci:app.oci, or build with docker buildx build --output type=oci.',
  ),
  ARCHIVE_COMPRESSED: kindOf(
    'the archive is compressed',
    LAYOUT,
    'Unpack it on the way: gunzip -c app.tar.gz | twinseal validate -.',
  ),
  ARCHIVE_TRUNCATED: kindOf('the archive ends inside of an entry', TAR, 'Fetch it anew: it was cut short.'),
  ARCHIVE_PATH: kindOf(
    'an entry of the archive has an absolute path, or one that climbs out',
    'CVE-2021-21272; CVE-2026-24842',
    PACK,
  ),
  ARCHIVE_DUPLICATE: kindOf('the archive has two entries of one name', 'CVE-2026-23745', PACK),
  ARCHIVE_LINK: kindOf(
    'an entry of the archive is a link',
    'CVE-2024-24579; CVE-2026-26960',
    'Put the file itself into the archive (tar --dereference --hard-dereference).',
  ),
  ARCHIVE_SPECIAL_FILE: kindOf('an entry of the archive is a device or FIFO', 'CVE-2026-25121', PACK),
  ARCHIVE_TRAILING: kindOf(
    'something follows the end mark of the archive',
    'CVE-2026-42574',
    'Cut off what follows the end mark: readers that go on see another layout.',
  ),
  ARCHIVE_UNMARKED: kindOf('the archive has no end mark', TAR, 'Look whether it was cut short between two entries.'),
  ARCHIVE_LIMIT: kindOf(
    'the archive has more entries than the limits',
    'CWE-400',
    'Split the layout; 100,000 entries are read.',
  ),
} as const;
