import { readElf } from '../formats/elf/elf-file.ts';
import { findSection } from '../formats/elf/locate.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import { readWhole } from '../records/blob.ts';
import type { SideLimits } from '../records/build-choices.ts';
import type { PlannedConditions } from '../records/build-plan.ts';
import type { CauseName } from '../records/difference.ts';
import type { RebuildRecipe } from '../records/rebuild-recipe.ts';
import type { FlagsOrigin, RebuiltPlatform } from '../records/rebuild-result.ts';
import type { Toolchain } from '../records/toolchain.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { rebuildProgram } from '../seal/build/rebuild-program.ts';
import { compareFiles } from './compare-files.ts';
import type { PlatformProgram } from './rebuild-image.ts';
import type { RebuildTree } from './rebuild-source.ts';

/** Linker flags that may be the right ones. */
export interface FlagsCandidate {
  readonly words: readonly string[];
  readonly from: FlagsOrigin;
}

/** One program to build again, and from what. */
export interface PlatformRebuild {
  readonly found: PlatformProgram;
  readonly recipe: RebuildRecipe;
  readonly tree: RebuildTree;
  readonly toolchain: Toolchain;
  readonly conditions: PlannedConditions;
  readonly limits: SideLimits;
  /** Linker flags to try. */
  readonly flags: readonly FlagsCandidate[];
  /** Commit that the source is known to be. */
  readonly revision: string | undefined;
  /** Seconds for one command. */
  readonly timeout: number;
}

const MAX_CAUSES = 8;

/**
 * Builds one program again in a side of its own, and compares it with the one that the image runs.
 * @returns never `reproduced` for anything but equal bytes; a source that does not build is `not-tried`
 * @throws TwinsealError for a fault of the machine, which says nothing about the image
 * @example (await rebuildPlatform(request, ports, call)).outcome // 'reproduced'
 */
export async function rebuildPlatform(
  request: PlatformRebuild,
  ports: { readonly sandbox: Sandbox; readonly clock: Clock },
  call: Call,
): Promise<RebuiltPlatform> {
  const { found, recipe, tree, toolchain, conditions, limits, flags, revision } = request;
  const { program, bytes } = found;
  if (program === undefined || bytes === undefined)
    throw new TwinsealError('INTERNAL', 'a program that was not read can not be built again');
  const base = { platform: found.platform, manifest: found.manifest.digest, program };
  const side = await ports.sandbox.open({ name: 'a', tree: tree.tree, toolchain, conditions, limits }, call);
  try {
    const { isolation } = side;
    const asked = {
      side,
      recipe,
      layout: tree.layout,
      ldflags: flags.map(({ words }) => words),
      split: isSplit(bytes),
      wanted: program.digest,
      timeout: request.timeout,
    };
    const { content, ldflags } = await rebuildProgram(asked, ports.clock, call);
    const rebuilt = { digest: content.digest, size: content.size };
    const from = flags.find(({ words }) => words === ldflags)?.from ?? 'none';
    const settings = settingsOf(recipe, ldflags, from, revision);
    if (content.digest === program.digest)
      return { ...base, outcome: 'reproduced', rebuilt, settings, isolation, causes: [] };
    const difference = compareFiles(bytes, await readWhole(content, call.signal));
    const causes = (difference?.causes ?? []).slice(0, MAX_CAUSES).map(({ name, reason }) => ({ name, reason }));
    const untold = whyUntold(flags, causes[0]?.name);
    if (untold !== undefined) return { ...base, outcome: 'not-tried', reason: untold, causes };
    const reason = `the source gives another program (A is the image's, B the one that came out): ${causes[0]?.reason ?? 'nothing known explains it'}`;
    return { ...base, outcome: 'different', reason, rebuilt, settings, isolation, causes };
  } catch (error) {
    // A fault of the machine is no answer about the image.
    if (!(error instanceof TwinsealError) || !error.definitive) throw error;
    return { ...base, outcome: 'not-tried', reason: `the source did not build: ${error.message}`, causes: [] };
  } finally {
    await side.close();
  }
}

/**
 * Why a difference shows nothing where nobody says which linker flags were used: values that they set are recorded nowhere, so that
 * the difference may be ours. To sign `different` then would accuse an honest image.
 * @param cause - the likeliest
 * @example whyUntold([{ words: [], from: 'found' }], 'linker-value') // 'which linker flags ...'
 */
export function whyUntold(flags: readonly FlagsCandidate[], cause: CauseName | undefined): string | undefined {
  if (flags.some(({ from }) => from !== 'found') || (cause !== 'linker-value' && cause !== 'linker-flags'))
    return undefined;
  return 'which linker flags the program was built with is recorded nowhere, and what they set (-X) differs: give them by --ldflags';
}

/**
 * Linker flags to try where nobody says which were used: those that leave out what the program lacks, in the orders that people
 * write them, since the order shows in the build ID.
 * @param bytes - the program
 * @example likelyLinkerFlags(bytes) // [['-s', '-w'], ['-w', '-s'], ['-s']] for a program without symbols
 */
export function likelyLinkerFlags(bytes: Uint8Array): readonly (readonly string[])[] {
  const file = readElf(bytes);
  // Debug information that is split off is not compressed by the linker.
  if (isSplit(bytes)) return [['-compressdwarf=false'], []];
  if (findSection(file, '.symtab') === undefined) return [['-s', '-w'], ['-w', '-s'], ['-s']];
  const debug = ['.debug_info', '.zdebug_info'].some((name) => findSection(file, name) !== undefined);
  return debug ? [[]] : [['-w']];
}

/** Whether the program names a file that its debug information was split off into. */
function isSplit(bytes: Uint8Array): boolean {
  return findSection(readElf(bytes), '.gnu_debuglink') !== undefined;
}

function settingsOf(
  recipe: RebuildRecipe,
  ldflags: readonly string[],
  from: FlagsOrigin,
  revision: string | undefined,
): NonNullable<RebuiltPlatform['settings']> {
  const { main, dependencies, environment, tags, gcflags, stamp } = recipe;
  return {
    main,
    dependencies,
    environment,
    tags,
    gcflags,
    ldflags,
    ldflagsFrom: ldflags.length === 0 ? 'none' : from,
    ...(stamp !== undefined && {
      vcs: {
        revision: stamp.revision,
        time: stamp.time,
        modified: stamp.modified,
        checked: revision === stamp.revision && !stamp.modified,
      },
    }),
  };
}
