import { FormatError } from './format-error.ts';

/** A version of Semantic Versioning 2.0.0. The numbers are decimal strings, since the format does not bound them. */
export interface Semver {
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  /** Dot-separated identifiers after `-`; empty for a release. */
  readonly prerelease: readonly string[];
  /** Dot-separated identifiers after `+`; they never count in a comparison. */
  readonly build: readonly string[];
}

const NUMBER = '(0|[1-9][0-9]*)';
const CORE = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}$`);
const IDENTIFIER = /^[0-9A-Za-z-]+$/;
const NUMERIC = /^[0-9]+$/;
const MAX_LENGTH = 256;

/**
 * Parses a version strictly.
 *
 * @param text - such as `1.2.3-rc.1+build.5`; a leading `v` is refused, {@link versionOfTag} strips it
 * @throws FormatError naming the rule that the text breaks
 * @example parseSemver('1.2.3-rc.1').prerelease // ['rc', '1']
 * @see Semantic Versioning 2.0.0, items 2, 9 and 10
 */
export function parseSemver(text: string): Semver {
  if (text.length > MAX_LENGTH) fail(text.slice(0, 40), `is longer than ${MAX_LENGTH} characters`, 'length');
  if (/^[vV][0-9]/.test(text))
    fail(text, 'has a leading v, which belongs to the tag and not to the version', 'leading-v');
  const plus = text.indexOf('+');
  const version = plus < 0 ? text : text.slice(0, plus);
  const dash = version.indexOf('-');
  const core = CORE.exec(dash < 0 ? version : version.slice(0, dash));
  if (core === null)
    fail(text, 'does not start with MAJOR.MINOR.PATCH, three numbers without leading zeros (item 2)', 'core');
  const prerelease = dash < 0 ? [] : version.slice(dash + 1).split('.');
  const build = plus < 0 ? [] : text.slice(plus + 1).split('.');
  for (const identifier of [...prerelease, ...build])
    if (!IDENTIFIER.test(identifier))
      fail(text, 'has an identifier that is empty or not of [0-9A-Za-z-] (items 9 and 10)', 'identifier');
  for (const identifier of prerelease)
    if (NUMERIC.test(identifier) && identifier.length > 1 && identifier.startsWith('0'))
      fail(text, 'has a numeric pre-release identifier with a leading zero (item 9)', 'leading-zero');
  return { major: core[1] ?? '', minor: core[2] ?? '', patch: core[3] ?? '', prerelease, build };
}

/** The text of a version. @example serialiseSemver(parseSemver('1.0.0+x')) // '1.0.0+x' */
export function serialiseSemver(version: Semver): string {
  const pre = version.prerelease.length === 0 ? '' : `-${version.prerelease.join('.')}`;
  const build = version.build.length === 0 ? '' : `+${version.build.join('.')}`;
  return `${version.major}.${version.minor}.${version.patch}${pre}${build}`;
}

/**
 * Precedence of two versions; build metadata is ignored.
 *
 * @returns negative, zero or positive, as `Array.prototype.sort` takes it
 * @example compareSemver(parseSemver('1.0.0-rc.1'), parseSemver('1.0.0')) // -1
 * @see Semantic Versioning 2.0.0, item 11
 */
export function compareSemver(a: Semver, b: Semver): -1 | 0 | 1 {
  for (const part of ['major', 'minor', 'patch'] as const) {
    const order = compareNumeric(a[part], b[part]);
    if (order !== 0) return order;
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0)
    return order(Number(a.prerelease.length === 0), Number(b.prerelease.length === 0));
  for (const [i, left] of a.prerelease.entries()) {
    const right = b.prerelease[i];
    if (right === undefined) return 1;
    const byIdentifier = compareIdentifier(left, right);
    if (byIdentifier !== 0) return byIdentifier;
  }
  return order(a.prerelease.length, b.prerelease.length);
}

/**
 * The version that a tag names: a leading `v` is stripped, the rest must be strict.
 * @throws FormatError when the rest is no version
 * @example versionOfTag('v1.2.3') // { major: '1', minor: '2', patch: '3', ... }
 */
export function versionOfTag(tag: string): Semver {
  return parseSemver(tag.startsWith('v') ? tag.slice(1) : tag);
}

/**
 * The version of a commit that lies past the last tag: `X.Y.(Z+1)-0.N.gHASH`. It sorts after the tag and, since `0` is
 * the lowest pre-release identifier, before any pre-release of the next patch.
 *
 * @param last - the version of the last tag; `undefined` (no tag at all) counts as 0.0.0
 * @param commits - commits since that tag, at least 1
 * @param revision - lower-case hex of the commit, at least 7 characters; the first 12 are taken
 * @throws FormatError when `commits` or `revision` are out of their form
 * @example pseudoVersion(parseSemver('1.2.3'), 4, '0123456789abcdef') // 1.2.4-0.4.g0123456789ab
 */
export function pseudoVersion(last: Semver | undefined, commits: number, revision: string): Semver {
  if (!Number.isSafeInteger(commits) || commits < 1)
    fail(String(commits), 'is not a count of commits past a tag', 'commits');
  if (!/^[0-9a-f]{7,64}$/.test(revision)) fail(revision, 'is not a revision in lower-case hex', 'revision');
  const base = last ?? { major: '0', minor: '0', patch: '0' };
  return {
    major: base.major,
    minor: base.minor,
    patch: String(BigInt(base.patch) + 1n),
    prerelease: ['0', String(commits), `g${revision.slice(0, 12)}`],
    build: [],
  };
}

function compareIdentifier(a: string, b: string): -1 | 0 | 1 {
  const numbers = [NUMERIC.test(a), NUMERIC.test(b)];
  if (numbers[0] && numbers[1]) return compareNumeric(a, b);
  if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

// Without leading zeros the longer number is the greater one.
function compareNumeric(a: string, b: string): -1 | 0 | 1 {
  if (a.length !== b.length) return order(a.length, b.length);
  return a < b ? -1 : a > b ? 1 : 0;
}

function order(a: number, b: number): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

function fail(text: string, why: string, rule: string): never {
  throw new FormatError('semver', `${JSON.stringify(text)} is no SemVer 2.0.0 version: it ${why}`, '', { rule });
}
