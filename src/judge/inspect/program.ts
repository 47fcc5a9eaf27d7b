import { dynamicNeeds } from '../../formats/elf/dynamic.ts';
import { type ElfFile, isElf, readElf } from '../../formats/elf/elf-file.ts';
import { goArchOf, machineName } from '../../formats/elf/machine.ts';
import { FormatError } from '../../formats/format-error.ts';
import { binaryBuildInfo } from '../../formats/gobuild/binary-build-info.ts';
import { goBuildId } from '../../formats/gobuild/build-id.ts';
import { type BuildInfo, buildSetting } from '../../formats/gobuild/build-info.ts';
import { platformOfGo } from '../../formats/oci/go-variant.ts';
import { platformText } from '../../formats/oci/platform.ts';
import type { EntrypointReport } from '../../records/image-report.ts';
import type { BinaryFacts } from '../../records/side-build.ts';

/** What the bytes of a program say of themselves. */
export type ProgramFacts = Pick<EntrypointReport, 'machine' | 'platform' | 'interpreter' | 'needed' | 'go' | 'why'> & {
  /** Begins with `#!`: its interpreter runs, not it. */
  readonly script: boolean;
  /** An ELF file that breaks its format. */
  readonly malformed?: true;
  /** The path that a script names after `#!`. */
  readonly scriptInterpreter?: string;
};

/**
 * Reads what a program needs and how it was built. A malformed ELF file is no error here: `why` then says what is wrong,
 * and nothing else is known.
 *
 * @param bytes - the whole file
 * @example readProgram(bytes).go?.goVersion // 'go1.26.8'
 */
export function readProgram(bytes: Uint8Array): ProgramFacts {
  if (bytes[0] === 0x23 && bytes[1] === 0x21) return { script: true, ...interpreterOf(bytes) };
  if (!isElf(bytes)) return { script: false, why: 'the program is no ELF file' };
  try {
    const file = readElf(bytes);
    const needs = dynamicNeeds(file);
    const info = binaryBuildInfo(file);
    const platform = info === undefined ? undefined : goPlatform(info);
    return {
      script: false,
      machine: goArchOf(file) ?? machineName(file.machine),
      needed: needs.needed,
      ...(needs.interpreter !== undefined && { interpreter: needs.interpreter }),
      ...(info !== undefined && { go: goFacts(info, file) }),
      ...(platform !== undefined && { platform }),
    };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { script: false, malformed: true, why: `the program is malformed: ${error.message}` };
  }
}

// Linux reads 256 bytes of a script: blanks, a path, blanks, one argument.
function interpreterOf(bytes: Uint8Array): Pick<ProgramFacts, 'scriptInterpreter'> {
  const line = new TextDecoder('latin1').decode(bytes.subarray(2, 256)).split('\n')[0] ?? '';
  const path = /^[ \t]*([^ \t\r\0]+)/.exec(line)?.[1];
  return path === undefined ? {} : { scriptInterpreter: path };
}

function goPlatform(info: BuildInfo): string | undefined {
  const [GOOS, GOARCH] = [buildSetting(info, 'GOOS'), buildSetting(info, 'GOARCH')];
  if (GOOS === undefined || GOARCH === undefined) return undefined;
  const level = (name: 'GOAMD64' | 'GOARM' | 'GOARM64' | 'GORISCV64') => {
    const value = buildSetting(info, name);
    return value === undefined ? {} : { [name]: value };
  };
  return platformText(
    platformOfGo({ GOOS, GOARCH, ...level('GOAMD64'), ...level('GOARM'), ...level('GOARM64'), ...level('GORISCV64') }),
  );
}

function goFacts(info: BuildInfo, file: ElfFile): BinaryFacts {
  const id = goBuildId(file);
  return {
    goVersion: info.goVersion,
    buildSettings: info.settings.map(({ key, value }) => [key, value] as const),
    mainModule: { path: info.main?.path ?? '', version: info.main?.version ?? '' },
    deps: info.deps.map(({ path, version, sum }) => ({ path, version, ...(sum !== undefined && { h1: sum }) })),
    buildId: id === undefined ? '' : [id.linkAction, id.compileAction, id.packageContent, id.binaryContent].join('/'),
  };
}
