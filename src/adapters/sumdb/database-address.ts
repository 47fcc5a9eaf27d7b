import type { Call } from '../../ports/call.ts';
import { SumdbFault } from './sumdb-fault.ts';
import type { SumdbSettings } from './sumdb-settings.ts';

/** Reads what stands at an address; undefined for "not found". */
export type ReadAddress = (address: string, maxBytes: number, call: Call) => Promise<Uint8Array | undefined>;

/**
 * Finds where the checksum database is asked: at the first proxy that says it passes questions on, else at the database's
 * own address. A proxy that fails is not passed over unless GOPROXY says so.
 * @returns the address, without a slash at its end
 * @throws SumdbFault `unreachable`; TwinsealError `ABORTED`, `TIMEOUT`
 * @example await databaseAddress(settings, read, call) // 'https://proxy.example.com/sumdb/sum.example.com'
 * @see Go design 25530, "Proxying a Checksum Database"; cmd/go/internal/modfetch/sumdb.go (initBase)
 */
export async function databaseAddress(settings: SumdbSettings, read: ReadAddress, call: Call): Promise<string> {
  const { database, proxies } = settings;
  if (database === undefined) throw new SumdbFault('private', 'GOSUMDB=off says to ask no checksum database');
  if (database.address !== undefined) return database.address;
  const own = `https://${database.key.name}`;
  let failure: SumdbFault | undefined;
  for (const { proxy, fallBackOnError } of proxies) {
    if (proxy === 'direct') return own;
    if (proxy === 'off') break;
    const address = `${proxy}/sumdb/${database.key.name}`;
    try {
      if ((await read(`${address}/supported`, 64 * 1024, call)) !== undefined) return address;
    } catch (error) {
      if (!(error instanceof SumdbFault)) throw error;
      failure = error;
      if (!fallBackOnError) break;
    }
  }
  if (failure !== undefined) throw failure;
  return own;
}
