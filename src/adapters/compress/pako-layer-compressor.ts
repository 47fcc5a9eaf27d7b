import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { GZIP_PROFILE } from '../../formats/gzip.ts';
import type { Call } from '../../ports/call.ts';
import type { CompressedLayer, LayerCompressor, LayerPart } from '../../ports/layer-compressor.ts';
import type { ErrorCode } from '../../records/error-catalogue.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { fileBlob } from '../file-blob.ts';
import { CompressionWorker } from './compression-worker.ts';
import { type CachedLayer, LayerCache } from './layer-cache.ts';

const MAX_WORKERS = 8;
const CACHE_FAULTS: readonly ErrorCode[] = ['DISK_FULL', 'OUTPUT_UNWRITABLE'];

/**
 * Compresses layers in worker threads, as many at a time as the machine has cores, and asks a cache first.
 *
 * @example
 * const compressor = new PakoLayerCompressor({ workFolder, cacheFolder: defaultCacheFolder(process.env) });
 * try { await compressor.compress(parts, call); } finally { await compressor.close(); }
 */
export class PakoLayerCompressor implements LayerCompressor {
  readonly name = GZIP_PROFILE;
  readonly #workFolder: string;
  readonly #cache: LayerCache | undefined;
  readonly #idle: CompressionWorker[] = [];
  readonly #waiting: ((worker: CompressionWorker) => void)[] = [];
  readonly #all = new Set<CompressionWorker>();
  readonly #limit = Math.min(availableParallelism(), MAX_WORKERS);

  /**
   * @param options - `workFolder`: an existing private folder for layers that are not cached; whoever made it removes
   *   it. `cacheFolder`: where compressed layers are kept between runs; without it nothing is.
   * @example new PakoLayerCompressor({ workFolder: '/private/work' })
   */
  constructor(options: { readonly workFolder: string; readonly cacheFolder?: string | undefined }) {
    this.#workFolder = options.workFolder;
    this.#cache = options.cacheFolder === undefined ? undefined : new LayerCache(options.cacheFolder);
  }

  /** Starts workers ahead of need, so that their start-up hides behind the builds. @example compressor.warm(2) */
  warm(count: number): void {
    while (this.#all.size < Math.min(count, this.#limit)) this.#idle.push(this.#spawn());
  }

  /**
   * As {@link LayerCompressor.compress}; a cache that can't be used is passed over.
   * @throws TwinsealError as {@link CompressionWorker.run}; the reason of the signal
   * @example (await compressor.compress(parts, call)).fromCache
   */
  async compress(parts: readonly LayerPart[], call: Call): Promise<CompressedLayer> {
    const cache = this.#cache;
    const key = cache?.key(parts, this.name);
    if (cache !== undefined && key !== undefined) {
      const found = await cache.get(key, call.signal);
      if (found !== undefined) return asLayer(found, true);
    }
    const inCache = await cache?.temporary();
    if (cache !== undefined && key !== undefined && inCache !== undefined)
      try {
        return asLayer(await cache.put(key, await this.#compressTo(inCache, parts, call)), false);
      } catch (error) {
        // A cache whose disk is full costs the next run time and this one nothing.
        if (!(error instanceof TwinsealError) || !CACHE_FAULTS.includes(error.code)) throw error;
      }
    return asLayer(await this.#compressTo(join(this.#workFolder, `${randomUUID()}.gz`), parts, call), false);
  }

  async #compressTo(path: string, parts: readonly LayerPart[], call: Call): Promise<CachedLayer> {
    const worker = await this.#take();
    let layer: CachedLayer;
    try {
      layer = { path, ...(await worker.run(parts, path, call)) };
    } catch (error) {
      // Whatever state it is in, a new one is in a known one.
      this.#all.delete(worker);
      await worker.close();
      await rm(path, { force: true });
      const next = this.#waiting.shift();
      if (next !== undefined) next(this.#spawn());
      throw error;
    }
    this.#give(worker);
    return layer;
  }

  /** Ends the workers. @example await compressor.close() */
  async close(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => worker.close()));
    this.#all.clear();
    this.#idle.length = 0;
  }

  #spawn(): CompressionWorker {
    const worker = new CompressionWorker();
    this.#all.add(worker);
    return worker;
  }

  async #take(): Promise<CompressionWorker> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#all.size < this.#limit) return this.#spawn();
    return await new Promise((resolve) => this.#waiting.push(resolve));
  }

  #give(worker: CompressionWorker): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(worker);
    else next(worker);
  }
}

function asLayer({ path, digest, size, diffId }: CachedLayer, fromCache: boolean): CompressedLayer {
  return { blob: fileBlob(path, digest, size), diffId, fromCache };
}
