import type { Call } from '../ports/call.ts';
import type { EvidenceRoom } from '../ports/evidence-room.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { type Turn, Turns } from './turns.ts';

/** A room of this many bytes, and how many of them there are. */
export interface RoomSize {
  readonly bytes: number;
  readonly rooms: number;
}

const KIB = 2 ** 10;
const MIB = 2 ** 20;

/**
 * 512 gatherings with up to 256 KiB, 32 with up to 4 MiB, 4 with up to 32 MiB and one with all that `GATHER_LIMITS` allow: 768 MiB together.
 * Most images need the smallest, so that large ones keep only large ones waiting.
 */
export const ROOM_SIZES: readonly RoomSize[] = [
  { bytes: 256 * KIB, rooms: 512 },
  { bytes: 4 * MIB, rooms: 32 },
  { bytes: 32 * MIB, rooms: 4 },
  { bytes: 384 * MIB, rooms: 1 },
];

/** Milliseconds for which a gathering may keep others waiting for its room, unless told otherwise. */
const HELD = 20_000;

/** What the rooms need. */
export interface RoomPorts {
  /** Milliseconds since 1970. @example ports.now() */
  now(): number;
  /** Milliseconds of a clock that nobody sets. @example ports.elapsed() */
  elapsed(): number;
  readonly telemetry?: Pick<Telemetry, 'count' | 'gauge'> | undefined;
}

/** One gathering with its room. */
export interface Gathering {
  readonly room: EvidenceRoom;
  /** Fires with a `CROWDED` when the gathering took too long while others waited for its room. */
  readonly signal: AbortSignal;
  /** All is there: nobody ends it any more. @example gathering.settle() */
  settle(): void;
  /** Keeps the room until that is given back; undefined when it was already left by all. @example const leave = gathering.hold() */
  hold(): (() => void) | undefined;
}

/** Memory for all gatherings of a service. */
export interface GatheringRooms {
  /** A gathering that has no memory yet. @example const gathering = rooms.open('registry.example.com/app') */
  open(repository: string): Gathering;
}

/**
 * Memory for the evidence of all images that are looked into at one time, in rooms of few sizes. A gathering begins in the smallest and moves
 * to a larger one when it needs to, while it keeps the one that it has; nobody in a larger room waits for a smaller, so no two can wait for
 * each other. Who waits is served in turn ({@link Turns}), and one repository may have no more than half of a size.
 * @example const rooms = gatheringRooms({ now, elapsed }); const { room, hold } = rooms.open('registry.example.com/app')
 */
export function gatheringRooms(
  { now, elapsed, telemetry }: RoomPorts,
  sizes: readonly RoomSize[] = ROOM_SIZES,
  longest: number = HELD,
): GatheringRooms {
  const times = { now: elapsed, quantum: longest, beside: 0, longest };
  const turns = sizes.map(({ rooms }) => new Turns({ width: rooms, share: Math.ceil(rooms / 2), times }));
  let aside = 0;
  const setAside = (bytes: number): void => {
    aside += bytes;
    telemetry?.gauge('gathering_bytes', {}, aside);
  };

  return {
    open(repository) {
      let size = -1;
      let turn: Turn | undefined;
      let taken = 0;
      let holders = 0;
      let refused: TwinsealError | undefined;
      let isSettled = false;
      let isLeft = false;
      let moving: Promise<void> = Promise.resolve();
      const ended = new AbortController();

      const bytesOf = (at: number): number => sizes[at]?.bytes ?? 0;
      const fits = (bytes: number): boolean => taken + bytes <= bytesOf(size);
      const sizeFor = (bytes: number): number => {
        const found = sizes.findIndex((one) => taken + bytes <= one.bytes);
        if (found >= 0) return found;
        throw new TwinsealError(
          'CONTENT_TOO_LARGE',
          `the image has more than ${bytesOf(sizes.length - 1)} bytes of evidence`,
        );
      };
      const enter = (larger: number, next: Turn): void => {
        if (isLeft || larger <= size) {
          next.end();
          return;
        }
        turn?.end();
        setAside(bytesOf(larger) - bytesOf(size));
        turn = next;
        size = larger;
        if (isSettled) next.keep();
        const over = (): void => {
          if (turn !== next || isSettled) return;
          refused = next.signal.reason as TwinsealError;
          telemetry?.count('crowded', { what: 'memory-held' });
          ended.abort(refused);
        };
        next.signal.addEventListener('abort', over, { once: true });
      };
      const move = async (bytes: number, call: Call): Promise<void> => {
        if (refused !== undefined) throw refused;
        const larger = sizeFor(bytes);
        // Half of the time that is left: what is known by then still makes an answer.
        const patience = AbortSignal.timeout(Math.max(0, Math.floor((call.deadline - now()) / 2)));
        try {
          const next = await turns[larger]?.take(repository, AbortSignal.any([call.signal, ended.signal, patience]));
          if (next !== undefined) enter(larger, next);
        } catch (error) {
          if (!patience.aborted || call.signal.aborted || ended.signal.aborted) throw error;
          telemetry?.count('crowded', { what: 'memory' });
          refused = new TwinsealError(
            'CROWDED',
            `the evidence needs more than ${Math.max(bytesOf(size), 0)} bytes of memory, and other images have what there is; try again`,
          );
          throw refused;
        }
      };

      const room: EvidenceRoom = {
        async take(bytes, call) {
          if (refused !== undefined) throw refused;
          if (!fits(bytes)) {
            // One after another, so that what was granted to one is seen by the next.
            const mine = moving.then(async () => {
              while (!fits(bytes)) await move(bytes, call);
              if (refused !== undefined) throw refused;
              taken += bytes;
            });
            moving = mine.catch(() => undefined);
            return await mine;
          }
          taken += bytes;
        },
        takeNow(bytes) {
          if (refused !== undefined) return false;
          if (!fits(bytes)) {
            if (taken + bytes > bytesOf(sizes.length - 1)) return false;
            const larger = sizeFor(bytes);
            const next = turns[larger]?.takeNow(repository);
            if (next === undefined) return false;
            enter(larger, next);
          }
          taken += bytes;
          return true;
        },
        give(bytes) {
          taken -= bytes;
        },
      };
      return {
        room,
        signal: ended.signal,
        settle() {
          isSettled = true;
          turn?.keep();
        },
        hold() {
          if (isLeft) return undefined;
          holders++;
          let isMine = true;
          return () => {
            if (!isMine) return;
            isMine = false;
            holders--;
            if (holders > 0) return;
            isLeft = true;
            turn?.end();
            setAside(-bytesOf(size));
          };
        },
      };
    },
  };
}
