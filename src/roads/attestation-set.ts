import { type Digest, digestAlgorithm, digestEncoded } from '../formats/digest.ts';
import { FormatError } from '../formats/format-error.ts';
import { canonicalJson } from '../formats/json/canonical.ts';
import { recordJson } from '../formats/json/record.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import { parseImageIndex, serialiseImageIndex } from '../formats/oci/image-index.ts';
import { parseImageManifest } from '../formats/oci/image-manifest.ts';
import { LAYOUT_VERSION, serialiseLayoutHeader } from '../formats/oci/layout-header.ts';
import { MEDIA_TYPES } from '../formats/oci/media-types.ts';
import { ANNOTATION_KEYS } from '../formats/oci/metadata.ts';
import type { FileToWrite } from '../formats/tar/archive.ts';
import { encodeUtf8 } from '../formats/utf8.ts';
import { attestationReadme } from '../judge/audit/attestation-readme.ts';
import type { Call } from '../ports/call.ts';
import type { ArchivedDocument } from '../records/evidence-record.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { type AttestationPorts, type KeptAttestation, listAttestations } from './attestations.ts';

/** Pieces of evidence of one set, and bytes of all of them. */
const MOST = { pieces: 2_000, bytes: 512 * 2 ** 20 };
const PAGE = 200;
const INDEXES: readonly string[] = [MEDIA_TYPES.ociIndex, MEDIA_TYPES.dockerList];

/**
 * All that is kept of an image and its evidence, as files that verify offline: an OCI layout without layers, a list of the
 * attestations with signers and times, and a README with the commands. The same kept evidence gives the same bytes.
 *
 * @throws TwinsealError `ATTESTATION_UNKNOWN` when no decision saw evidence of the image, `CONTENT_TOO_LARGE`, `STORE_FAILED`
 * @example for await (const chunk of tarArchive(await attestationSet(store, image, call))) response.write(chunk);
 * @see image-spec v1.1.1, image-layout.md
 */
export async function attestationSet(
  ports: AttestationPorts,
  image: Digest,
  call: Call,
): Promise<readonly FileToWrite[]> {
  const attestations = await everyAttestation(ports, image, call);
  if (attestations.length === 0)
    throw new TwinsealError(
      'ATTESTATION_UNKNOWN',
      'no decision of this service saw evidence of an image with this digest',
    );
  const documents = await imageDocuments(ports, image, attestations, call);
  const roots = new Map<Digest, Descriptor>();
  const whole = documents.some(({ digest }) => digest === image);
  // Subjects are listed too: readers take the media type of a manifest from here. The image alone has a name.
  const subjects = new Set(attestations.map(({ subject }) => subject));
  for (const { digest, mediaType, bytes } of documents) {
    if (digest !== image && !subjects.has(digest)) continue;
    const named = digest === image ? { annotations: { [ANNOTATION_KEYS.refName]: 'image' } } : {};
    roots.set(digest, { mediaType, digest, size: bytes.length, ...named });
  }
  const blobs = new Map<Digest, FileToWrite>();
  const keep = (digest: Digest, size: number): void => {
    blobs.set(digest, {
      path: `blobs/${digestAlgorithm(digest)}/${digestEncoded(digest)}`,
      size,
      bytes: () => readKept(ports, digest, call),
    });
  };
  for (const one of documents) keep(one.digest, one.bytes.length);
  for (const { kept, digest, mediaType, size, artifactType, contents } of attestations) {
    if (!kept) continue;
    keep(digest, size);
    for (const content of contents) keep(content.digest, content.size);
    roots.set(digest, { mediaType, digest, size, ...(artifactType !== undefined && { artifactType }) });
  }
  const total = [...blobs.values()].reduce((sum, { size }) => sum + size, 0);
  if (total > MOST.bytes) throw tooLarge(`${total} bytes`);
  const layoutIndex = { schemaVersion: 2 as const, mediaType: MEDIA_TYPES.ociIndex, manifests: [...roots.values()] };
  const text = (path: string, bytes: Uint8Array): FileToWrite => ({
    path,
    size: bytes.length,
    bytes: async () => bytes,
  });
  return [
    text('README.md', encodeUtf8(attestationReadme(image, attestations, whole))),
    text(
      'attestations.json',
      encodeUtf8(`${canonicalJson(recordJson({ image, attestations: attestations.map(lasting) }))}\n`),
    ),
    ...[...blobs.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    text('index.json', serialiseImageIndex(layoutIndex)),
    text('oci-layout', serialiseLayoutHeader({ imageLayoutVersion: LAYOUT_VERSION })),
  ];
}

async function everyAttestation(ports: AttestationPorts, image: Digest, call: Call) {
  const all: KeptAttestation[] = [];
  for (let after: KeptAttestation | undefined; ; ) {
    const page = await listAttestations(ports, image, after, PAGE, call);
    all.push(...page);
    if (all.length > MOST.pieces) throw tooLarge(`more than ${MOST.pieces} pieces of evidence`);
    if (page.length < PAGE) return all;
    after = page.at(-1);
  }
}

/** The image's own documents, as far as they are kept: index, manifests and configs. */
async function imageDocuments(
  { archive }: AttestationPorts,
  image: Digest,
  attestations: readonly KeptAttestation[],
  call: Call,
): Promise<readonly ArchivedDocument[]> {
  const documents = new Map<Digest, ArchivedDocument>();
  const take = async (digest: Digest): Promise<void> => {
    if (documents.has(digest)) return;
    const document = await archive.get(digest, call);
    if (document === undefined) return;
    documents.set(digest, document);
    for (const child of namedBy(document)) await take(child);
  };
  for (const digest of [image, ...attestations.map(({ subject }) => subject)]) await take(digest);
  return [...documents.values()];
}

function namedBy({ mediaType, bytes }: ArchivedDocument): readonly Digest[] {
  try {
    if (INDEXES.includes(mediaType)) return parseImageIndex(bytes, mediaType).manifests.map(({ digest }) => digest);
    if (mediaType === MEDIA_TYPES.ociManifest || mediaType === MEDIA_TYPES.dockerManifest)
      return [parseImageManifest(bytes, mediaType).config.digest];
  } catch (error) {
    // What is no index or manifest is in the set all the same, and names nothing.
    if (!(error instanceof FormatError)) throw error;
  }
  return [];
}

async function readKept({ archive }: AttestationPorts, digest: Digest, call: Call): Promise<Uint8Array> {
  const document = await archive.get(digest, call);
  if (document === undefined)
    throw new TwinsealError('EVIDENCE_NOT_KEPT', `${digest} was forgotten while the set was made; ask again`);
  return document.bytes;
}

/** What does not change with every decision that comes. */
function lasting({ last: _last, decisions: _decisions, verified, ...rest }: KeptAttestation) {
  return { ...rest, verified: verified.map(({ last: _newest, ...one }) => one) };
}

function tooLarge(what: string): TwinsealError {
  return new TwinsealError('CONTENT_TOO_LARGE', `the set has ${what}: list the attestations and take them one by one`);
}
