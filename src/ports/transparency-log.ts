import type { Receipt } from '../records/log-entry.ts';
import type { Call } from './call.ts';

/** The log as auditors read it: C2SP tlog-tiles over RFC 6962 hashes, with signed checkpoints. */
export interface TransparencyLog {
  /** C2SP signed-note verifier key of the log: `name+hash+base64`. */
  readonly verifierKey: string;
  /**
   * The newest checkpoint, a signed note; that of the empty log when nothing was appended yet.
   * @throws TwinsealError `STORE_FAILED`
   * @example await log.checkpoint(call)
   */
  checkpoint(call: Call): Promise<Uint8Array>;
  /**
   * A tile of hashes (`tile/0/x001/067.p/3`) or a bundle of entries (`tile/entries/000`), by its path below the log.
   * @returns undefined for one that the log does not have (yet)
   * @throws TwinsealError `STORE_FAILED`
   * @example await log.tile('tile/0/000.p/7', call)
   */
  tile(path: string, call: Call): Promise<Uint8Array | undefined>;
  /**
   * The proof for one entry against the newest checkpoint.
   * @returns undefined for an index that the log does not have
   * @throws TwinsealError `STORE_FAILED`
   * @example (await log.receipt(41, call))?.text
   */
  receipt(index: number, call: Call): Promise<Receipt | undefined>;
}
