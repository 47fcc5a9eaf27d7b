import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { FormatError } from '../../formats/format-error.ts';
import { serialiseVerifierKey, type VerifierKey } from '../../formats/signed-note.ts';
import { escapedName } from '../../formats/sumdb/escaped-name.ts';
import type { Call } from '../../ports/call.ts';
import type { ChecksumDatabase, SumdbAnswer } from '../../ports/checksum-database.ts';
import { CacheFolder } from '../cache-folder.ts';
import { checkCall } from '../call-guard.ts';
import type { UserEnvironment } from '../go/module-environment.ts';
import { AddressReader, DEFAULT_READER_LIMITS, type ReaderLimits } from './address-reader.ts';
import { databaseAddress } from './database-address.ts';
import { LookupClient } from './lookup-client.ts';
import { SingleFlight } from './single-flight.ts';
import { SumdbFault } from './sumdb-fault.ts';
import { readSumdbSettings, type SumdbSettings, whyUnasked } from './sumdb-settings.ts';

/** How the checksum database is reached and where its answers are kept. */
export interface ChecksumDatabaseOptions {
  /** The user's, by name: GOPROXY, GOSUMDB, GONOSUMDB, GOPRIVATE, and what leads Go to its own settings file. */
  readonly environment: UserEnvironment;
  /** Path of the go program, which knows what `go env -w` kept and Go's defaults. Without it the environment alone counts. */
  readonly go?: string;
  /** A folder of the user, made with mode 0700 when needed; everything lies in its `sumdb`. */
  readonly folder: string;
  /** Opens no socket: answers come from the folder alone. */
  readonly offline: boolean;
  readonly limits?: Partial<ReaderLimits>;
}

/** Lookups that are under way at once; the others wait. */
const PARALLEL = 32;
/** Milliseconds for which a way that failed is not tried again, so that many lookups do not each wait for it. */
const FAILURE_MILLIS = 10_000;

/**
 * Opens Go's checksum database as the user's Go would reach it. Any number of lookups may be started at once: they share
 * what they fetch, and only so many are under way.
 * @example
 * const sumdb = openChecksumDatabase({ environment: process.env, go: '/usr/local/go/bin/go', folder: cache, offline: false });
 * const answers = await Promise.all(modules.map(({ path, version }) => sumdb.lookup(path, version, call)));
 * await sumdb.close();
 * @see Go modules reference, "Authenticating modules"
 */
export function openChecksumDatabase(
  options: ChecksumDatabaseOptions,
): ChecksumDatabase & { /** Closes idle connections. @example await sumdb.close() */ close(): Promise<void> } {
  const client = new Client(options);
  return {
    lookup: (path, version, call) => client.lookup(path, version, call),
    close: () => client.close(),
  };
}

class Client {
  readonly #options: ChecksumDatabaseOptions;
  readonly #reader: AddressReader;
  readonly #settings = new SingleFlight<SumdbSettings>();
  readonly #address = new SingleFlight<string>();
  readonly #waiting: (() => void)[] = [];
  #free = PARALLEL;
  #knownSettings: SumdbSettings | undefined;
  #knownAddress: string | undefined;
  #failure: { readonly fault: SumdbFault; readonly at: number } | undefined;
  #database: LookupClient | undefined;

  constructor(options: ChecksumDatabaseOptions) {
    this.#options = options;
    this.#reader = new AddressReader({ ...DEFAULT_READER_LIMITS, ...options.limits });
  }

  async lookup(path: string, version: string, call: Call): Promise<SumdbAnswer> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      checkCall(call, `looking up ${path}@${version}`);
      return await this.#lookup(path, version, call);
    } catch (error) {
      if (error instanceof SumdbFault) return { outcome: error.outcome, why: this.#explained(error) };
      throw error;
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    }
  }

  close(): Promise<void> {
    return this.#reader.close();
  }

  async #lookup(path: string, version: string, call: Call): Promise<SumdbAnswer> {
    const settings = await this.#readSettings(call);
    const unasked = whyUnasked(settings, path);
    if (unasked !== undefined || settings.database === undefined) throw new SumdbFault('private', unasked ?? '');
    const name = nameOf(path, version);
    this.#database ??= new LookupClient(
      settings.database.key,
      new CacheFolder(join(this.#options.folder, 'sumdb', folderOf(settings.database.key))),
      (question, maxBytes, own) => this.#ask(settings, question, maxBytes, own),
    );
    return await this.#database.lookup({ path, version, name }, call);
  }

  async #ask(settings: SumdbSettings, question: string, maxBytes: number, call: Call): Promise<Uint8Array | undefined> {
    if (this.#options.offline)
      throw new SumdbFault('unreachable', '--offline asks nobody, and what was kept of earlier runs does not prove it');
    const read = this.#reader.read.bind(this.#reader);
    if (this.#knownAddress === undefined) {
      const failure = this.#failure;
      if (failure !== undefined && Date.now() - failure.at < FAILURE_MILLIS) throw failure.fault;
      try {
        this.#knownAddress = await this.#address.run('', () => databaseAddress(settings, read, call), call);
      } catch (error) {
        if (error instanceof SumdbFault) this.#failure = { fault: error, at: Date.now() };
        throw error;
      }
    }
    return await read(this.#knownAddress + question, maxBytes, call);
  }

  async #readSettings(call: Call): Promise<SumdbSettings> {
    const { environment, go } = this.#options;
    this.#knownSettings ??= await this.#settings.run('', () => readSumdbSettings(environment, go, call), call);
    return this.#knownSettings;
  }

  #explained({ outcome, message }: SumdbFault): string {
    const { HTTPS_PROXY, https_proxy } = this.#options.environment;
    const unused = outcome === 'unreachable' && !this.#options.offline && (HTTPS_PROXY || https_proxy);
    return unused ? `${message} (HTTPS_PROXY is set, and Twinseal does not use it)` : message;
  }
}

function nameOf(path: string, version: string): string {
  try {
    return escapedName(path, version);
  } catch (error) {
    if (error instanceof FormatError) throw new SumdbFault('unknown', `${error.message}, so no database has it`, error);
    throw error;
  }
}

// Databases that share a name and not a key share no folder.
function folderOf(key: VerifierKey): string {
  const hash = createHash('sha256').update(serialiseVerifierKey(key)).digest('hex');
  return `${key.name.replaceAll(/[^a-z0-9.-]/g, '_').slice(0, 80)}-${hash.slice(0, 16)}`;
}
