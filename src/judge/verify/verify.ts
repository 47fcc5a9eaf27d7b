import type { Digest } from '../../formats/digest.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import type { Fault } from '../../records/discovery.ts';
import type { EvidenceSet, UnverifiedEvidence } from '../../records/evidence-set.ts';
import type { Facts } from '../../records/facts.ts';
import type { ImageReport } from '../../records/image-report.ts';
import type { Needs } from '../../records/needs.ts';
import { verifyBundle } from './bundle.ts';
import { verifyNotation } from './notation.ts';
import { type EvidenceCase, type EvidenceOutcome, reject } from './outcome.ts';
import { subjectsOf } from './subjects.ts';

type Verifier = (one: EvidenceCase) => EvidenceOutcome;

/** Which verifier reads a blob, by its media type as the (unsigned) manifest has it: a wrong one fails to parse. */
const VERIFIERS: readonly { readonly reads: (mediaType: string) => boolean; readonly verify: Verifier }[] = [
  { reads: (type) => type.startsWith('application/vnd.dev.sigstore.bundle'), verify: verifyBundle },
  { reads: (type) => type === MEDIA_TYPES.jose || type === MEDIA_TYPES.cose, verify: verifyNotation },
];

/** Signature checks of one verification: a second or two of a processor. */
const MAX_CHECKS = 20_000;

/**
 * Establishes what the evidence proves. Nothing is concluded from where evidence was found, what it calls itself, or in
 * which order it came; junk is a line among the rejected and spoils nothing.
 *
 * @param set - what was gathered
 * @param needs - keys, identities and predicate types of the policy
 * @param reports - what walking the layers showed; empty when the policy asks nothing of them
 * @returns facts with time intervals, in a stable order; the same input gives the same facts
 * @example verifyEvidence(set, compiled.needs, reports).signatures.length
 */
export function verifyEvidence(set: EvidenceSet, needs: Needs, reports: readonly ImageReport[]): Facts {
  const subjects = subjectsOf(set, reports);
  const judged = subjects.filter(({ role }) => role !== 'evidence');
  const image = new Set(judged.map(({ digest }) => digest));
  const descriptors = new Map<Digest, Descriptor>(
    [set.root.descriptor, ...set.children.map(({ descriptor }) => descriptor)].map((one) => [one.digest, one]),
  );
  const faults: Fault[] = [...set.faults, ...reports.flatMap((report) => report.faults)];
  const affordable = set.evidence.slice(0, Math.ceil(MAX_CHECKS / Math.max(1, needs.signers.length)));
  for (const foundUnder of new Set(set.evidence.slice(affordable.length).map((one) => one.foundUnder))) {
    const reason = `there is more evidence than can be checked against ${needs.signers.length} signers`;
    faults.push({ subject: foundUnder, code: 'EVIDENCE_LIMIT', what: 'evidence', reason, retryable: false });
  }
  const outcomes = affordable.map((evidence) => {
    const subject = descriptors.get(evidence.foundUnder);
    return subject === undefined
      ? reject({ evidence }, 'other', 'SIGNATURE_WRONG_SUBJECT', 'it is attached to nothing of this image')
      : outcomeOf(evidence, subject, image, needs);
  });
  return {
    apiVersion: 'twinseal.dev/facts/v1',
    requested: set.requested,
    repository: set.repository,
    root: set.root.descriptor.digest,
    subjects,
    signatures: sorted(outcomes.flatMap(({ signatures }) => signatures)),
    statements: sorted(outcomes.flatMap(({ statements }) => statements)),
    rejected: sorted(outcomes.flatMap(({ rejected }) => rejected)),
    images: reports,
    discovery: set.discovery,
    faults: sortedFaults(faults),
  };
}

function outcomeOf(
  evidence: UnverifiedEvidence,
  subject: Descriptor,
  image: ReadonlySet<Digest>,
  needs: Needs,
): EvidenceOutcome {
  const [blob] = evidence.blobs;
  if (evidence.unusable !== undefined || blob === undefined)
    return reject(
      { evidence },
      'other',
      'SIGNATURE_MALFORMED',
      `nothing can be made of it: ${evidence.unusable ?? 'it has no content'}`,
    );
  const verifier = VERIFIERS.find(({ reads }) => reads(blob.descriptor.mediaType));
  if (verifier === undefined)
    return reject(
      { evidence },
      'other',
      'SIGNATURE_MALFORMED',
      `its content has the type ${blob.descriptor.mediaType}, which is no signature`,
    );
  const { signers, predicateTypes } = needs;
  return verifier.verify({ evidence, blob, subject, image, signers, predicateTypes });
}

// By digest of the evidence: the order in which a registry lists its referrers must not show in the facts.
function sorted<T extends { readonly evidence: Digest }>(facts: readonly T[]): readonly T[] {
  return [...facts].sort((a, b) => (a.evidence < b.evidence ? -1 : a.evidence > b.evidence ? 1 : 0));
}

function sortedFaults(faults: readonly Fault[]): readonly Fault[] {
  const key = ({ subject, what, digest, code }: Fault): string => `${subject} ${what} ${digest ?? ''} ${code}`;
  return [...faults].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
