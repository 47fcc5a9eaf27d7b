import { FormatError } from '../format-error.ts';

/** A Go version without the `go` before it: `1.26.8`, `1.27rc1`, `1.21`. `patch` is absent for a language version. */
export interface GoVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch?: number;
  readonly pre?: { readonly kind: string; readonly number: number };
}

// cmd/vendor/golang.org/x/mod/modfile GoVersionRE.
const FORM = /^([1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:\.(0|[1-9]\d{0,8}))?(?:([a-z]+)(\d{1,9}))?$/;

/**
 * Reads the version of a `go` line.
 * @throws FormatError when it isn't of the form 1.23, 1.23.4 or 1.23rc1
 * @example parseGoVersion('1.26.8') // { major: 1, minor: 26, patch: 8 }
 * @see Go toolchains, "Go versions"; go.mod reference, "go directive"
 */
export function parseGoVersion(text: string): GoVersion {
  const [all, major, minor, patch, kind, number] = FORM.exec(text) ?? [];
  if (all === undefined) {
    throw new FormatError(
      'go-version',
      `${JSON.stringify(text.slice(0, 60))} is no Go version, such as 1.26 or 1.26.8`,
    );
  }
  return {
    major: Number(major),
    minor: Number(minor),
    ...(patch === undefined ? {} : { patch: Number(patch) }),
    ...(kind === undefined ? {} : { pre: { kind, number: Number(number) } }),
  };
}

/**
 * Orders two versions as Go does: 1.21 (the language) < 1.21rc1 < 1.21.0 < 1.21.1.
 * @returns below, at or above 0
 * @throws FormatError when one of them is no Go version
 * @example compareGoVersions('1.26.8', '1.27rc1') // -1
 * @see cmd/go/internal/gover.Compare
 */
export function compareGoVersions(a: string, b: string): number {
  const [x, y] = [parseGoVersion(a), parseGoVersion(b)];
  return (
    x.major - y.major || x.minor - y.minor || rank(x) - rank(y) || preOrder(x, y) || (x.patch ?? 0) - (y.patch ?? 0)
  );
}

/**
 * The Go version inside a toolchain's name, or undefined for one that names none (`default`, `devel ...`).
 * @example versionOfToolchain('go1.26.8-custom X:rangefunc') // '1.26.8'
 * @see Go toolchains, "Toolchain names"
 */
export function versionOfToolchain(name: string): string | undefined {
  const version = /^go(\d[0-9a-z.]*)(?:[-+ ].*)?$/.exec(name)?.[1];
  return version !== undefined && FORM.test(version) ? version : undefined;
}

function rank(version: GoVersion): number {
  // Before Go 1.21 the first release had no patch number, so that 1.20 is the release 1.20.0 itself.
  if (version.pre !== undefined) return 1;
  if (version.patch === undefined && (version.major > 1 || version.minor >= 21)) return 0;
  return 2;
}

function preOrder(x: GoVersion, y: GoVersion): number {
  const [a, b] = [x.pre?.kind ?? '', y.pre?.kind ?? ''];
  if (a !== b) return a < b ? -1 : 1;
  return (x.pre?.number ?? 0) - (y.pre?.number ?? 0);
}
