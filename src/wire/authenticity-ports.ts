import { join } from 'node:path';
import { defaultCacheFolder } from '../adapters/compress/layer-cache.ts';
import type { UserEnvironment } from '../adapters/go/module-environment.ts';
import { makeModuleZips } from '../adapters/go/module-zips.ts';
import { makeToolchains } from '../adapters/go/toolchains.ts';
import type { BuildChoices } from '../records/build-choices.ts';
import type { ToolchainPorts } from '../roads/authenticate-toolchain.ts';

/**
 * What authenticating modules and toolchains needs of this machine.
 * @param environment - the user's, for where modules come from and where caches lie
 * @param work - a private folder
 * @example authenticityPorts(process.env, choices, work).sumdb
 */
export function authenticityPorts(
  environment: UserEnvironment,
  _choices: Pick<BuildChoices, 'offline'>,
  work: string,
): ToolchainPorts {
  const options = { environment, cache: defaultCacheFolder(environment), work: join(work, 'modules') };
  return {
    sumdb: { lookup: async () => ({ outcome: 'unreachable', why: 'the checksum database can not be asked yet' }) },
    zips: makeModuleZips(options),
    toolchains: makeToolchains(options),
  };
}
