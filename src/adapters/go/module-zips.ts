import { FormatError } from '../../formats/format-error.ts';
import type { ModuleManifest } from '../../formats/gobuild/module-manifest.ts';
import { describeModule } from '../../formats/gobuild/module-version.ts';
import type { Call } from '../../ports/call.ts';
import type { ModuleZips, WantedZip, ZipAnswer } from '../../ports/module-zips.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { errnoOf } from '../disk-error.ts';
import { ManifestCache } from './manifest-cache.ts';
import { cachedZip, moduleCache } from './module-cache.ts';
import { downloadModules } from './module-download.ts';
import type { UserEnvironment } from './module-environment.ts';
import { readModuleZip } from './module-zip.ts';

/** Where module zips may come from, and where what was read is kept. */
export interface ModuleZipsOptions {
  /** The user's, for GOMODCACHE, GOPROXY and what else leads Go to modules. */
  readonly environment: UserEnvironment;
  /** Folder of the manifests that were read before; undefined for none. */
  readonly cache: string | undefined;
  /** A private folder for downloads. */
  readonly work: string;
}

/**
 * Module zips of this machine: manifests that were kept, Go's own module cache, then `go mod download`.
 * @example const zips = makeModuleZips({ environment: process.env, cache: defaultCacheFolder(process.env), work })
 */
export function makeModuleZips(options: ModuleZipsOptions): ModuleZips {
  const cache = new ManifestCache(options.cache);
  return {
    async manifests(wanted, goroot, call) {
      const answers = new Map<WantedZip, ZipAnswer>();
      const fresh: ModuleManifest[] = [];
      const take = async (want: WantedZip, path: () => string): Promise<void> => {
        const answer = await readWanted(want, path, call);
        if (answer === undefined) return;
        answers.set(want, answer);
        if (answer.outcome === 'read') fresh.push(answer.manifest);
      };
      for (const want of wanted) {
        const manifest = await cache.get(want.h1);
        if (manifest !== undefined && describeModule(manifest.module) === describeModule(want.module))
          answers.set(want, { outcome: 'read', manifest });
      }
      const missing = wanted.filter((want) => !answers.has(want));
      const modCache = missing.length === 0 ? undefined : await moduleCache(goroot, options.environment, call);
      if (modCache !== undefined) for (const want of missing) await take(want, () => cachedZip(modCache, want.module));
      // A zip with another h1 is replaced by a download too: whoever put it there, the proxy may know better.
      const toLoad = wanted.filter((want) => want.download && answers.get(want)?.outcome !== 'read');
      if (toLoad.length > 0) {
        const modules = toLoad.map((want) => want.module);
        const downloads = await downloadModules(modules, goroot, options.work, options.environment, call);
        try {
          for (const want of toLoad) {
            const got = downloads.zips.get(describeModule(want.module));
            if (got !== undefined && 'zip' in got) await take(want, () => got.zip);
            else answers.set(want, absent(got?.why ?? 'go mod download says nothing of it'));
          }
        } finally {
          await downloads.remove();
        }
      }
      await cache.put(fresh);
      return wanted.map(
        (want) => answers.get(want) ?? absent('its zip is neither in a cache here nor may it be downloaded'),
      );
    },
  };
}

/** Undefined when there is no such file. */
async function readWanted(want: WantedZip, path: () => string, call: Call): Promise<ZipAnswer | undefined> {
  try {
    const manifest = await readModuleZip(path(), want.module, call);
    if (manifest.h1 === want.h1) return { outcome: 'read', manifest };
    return absent(`the zip that was found has the sum ${manifest.h1}, not ${want.h1}`);
  } catch (error) {
    if (error instanceof TwinsealError) throw error;
    if (error instanceof FormatError) return absent(error.message);
    return errnoOf(error) === 'ENOENT'
      ? undefined
      : absent(`its zip can not be read: ${errnoOf(error) || String(error)}`);
  }
}

function absent(why: string): ZipAnswer {
  return { outcome: 'absent', why };
}
