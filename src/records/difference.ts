import type { Digest } from '../formats/digest.ts';
import type { Blob } from './blob.ts';

/** A likely cause, best first. */
export interface Cause {
  /** Stable name, of {@link CAUSE_NAMES}. */
  readonly name: CauseName;
  /** One sentence: what differs, where it was seen. */
  readonly reason: string;
  /** What to change. */
  readonly fix: string;
  /** What it rests on, a short line each: section, symbol, package, values of both sides. Bounded; text of the binaries is not escaped. */
  readonly evidence: readonly string[];
}

/** Every cause that can be named, with its one-line meaning. `docs/differences.md` shows each. */
export const CAUSE_NAMES = {
  'ldflags-template': 'a template in a flag was filled differently on each side',
  platform: 'the two are programs for different systems',
  toolchain: 'another Go built each',
  buildmode: 'another -buildmode',
  instrumentation: 'built with -race, -msan, -asan or -cover on one side',
  cgo: 'cgo on or off, or with other C flags or another C compiler',
  experiment: 'another GOEXPERIMENT',
  'cpu-level': 'another GOAMD64, GOARM64, GOARM ...',
  tags: 'other build tags',
  'compiler-flags': 'other -gcflags, -asmflags or -gccgoflags',
  'linker-flags': 'other -ldflags, or what they leave in a program',
  'linker-value': 'a variable was given another value by -ldflags -X',
  pgo: 'another profile for profile-guided optimisation, or none',
  godebug: 'other default GODEBUG settings',
  'build-setting': 'another setting of the build info',
  'vcs-stamp': 'another commit, time or state of the tree was stamped',
  'module-version': 'another version of a module',
  'path-leak': 'the folder of the build stands in the program',
  'condition-leak': 'a condition of the build (host name, home ...) stands in the program',
  'debug-info': 'symbols or debug information on one side only, or other ones',
  'embedded-file': 'an embedded file differs',
  'map-order': 'the same pieces in another order, as ranging over a map gives them',
  'generated-code': 'generated code differs',
  'source-code': 'code of a package differs',
  'link-command': 'only the build ID differs',
  'warm-cache': 'a side began with a build cache that was kept',
  unknown: 'nothing known explains it',
} as const;

/** A name of {@link CAUSE_NAMES}. */
export type CauseName = keyof typeof CAUSE_NAMES;

/** What a program is, as its headers and its build info say. */
export interface ProgramIdentity {
  /** `elf`, `mach-o`, `pe`, or `unknown` for what has no headers that can be read. */
  readonly format: 'elf' | 'mach-o' | 'pe' | 'unknown';
  /** Machine of the header, such as `EM_X86_64`. */
  readonly machine?: string;
  /** `linux/amd64`, of the build info. */
  readonly platform?: string;
  readonly goVersion?: string;
  /** The Go build ID, its four parts joined by `/`. */
  readonly buildId?: string;
}

/** One section as it stands on both sides. Sizes are bytes; a side without it has no size. */
export interface SectionDifference {
  readonly name: string;
  readonly a?: number;
  readonly b?: number;
  /** Bytes that differ when both begin at the same place, over the common length. */
  readonly differingBytes: number;
}

/** Functions of one package that are not the same on both sides. The lists are bounded, the counts are not. */
export interface PackageDifference {
  readonly package: string;
  readonly onlyInA: number;
  readonly onlyInB: number;
  /** Another size, other line numbers or other code. */
  readonly changed: number;
  /** The first of them by name: `+main.f` stands in B only, `-main.f` in A only, `main.f` in both. */
  readonly functions: readonly string[];
}

/** What is known of a difference from the bytes of two files alone. Offsets are bytes. */
export interface ExplainedDifference {
  /** Offset of the first byte that differs. */
  readonly firstByte: number;
  /** Section of A that holds it; absent when it lies in none. */
  readonly section?: string;
  /** How many bytes differ over the common length. */
  readonly differingBytes: number;
  readonly identity: { readonly a: ProgramIdentity; readonly b: ProgramIdentity };
  /** Sections that differ, in the order of file A; at most {@link MAX_SECTION_DIFFERENCES}. */
  readonly sections: readonly SectionDifference[];
  /** Packages whose functions differ, the program's own first; at most {@link MAX_PACKAGE_DIFFERENCES}. */
  readonly packages: readonly PackageDifference[];
  readonly causes: readonly Cause[];
}

/** The most sections that a difference lists. */
export const MAX_SECTION_DIFFERENCES = 64;
/** The most packages that a difference lists. */
export const MAX_PACKAGE_DIFFERENCES = 16;

/** Two binaries of one program and platform that are not equal. Sizes are bytes. */
export interface Difference extends ExplainedDifference {
  readonly platform: string;
  readonly name: string;
  readonly a: { readonly digest: Digest; readonly size: number; readonly content: Blob };
  readonly b: { readonly digest: Digest; readonly size: number; readonly content: Blob };
}
