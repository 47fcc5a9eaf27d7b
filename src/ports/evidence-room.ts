import type { Call } from './call.ts';

/** Memory for what is gathered of one image. It is asked for before a document is fetched. */
export interface EvidenceRoom {
  /**
   * Sets bytes aside, or waits until it can.
   * @throws TwinsealError `CROWDED` when others have what is needed for too long: from then on at once; the reason of the call's signal
   * @example await room.take(descriptor.size, call)
   */
  take(bytes: number, call: Call): Promise<void>;
  /** Sets bytes aside if that can be done without waiting. @example if (!room.takeNow(descriptor.size)) return undefined */
  takeNow(bytes: number): boolean;
  /** Gives bytes back that were not read after all. @example room.give(descriptor.size) */
  give(bytes: number): void;
}

/** For a process that looks into one image and ends. */
export const ENDLESS_ROOM: EvidenceRoom = { take: async () => {}, takeNow: () => true, give: () => {} };
