import type { Digest } from '../../formats/digest.ts';
import { isNotaryEnvelope } from '../../formats/notary/envelope.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { COSIGN_ANNOTATIONS, MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import type { Fault } from '../../records/discovery.ts';
import type { EvidenceSet, UnverifiedEvidence } from '../../records/evidence-set.ts';
import type { Facts } from '../../records/facts.ts';
import type { ImageReport } from '../../records/image-report.ts';
import type { Needs } from '../../records/needs.ts';
import { verifyBundle } from './bundle.ts';
import { verifyAttestation, verifySimpleSigning } from './legacy.ts';
import { verifyNotation } from './notation.ts';
import { type EvidenceCase, type EvidenceOutcome, reject } from './outcome.ts';
import type { RevocationCase } from './revocation.ts';
import { subjectsOf } from './subjects.ts';

type Verifier = (one: EvidenceCase) => EvidenceOutcome;

/** Which verifier reads a blob, by its media type as the (unsigned) manifest has it: a wrong one fails to parse. */
const VERIFIERS: readonly { readonly reads: (mediaType: string) => boolean; readonly verify: Verifier }[] = [
  { reads: (type) => type.startsWith('application/vnd.dev.sigstore.bundle'), verify: verifyBundle },
  { reads: (type) => type === MEDIA_TYPES.simpleSigning, verify: verifySimpleSigning },
  { reads: (type) => type === MEDIA_TYPES.dsse, verify: verifyAttestation },
  { reads: isNotaryEnvelope, verify: verifyNotation },
];

/** Signature checks of one verification, and bytes of evidence, counted again for each subject that they hang under. */
const MAX_CHECKS = 20_000;
const MAX_BYTES = 2 ** 30;

/**
 * Establishes what the evidence proves. Nothing is concluded from where evidence was found, what it calls itself, or in
 * which order it came; junk is a line among the rejected and spoils nothing. Others get their turn between two pieces.
 *
 * More may have been gathered than this policy needs, for others or for auditors: what it does not ask for is no part of
 * its facts, so that they are the same whoever is asked beside it.
 *
 * @param gathered - the evidence
 * @param needs - keys, identities and predicate types of the policy
 * @param walked - what walking the layers showed; empty when no policy asks for it
 * @param signal - ends the work between two pieces
 * @returns facts with time intervals, in a stable order; the same input gives the same facts
 * @throws the reason of the signal
 * @example (await verifyEvidence(set, compiled.needs, reports, call.signal)).signatures.length
 */
export async function verifyEvidence(
  gathered: EvidenceSet,
  needs: Needs,
  walked: readonly ImageReport[],
  signal: AbortSignal,
): Promise<Facts> {
  const set = neededOf(gathered, needs);
  const reports = needs.walkLayers ? neededReports(walked, needs) : [];
  const subjects = subjectsOf(set, reports);
  const { outcomes, left } = await tryAll(set, subjects, needs, signal);
  const faults: Fault[] = [...set.faults, ...reports.flatMap((report) => report.faults)];
  for (const foundUnder of left) {
    const reason = `there is more evidence than can be checked against ${needs.signers.length} signers`;
    faults.push({ subject: foundUnder, code: 'EVIDENCE_LIMIT', what: 'evidence', reason, retryable: false });
  }
  return {
    apiVersion: 'twinseal.dev/facts/v1',
    ...(set.rules !== undefined && { rules: set.rules }),
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

/**
 * The certificates whose revocation the policy asks about: of signatures that hold, by signers that it trusts, so that no
 * address is ever asked because somebody hung it under an image.
 *
 * @param signal - ends the work between two pieces
 * @returns each certificate as often as signatures rest on it; none where no signer of the policy is asked about
 * @throws the reason of the signal
 * @example (await revocableCertificates(set, compiled.needs, call.signal)).length
 */
export async function revocableCertificates(
  gathered: EvidenceSet,
  needs: Needs,
  signal: AbortSignal,
): Promise<readonly RevocationCase[]> {
  const signers = needs.signers.filter((one) => one.family === 'notation' && one.revocation !== undefined);
  if (signers.length === 0) return [];
  const set = neededOf(gathered, needs);
  const isNotation = ({ blobs: [blob] }: UnverifiedEvidence): boolean =>
    blob !== undefined && isNotaryEnvelope(blob.descriptor.mediaType);
  const own = { ...set, evidence: set.evidence.filter(isNotation) };
  const { outcomes } = await tryAll(own, subjectsOf(set, []), { ...needs, signers }, signal);
  return outcomes.flatMap(({ revocable = [] }) => revocable);
}

/** Tries every piece that can be afforded against the signers; `left` names the subjects of what can't. */
async function tryAll(set: EvidenceSet, subjects: Facts['subjects'], needs: Needs, signal: AbortSignal) {
  const judged = subjects.filter(({ role }) => role !== 'evidence');
  const image = new Set(judged.map(({ digest }) => digest));
  const descriptors = new Map<Digest, Descriptor>(
    [set.root.descriptor, ...set.children.map(({ descriptor }) => descriptor)].map((one) => [one.digest, one]),
  );
  const { affordable, left } = afford(distinct(set.evidence, set.rules), needs.signers.length);
  const outcomes: EvidenceOutcome[] = [];
  for (const evidence of affordable) {
    const subject = descriptors.get(evidence.foundUnder);
    outcomes.push(
      subject === undefined
        ? reject({ evidence }, 'other', 'SIGNATURE_WRONG_SUBJECT', 'it is attached to nothing of this image')
        : outcomeOf(evidence, subject, image, needs, set),
    );
    // Hostile evidence can take minutes of arithmetic; no deadline could end that without a turn for its timer.
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }
  return { outcomes, left };
}

function neededReports(reports: readonly ImageReport[], { goPrograms }: Needs): readonly ImageReport[] {
  if (goPrograms === true) return reports;
  return reports.map(({ goPrograms: _others, ...report }) => report);
}

function neededOf(set: EvidenceSet, { evidence }: Needs): EvidenceSet {
  if (evidence) return { ...set, evidence: set.evidence.filter(({ onlyKept }) => onlyKept !== true) };
  const faults = set.faults.filter(({ what }) => what !== 'referrers' && what !== 'evidence');
  return { ...set, evidence: [], discovery: [], faults };
}

function outcomeOf(
  evidence: UnverifiedEvidence,
  subject: Descriptor,
  image: ReadonlySet<Digest>,
  needs: Needs,
  { revocation = [], rules }: EvidenceSet,
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
  const { signers, revoked = [], predicateTypes, contents = [], predicates = false } = needs;
  return verifier.verify({
    evidence,
    blob,
    subject,
    image,
    signers,
    revoked,
    predicateTypes,
    contents,
    predicates,
    revocation,
    ...(rules !== undefined && { rules }),
  });
}

/** One piece for one blob under one subject: whoever may push can attach a good signature a hundred times over. */
function distinct(all: readonly UnverifiedEvidence[], rules: EvidenceSet['rules']): readonly UnverifiedEvidence[] {
  const byDigest = all.toSorted((a, b) => (a.descriptor.digest < b.descriptor.digest ? -1 : 1));
  const kept = new Map<string, UnverifiedEvidence>();
  for (const one of byDigest) {
    const [blob] = one.blobs;
    const content =
      one.unusable !== undefined || blob === undefined ? one.descriptor.digest : contentOf(blob.descriptor, rules);
    const key = `${one.foundUnder} ${content}`;
    if (!kept.has(key)) kept.set(key, one);
  }
  return [...kept.values()];
}

/**
 * The same payload has many signatures in cosign's old form, which keeps them beside it, with what tells who made them and when: nobody
 * may push out a good one by a copy with other words beside it. Elsewhere an annotation is nothing.
 */
function contentOf({ digest, mediaType, annotations = {} }: Descriptor, rules: EvidenceSet['rules']): string {
  const { signature, certificate, bundle, timestamp } = COSIGN_ANNOTATIONS;
  const isSigned = mediaType === MEDIA_TYPES.simpleSigning;
  if (rules === undefined) return `${digest} ${mediaType} ${isSigned ? (annotations[signature] ?? '') : ''}`;
  if (!isSigned && mediaType !== MEDIA_TYPES.dsse) return `${digest} ${mediaType}`;
  return JSON.stringify([
    digest,
    ...[signature, certificate, bundle, timestamp].map((name) => annotations[name] ?? null),
  ]);
}

/** What can be checked, small pieces first, so that large junk pushes nothing out; and under which subjects some is left. */
function afford(all: readonly UnverifiedEvidence[], signers: number) {
  const size = ({ blobs }: UnverifiedEvidence): number => blobs[0]?.bytes.length ?? 0;
  const bySize = all.toSorted((a, b) => size(a) - size(b));
  let [checks, bytes] = [MAX_CHECKS, MAX_BYTES];
  const affordable = bySize.filter((one) => {
    if (checks <= 0 || bytes < size(one)) return false;
    checks -= Math.max(1, signers);
    bytes -= size(one);
    return true;
  });
  const taken = new Set(affordable);
  return { affordable, left: new Set(all.filter((one) => !taken.has(one)).map(({ foundUnder }) => foundUnder)) };
}

// By digest of the evidence: the order in which a registry lists its referrers must not show in the facts.
function sorted<T extends { readonly evidence: Digest }>(facts: readonly T[]): readonly T[] {
  return [...facts].sort((a, b) => (a.evidence < b.evidence ? -1 : a.evidence > b.evidence ? 1 : 0));
}

function sortedFaults(faults: readonly Fault[]): readonly Fault[] {
  const key = ({ subject, what, digest, code }: Fault): string => `${subject} ${what} ${digest ?? ''} ${code}`;
  return [...faults].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
