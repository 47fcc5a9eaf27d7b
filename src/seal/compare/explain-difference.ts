import type { ElfFile } from '../../formats/elf/elf-file.ts';
import { FormatError } from '../../formats/format-error.ts';
import { binaryBuildInfo } from '../../formats/gobuild/binary-build-info.ts';
import { goBuildId } from '../../formats/gobuild/build-id.ts';
import type { BuildInfo } from '../../formats/gobuild/build-info.ts';
import type { ConditionName, ObservedConditions } from '../../records/conditions.ts';
import type { Cause } from '../../records/difference.ts';
import { type ByteDifference, holdsText, textAround, tryReadElf } from './byte-difference.ts';

/** One of the two binaries, with what is known of how it was built; empty where nothing is. */
export interface Suspect {
  readonly bytes: Uint8Array;
  readonly flags: Readonly<Record<string, readonly string[]>>;
  readonly observed: ObservedConditions;
}

/** What was asked of both builds. */
export interface Recipe {
  /** Linker flags as the user wrote them, with their templates. */
  readonly ldflags: readonly string[];
  readonly prepare: readonly (readonly string[])[];
}

// What a condition looks like when it leaks into a binary: the value without what the probe wrote around it.
const LEAKABLE: readonly (readonly [ConditionName, (value: string) => string])[] = [
  ['path', (value) => value.replace(/\/source$/, '')],
  ['home', (value) => value],
  ['hostname', (value) => value],
  ['timezone', (value) => value.replace(/ .*$/, '')],
];

/**
 * Likely causes why two Go binaries differ, best first, each with its fix. It reads evidence and states only what that
 * shows: evaluated flags, build info, traces of the sides' conditions, the build IDs, the text at the difference.
 * @example explainDifference(a, b, recipe, difference)[0]?.name // 'ldflags-template'
 */
export function explainDifference(
  a: Suspect,
  b: Suspect,
  recipe: Recipe,
  difference: ByteDifference,
): readonly Cause[] {
  const files = { a: tryReadElf(a.bytes), b: tryReadElf(b.bytes) };
  const info = { a: buildInfoOf(files.a), b: buildInfoOf(files.b) };
  const causes = [
    ...flagCauses(a, b, recipe),
    ...infoCauses(info.a, info.b),
    ...leakCauses(a, b, recipe),
    ...linkCauses(files.a, files.b, difference),
  ];
  return causes.length > 0 ? causes : contentCauses(a, b, recipe, difference);
}

function flagCauses(a: Suspect, b: Suspect, recipe: Recipe): readonly Cause[] {
  return ['ldflags', 'gcflags', 'tags'].flatMap((kind) => {
    const [left, right] = [a.flags[kind] ?? [], b.flags[kind] ?? []];
    const causes: Cause[] = [];
    for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
      const [x = '', y = ''] = [left[index], right[index]];
      if (x === y) continue;
      const variable = x.slice(0, Math.max(0, x.indexOf('=')));
      const written = recipe.ldflags.find(
        (entry) => entry.includes('{{') && variable !== '' && entry.includes(`${variable}=`),
      );
      const names = [...(written ?? '').matchAll(/\{\{-?\s*(.*?)\s*-?\}\}/g)].map((match) => `{{${match[1]}}}`);
      const flag =
        kind === 'ldflags' && variable !== '' ? `-ldflags "-X ${variable}"` : `-${kind} ${JSON.stringify(x)}`;
      causes.push({
        name: 'ldflags-template',
        reason: `${flag} has another value on each side: ${quoted(definedValue(x))} on A, ${quoted(definedValue(y))} on B${names.length === 0 ? '' : `, from ${names.join(', ')}`}`,
        fix: names.includes('{{.Now}}')
          ? 'use {{.Date}}, the time of the source, which is the same in every build, or leave the time out'
          : `take the value out of the binary, or use one that the source decides ({{.Version}}, {{.Revision}}, {{.Date}})`,
      });
    }
    return causes;
  });
}

function infoCauses(a: BuildInfo | undefined, b: BuildInfo | undefined): readonly Cause[] {
  if (a === undefined || b === undefined) return [];
  const causes: Cause[] = [];
  if (a.goVersion !== b.goVersion) {
    causes.push({
      name: 'toolchain',
      reason: `A was built by ${quoted(a.goVersion)}, B by ${quoted(b.goVersion)}`,
      fix: 'build both with the same Go: pin it by the toolchain line of go.mod',
    });
  }
  const values = (info: BuildInfo): ReadonlyMap<string, string> =>
    new Map(info.settings.map(({ key, value }) => [key, value]));
  const [left, right] = [values(a), values(b)];
  const stamps: string[] = [];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [x, y] = [left.get(key), right.get(key)];
    if (x === y) continue;
    if (key.startsWith('vcs')) stamps.push(`${key} (${shown(x)} on A, ${shown(y)} on B)`);
    else {
      causes.push({
        name: 'build-setting',
        reason: `the build setting ${key} is ${shown(x)} on A and ${shown(y)} on B`,
        fix: `give both builds the same ${key}`,
      });
    }
  }
  if (stamps.length > 0) {
    causes.push({
      name: 'vcs-stamp',
      reason: `the version control stamp differs: ${stamps.join(', ')}`,
      fix: 'build from the same clean commit, or without the stamp (-buildvcs=false)',
    });
  }
  const modules = (info: BuildInfo): ReadonlyMap<string, string> =>
    new Map([...(info.main === undefined ? [] : [info.main]), ...info.deps].map((each) => [each.path, each.version]));
  const [own, other] = [modules(a), modules(b)];
  for (const path of new Set([...own.keys(), ...other.keys()])) {
    if (own.get(path) === other.get(path)) continue;
    causes.push({
      name: 'module-version',
      reason: `the module ${quoted(path)} has version ${shown(own.get(path))} on A and ${shown(other.get(path))} on B`,
      fix: 'build both from the same go.mod and vendor folder',
    });
  }
  return causes;
}

function leakCauses(a: Suspect, b: Suspect, recipe: Recipe): readonly Cause[] {
  return LEAKABLE.flatMap(([name, core]) => {
    const [x, y] = [core(a.observed[name] ?? ''), core(b.observed[name] ?? '')];
    // A short or common word stands in any binary.
    if (x === y || x.length < 5 || y.length < 5) return [];
    if (!holdsText(a.bytes, x) || !holdsText(b.bytes, y)) return [];
    const generated = recipe.prepare.length > 0;
    const reason = `the ${name} of each side stands in its binary: ${quoted(x)} in A, ${quoted(y)} in B`;
    if (generated) {
      return [
        {
          name: 'generated-code',
          reason: `${reason}, most likely put there by a prepare command`,
          fix: `make the prepare command (${commands(recipe)}) leave the ${name} out of what it writes`,
        },
      ];
    }
    const fix =
      name === 'path' ? 'build with -trimpath' : `find what reads the ${name} while building, and take it out`;
    return [{ name: name === 'path' ? 'path-leak' : 'condition-leak', reason, fix }];
  });
}

function linkCauses(a: ElfFile | undefined, b: ElfFile | undefined, difference: ByteDifference): readonly Cause[] {
  if (a === undefined || b === undefined || difference.firstContentByte !== undefined) return [];
  const [x, y] = [goBuildId(a), goBuildId(b)];
  const link = x !== undefined && y !== undefined && x.linkAction !== y.linkAction;
  return [
    {
      name: 'link-command',
      reason: link
        ? 'only the build ID differs, in its first part: the same content was linked by another command line or from another place'
        : 'only the build ID differs',
      fix: 'give both builds the same linker flags in the same order, and -trimpath',
    },
  ];
}

function contentCauses(a: Suspect, b: Suspect, recipe: Recipe, difference: ByteDifference): readonly Cause[] {
  const at = difference.firstContentByte ?? difference.firstByte;
  const [x, y] = [textAround(a.bytes, at), textAround(b.bytes, at)];
  const texts = x === '' && y === '' ? '' : `: A has ${quoted(x)}, B has ${quoted(y)}`;
  const where = difference.places[0]?.place ?? 'the file';
  if (recipe.prepare.length > 0) {
    return [
      {
        name: 'generated-code',
        reason: `the code itself differs, most of it in ${where}, and a prepare command ran on each side${texts}`,
        fix: `run the prepare command (${commands(recipe)}) twice and compare what it writes: times, random numbers and map order are the usual reasons`,
      },
    ];
  }
  return [
    {
      name: 'unknown',
      reason: `the content differs from byte ${at} on, most of it in ${where}${texts}`,
      fix: 'compare both files, which were kept; a tampered or unstable toolchain is possible when nothing else explains it',
    },
  ];
}

function buildInfoOf(file: ElfFile | undefined): BuildInfo | undefined {
  try {
    return file === undefined ? undefined : binaryBuildInfo(file);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function commands(recipe: Recipe): string {
  return recipe.prepare
    .map((command) => command.join(' '))
    .join('; ')
    .slice(0, 200);
}

function definedValue(definition: string): string {
  return definition.slice(definition.indexOf('=') + 1);
}

function shown(value: string | undefined): string {
  return value === undefined ? 'absent' : quoted(value);
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}...` : text);
}
