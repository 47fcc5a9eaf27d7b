import type { Side, SideRun } from '../../ports/sandbox.ts';
import type { ErrorCode } from '../../records/error-catalogue.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

const MAX_LINES = 40;
const MAX_LENGTH = 300;

interface Known {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly say: (what: string, match: RegExpExecArray) => string;
}

// The messages of cmd/go, cmd/compile and cmd/link as Go 1.21 to 1.27 write them. First match wins.
const KNOWN: readonly Known[] = [
  {
    pattern: /inconsistent vendoring/,
    code: 'SOURCE_VENDOR_STALE',
    say: () => 'vendor/modules.txt does not agree with go.mod: run "go mod vendor"',
  },
  {
    pattern: /go\.mod requires go >= (\S+) \(running go (\S+?);/,
    code: 'BUILD_TOOLCHAIN',
    say: (_what, [, needed, own]) => `go.mod asks for Go ${needed}, and ${own} builds: install the newer one`,
  },
  {
    pattern: /no space left on device|disk quota exceeded/,
    code: 'DISK_FULL',
    say: fullDisk,
  },
  {
    pattern: /cannot find module providing package (\S+?):|no required module provides package (\S+?)[;:]/,
    code: 'BUILD_FAILED',
    say: (_what, match) =>
      `the package ${match[1] ?? match[2]} is in none of the vendored modules: run "go mod tidy" and "go mod vendor"`,
  },
  {
    pattern: /package (\S+) is not in std/,
    code: 'BUILD_FAILED',
    say: (_what, [, path]) =>
      `the package ${path} is not in the standard library of this Go: correct the import, or vendor its module`,
  },
  {
    pattern:
      /relocation target _?x?_?cgo_\w+ not defined|requires external \(cgo\) linking|import "C"|cgo is not enabled|-buildmode=\S+ requires external/,
    code: 'BUILD_CGO_NEEDED',
    say: (what) =>
      `${what} needs cgo, and Twinseal builds without it (CGO_ENABLED=0): use a package in pure Go, or a build tag that leaves cgo out`,
  },
  {
    pattern: /unknown GOEXPERIMENT (\S+)/,
    code: 'SETTINGS_INVALID',
    say: (_what, [, name]) =>
      `this Go knows no experiment ${name}: see "go doc internal/goexperiment" for those it has`,
  },
  {
    pattern: /signal: killed|cannot allocate memory|out of memory/,
    code: 'BUILD_LIMIT',
    say: (what) => `the build of ${what} was killed, most likely for want of memory`,
  },
];

/**
 * Why a build failed, as one sentence with a code; the tools' own lines are its details, bounded, with control characters
 * written out.
 * @param what - what was built, for the sentence: `./cmd/app for linux/arm64`
 * @example throw explainFailure(run, './cmd/app for linux/arm64')
 */
export function explainFailure(run: SideRun, what: string): TwinsealError {
  const details = outputLines(run);
  const text = `${run.stderr}\n${run.stdout}`;
  for (const { pattern, code, say } of KNOWN) {
    const match = pattern.exec(text);
    if (match !== null) return new TwinsealError(code, escaped(say(what, match)), { details });
  }
  if (run.status === 137) return new TwinsealError('BUILD_LIMIT', `the build of ${what} was killed`, { details });
  const first = details.find((line) => line !== '' && !line.startsWith('#'));
  return new TwinsealError('BUILD_FAILED', `${what} does not build${first === undefined ? '' : `: ${first}`}`, {
    details,
  });
}

function fullDisk(what: string): string {
  return `the disk is full, so ${what} could not be built: make room, or let TMPDIR name a folder on another disk`;
}

/**
 * The error of a side that has no room left to write, else undefined. Where Go cannot write its cache it may say that
 * packages are not there, or say nothing; so the disk is asked before its words are believed.
 * @example throw explainFullDisk(side, run, what) ?? explainFailure(run, what)
 */
export function explainFullDisk(side: Pick<Side, 'isDiskFull'>, run: SideRun, what: string): TwinsealError | undefined {
  if (!side.isDiskFull()) return undefined;
  return new TwinsealError('DISK_FULL', escaped(fullDisk(what)), { details: outputLines(run) });
}

/**
 * A run's output as bounded lines without control characters.
 * @example outputLines(run)[0] // 'main.go:3:2: undefined: x'
 */
export function outputLines(run: SideRun): readonly string[] {
  const lines = `${run.stderr}\n${run.stdout}`.split('\n').filter((line) => line.trim() !== '');
  const shown = lines.slice(0, MAX_LINES).map(escaped);
  return lines.length > MAX_LINES || run.truncated ? [...shown, '... (more was written)'] : shown;
}

function escaped(line: string): string {
  const cut = line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}...` : line;
  return cut.replace(
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
    (char) => {
      return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
    },
  );
}
