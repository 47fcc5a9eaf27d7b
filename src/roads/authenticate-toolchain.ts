import type { Call } from '../ports/call.ts';
import type { Toolchains } from '../ports/toolchains.ts';
import type { ToolchainAuthenticity } from '../records/authenticity.ts';
import type { Toolchain } from '../records/toolchain.ts';
import { toolchainDifferences, toolchainModule } from '../seal/source/toolchain-honesty.ts';
import type { AuthenticatePorts } from './authenticate-source.ts';

/** What comparing a Go installation needs of the world. */
export interface ToolchainPorts extends AuthenticatePorts {
  readonly toolchains: Toolchains;
}

const MAX_DIFFERENCES = 20;

/**
 * Compares a Go installation file by file with the module that Go published it as, as the checksum database knows it.
 * @param offline - download nothing
 * @throws TwinsealError `BUILD_TOOLCHAIN` when its files can't be read, `ABORTED`, `TIMEOUT`
 * @example (await authenticateToolchain(toolchain, false, ports, call)).outcome // 'authenticated'
 */
export async function authenticateToolchain(
  toolchain: Toolchain,
  offline: boolean,
  ports: ToolchainPorts,
  call: Call,
): Promise<ToolchainAuthenticity> {
  const { version, host, goroot } = toolchain;
  const module = toolchainModule(version, host);
  if (module === undefined)
    return { outcome: 'unauthenticated', why: `${JSON.stringify(version)} is no release that Go published` };
  const name = `${module.path}@${module.version}`;
  const answer = await ports.sumdb.lookup(module.path, module.version, call);
  if (answer.outcome !== 'known')
    return {
      outcome: answer.outcome === 'contradicted' ? 'contradicted' : 'unauthenticated',
      module: name,
      why: answer.why,
    };
  const { h1, head } = answer;
  const [zip] = await ports.zips.manifests([{ module, h1, download: !offline }], goroot, call);
  if (zip?.outcome !== 'read') {
    const why = `it was compared with nothing: ${zip?.why ?? 'there is no zip'}`;
    return { outcome: 'unauthenticated', module: name, h1, head, why };
  }
  const differences = toolchainDifferences(await ports.toolchains.hash(goroot, call), zip.manifest);
  if (differences.length === 0) return { outcome: 'authenticated', module: name, h1, head };
  const more = differences.length - MAX_DIFFERENCES;
  return {
    outcome: 'contradicted',
    module: name,
    h1,
    head,
    why: `it differs from the one that Go published: ${differences[0]}${differences.length > 1 ? ` (and ${differences.length - 1} more)` : ''}`,
    differences: more > 0 ? [...differences.slice(0, MAX_DIFFERENCES), `and ${more} more`] : differences,
  };
}
