import { dynamicNeeds } from '../../formats/elf/dynamic.ts';
import { readElf } from '../../formats/elf/elf-file.ts';
import { goArchOf, machineName } from '../../formats/elf/machine.ts';
import { FormatError } from '../../formats/format-error.ts';
import { binaryBuildInfo } from '../../formats/gobuild/binary-build-info.ts';
import { goBuildId } from '../../formats/gobuild/build-id.ts';
import { buildSetting } from '../../formats/gobuild/build-info.ts';
import type { BuildTarget, MainPackage } from '../../records/build-plan.ts';
import type { BinaryFacts } from '../../records/side-build.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

const LOWEST: readonly string[] = ['GOARM64=v8.0', 'GORISCV64=rva20u64'];

/**
 * Reads a binary that was built and refuses what would not run in an image of its own: one that wants a loader or
 * libraries, or is for another machine than its platform's. The file is asked, not the flags it was built with:
 * `//go:cgo_import_dynamic` makes a dynamic program without cgo.
 * @param asked - settings that its build info must have, and those (`undefined`) that it must not have
 * @throws TwinsealError `BINARY_NOT_STATIC`, `BINARY_WRONG_PLATFORM`, `BINARY_NOT_AS_ASKED`
 * @example checkBinary(bytes, main, target).goVersion // 'go1.26.8'
 */
export function checkBinary(
  bytes: Uint8Array,
  main: MainPackage,
  target: BuildTarget,
  asked: Readonly<Record<string, string | undefined>> = {},
): BinaryFacts {
  const what = `${main.name} for ${target.platform}`;
  try {
    const file = readElf(bytes);
    const { interpreter, needed } = dynamicNeeds(file);
    if (interpreter !== undefined || needed.length > 0) {
      const wants = [
        ...(interpreter === undefined ? [] : [`the interpreter ${interpreter} (PT_INTERP)`]),
        ...(needed.length === 0 ? [] : [`the libraries ${needed.join(', ')} (DT_NEEDED)`]),
      ];
      throw new TwinsealError(
        'BINARY_NOT_STATIC',
        `${what} is not static, since it needs ${wants.join(' and ')}: find the package with //go:cgo_import_dynamic, and drop -buildmode=pie`,
      );
    }
    const machine = goArchOf(file);
    if (machine !== target.goarch) {
      throw wrong(what, `its ELF header says ${machine ?? machineName(file.machine)}, not ${target.goarch}`);
    }
    const info = binaryBuildInfo(file);
    if (info === undefined) throw wrong(what, 'it has no Go build info');
    const expected = { GOOS: target.goos, GOARCH: target.goarch, ...target.levels };
    for (const [key, value] of Object.entries(expected)) {
      const said = buildSetting(info, key);
      // A Go that does not know a level yet (GOARM64 came with 1.23) builds for the lowest, and records none.
      if (said === undefined && LOWEST.includes(`${key}=${value}`)) continue;
      if (said !== value) throw wrong(what, `its build info says ${key}=${said ?? 'nothing'}, not ${value}`);
    }
    for (const [key, value] of Object.entries(asked)) {
      const said = buildSetting(info, key);
      if (said !== value)
        throw new TwinsealError(
          'BINARY_NOT_AS_ASKED',
          `${what} was not built as asked: its build info has ${setting(key, said)}, and ${setting(key, value)} was asked for`,
        );
    }
    const id = goBuildId(file);
    return {
      goVersion: info.goVersion,
      buildSettings: info.settings.map(({ key, value }) => [key, value] as const),
      mainModule: { path: info.main?.path ?? '', version: info.main?.version ?? '' },
      deps: info.deps.map(({ path, version, sum }) => ({ path, version, ...(sum === undefined ? {} : { h1: sum }) })),
      buildId: id === undefined ? '' : [id.linkAction, id.compileAction, id.packageContent, id.binaryContent].join('/'),
    };
  } catch (cause) {
    if (cause instanceof FormatError) throw wrong(what, `it can not be read: ${cause.message}`, cause);
    throw cause;
  }
}

function setting(key: string, value: string | undefined): string {
  return value === undefined ? `no ${key}` : `${key}=${JSON.stringify(value.slice(0, 200))}`;
}

function wrong(what: string, why: string, cause?: unknown): TwinsealError {
  return new TwinsealError('BINARY_WRONG_PLATFORM', `${what} is not for its platform: ${why}`, { cause });
}
