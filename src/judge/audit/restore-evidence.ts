import { createHash } from 'node:crypto';
import { type Digest, digestAlgorithm } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { canonicalJson } from '../../formats/json/canonical.ts';
import { recordJson } from '../../formats/json/record.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { parseImageConfig } from '../../formats/oci/image-config.ts';
import { parseImageIndex } from '../../formats/oci/image-index.ts';
import { parseImageManifest } from '../../formats/oci/image-manifest.ts';
import type { Blob } from '../../records/blob.ts';
import type { EvidenceRecord } from '../../records/evidence-record.ts';
import type {
  EvidenceSet,
  UnverifiedChild,
  UnverifiedDocument,
  UnverifiedEvidence,
  UnverifiedRoot,
} from '../../records/evidence-set.ts';
import type { UnverifiedRevocation } from '../../records/revocation.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Reads kept bytes by digest; undefined when they are not there. */
export type ReadDocument = (digest: Digest) => Promise<Uint8Array | undefined>;

/**
 * Puts an evidence set together again from its record and the bytes that it names: the inverse of `recordEvidence`. Every
 * byte is hashed again, every document parsed anew by the parsers that read it when it was gathered, and what a document says
 * must be what the record has of it. Layers are not kept: their handles refuse to open.
 *
 * @param record - as {@link parseEvidenceRecord} gives it
 * @param readDocument - gives the bytes; whether they are the right ones is checked here
 * @param requested - as the caller wrote it; no part of the record
 * @throws TwinsealError `EVIDENCE_NOT_KEPT` for a document that is not there, `CONTENT_MISMATCH` for bytes or a record that
 *   were altered; what `readDocument` throws passes through
 * @example await verifyEvidence(await restoreEvidence(record, read, decision.requested), needs, reports, signal)
 */
export async function restoreEvidence(
  record: EvidenceRecord,
  readDocument: ReadDocument,
  requested: string,
): Promise<EvidenceSet> {
  const read = async (descriptor: Descriptor): Promise<UnverifiedDocument> => ({
    descriptor,
    bytes: await readKept(readDocument, descriptor.digest, descriptor.size),
  });
  const children: UnverifiedChild[] = [];
  for (const child of record.children) children.push(await restoreChild(child, read));
  const evidence: UnverifiedEvidence[] = [];
  for (const one of record.evidence) evidence.push(await restoreOne(one, read));
  const revocation: UnverifiedRevocation[] = [];
  for (const { document, ...one } of record.revocation ?? [])
    revocation.push({ ...one, ...(document !== undefined && { document: await read(document) }) });
  return {
    apiVersion: 'twinseal.dev/evidence/v1',
    ...(record.rules !== undefined && { rules: record.rules }),
    requested,
    repository: record.repository,
    root: await restoreRoot(record.root, read),
    children,
    evidence,
    discovery: record.discovery,
    faults: record.faults,
    ...(record.revocation !== undefined && { revocation }),
  };
}

/**
 * Kept bytes, hashed again.
 * @param size - bytes that there must be; undefined when nobody said
 * @throws TwinsealError `EVIDENCE_NOT_KEPT`, `CONTENT_MISMATCH`
 * @example await readKept((digest) => archive.get(digest), decision.inputs.evidence)
 */
export async function readKept(readDocument: ReadDocument, digest: Digest, size?: number): Promise<Uint8Array> {
  const bytes = await readDocument(digest);
  if (bytes === undefined)
    throw new TwinsealError('EVIDENCE_NOT_KEPT', `${digest} is not among the documents that are kept`);
  const algorithm = digestAlgorithm(digest);
  if (algorithm !== 'sha256' && algorithm !== 'sha512')
    throw altered(`${digest} is of ${algorithm}, which nothing is kept under`);
  const actual = `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
  if (actual !== digest) throw altered(`the bytes kept as ${digest} have the digest ${actual}`);
  if (size !== undefined && size !== bytes.length)
    throw altered(`${digest} has ${bytes.length} bytes, and the record says ${size}`);
  return bytes;
}

type Read = (descriptor: Descriptor) => Promise<UnverifiedDocument>;

async function restoreRoot({ descriptor, kind, broken }: EvidenceRecord['root'], read: Read): Promise<UnverifiedRoot> {
  const document = await read(descriptor);
  if (kind === 'manifest' || broken.length > 0) return { ...document, kind, broken };
  const view = parsed(descriptor, () => parseImageIndex(document.bytes, descriptor.mediaType));
  return { ...document, kind, view, broken };
}

async function restoreChild(child: EvidenceRecord['children'][number], read: Read): Promise<UnverifiedChild> {
  const { descriptor, isEvidence, broken, layers, config } = child;
  const bare = {
    descriptor,
    isEvidence,
    broken,
    layers: layers.map((layer) => ({ descriptor: layer, blob: closed(layer) })),
  };
  if (!child.manifest) {
    if (config !== undefined || layers.length > 0)
      throw altered(`the record has parts of ${descriptor.digest}, but not its manifest`);
    return bare;
  }
  const document = await read(descriptor);
  const view = parsed(descriptor, () => parseImageManifest(document.bytes, descriptor.mediaType));
  const manifest = { ...document, view };
  // Too many layers are a fault, and none of them is taken.
  if (layers.length > 0) requireSame(layers, view.layers, `the layers of ${descriptor.digest}`);
  if (config === undefined) return { ...bare, manifest };
  requireSame(config, view.config, `the config of ${descriptor.digest}`);
  const configDocument = await read(config);
  return {
    ...bare,
    manifest,
    config: { ...configDocument, view: parsed(config, () => parseImageConfig(configDocument.bytes)) },
  };
}

async function restoreOne(one: EvidenceRecord['evidence'][number], read: Read): Promise<UnverifiedEvidence> {
  const { foundUnder, form, descriptor, unusable, onlyKept } = one;
  const more = { ...(unusable !== undefined && { unusable }), ...(onlyKept !== undefined && { onlyKept }) };
  if (!one.manifest) {
    if (one.blobs.length > 0) throw altered(`the record has content of ${descriptor.digest}, but not its manifest`);
    return { foundUnder, form, descriptor, blobs: [], ...more };
  }
  const document = await read(descriptor);
  const view = parsed(descriptor, () => parseImageManifest(document.bytes, descriptor.mediaType));
  const named = new Set([view.config, ...view.layers].map(textOf));
  const blobs: UnverifiedDocument[] = [];
  for (const blob of one.blobs) {
    if (!named.has(textOf(blob))) throw altered(`the manifest ${descriptor.digest} does not name ${blob.digest}`);
    blobs.push(await read(blob));
  }
  return { foundUnder, form, descriptor, manifest: { ...document, view }, blobs, ...more };
}

/** What was parsed when it was gathered can be parsed again, unless the record says of other bytes that it was. */
function parsed<T>({ digest }: Descriptor, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw altered(`${digest} is not what the record says that it was read as: ${error.message}`, error);
  }
}

function requireSame(recorded: unknown, said: unknown, what: string): void {
  if (textOf(recorded) !== textOf(said)) throw altered(`${what} are not those that the record has`);
}

function textOf(value: unknown): string {
  return canonicalJson(recordJson(value));
}

function closed({ digest, size }: Descriptor): Blob {
  return {
    digest,
    size,
    // biome-ignore lint/correctness/useYield: it has nothing to give
    async *open() {
      throw new TwinsealError('EVIDENCE_NOT_KEPT', `the layer ${digest} is not kept: the report on it is`);
    },
  };
}

function altered(reason: string, cause?: unknown): TwinsealError {
  return new TwinsealError('CONTENT_MISMATCH', reason, { cause });
}
