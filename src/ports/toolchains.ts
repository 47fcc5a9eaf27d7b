import type { ModuleVersion } from '../formats/gobuild/module-version.ts';
import type { InstalledGo } from '../records/installed-go.ts';
import type { Call } from './call.ts';

/** Go installations on this machine, and those that are made of Go's own module. */
export interface Toolchains {
  /**
   * Hashes the files of an installation that a build can read.
   * @throws TwinsealError `BUILD_TOOLCHAIN` when they can't be read, `ABORTED`, `TIMEOUT`
   * @example (await toolchains.hash('/usr/local/go', call)).files.get('bin/go')
   */
  hash(goroot: string, call: Call): Promise<InstalledGo>;
  /**
   * The installation of a toolchain module, unpacked into the user's cache unless it is there already. Whoever uses it compares it
   * first: what lies in a cache may have changed since.
   * @param h1 - that its zip must have
   * @param through - GOROOT of a Go that knows where module zips lie, and downloads the zip where it may
   * @returns its GOROOT
   * @throws TwinsealError `BUILD_TOOLCHAIN` when it can't be had, `DISK_FULL`, `OUTPUT_UNWRITABLE`, `ABORTED`, `TIMEOUT`
   * @example await toolchains.install(module, h1, '/usr/local/go', true, call)
   */
  install(module: ModuleVersion, h1: string, through: string, download: boolean, call: Call): Promise<string>;
}
