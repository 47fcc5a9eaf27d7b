import type { Digest } from '../formats/digest.ts';
import { withoutDefaultPort } from '../formats/registry-port.ts';
import { gatherEvidence } from '../judge/gather/gather.ts';
import { GATHER_LIMITS } from '../judge/gather/limits.ts';
import { BoundedMap } from '../ports/bounded-map.ts';
import { type Call, uncancelled } from '../ports/call.ts';
import type { ContentReader } from '../ports/content.ts';
import type { Pace } from '../ports/pace.ts';
import { SharedCalls } from '../ports/shared-calls.ts';
import type { EvidenceSet } from '../records/evidence-set.ts';
import type { ImageReport } from '../records/image-report.ts';
import type { GatherNeeds } from '../records/needs.ts';
import { type AskedList, notingLists, sameLists } from './asked-lists.ts';
import { type ImageQuestion, type KeptInputs, type KeptRecord, keepEvidence, scopeOf } from './establish-image.ts';
import type { Gathering, GatheringRooms } from './gathering-rooms.ts';

/** What was gathered of an image, whatever it was called by. */
export interface Gathered {
  readonly set: EvidenceSet;
  readonly record: KeptRecord;
  /** The last ones that were made, for each list of reports; `key` names their listings. */
  readonly inputs: WeakMap<readonly ImageReport[], { readonly key: string; readonly inputs: KeptInputs }>;
}

/** What was gathered, and whether somebody has begun to gather it anew. */
interface Remembered {
  readonly one: Gathered;
  /** By which lists it was found. */
  readonly lists: readonly AskedList[];
  renewed: boolean;
}

/** What was gathered, with the memory that it takes. */
export interface HeldGathered {
  readonly found: Gathered;
  /** Gives its memory back. @example held.release() */
  release(): void;
}

/** Bounds of what is remembered: milliseconds for which it is fresh and for one gathering, and bytes. */
export interface GatherOnceLimits {
  readonly fresh: number;
  readonly work: number;
  readonly gathered: number;
}

/**
 * Gathers in a room of the service's memory, which is held until it is released.
 * @param needs - as with {@link gatherEvidence}
 * @throws TwinsealError as {@link gatherEvidence}; `CROWDED` when the gathering was ended since others waited for its room
 * @example const { set, release } = await gatherHeld(rooms, question, { evidence: true, keepAll: true }, call)
 */
export async function gatherHeld(
  rooms: GatheringRooms,
  { reader, requested, target }: ImageQuestion,
  needs: GatherNeeds,
  call: Call,
): Promise<{ readonly set: EvidenceSet; readonly gathering: Gathering; release(): void }> {
  const gathering = rooms.open(withoutDefaultPort(reader.repository));
  const release = gathering.hold() ?? nothing;
  try {
    const within = { ...call, signal: AbortSignal.any([call.signal, gathering.signal]) };
    const set = await gatherEvidence(reader, { requested, target }, needs, within, GATHER_LIMITS, gathering.room);
    // What was ended on the way is told as that, and not as many faults of a registry.
    gathering.signal.throwIfAborted();
    gathering.settle();
    return { set, gathering, release };
  } catch (error) {
    release();
    gathering.signal.throwIfAborted();
    throw error;
  }
}

/**
 * What is gathered of images that many ask for: once for all who ask at the same time, and remembered for seconds when no fault kept
 * anything from being known. Whoever is given it holds the memory that it takes, and has to release that.
 *
 * @param now - milliseconds since 1970
 * @param pace - of what is asked for before it is needed; without it, that goes as fast as it can
 * @example const { found, release } = await gatherOnce(now, MEMORY_LIMITS, rooms)(question, call)
 */
export function gatherOnce(
  now: () => number,
  limits: GatherOnceLimits,
  rooms: GatheringRooms,
  pace?: Pace,
): (question: ImageQuestion, call: Call) => Promise<HeldGathered> {
  const gathered = new BoundedMap<Remembered>(limits.gathered, now);
  const gathering = new SharedCalls<Gathered>(limits.work, now);
  const renewing = new SharedCalls<boolean>(limits.work, now);
  const held = new WeakMap<Gathered, Gathering>();

  const remember = (key: string, one: Gathered, lists: readonly AskedList[], life: number): void =>
    gathered.set(key, { one, lists, renewed: false }, weightOf(one.record) + lists.length * LIST, life);

  const gatherAnew = async (key: string, reader: ContentReader, target: Digest, call: Call): Promise<HeldGathered> => {
    let release: (() => void) | undefined;
    const found = await gathering.run(
      key,
      async (shared) => {
        const needs = { evidence: true, keepAll: true };
        const lists: AskedList[] = [];
        const asked = { reader: notingLists(reader, lists), requested: '', target };
        const own = await gatherHeld(rooms, asked, needs, shared);
        // When all who waited have it, each of them holds it for himself.
        shared.signal.addEventListener('abort', own.release, { once: true });
        const record = keepEvidence(own.set);
        const before = gathered.get(key)?.one;
        // While it is the same evidence, all that was made of it is at hand.
        const same = before?.record.document.digest === record.document.digest ? before : undefined;
        const one = same ?? { set: own.set, record, inputs: new WeakMap() };
        held.set(one, own.gathering);
        if (own.set.faults.length === 0) remember(key, one, lists, limits.fresh);
        return one;
      },
      call,
      (one) => {
        release = held.get(one)?.hold();
      },
    );
    return { found, release: release ?? nothing };
  };

  /** Before its time is over, so that nobody waits: while the same lists come back, it is what it was. */
  const renew = async (key: string, before: Remembered, reader: ContentReader, digest: Digest): Promise<void> => {
    const began = now();
    const call = uncancelled(began + limits.work);
    const turn = async (): Promise<void> => {
      if (pace !== undefined && gathered.get(key) === before) await pace.step();
    };
    const isSame = await renewing.run(
      key,
      (shared) => sameLists(reader, before.lists, turn, { ...shared, anew: true }),
      call,
    );
    if (!isSame) (await gatherAnew(key, reader, digest, call)).release();
    else if (gathered.get(key) === before)
      // The oldest of these answers counts.
      remember(key, before.one, before.lists, limits.fresh - (now() - began));
  };

  /** What is remembered lies in memory of its own; once nobody uses it any more, whoever uses it again sets memory aside for it. */
  const holdAgain = (one: Gathered): (() => void) | undefined => {
    const known = held.get(one)?.hold();
    if (known !== undefined) return known;
    const anew = rooms.open(withoutDefaultPort(one.set.repository));
    if (!anew.room.takeNow(one.record.named.reduce((sum, { bytes }) => sum + bytes.length, 0))) return undefined;
    anew.settle();
    held.set(one, anew);
    return anew.hold();
  };

  return async ({ reader, target }, call) => {
    const { digest } = await reader.resolve(target, call);
    const key = `${scopeOf(reader)}${reader.repository} ${digest}`;
    const remembered = gathered.get(key);
    const release = remembered && holdAgain(remembered.one);
    if (remembered === undefined || release === undefined) return await gatherAnew(key, reader, digest, call);
    if (gathered.isAging(key) && !remembered.renewed) {
      // Once: when it fails, whoever comes after the end of this one is told the fault.
      remembered.renewed = true;
      renew(key, remembered, reader, digest).catch(nothing);
    }
    return { found: remembered.one, release };
  };
}

/** Bytes that a noted list takes. */
const LIST = 300;

function nothing(): void {}

/** Parsed, a document takes about four times its bytes. */
function weightOf({ document, named }: KeptRecord): number {
  return named.reduce((sum, { bytes }) => sum + bytes.length * 4, document.bytes.length * 4);
}
