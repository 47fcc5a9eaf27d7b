import type { Digest } from '../../formats/digest.ts';
import type { ArchivedDocument, EvidenceRecord } from '../../records/evidence-record.ts';
import type { EvidenceSet, UnverifiedDocument } from '../../records/evidence-set.ts';

/** An evidence set as a record, with the bytes that it names. */
export interface RecordedEvidence {
  readonly record: EvidenceRecord;
  /** Each digest once. */
  readonly documents: readonly ArchivedDocument[];
}

/**
 * Takes an evidence set apart into a record of pure JSON and the documents that it names by digest. Who asked, and by
 * which name, is not part of it: the same image with the same evidence gives the same record.
 *
 * @example sha256Digest(canonicalJsonBytes(recordJson(recordEvidence(set).record)))
 */
export function recordEvidence(set: EvidenceSet): RecordedEvidence {
  const documents = new Map<Digest, ArchivedDocument>();
  const keep = ({ descriptor, bytes }: UnverifiedDocument): void => {
    const { digest, mediaType } = descriptor;
    if (!documents.has(digest)) documents.set(digest, { digest, mediaType, bytes });
  };
  keep(set.root);
  for (const { manifest, config } of set.children) for (const one of [manifest, config]) if (one) keep(one);
  for (const { manifest, blobs } of set.evidence) for (const one of [manifest, ...blobs]) if (one) keep(one);
  for (const { document } of set.revocation ?? []) if (document) keep(document);
  const { descriptor, kind, broken } = set.root;
  const record: EvidenceRecord = {
    apiVersion: 'twinseal.dev/evidence-record/v1',
    ...(set.rules !== undefined && { rules: set.rules }),
    repository: set.repository,
    root: { descriptor, kind, broken },
    children: set.children.map((child) => ({
      descriptor: child.descriptor,
      isEvidence: child.isEvidence,
      manifest: child.manifest !== undefined,
      ...(child.config !== undefined && { config: child.config.descriptor }),
      broken: child.broken,
      layers: child.layers.map((layer) => layer.descriptor),
    })),
    evidence: set.evidence.map((one) => ({
      foundUnder: one.foundUnder,
      form: one.form,
      descriptor: one.descriptor,
      manifest: one.manifest !== undefined,
      blobs: one.blobs.map((blob) => blob.descriptor),
      ...(one.unusable !== undefined && { unusable: one.unusable }),
      ...(one.onlyKept !== undefined && { onlyKept: one.onlyKept }),
    })),
    discovery: set.discovery,
    faults: set.faults,
    ...(set.revocation !== undefined && {
      revocation: set.revocation.map(({ document, ...one }) => ({
        ...one,
        ...(document !== undefined && { document: document.descriptor }),
      })),
    }),
  };
  return { record, documents: [...documents.values()] };
}
