import type { Digest } from '../formats/digest.ts';
import { type Attestation, attestationOf } from '../judge/audit/attestation.ts';
import { signedPayload } from '../judge/audit/list-evidence.ts';
import type { Call } from '../ports/call.ts';
import type { EvidenceArchive } from '../ports/evidence-archive.ts';
import type { EvidenceIndex, EvidencePlace } from '../ports/evidence-index.ts';
import type { ArchivedDocument } from '../records/evidence-record.ts';
import { TwinsealError } from '../records/twinseal-error.ts';

/** What the road needs. */
export interface AttestationPorts {
  readonly evidence: EvidenceIndex;
  readonly archive: Pick<EvidenceArchive, 'has' | 'get'>;
}

/** An attestation, and whether its bytes are still there. */
export interface KeptAttestation extends Attestation {
  readonly kept: boolean;
}

/** Bytes with all that is known of them. */
export interface AttestationBytes {
  readonly document: ArchivedDocument;
  /** The pieces that consist of them: the same bundle may hang under several subjects. */
  readonly attestations: readonly Attestation[];
}

/**
 * Lists the evidence that decisions saw of an image, that of its children too.
 * @param after - only what stands behind this place
 * @throws TwinsealError `STORE_FAILED`
 * @example (await listAttestations(store, image, undefined, 50, call)).filter(({ kept }) => kept)
 */
export async function listAttestations(
  { evidence, archive }: AttestationPorts,
  image: Digest,
  after: EvidencePlace | undefined,
  limit: number,
  call: Call,
): Promise<readonly KeptAttestation[]> {
  const found = await evidence.list(image, after, limit, call);
  const all = found.flatMap((one) => attestationOf(one) ?? []);
  const there = await archive.has([...new Set(all.flatMap(partsOf))], call);
  return all.map((one) => ({ ...one, kept: partsOf(one).every((digest) => there.has(digest)) }));
}

/**
 * Gives bytes of evidence: a manifest, what it names, or what is signed in there.
 * @throws TwinsealError `ATTESTATION_UNKNOWN` when no decision saw it, `EVIDENCE_NOT_KEPT` when it was forgotten,
 *   `CONTENT_MISMATCH` when the store was altered, `STORE_FAILED`
 * @example (await readAttestation(store, digest, call)).document.bytes
 */
export async function readAttestation(
  { evidence, archive }: AttestationPorts,
  digest: Digest,
  call: Call,
): Promise<AttestationBytes> {
  const attestations = (await evidence.find(digest, call)).flatMap((one) => attestationOf(one) ?? []);
  if (attestations.length === 0)
    throw new TwinsealError('ATTESTATION_UNKNOWN', 'no decision of this service saw evidence with this digest');
  const document = await archive.get(digest, call);
  if (document !== undefined) return { document, attestations };
  for (const { signed, contents } of attestations) {
    const [envelope] = contents;
    if (signed?.digest !== digest || envelope === undefined) continue;
    const whole = await archive.get(envelope.digest, call);
    const payload = whole && signedPayload({ mediaType: envelope.mediaType, bytes: whole.bytes });
    if (payload !== undefined) return { document: { digest, ...payload }, attestations };
  }
  throw new TwinsealError('EVIDENCE_NOT_KEPT', `the bytes of ${digest} were seen once and are not kept any more`);
}

function partsOf({ digest, contents }: Attestation): readonly Digest[] {
  return [digest, ...contents.map((content) => content.digest)];
}
