import { sha256Digest } from '../formats/digest.ts';
import { canonicalJsonBytes } from '../formats/json/canonical.ts';
import type { JsonValue } from '../formats/json/value.ts';
import type { EvidenceFacts } from '../judge/audit/list-evidence.ts';
import { verifyEvidence } from '../judge/verify/verify.ts';
import { BoundedMap } from '../ports/bounded-map.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContentReader } from '../ports/content.ts';
import type { Pace } from '../ports/pace.ts';
import { SharedCalls } from '../ports/shared-calls.ts';
import type { ArchivedDocument } from '../records/evidence-record.ts';
import type { EvidenceSet } from '../records/evidence-set.ts';
import type { Facts } from '../records/facts.ts';
import type { ImageReport } from '../records/image-report.ts';
import type { Needs } from '../records/needs.ts';
import type { AskRevocation } from './ask-revocation.ts';
import {
  type Establish,
  type EstablishedImage,
  type ImageQuestion,
  type KeptRecord,
  keepEvidence,
  keepListing,
  keepReports,
  keptInputs,
  listings,
  type PinnedFacts,
  pin,
  reportInTurn,
  reportPlatforms,
  scopeOf,
  type WalkableChild,
} from './establish-image.ts';
import { type Gathered, gatherOnce } from './gather-once.ts';
import { type GatheringRooms, gatheringRooms } from './gathering-rooms.ts';
import { Turns } from './turns.ts';

/** Bounds of what a service remembers of images, and of the work that many callers share. */
export interface MemoryLimits {
  /** Milliseconds for which a list of referrers, and so what was gathered by it, is taken for the present. */
  readonly fresh: number;
  /** Those for which an image may still be let in by what was gathered: as many or more. */
  readonly kept: number;
  /** Milliseconds for one piece of shared work. */
  readonly work: number;
  /** Layer walks at one time: each may hold a window and a file list of its own. */
  readonly walks: number;
  /** Bytes of gathered documents, of reports and of facts. */
  readonly gathered: number;
  readonly reports: number;
  readonly facts: number;
}

/** 2 seconds fresh and no longer kept, 50 for shared work, 2 walks, 64 MiB of documents, 16 of reports, 16 of facts. */
export const MEMORY_LIMITS: MemoryLimits = {
  fresh: 2_000,
  kept: 2_000,
  work: 50_000,
  walks: 2,
  gathered: 64 * 2 ** 20,
  reports: 16 * 2 ** 20,
  facts: 16 * 2 ** 20,
};

/** What the facts for some needs are remembered under: whatever the image is called by, and as somebody calls it. */
interface FactKeys {
  readonly each: Needs;
  readonly key: string;
  readonly named: string;
}

/** What was asked last about an image, with the keys of its facts, one for each of the needs. */
interface Asked {
  readonly requested: string;
  readonly needs: readonly Needs[];
  readonly reports: readonly ImageReport[];
  readonly keys: readonly FactKeys[];
}

const NO_REPORTS: readonly ImageReport[] = [];

/**
 * As {@link establishImage}, for a service that is asked for the same images over and over. What was established is
 * remembered in memory only and by content: facts by the digests of image, evidence, reports and needs, keys and all; what was
 * gathered for seconds. What is asked for over and over is asked for anew before they are over, so that nobody waits for it; nothing
 * lives longer by that. What a fault kept from being known is not remembered. All referrers are gathered, for auditors.
 *
 * @param walks - whose turn it is to walk layers, shared with whoever else walks some
 * @param ask - about revoked certificates, as with {@link establishImage}: each time, as its answers have ends of their own
 * @param rooms - memory for all that is gathered at one time
 * @param pace - as with {@link gatherOnce}
 * @example const establish = rememberImages(systemClock); await establish(question, [policy.needs], call)
 */
export function rememberImages(
  clock: Clock,
  limits: MemoryLimits = MEMORY_LIMITS,
  walks: Turns = new Turns({ width: limits.walks }),
  ask?: AskRevocation,
  rooms: GatheringRooms = gatheringRooms({ now: () => clock.now(), elapsed: () => clock.now() }),
  pace?: Pace,
): Establish {
  const now = (): number => clock.now();
  const known = new BoundedMap<ImageReport>(limits.reports, now);
  // With every Go program or without: a policy is given what it would be given alone.
  const lists = [
    new WeakMap<EvidenceSet, readonly ImageReport[]>(),
    new WeakMap<EvidenceSet, readonly ImageReport[]>(),
  ];
  const kept = new WeakMap<readonly ImageReport[], KeptRecord>();
  const listed = new WeakMap<Facts['rejected'], ArchivedDocument>();
  const facts = new BoundedMap<PinnedFacts>(limits.facts, now);
  const gather = gatherOnce(now, limits, rooms, pace);
  const walking = new SharedCalls<ImageReport>(limits.work, now);
  const verifying = new SharedCalls<PinnedFacts>(limits.work, now);

  // While the same answers come back, it is the same evidence: then all that was made of it is at hand.
  const asked = new WeakMap<Gathered, Gathered>();
  const withRevocation = async (found: Gathered, needs: readonly Needs[], call: Call): Promise<Gathered> => {
    const set = ask === undefined ? found.set : await ask(found.set, needs, call);
    if (set === found.set) return found;
    const record = keepEvidence(set);
    const before = asked.get(found);
    if (before?.record.document.digest === record.document.digest) return before;
    const one = { set, record, bytes: found.bytes, inputs: new WeakMap() };
    asked.set(found, one);
    return one;
  };

  // Most who ask about an image ask the same, and keys are long.
  const last = new WeakMap<Gathered, Asked>();
  const factKeys = (
    one: Gathered,
    requested: string,
    needs: readonly Needs[],
    reports: readonly ImageReport[],
  ): readonly FactKeys[] => {
    const before = last.get(one);
    const isSame =
      before?.requested === requested && before.reports === reports && before.needs.length === needs.length;
    if (isSame && needs.every((each, at) => each === before.needs[at])) return before.keys;
    const { set, record } = one;
    const keys = needs.map((each) => {
      const seen = keptReports(each.walkLayers ? reports : NO_REPORTS);
      const digests = [set.root.descriptor.digest, record.document.digest, seen.document.digest];
      const key = [set.repository, ...digests, keyOf(each)].join(' ');
      return { each, key, named: `${key} ${requested}` };
    });
    last.set(one, { requested, needs, reports, keys });
    return keys;
  };

  const reportsOf = async (
    set: EvidenceSet,
    reader: ContentReader,
    goPrograms: boolean,
    call: Call,
  ): Promise<readonly ImageReport[]> => {
    const list = lists[goPrograms ? 1 : 0];
    const before = list?.get(set);
    if (before !== undefined) return before;
    const reports = await reportPlatforms(set, async (child) => {
      const key = `${scopeOf(reader)}${child.descriptor.digest} ${child.config.descriptor.digest} ${goPrograms}`;
      const report =
        known.get(key) ??
        (await walking.run(
          `${set.repository} ${key}`,
          (shared) =>
            reportInTurn(walks, reader.repository, (within) => withLayers(child, reader, within), goPrograms, shared),
          call,
        ));
      if (isOfContent(report)) known.set(key, report, JSON.stringify(report).length * 2);
      return report;
    });
    if (reports.every(isOfContent)) list?.set(set, reports);
    return reports;
  };

  const keptReports = (reports: readonly ImageReport[]): KeptRecord => {
    const record = kept.get(reports) ?? keepReports(reports);
    kept.set(reports, record);
    return record;
  };

  const listing = (set: EvidenceSet, own: EvidenceFacts, signers: Needs['signers']): ArchivedDocument => {
    // Facts of one image under two names share their lists.
    const line = listed.get(own.rejected) ?? keepListing(set, own, signers);
    listed.set(own.rejected, line);
    return line;
  };

  const establish = async (
    found: Gathered,
    question: ImageQuestion,
    needs: readonly Needs[],
    call: Call,
  ): Promise<Omit<EstablishedImage, 'isOld' | 'keep' | 'release'>> => {
    const { requested } = question;
    const walk = needs.some(({ walkLayers }) => walkLayers);
    const goPrograms = needs.some((one) => one.goPrograms === true);
    const reports = walk ? await reportsOf(found.set, question.reader, goPrograms, call) : NO_REPORTS;
    const one = await withRevocation(found, needs, call);
    const { set, record } = one;
    const pinned: PinnedFacts[] = [];
    for (const { each, key, named } of factKeys(one, requested, needs, reports)) {
      const seen = each.walkLayers ? reports : NO_REPORTS;
      const remembered = facts.get(named);
      if (remembered !== undefined) {
        pinned.push(remembered);
        continue;
      }
      const nameless =
        facts.get(key) ??
        (await verifying.run(key, async ({ signal }) => pin(await verifyEvidence(set, each, seen, signal)), call));
      const own = pin({ ...nameless.facts, requested });
      if (own.facts.faults.length === 0) {
        const weight = JSON.stringify(own.facts).length * 2;
        facts.set(key, nameless, weight);
        facts.set(named, own, weight);
      }
      pinned.push(own);
    }
    return {
      root: set.root.descriptor.digest,
      repository: set.repository,
      facts: pinned,
      inputs() {
        const lines = listings(set, pinned, needs, listing);
        const key = lines.map(({ digest }) => digest).join(' ');
        const before = one.inputs.get(reports);
        if (before?.key === key) return before.inputs;
        const made = keptInputs(record, keptReports(reports), lines);
        one.inputs.set(reports, { key, inputs: made });
        return made;
      },
    };
  };

  return async (question, needs, call) => {
    const { found, isOld, keep, release } = await gather(question, call);
    try {
      return { ...(await establish(found, question, needs, call)), isOld, keep, release };
    } catch (error) {
      release();
      throw error;
    }
  };
}

/**
 * True for a report that rests on the very bytes that the digests name, and so holds wherever they are. What a registry did not serve,
 * or served wrongly, tells of that registry and that moment alone: another image of the same digest must not suffer for it.
 */
function isOfContent({ faults, findings }: ImageReport): boolean {
  return (
    faults.length === 0 && !findings.some(({ code }) => code === 'BLOB_MISSING' || code === 'BLOB_DIGEST_MISMATCH')
  );
}

/** Handles of layers are bound to the call that they were made for, and what was gathered outlives it. */
function withLayers(child: WalkableChild, reader: ContentReader, call: Call): WalkableChild {
  return {
    ...child,
    layers: child.layers.map(({ descriptor }) => ({ descriptor, blob: reader.blob(descriptor, call) })),
  };
}

const keys = new WeakMap<Needs, string>();

/** Names needs by all that they hold: other keys, identities or types are other needs. */
function keyOf(needs: Needs): string {
  const key = keys.get(needs) ?? sha256Digest(canonicalJsonBytes(asJson(needs)));
  keys.set(needs, key);
  return key;
}

function asJson(value: unknown): JsonValue {
  if (value instanceof Uint8Array) return Array.from(value);
  if (Array.isArray(value)) return value.map(asJson);
  if (value === null) return null;
  if (typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [[name, asJson(member)]])),
    );
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new TypeError(`needs hold a ${typeof value}, which has no name`);
}
