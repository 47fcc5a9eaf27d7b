/** What the processors of a machine run, by the levels that Go and image indexes know. */
export interface CpuLevel {
  /** GOARCH. */
  readonly architecture: string;
  /** The highest level: `v3` for amd64, `v8.2` for arm64. */
  readonly level: string;
  /** All levels of the list that run here, lowest first; for arm64 `v9.0` counts as including `v8.5`. */
  readonly runs: readonly string[];
  /** What the next level needs and at least one processor lacks, as the kernel names it; empty at the top. */
  readonly lacks: readonly string[];
  /** Options of GOARM64 that run at the lowest level too: `lse`, `crypto`. */
  readonly options: readonly string[];
}

type Step = readonly [level: string, features: string];

// Names as Linux prints them: `pni` is SSE3 and `abm` has LZCNT. `xsave` and `avx` are shown only where the system saves the
// registers, which is what OSXSAVE of the list means.
const AMD64: readonly Step[] = [
  ['v1', 'cmov cx8 fpu fxsr mmx syscall sse sse2'],
  ['v2', 'cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3'],
  ['v3', 'avx avx2 bmi1 bmi2 f16c fma abm movbe xsave'],
  ['v4', 'avx512f avx512bw avx512cd avx512dq avx512vl'],
];

// Of what each version makes mandatory, the parts that Linux shows to programs; where a hypervisor hides one, the machine
// does not run the level, whatever its maker says.
const ARM64_V8: readonly Step[] = [
  ['v8.0', 'fp asimd'],
  ['v8.1', 'atomics asimdrdm crc32'],
  ['v8.2', 'dcpop'],
  ['v8.3', 'fcma jscvt lrcpc paca pacg'],
  ['v8.4', 'asimddp flagm ilrcpc dit uscat'],
  ['v8.5', 'flagm2 frint sb dcpodp bti'],
  ['v8.6', 'i8mm bf16 ecv'],
  ['v8.7', 'wfxt'],
  ['v8.8', 'mops hbc'],
  ['v8.9', 'cssc'],
];
const SVE2 = ['sve', 'sve2'];

/**
 * Reads what the processors run from what the kernel says of them. Where processors differ (big and small cores), a level
 * counts when all have it, since a program is moved among them.
 *
 * @param architecture - GOARCH of the machine
 * @param cpuinfo - text of `/proc/cpuinfo`
 * @returns `undefined` for another architecture, or a text that names no features
 * @example cpuLevel('amd64', text)?.level // 'v3'
 * @see x86-64 psABI 1.0, 3.1.1 "Processor Architecture", table of micro-architecture levels
 * @see Arm ARM (DDI 0487), A2 "Armv8-A and Armv9-A architecture extensions"; Linux, arch/arm64/elf_hwcaps.rst
 */
export function cpuLevel(architecture: string, cpuinfo: string): CpuLevel | undefined {
  const features = commonFeatures(cpuinfo, architecture === 'amd64' ? 'flags' : 'Features');
  if (features === undefined) return undefined;
  if (architecture === 'amd64') {
    const { runs, lacks } = climb(AMD64, features);
    const level = runs.at(-1);
    return level === undefined ? undefined : { architecture, level, runs, lacks, options: [] };
  }
  return architecture === 'arm64' ? arm64Level(features) : undefined;
}

function arm64Level(features: ReadonlySet<string>): CpuLevel | undefined {
  const { runs: v8, lacks } = climb(ARM64_V8, features);
  const highest = v8.at(-1);
  if (highest === undefined) return undefined;
  const options = [
    ...(features.has('atomics') ? ['lse'] : []),
    ...(['aes', 'pmull', 'sha1', 'sha2'].every((name) => features.has(name)) ? ['crypto'] : []),
  ];
  // v9.x is v8.(x+5) with SVE2.
  const vectors = SVE2.every((name) => features.has(name));
  const v9 = vectors ? v8.slice(5).map((_, minor) => `v9.${minor}`) : [];
  return { architecture: 'arm64', level: v9.at(-1) ?? highest, runs: [...v8, ...v9], lacks, options };
}

function climb(
  steps: readonly Step[],
  features: ReadonlySet<string>,
): { readonly runs: readonly string[]; readonly lacks: readonly string[] } {
  const runs: string[] = [];
  for (const [level, names] of steps) {
    const lacks = names.split(' ').filter((name) => !features.has(name));
    if (lacks.length > 0) return { runs, lacks };
    runs.push(level);
  }
  return { runs, lacks: [] };
}

/** The features that every processor of the text has. */
function commonFeatures(cpuinfo: string, key: string): ReadonlySet<string> | undefined {
  const lists = cpuinfo
    .split('\n')
    .filter((line) => line.split(':', 1)[0]?.trim() === key)
    .map((line) => new Set(line.slice(line.indexOf(':') + 1).split(/\s+/)));
  const [first, ...others] = lists;
  return first === undefined ? undefined : new Set([...first].filter((name) => others.every((list) => list.has(name))));
}
