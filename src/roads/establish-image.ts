import { type Digest, sha256Digest } from '../formats/digest.ts';
import { canonicalJsonBytes } from '../formats/json/canonical.ts';
import { recordJson } from '../formats/json/record.ts';
import { withoutDefaultPort } from '../formats/registry-port.ts';
import { recordDigest } from '../judge/audit/decision.ts';
import { recordEvidence } from '../judge/audit/evidence-record.ts';
import { type EvidenceFacts, listEvidence } from '../judge/audit/list-evidence.ts';
import { gatherEvidence } from '../judge/gather/gather.ts';
import { verifyEvidence } from '../judge/verify/verify.ts';
import type { Call } from '../ports/call.ts';
import type { ContentReader } from '../ports/content.ts';
import { ATTEMPTS } from '../records/ask-again.ts';
import type { Blob } from '../records/blob.ts';
import { faultCodeOf } from '../records/discovery.ts';
import { type ArchivedDocument, RECORD_TYPES } from '../records/evidence-record.ts';
import type { EvidenceSet, UnverifiedChild } from '../records/evidence-set.ts';
import type { Facts } from '../records/facts.ts';
import type { ImageReport } from '../records/image-report.ts';
import type { GatherNeeds, Needs } from '../records/needs.ts';
import type { TwinsealError } from '../records/twinseal-error.ts';
import type { AskRevocation } from './ask-revocation.ts';
import type { Turn, Turns } from './turns.ts';

/** An image to be looked into. */
export interface ImageQuestion {
  readonly reader: ContentReader;
  /** As the caller wrote it, for the verdict. */
  readonly requested: string;
  /** Tag or digest; undefined asks for a layout's only image. */
  readonly target?: string | undefined;
}

/** Facts with the digest that a decision pins. */
export interface PinnedFacts {
  readonly facts: Facts;
  readonly digest: Digest;
}

/** What the facts of an image rest on, as it is kept. */
export interface KeptInputs {
  /** Of the evidence record. */
  readonly evidence: Digest;
  /** Of the list of image reports. */
  readonly reports: Digest;
  /** Both records, listings of the evidence, and every document that the first one names. */
  readonly documents: readonly ArchivedDocument[];
}

/** What is known of an image. */
export interface EstablishedImage {
  readonly root: Digest;
  readonly repository: string;
  /** One for each of the needs, in their order. */
  readonly facts: readonly PinnedFacts[];
  /** Whether its evidence is kept and no longer fresh: what would keep the image out by it is to be judged again, with {@link Call.anew}. */
  readonly isOld: boolean;
  /** For the record; only a caller who keeps something pays for it. @example established.inputs().evidence */
  inputs(): KeptInputs;
  /** Says that the image is let in by it: where evidence is remembered, it is kept for longer than it is fresh. @example established.keep() */
  keep(): void;
  /** Gives back the memory that was set aside for its evidence, once nothing of it is used any more. @example established.release() */
  release(): void;
}

/** Finds out what the needs of some policies ask about one image. */
export type Establish = (question: ImageQuestion, needs: readonly Needs[], call: Call) => Promise<EstablishedImage>;

/**
 * Looks into an image: gathers once for all needs together, walks its layers once if any of them asks for it, and
 * verifies for each of them apart, so that each policy is given the facts that it would be given alone.
 *
 * @param keepAll - gather for auditors what no policy needs, too
 * @param walks - whose turn it is to walk layers, where many ask at once
 * @param ask - about revoked certificates; by default nobody is asked, and a policy that wants it is told so
 * @param gather - gathers in the memory of a service, where many ask at once
 * @throws TwinsealError when the image is not there, or its first document can't be fetched
 * @example await establishImage(false)({ reader, requested, target }, [policy.needs], call)
 */
export function establishImage(
  keepAll: boolean,
  walks?: Turns,
  ask: AskRevocation = askNobody,
  gather: (question: ImageQuestion, wish: GatherNeeds, call: Call) => Promise<HeldSet> = gatherAlone,
): Establish {
  return async (question, needs, call) => {
    const wish = { evidence: needs.some(({ evidence }) => evidence), keepAll };
    const { set: gathered, release } = await gather(question, wish, call);
    try {
      const set = await ask(gathered, needs, call);
      const walk = needs.some(({ walkLayers }) => walkLayers);
      const goPrograms = needs.some((one) => one.goPrograms === true);
      const report = (child: WalkableChild) => reportChild(child, goPrograms, call);
      const inTurn =
        walks === undefined
          ? report
          : (child: WalkableChild) => reportInTurn(walks, set.repository, () => child, goPrograms, call);
      const reports = walk ? await reportPlatforms(set, inTurn) : [];
      const facts: PinnedFacts[] = [];
      for (const each of needs) facts.push(pin(await verifyEvidence(set, each, reports, call.signal)));
      return {
        root: set.root.descriptor.digest,
        repository: set.repository,
        facts,
        isOld: false,
        keep() {},
        inputs: () => keptInputs(keepEvidence(set), keepReports(reports), listings(set, facts, needs, keepListing)),
        release,
      };
    } catch (error) {
      release();
      throw error;
    }
  };
}

/** What was gathered, and how the memory for it is given back. */
export interface HeldSet {
  readonly set: EvidenceSet;
  release(): void;
}

/** Without a bound but those of one image. */
async function gatherAlone({ reader, requested, target }: ImageQuestion, wish: GatherNeeds, call: Call) {
  return { set: await gatherEvidence(reader, { requested, target }, wish, call), release() {} };
}

/** What has not been asked is told as just that by whoever verifies. */
const askNobody: AskRevocation = async (set) => set;

/** Facts with their digest. @example pin(facts).digest */
export function pin(facts: Facts): PinnedFacts {
  return { facts, digest: recordDigest(facts) };
}

/** A child whose layers can be walked. */
export type WalkableChild = UnverifiedChild & { readonly config: NonNullable<UnverifiedChild['config']> };

/**
 * Walks each platform image once, one after another, so that memory does not grow with their number.
 * @param report - reads the layers of one
 * @example await reportPlatforms(set, (child) => reportChild(child, false, call))
 */
export async function reportPlatforms(
  set: EvidenceSet,
  report: (child: WalkableChild) => Promise<ImageReport>,
): Promise<readonly ImageReport[]> {
  const reports = new Map<string, ImageReport>();
  for (const child of set.children) {
    const { isEvidence, config, descriptor } = child;
    if (isEvidence || config === undefined || reports.has(descriptor.digest)) continue;
    reports.set(descriptor.digest, await report({ ...child, config }));
  }
  return [...reports.values()];
}

/**
 * Walks the layers of one platform image; again where one did not have its digest, as `askAgain` does with single documents.
 * @param goPrograms - whether every Go program is looked for, not only the one that runs
 * @example await reportChild(child, false, call)
 */
export async function reportChild(
  { descriptor, config, layers }: WalkableChild,
  goPrograms: boolean,
  call: Call,
): Promise<ImageReport> {
  // Readers of tar, gzip and ELF, which a policy about signatures alone never needs: loaded here, they cost it nothing.
  const { reportImage, REPORT_LIMITS } = await import('../judge/inspect/image-report.ts');
  const image = { subject: descriptor.digest, config: config.view, layers };
  for (let attempt = 1; ; attempt++) {
    const report = await reportImage(image, call, REPORT_LIMITS, goPrograms);
    if (attempt === ATTEMPTS || !report.findings.some(({ code }) => code === 'BLOB_DIGEST_MISMATCH')) return report;
  }
}

/**
 * As {@link reportChild}, when its turn has come. A turn that was ended for others is the reason of all that was not read.
 * @param childFor - the image, its layers read by that call
 * @example await reportInTurn(walks, reader.repository, (within) => withLayers(child, reader, within), false, call)
 */
export async function reportInTurn(
  walks: Turns,
  repository: string,
  childFor: (call: Call) => WalkableChild,
  goPrograms: boolean,
  call: Call,
): Promise<ImageReport> {
  const walk = async ({ signal, progress }: Turn): Promise<ImageReport> => {
    const within = { ...call, signal: AbortSignal.any([call.signal, signal]) };
    const child = childFor(within);
    const layers = child.layers.map((layer) => ({ ...layer, blob: counted(layer.blob, progress) }));
    const report = await reportChild({ ...child, layers }, goPrograms, within);
    if (!signal.aborted || report.faults.length === 0) return report;
    const { message: reason, code } = signal.reason as TwinsealError;
    const told = { reason, code: faultCodeOf(code) ?? 'EVIDENCE_LIMIT', retryable: true };
    return { ...report, faults: report.faults.map((fault) => ({ ...fault, ...told })) };
  };
  return await walks.run(withoutDefaultPort(repository), walk, call.signal);
}

/** A blob that tells how much of it was read. */
function counted(blob: Blob, progress: (bytes: number) => void): Blob {
  return {
    ...blob,
    async *open(signal) {
      for await (const chunk of blob.open(signal)) {
        progress(chunk.length);
        yield chunk;
      }
    },
  };
}

/** What was read with somebody's own credentials is for those alone; facts need no such name, as their key has all that was read for them. */
export function scopeOf({ access }: ContentReader): string {
  return access === undefined ? '' : `${access} `;
}

/** A record as the archive keeps it, and what it names. */
export interface KeptRecord {
  readonly document: ArchivedDocument;
  readonly named: readonly ArchivedDocument[];
}

/** The evidence as it is kept. @example keepEvidence(set).document.digest */
export function keepEvidence(set: EvidenceSet): KeptRecord {
  const { record, documents } = recordEvidence(set);
  return { document: recordDocument(record, RECORD_TYPES.evidence), named: documents };
}

/** The reports as they are kept. @example keepReports(reports).document.digest */
export function keepReports(reports: readonly ImageReport[]): KeptRecord {
  return { document: recordDocument(reports, RECORD_TYPES.reports), named: [] };
}

/** What the evidence is found by, as it is kept; one for each policy's facts. @example keepListing(set, facts, needs.signers).digest */
export function keepListing(set: EvidenceSet, facts: EvidenceFacts, signers: Needs['signers']): ArchivedDocument {
  return recordDocument(listEvidence(set, facts, signers), RECORD_TYPES.listing);
}

const NOTHING = { signatures: [], statements: [], rejected: [] };

/**
 * A listing for each policy's facts. Where no policy was for the image, what was gathered is listed all the same.
 * @param list - makes one of them
 * @example listings(set, facts, needs, keepListing)
 */
export function listings(
  set: EvidenceSet,
  facts: readonly PinnedFacts[],
  needs: readonly Needs[],
  list: typeof keepListing,
): readonly ArchivedDocument[] {
  if (facts.length === 0) return [keepListing(set, NOTHING, [])];
  return facts.map((one, at) => list(set, one.facts, needs[at]?.signers ?? []));
}

/** All together. @example keptInputs(keepEvidence(set), keepReports(reports), []).documents.length */
export function keptInputs(
  evidence: KeptRecord,
  reports: KeptRecord,
  listings: readonly ArchivedDocument[],
): KeptInputs {
  return {
    evidence: evidence.document.digest,
    reports: reports.document.digest,
    documents: [evidence.document, reports.document, ...listings, ...evidence.named],
  };
}

/** A record in canonical JSON, under its digest. @example recordDocument(policy, RECORD_TYPES.policy).digest */
export function recordDocument(record: unknown, mediaType: string): ArchivedDocument {
  const bytes = canonicalJsonBytes(recordJson(record));
  return { digest: sha256Digest(bytes), mediaType, bytes };
}
