import type { Call } from '../ports/call.ts';
import type { GoToolchain } from '../ports/go-toolchain.ts';
import type { BuildChoices } from '../records/build-choices.ts';
import type { BuildPlan } from '../records/build-plan.ts';
import type { Progress } from '../records/progress.ts';
import type { Toolchain } from '../records/toolchain.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { toolchainModule } from '../seal/source/toolchain-honesty.ts';
import { authenticateToolchain, type ToolchainPorts } from './authenticate-toolchain.ts';

/** What finding the Go of each side needs of the world. */
export interface FindToolchainsPorts extends ToolchainPorts {
  readonly go: GoToolchain;
}

/** The part of the choices that says which Go is meant. */
export type ToolchainChoices = Pick<BuildChoices, 'go' | 'toolchains' | 'offline'>;

/**
 * The Go of each side: the one on PATH, those that were named, or the version that was asked for, made of Go's own module. Each
 * is compared with what the checksum database knows; that is recorded, and told where it is not authentic.
 * @param needed - the `go` line of go.mod
 * @throws TwinsealError `BUILD_TOOLCHAIN` when there is none, it is too old, or a version that was asked for is not authentic;
 *   `USAGE`, `ABORTED`, `TIMEOUT`
 * @example (await findToolchains(choices, '1.26', ports, call, progress)).a.authenticity.outcome // 'authenticated'
 */
export async function findToolchains(
  choices: ToolchainChoices,
  needed: string | undefined,
  ports: FindToolchainsPorts,
  call: Call,
  progress: Progress,
): Promise<BuildPlan['toolchains']> {
  return await judgeToolchains(
    await locateToolchains(choices, needed, ports, call, progress),
    choices,
    ports,
    call,
    progress,
  );
}

/**
 * The Go of each side, compared with nothing yet.
 * @throws as {@link findToolchains}
 * @example (await locateToolchains(choices, '1.26', ports, call, progress)).a.goroot // '/usr/local/go'
 */
export async function locateToolchains(
  choices: ToolchainChoices,
  needed: string | undefined,
  ports: FindToolchainsPorts,
  call: Call,
  progress: Progress,
): Promise<BuildPlan['toolchains']> {
  const [a, b = a] = await chosen(choices, needed, ports, call, progress);
  if (a === undefined || b === undefined) throw new TwinsealError('USAGE', 'no Go installation was named');
  return { a, b };
}

/**
 * Compares the Go of each side with what the checksum database knows.
 * @throws as {@link findToolchains}
 * @example (await judgeToolchains(located, choices, ports, call, progress)).a.authenticity.outcome // 'authenticated'
 */
export async function judgeToolchains(
  { a, b }: BuildPlan['toolchains'],
  choices: ToolchainChoices,
  ports: ToolchainPorts,
  call: Call,
  progress: Progress,
): Promise<BuildPlan['toolchains']> {
  const judged = await authenticated(a, choices, ports, call, progress);
  return { a: judged, b: b.goroot === a.goroot ? judged : await authenticated(b, choices, ports, call, progress) };
}

async function chosen(
  choices: ToolchainChoices,
  needed: string | undefined,
  ports: FindToolchainsPorts,
  call: Call,
  progress: Progress,
): Promise<readonly Toolchain[]> {
  const { go, toolchains } = choices;
  if (toolchains.length > 0) return await Promise.all(toolchains.map((folder) => ports.go.at(folder, needed, call)));
  if (go === undefined) return [await ports.go.locate(needed, call)];
  return [await published(go, choices.offline, needed, ports, call, progress)];
}

/** A version of Go from Go's own module, unless that is what stands on PATH. */
async function published(
  version: string,
  offline: boolean,
  needed: string | undefined,
  ports: FindToolchainsPorts,
  call: Call,
  progress: Progress,
): Promise<Toolchain> {
  const through = await ports.go.locate(undefined, call);
  const module = toolchainModule(`go${version}`, through.host);
  if (module === undefined)
    throw new TwinsealError(
      'USAGE',
      `${JSON.stringify(version)} is no version of Go: give one as Go publishes it, such as 1.26.8`,
    );
  if (through.version === `go${version}`) return await ports.go.locate(needed, call);
  const answer = await ports.sumdb.lookup(module.path, module.version, call);
  if (answer.outcome !== 'known')
    throw new TwinsealError(
      'BUILD_TOOLCHAIN',
      `Go ${version} can not be authenticated, so it is not used: ${answer.why}`,
    );
  progress({ step: 'source', state: 'note', text: `getting Go ${version} as ${module.path}@${module.version}` });
  const goroot = await ports.toolchains.install(module, answer.h1, through.goroot, !offline, call);
  return await ports.go.at(goroot, needed, call);
}

async function authenticated(
  toolchain: Toolchain,
  { go, offline }: ToolchainChoices,
  ports: ToolchainPorts,
  call: Call,
  progress: Progress,
): Promise<Toolchain> {
  progress({ step: 'source', state: 'busy', text: `comparing ${toolchain.version} with the one that Go published` });
  const authenticity = await authenticateToolchain(toolchain, offline, ports, call);
  const { outcome, why = '', module = '' } = authenticity;
  if (outcome === 'authenticated')
    progress({
      step: 'source',
      state: 'note',
      text: `${toolchain.goroot} is ${module}, as the checksum database knows it`,
    });
  else if (go === undefined)
    progress({
      step: 'source',
      state: 'warning',
      text: `${toolchain.version} in ${toolchain.goroot} is ${outcome}: ${why}`,
    });
  else
    throw new TwinsealError(
      'BUILD_TOOLCHAIN',
      `Go ${go} in ${toolchain.goroot} is not the one that Go published, so it is not used: ${why}`,
      { details: authenticity.differences ?? [] },
    );
  return { ...toolchain, authenticity };
}
