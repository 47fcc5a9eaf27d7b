import type { Digest } from '../formats/digest.ts';
import { withoutDefaultPort } from '../formats/registry-port.ts';
import { gatherEvidence } from '../judge/gather/gather.ts';
import { GATHER_LIMITS } from '../judge/gather/limits.ts';
import { BoundedMap } from '../ports/bounded-map.ts';
import type { Call } from '../ports/call.ts';
import type { ContentReader } from '../ports/content.ts';
import type { Pace } from '../ports/pace.ts';
import { SharedCalls } from '../ports/shared-calls.ts';
import type { EvidenceSet } from '../records/evidence-set.ts';
import type { ImageReport } from '../records/image-report.ts';
import type { GatherNeeds } from '../records/needs.ts';
import { type Asked, type AskedList, notingLists, sameLists } from './asked-lists.ts';
import { type ImageQuestion, type KeptInputs, type KeptRecord, keepEvidence, scopeOf } from './establish-image.ts';
import type { Gathering, GatheringRooms } from './gathering-rooms.ts';

/**
 * Bytes of remembered evidence that is used without a room: while it is remembered, it lies in memory of its own, and beyond that it is as
 * little as a request itself may be, of which only so many are under way.
 */
const SMALL = 64 * 2 ** 10;
/** Bytes for keys of what failed of late. */
const FAILED = 2 ** 20;
/** Bytes for what images were found by last. */
const LOOKED = 4 * 2 ** 20;
/** Bytes that a noted list takes. */
const LIST = 300;

/** What was gathered of an image, whatever it was called by. */
export interface Gathered {
  readonly set: EvidenceSet;
  readonly record: KeptRecord;
  /** Of all documents. */
  readonly bytes: number;
  /** The last ones that were made, for each list of reports; `key` names their listings. */
  readonly inputs: WeakMap<readonly ImageReport[], { readonly key: string; readonly inputs: KeptInputs }>;
}

/** What was gathered, and whether somebody has begun to gather it anew. */
interface Remembered {
  readonly one: Gathered;
  /** By which lists it was found; undefined where that is not all that it rests on. */
  readonly lists: readonly AskedList[] | undefined;
  /** When the oldest of them was asked for. */
  readonly began: number;
  /** Whether it is remembered for as long as what lets an image in. */
  readonly kept: boolean;
  renewed: boolean;
}

/** What was gathered, with the memory that it takes. */
export interface HeldGathered {
  readonly found: Gathered;
  /** Whether it is kept, and no longer fresh. */
  readonly isOld: boolean;
  /** It let the image in: from now on it is kept. @example held.keep() */
  keep(): void;
  /** Gives its memory back. @example held.release() */
  release(): void;
}

/** Bounds of what is remembered: milliseconds for which it is fresh, for which it is kept, and for one gathering, and bytes. */
export interface GatherOnceLimits {
  readonly fresh: number;
  readonly kept: number;
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
 * anything from being known. Whoever is given it holds the memory that it takes, and has to release that. What let an image in is kept for
 * longer than it is fresh, and then gathered again for {@link Call.anew} alone.
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
  /** When what could not be known, was asked for. */
  const failed = new BoundedMap<number>(FAILED, now);
  const held = new WeakMap<Gathered, Gathering>();
  /** By what each image was found last, for as long as that may be kept: the evidence by its digest. */
  const looked = new BoundedMap<Pick<Remembered, 'lists' | 'began'> & { readonly record: Digest }>(LOOKED, now);

  const look = (key: string, one: Gathered, lists: Remembered['lists'], began: number): void =>
    looked.set(key, { record: one.record.document.digest, lists, began }, (lists?.length ?? 0) * LIST, limits.kept);

  /** @param began - when the oldest of the lists was asked for: what was gathered by it lives from then on */
  const remember = (key: string, one: Gathered, lists: Remembered['lists'], began: number, kept: boolean): void => {
    const left = (kept ? limits.kept : limits.fresh) - Math.max(0, now() - began);
    // Parsed, a document takes about four times its bytes.
    const weight = (one.record.document.bytes.length + one.bytes) * 4 + (lists?.length ?? 0) * LIST;
    if (left > 0) gathered.set(key, { one, lists, began, kept, renewed: false }, weight, left);
  };

  const keeping = (key: string, one: Gathered) => (): void => {
    if (limits.kept <= limits.fresh) return;
    const last = looked.get(key);
    // What was found since then, or could not be, is not undone by whoever was slow.
    if (last?.record !== one.record.document.digest) return;
    // Where many are gathered at one time, it may have been fresh no longer when it was there.
    const remembered = gathered.get(key) ?? { one, kept: false };
    // Once: its time is counted from when the lists were asked for, and not from when it was kept last.
    if (remembered.one === one && !remembered.kept) remember(key, one, last.lists, last.began, true);
  };

  /** @param listed - when the lists were asked for that are remembered; undefined: they are asked for now */
  const gatherAnew = async (
    key: string,
    reader: ContentReader,
    target: Digest,
    call: Call,
    listed: number | undefined,
  ): Promise<HeldGathered> => {
    let release: (() => void) | undefined;
    const found = await gathering.run(
      key,
      async (shared) => {
        const needs = { evidence: true, keepAll: true };
        const asked: Asked = { lists: [], isPartial: false };
        const question = { reader: notingLists(reader, asked), requested: '', target };
        const began = listed ?? now();
        // Until it is known, whoever asks again is given the lists that were asked for by then.
        failed.set(key, began, 0, limits.fresh - Math.max(0, now() - began));
        const own = await gatherHeld(rooms, question, needs, listed === undefined ? { ...shared, anew: true } : shared);
        // When all who waited have it, each of them holds it for himself.
        shared.signal.addEventListener('abort', own.release, { once: true });
        const record = keepEvidence(own.set);
        const before = gathered.get(key)?.one;
        // While it is the same evidence, all that was made of it is at hand.
        const same = before?.record.document.digest === record.document.digest ? before : undefined;
        const bytes = record.named.reduce((sum, document) => sum + document.bytes.length, 0);
        const one = same ?? { set: own.set, record, bytes, inputs: new WeakMap() };
        held.set(one, own.gathering);
        looked.delete(key);
        if (own.set.faults.length === 0) {
          failed.delete(key);
          const lists = asked.isPartial || !isWhole(own.set) ? undefined : asked.lists;
          look(key, one, lists, began);
          remember(key, one, lists, began, false);
        }
        return one;
      },
      call,
      (one) => {
        release = held.get(one)?.hold();
      },
    );
    return { found, isOld: false, keep: keeping(key, found), release: release ?? nothing };
  };

  /** Before its time is over, so that nobody waits: while the same lists come back, it is what it was. */
  const renew = async (key: string, before: Remembered, reader: ContentReader, digest: Digest): Promise<void> => {
    const began = now();
    const call = { signal: AbortSignal.timeout(limits.work), deadline: began + limits.work, anew: true } as const;
    const turn = async (): Promise<void> => {
      await pace?.step();
      // Once its time is over, whoever asks gathers anew, and this would be done for nobody.
      if (gathered.get(key) !== before) throw new DOMException('it comes too late', 'AbortError');
    };
    const { lists } = before;
    const isSame = lists !== undefined && (await sameLists(reader, lists, turn, call));
    // What was just asked for is remembered by whoever serves the lists.
    if (!isSame) (await gatherAnew(key, reader, digest, call, lists && began)).release();
    else if (gathered.get(key) === before) {
      look(key, before.one, lists, began);
      remember(key, before.one, lists, began, before.kept);
    }
  };

  /** What is remembered lies in memory of its own; once nobody uses it any more, whoever uses it again sets memory aside for it. */
  const holdAgain = (one: Gathered): (() => void) | undefined => {
    if (one.bytes <= SMALL) return nothing;
    const known = held.get(one)?.hold();
    if (known !== undefined) return known;
    const anew = rooms.open(withoutDefaultPort(one.set.repository));
    if (!anew.room.takeNow(one.bytes)) return undefined;
    anew.settle();
    held.set(one, anew);
    return anew.hold();
  };

  return async ({ reader, target }, call) => {
    const { digest } = await reader.resolve(target, call);
    const key = `${scopeOf(reader)}${reader.repository} ${digest}`;
    const remembered = gathered.get(key);
    const isOld = remembered !== undefined && now() - remembered.began >= limits.fresh;
    const release = remembered === undefined || (call.anew && isOld) ? undefined : holdAgain(remembered.one);
    if (remembered === undefined || release === undefined)
      return await gatherAnew(key, reader, digest, call, failed.get(key));
    if (gathered.isAging(key) && !remembered.renewed) {
      // Once: when it fails, whoever comes after the end of this one is told the fault.
      remembered.renewed = true;
      renew(key, remembered, reader, digest).catch(nothing);
    }
    return { found: remembered.one, isOld, keep: keeping(key, remembered.one), release };
  };
}

/** Whether all of it could be read: what could not is said in words, and may be there the next time. */
function isWhole({ root, children, evidence }: EvidenceSet): boolean {
  return (
    root.broken.length === 0 &&
    children.every(({ broken }) => broken.length === 0) &&
    evidence.every(({ unusable }) => unusable === undefined)
  );
}

function nothing(): void {}
