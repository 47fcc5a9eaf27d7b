import { type Executable, type ExecutableSection, readExecutable } from '../../formats/executable/executable.ts';
import { type ProgramSymbol, programSymbols } from '../../formats/executable/symbols.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { GoBuildId } from '../../formats/gobuild/build-id.ts';
import { type BuildInfo, buildSetting } from '../../formats/gobuild/build-info.ts';
import { type EmbeddedFile, findEmbeddedFiles } from '../../formats/gobuild/embedded-files.ts';
import { type FunctionTable, readFunctionTable } from '../../formats/gobuild/function-table.ts';
import { programBuildId, programBuildInfo } from '../../formats/gobuild/program-build-info.ts';
import type { ProgramIdentity } from '../../records/difference.ts';

/** One of two programs, taken apart as far as it can be read. Whatever is hostile or damaged is simply not there. */
export interface Program {
  readonly bytes: Uint8Array;
  readonly headers?: Executable;
  readonly info?: BuildInfo;
  readonly id?: GoBuildId;
  /** Empty for a stripped program. */
  readonly symbols: readonly ProgramSymbol[];
  readonly table?: FunctionTable;
  readonly embedded: readonly EmbeddedFile[];
}

/**
 * Takes a program apart. What can't be read is left out: a comparison of damaged files says less, but it says it.
 * @example readProgram(bytes).info?.goVersion // 'go1.26.8'
 */
export function readProgram(bytes: Uint8Array): Program {
  const headers = attempt(() => readExecutable(bytes));
  if (headers === undefined) return { bytes, symbols: [], embedded: [] };
  const info = attempt(() => programBuildInfo(headers));
  const id = attempt(() => programBuildId(headers));
  const table = attempt(() => readFunctionTable(headers));
  return {
    bytes,
    headers,
    ...(info === undefined ? {} : { info }),
    ...(id === undefined ? {} : { id }),
    ...(table === undefined ? {} : { table }),
    symbols: attempt(() => programSymbols(headers)) ?? [],
    embedded: attempt(() => findEmbeddedFiles(headers)) ?? [],
  };
}

/** What a program says it is. @example identityOf(program).platform // 'linux/amd64' */
export function identityOf({ headers, info, id }: Program): ProgramIdentity {
  const [goos, goarch] = info === undefined ? [] : [buildSetting(info, 'GOOS'), buildSetting(info, 'GOARCH')];
  return {
    format: headers?.format ?? 'unknown',
    ...(headers === undefined ? {} : { machine: headers.machine }),
    ...(goos === undefined || goarch === undefined ? {} : { platform: `${goos}/${goarch}` }),
    ...(info === undefined ? {} : { goVersion: info.goVersion }),
    ...(id === undefined
      ? {}
      : { buildId: [id.linkAction, id.compileAction, id.packageContent, id.binaryContent].join('/') }),
  };
}

/** The bytes of a section, a view. @example bytesOf(program, section).length */
export function bytesOf(program: Program, section: ExecutableSection): Uint8Array {
  return program.bytes.subarray(section.offset, section.offset + section.size);
}

/** The section of this name, or undefined. @example sectionNamed(program, '.rodata')?.size */
export function sectionNamed(program: Program, name: string): ExecutableSection | undefined {
  return program.headers?.sections.find((section) => section.name === name);
}

/**
 * What a reader gives, or undefined where the bytes break their format.
 * @throws whatever else the reader throws
 * @example attempt(() => readElf(bytes))
 */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
