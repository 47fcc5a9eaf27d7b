import { join, resolve } from 'node:path';
import { defaultCacheFolder } from '../adapters/cache-place.ts';
import { goOnPath } from '../adapters/go/go-toolchain.ts';
import type { UserEnvironment } from '../adapters/go/module-environment.ts';
import { makeModuleZips } from '../adapters/go/module-zips.ts';
import { makeToolchains } from '../adapters/go/toolchains.ts';
import { openChecksumDatabase } from '../adapters/sumdb/checksum-database.ts';
import type { BuildChoices } from '../records/build-choices.ts';
import type { ToolchainPorts } from '../roads/authenticate-toolchain.ts';

/**
 * What authenticating modules and toolchains needs of this machine.
 * @param environment - the user's, for where modules come from and where caches lie
 * @param work - a private folder, for downloads, and for caches where the user has no place for any
 * @example const authentic = authenticityPorts(process.env, choices, work); try { ... } finally { await authentic.close(); }
 */
export function authenticityPorts(
  environment: UserEnvironment,
  { offline, toolchains: [named] }: Pick<BuildChoices, 'offline' | 'toolchains'>,
  work: string,
): ToolchainPorts & { /** Closes connections. @example await authentic.close() */ close(): Promise<void> } {
  const cache = defaultCacheFolder(environment);
  const options = { environment, cache, work: join(work, 'modules') };
  // It knows what `go env -w` kept.
  const go = named === undefined ? goOnPath(environment) : join(resolve(named), 'bin/go');
  const sumdb = openChecksumDatabase({
    environment,
    ...(go === undefined ? {} : { go }),
    folder: cache ?? join(work, 'modules'),
    offline,
  });
  return {
    sumdb,
    zips: makeModuleZips(options),
    toolchains: makeToolchains(options),
    close: () => sumdb.close(),
  };
}
