import type { BuildInfo } from '../../../formats/gobuild/build-info.ts';
import type { CauseName } from '../../../records/difference.ts';
import { type Comparison, cause, type RankedCause, STRENGTH } from '../comparison.ts';
import { quoted, shown, sides } from '../words.ts';

interface SettingKind {
  readonly name: CauseName;
  readonly keys: RegExp;
  readonly strength: number;
  readonly changesCode: boolean;
  readonly what: string;
  readonly fix: string;
}

// In the order in which one brings another along: the race detector wants cgo, cgo brings its flags. What is found first of
// equal strength stays first.
const KINDS: readonly SettingKind[] = [
  {
    name: 'buildmode',
    keys: /^-buildmode$/,
    strength: STRENGTH.mode + 3,
    changesCode: true,
    what: 'the kind of program differs',
    fix: 'give both builds the same -buildmode',
  },
  {
    name: 'instrumentation',
    keys: /^-(?:race|msan|asan|cover)$/,
    strength: STRENGTH.mode + 2,
    changesCode: true,
    what: 'the instrumentation differs',
    fix: 'build what ships without -race, -msan, -asan and -cover',
  },
  {
    name: 'experiment',
    keys: /^GOEXPERIMENT$/,
    strength: STRENGTH.mode + 1,
    changesCode: true,
    what: 'the experiments of the toolchain differ',
    fix: 'give both builds the same GOEXPERIMENT, best none',
  },
  {
    name: 'cgo',
    keys: /^CGO_/,
    strength: STRENGTH.mode,
    changesCode: true,
    what: 'cgo differs',
    fix: 'set CGO_ENABLED=0 in both builds, or pin the C compiler and its flags in both',
  },
  {
    name: 'cpu-level',
    keys: /^GO(?:386|AMD64|ARM|ARM64|MIPS|MIPS64|PPC64|RISCV64|WASM)$/,
    strength: STRENGTH.setting + 3,
    changesCode: true,
    what: 'the processor level differs',
    fix: 'give both builds the same level, or tell the two apart by platform.variant',
  },
  {
    name: 'tags',
    keys: /^-tags$/,
    strength: STRENGTH.setting + 2,
    changesCode: true,
    what: 'the build tags differ',
    fix: 'give both builds the same -tags',
  },
  {
    name: 'compiler-flags',
    keys: /^-(?:gcflags|asmflags|gccgoflags|compiler)$/,
    strength: STRENGTH.setting + 2,
    changesCode: true,
    what: 'the flags of the compiler differ',
    fix: 'give both builds the same compiler flags, best none; look into GOFLAGS and GOENV too',
  },
  {
    name: 'pgo',
    keys: /^-pgo$/,
    strength: STRENGTH.setting + 1,
    changesCode: true,
    what: 'the profile for optimisation differs',
    fix: 'give both builds the same -pgo; a default.pgo beside main is taken by itself, and -pgo=off says no',
  },
  {
    name: 'godebug',
    keys: /^DefaultGODEBUG$/,
    strength: STRENGTH.setting,
    changesCode: false,
    what: 'the default GODEBUG settings differ',
    fix: 'give both the same go line and godebug lines in go.mod, and the same //go:debug lines',
  },
];

// These have families of their own.
const ELSEWHERE = /^(?:vcs(?:\.|$)|-trimpath$|-ldflags$|GOOS$|GOARCH$)/;

/**
 * Settings of the build info that differ: what Go itself recorded of each build, by kind.
 * @example buildSettings(comparison)[0]?.reason // 'the processor level differs: GOAMD64 is "v1" on A and "v3" on B'
 * @see cmd/go/internal/load.(*Package).setBuildInfo
 */
export function buildSettings({ a, b }: Comparison): readonly RankedCause[] {
  if (a.info === undefined || b.info === undefined) return [];
  const [left, right] = [valuesOf(a.info), valuesOf(b.info)];
  const moved = left.get('GOARCH') !== right.get('GOARCH') || left.get('GOOS') !== right.get('GOOS');
  const differing = [...new Set([...left.keys(), ...right.keys()])].filter((key) => left.get(key) !== right.get(key));
  const groups = new Map<SettingKind | undefined, string[]>();
  for (const key of differing) {
    if (ELSEWHERE.test(key)) continue;
    const kind = KINDS.find((each) => each.keys.test(key));
    // Another machine brings another name of the level along.
    if (moved && kind?.name === 'cpu-level') continue;
    const group = groups.get(kind);
    if (group === undefined) groups.set(kind, [key]);
    else group.push(key);
  }
  return [...groups].flatMap(([kind, keys]) => {
    const evidence = keys.map((key) => sides(`build info, ${key}`, ...changedPart(key, left.get(key), right.get(key))));
    if (kind !== undefined) {
      const { name, strength, changesCode, what, fix } = kind;
      const [key = ''] = keys;
      const reason = `${what}: ${oneSetting(key, left.get(key), right.get(key))}`;
      return [cause(name, strength, changesCode, { reason, fix, evidence })];
    }
    const [key = ''] = keys;
    const first = oneSetting(key, left.get(key), right.get(key));
    const words =
      keys.length === 1
        ? { reason: `the build setting ${first}`, fix: `give both builds the same ${key}` }
        : {
            reason: `${keys.length} build settings differ, first of them ${first}`,
            fix: 'give both builds the same settings',
          };
    return [cause('build-setting', STRENGTH.setting - 1, false, { ...words, evidence })];
  });
}

/**
 * Another Go: its version as the program names it, without the experiments that may follow it.
 * @example toolchainCauses(comparison)[0]?.name // 'toolchain'
 */
export function toolchainCauses({ a, b }: Comparison): readonly RankedCause[] {
  const version = (info: BuildInfo | undefined): string | undefined => info?.goVersion.replace(/[ -]X:.*$/, '');
  const [x, y] = [version(a.info), version(b.info)];
  if (x === undefined || y === undefined || x === y) return [];
  return [
    cause('toolchain', STRENGTH.toolchain, true, {
      reason: `A was built by ${quoted(x)}, B by ${quoted(y)}`,
      fix: 'build both with the same Go: pin it by the toolchain line of go.mod',
      evidence: [sides('build info, Go version', a.info?.goVersion, b.info?.goVersion)],
    }),
  ];
}

/** The settings of a program by their keys. @example valuesOf(info).get('GOARCH') // 'amd64' */
export function valuesOf(info: BuildInfo): ReadonlyMap<string, string> {
  return new Map(info.settings.map(({ key, value }) => [key, value]));
}

function oneSetting(key: string, a: string | undefined, b: string | undefined): string {
  const [x, y] = changedPart(key, a, b);
  return `${key} is ${shown(x)} on A and ${shown(y)} on B`;
}

/** Lists run long; of GODEBUG only what is not the same on both sides is shown. */
function changedPart(
  key: string,
  a: string | undefined,
  b: string | undefined,
): readonly [string | undefined, string | undefined] {
  if (key !== 'DefaultGODEBUG' || a === undefined || b === undefined) return [a, b];
  const [x, y] = [new Set(a.split(',')), new Set(b.split(','))];
  return [[...x].filter((each) => !y.has(each)).join(','), [...y].filter((each) => !x.has(each)).join(',')];
}
