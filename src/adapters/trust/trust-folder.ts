import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError } from '../../formats/format-error.ts';
import { MAX_KEPT_TRUST, parseKeptTrust, serialiseKeptTrust } from '../../formats/sigstore/kept-trust.ts';
import { parseTufRoot } from '../../formats/tuf/root.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { CacheFolder } from '../cache-folder.ts';
import { diskError } from '../disk-error.ts';
import { fileStamps } from '../file-stamps.ts';
import { type ProvedTrust, proveTrust } from './prove-trust.ts';

/** States of an instance that stay: the one in use, and the one before it for whoever is just reading it. */
const KEPT = 2;
const FILE = /^\d{8}-\d{12}\.json$/;

/** A kept instance as it was read. */
export interface FoundTrust extends ProvedTrust {
  readonly file: string;
  /** Seconds since 1970 at which the mirror last had nothing newer. */
  readonly checked: number;
}

/**
 * Instances on disk, a folder each. A state is one file, named by the versions of its root and timestamp, written whole
 * and never replaced: the highest name is the newest, so no process can put an older state in the place of a newer one,
 * whenever it writes. What is read is proved again.
 *
 * @example (await new TrustFolder('/home/user/.cache/twinseal/trust').newest('sigstore', shippedRoot))?.targets.version
 */
export class TrustFolder {
  readonly path: string;
  readonly #folder: CacheFolder;

  constructor(path: string) {
    this.path = path;
    this.#folder = new CacheFolder(path);
  }

  /**
   * The newest state of an instance; undefined when none is kept, or only one from before the anchor: it can't be proved
   * from there, and the anchor says more than it does.
   * @param anchor - as {@link proveTrust} takes it
   * @throws TwinsealError `TRUST_DAMAGED` when it can't be read or proved: an older one in its place would be a way back
   * @example await folder.newest('sigstore')
   */
  async newest(name: string, anchor?: Uint8Array): Promise<FoundTrust | undefined> {
    const since = anchor === undefined ? 0 : parseTufRoot(anchor).metadata.version;
    const newest = (await this.#list(name)).at(-1);
    if (newest === undefined || rootOf(newest) < since) return undefined;
    const file = `${name}/${newest}`;
    const path = join(this.path, file);
    try {
      const bytes = await this.#folder.read(file, MAX_KEPT_TRUST);
      if (bytes === undefined) throw new FormatError('kept-trust', 'it can not be read');
      const proved = proveTrust(parseKeptTrust(bytes), anchor);
      if (proved.kept.name !== name || fileOf(proved) !== newest)
        throw new FormatError('kept-trust', 'it has the name of another state');
      const checked = Math.floor((await stat(path)).mtimeMs / 1000);
      return { ...proved, file: path, checked: Math.max(checked, proved.kept.updated) };
    } catch (error) {
      if (!(error instanceof FormatError)) throw diskError(error, 'read', path);
      throw new TwinsealError(
        'TRUST_DAMAGED',
        `the kept trusted root ${path} can't be used (${error.message}): remove it if you know how that came, and run twinseal trust update`,
        { cause: error },
      );
    }
  }

  /**
   * Keeps a state, on disk when this returns; or notes that it is still the newest.
   * @param now - seconds since 1970
   * @returns the path of its file
   * @throws TwinsealError `DISK_FULL`, `OUTPUT_UNWRITABLE`
   * @example await folder.keep(proved, now)
   */
  async keep(proved: ProvedTrust, now: number): Promise<string> {
    const { name } = proved.kept;
    const file = `${name}/${fileOf(proved)}`;
    try {
      if (!(await this.#folder.create(file, serialiseKeptTrust(proved.kept))))
        await utimes(join(this.path, file), now, now);
      const all = await this.#list(name);
      for (const old of all.slice(0, -KEPT)) await this.#folder.remove(`${name}/${old}`);
      return join(this.path, file);
    } catch (error) {
      throw diskError(error, 'write', join(this.path, file));
    }
  }

  /** Version of the root of the newest state, as its name has it; undefined when none is kept. @example await folder.newestRoot('sigstore') */
  async newestRoot(name: string): Promise<number | undefined> {
    const newest = (await this.#list(name)).at(-1);
    return newest === undefined ? undefined : rootOf(newest);
  }

  /** Another text when the newest state is another one, or was checked again. @example await folder.stamp('sigstore') */
  async stamp(name: string): Promise<string> {
    const newest = (await this.#list(name)).at(-1);
    return newest === undefined ? '' : await fileStamps([join(this.path, name, newest)]);
  }

  /** Names of the instances that are kept, sorted. @throws TwinsealError `DISK_FAILED` @example await folder.names() */
  async names(): Promise<readonly string[]> {
    const all = await this.#folder.list('').catch((error: unknown) => {
      throw diskError(error, 'read', this.path);
    });
    const kept = await Promise.all(all.map(async (name) => ((await this.#list(name)).length > 0 ? [name] : [])));
    return kept.flat();
  }

  async #list(name: string): Promise<readonly string[]> {
    try {
      return (await this.#folder.list(name)).filter((file) => FILE.test(file));
    } catch (error) {
      throw diskError(error, 'read', join(this.path, name));
    }
  }
}

function rootOf(file: string): number {
  return Number(file.slice(0, 8));
}

function fileOf({ root, timestamp }: ProvedTrust): string {
  const digits = (value: number, width: number) => String(value).padStart(width, '0');
  return `${digits(root.metadata.version, 8)}-${digits(timestamp.version, 12)}.json`;
}
