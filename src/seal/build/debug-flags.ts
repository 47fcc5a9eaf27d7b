import { compareGoVersions, versionOfToolchain } from '../../formats/gobuild/go-version.ts';
import type { BuildPlan } from '../../records/build-plan.ts';
import type { BuildSettings } from '../../records/settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

const DROPS = /^-[sw](?:=true)?$/;
const KEEPS = /^-[sw]=false$/;
// cmd/link: -B gobuildid came with 1.22, and is what it does unasked since 1.24.
const KNOWS_BUILD_ID = '1.22';
const WRITES_BUILD_ID = '1.24';

/**
 * The linker flags that `strip` and `debug` add to those that the user wrote: `-s -w`, each unless it is there already; or for
 * a split DWARF that is not compressed, and a GNU build ID.
 *
 * Since 1.27 the compressor's output depends on the machine that links (golang #81589), so compressed DWARF would make the
 * debug files of two machines differ over the same program.
 * @param words - the user's linker flags, templates filled or not
 * @throws TwinsealError `SETTINGS_INVALID` when they contradict one another, or Go is too old for a build ID
 * @example debugFlags(['-X', 'main.version=1'], build, toolchains) // ['-compressdwarf=false'] for `debug: split`
 * @see go doc cmd/link; Go 1.24 release notes, "Linker"
 */
export function debugFlags(
  words: readonly string[],
  build: Pick<BuildSettings, 'strip' | 'debug'>,
  toolchains: BuildPlan['toolchains'],
): readonly string[] {
  const dropped = words.find((word) => DROPS.test(word));
  const kept = words.find((word) => KEEPS.test(word));
  if (build.strip && build.debug === 'split')
    throw contradiction(
      '--strip leaves debug information out, --debug split keeps it in a file of its own: choose one',
    );
  if (build.debug === 'split' && dropped !== undefined)
    throw contradiction(`the linker flag ${dropped} leaves out what --debug split would split off: choose one`);
  if (build.strip && kept !== undefined)
    throw contradiction(`the linker flag ${kept} keeps what --strip leaves out: choose one`);
  if (build.strip) return ['-s', '-w'].filter((flag) => !words.includes(flag) && !words.includes(`${flag}=true`));
  if (build.debug !== 'split') return [];
  const compression = words.some((word) => word.startsWith('-compressdwarf')) ? [] : ['-compressdwarf=false'];
  return [...compression, ...buildIdFlag(toolchains).filter((flag) => !words.includes(flag))];
}

function buildIdFlag(toolchains: BuildPlan['toolchains']): readonly string[] {
  const older = (limit: string): string | undefined =>
    [toolchains.a, toolchains.b].flatMap(({ version }) => {
      const number = versionOfToolchain(version);
      return number !== undefined && compareGoVersions(number, limit) < 0 ? [version] : [];
    })[0];
  const tooOld = older(KNOWS_BUILD_ID);
  if (tooOld !== undefined)
    throw contradiction(
      `--debug split needs a GNU build ID, and the linker of ${tooOld} writes none: build with Go ${KNOWS_BUILD_ID} or newer (--go)`,
    );
  return older(WRITES_BUILD_ID) === undefined ? [] : ['-B=gobuildid'];
}

function contradiction(why: string): TwinsealError {
  return new TwinsealError('SETTINGS_INVALID', why);
}
