import type { ModuleManifest } from '../formats/gobuild/module-manifest.ts';
import type { ModuleVersion } from '../formats/gobuild/module-version.ts';
import type { Call } from './call.ts';

/** A module zip that is wanted. */
export interface WantedZip {
  readonly module: ModuleVersion;
  /** The h1 that it must have; another one is refused. */
  readonly h1: string;
  /** Whether it may be downloaded; else only what lies on this machine counts. */
  readonly download: boolean;
}

/** The files of a zip that has the wanted h1, or one sentence why there are none. */
export type ZipAnswer =
  | { readonly outcome: 'read'; readonly manifest: ModuleManifest }
  | { readonly outcome: 'absent'; readonly why: string };

/** Module zips: those that were seen before, those of Go's module cache, and those of the user's module proxy. */
export interface ModuleZips {
  /**
   * What is in the zips, in the order in which they are wanted. Their h1 is computed anew on each reading.
   * @param goroot - the Go that downloads
   * @returns never throws for what a zip, a cache or the network does; that is `absent`
   * @throws TwinsealError `ABORTED`, `BUILD_TIMEOUT`
   * @example (await zips.manifests([{ module, h1, download: true }], goroot, call))[0]?.outcome // 'read'
   */
  manifests(wanted: readonly WantedZip[], goroot: string, call: Call): Promise<readonly ZipAnswer[]>;
}
