import { FormatError } from '../../../formats/format-error.ts';
import { matchesText } from '../../../formats/wildcard.ts';
import type { Losses } from './losses.ts';

const MAX_LENGTH = 256;
const MAX_PATTERNS = 16;
// policy-controller pkg/apis/glob/glob.go, validGlob.
const VALID = /^[a-zA-Z0-9\-_:/*.@]+$/;
const REPOSITORY = /^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:\/[A-Za-z0-9._*-]+)*$/;
/** Stands for `**` of a glob while it is cut at its slashes. */
const ANY = '#';

/** Names of a repository pattern: `**` alone is any number of names, `*` within one is a part of it. */
type Names = readonly string[];

/**
 * Repository patterns of Twinseal for one glob of a ClusterImagePolicy. There `*` is any text without a slash and `**`
 * any text, over a whole reference (`index.docker.io/library/app:v1`); here `*` is a part of one name and `**` any
 * number of names, over a repository (`docker.io/library/app`). Both cover the same repositories. A verdict is about a
 * digest, whatever tag led to it: wildcards for tags fall away, and a glob for certain tags has to be waived.
 *
 * @param glob - as in `spec.images`
 * @param at - its JSON pointer
 * @throws FormatError for a glob that policy-controller refuses too, or that has too many wildcards
 * @example imagePatterns('ghcr.io/team/app:*', '/spec/images/0/glob', losses) // ['ghcr.io/team/app']
 * @see sigstore/policy-controller pkg/apis/glob/glob.go, Compile and Match
 */
export function imagePatterns(glob: string, at: string, losses: Losses): readonly string[] {
  const no = (why: string): never => {
    throw new FormatError('cluster-image-policy', `the glob ${JSON.stringify(glob.slice(0, 300))} ${why}`, at);
  };
  if (glob.length > MAX_LENGTH || !VALID.test(glob)) no('is none that policy-controller takes');
  // glob.go: these two are Docker Hub's.
  const full = glob === '*' ? 'index.docker.io/library/*' : glob === '*/*' ? 'index.docker.io/*/*' : glob;
  // Any text beside a part of a name is any text.
  const parts = full
    .replaceAll('**', ANY)
    .replaceAll(/[*#]*#[*#]*/g, ANY)
    .split('/');
  const last = withoutTag(parts.at(-1) ?? '', glob, at, losses);
  const ways = waysOf([...parts.slice(0, -1), last]);
  if (ways === undefined) return no('has more wildcards than can be mapped');
  const patterns = [...new Set(ways.flatMap(repositoriesOf).map((names) => names.join('/')))];
  if (patterns.length > MAX_PATTERNS) no('has more wildcards than can be mapped');
  const odd = patterns.find((pattern) => pattern.length > MAX_LENGTH || !REPOSITORY.test(pattern));
  if (odd !== undefined) no(`covers no repository: ${odd} is none`);
  return patterns;
}

/** The last part of the glob without tag and digest. */
function withoutTag(last: string, glob: string, at: string, losses: Losses): string {
  const cut = last.search(/[:@]/);
  if (cut < 0) {
    if (!/[*#]$/.test(last))
      losses.note(
        `${glob} (${at}) has no tag, so policy-controller holds it against nearly no image; here it is the repository`,
      );
    return last;
  }
  const suffix = last.slice(cut);
  if (!/^(?::[*#]+)?(?:@(?:sha256:)?[*#]+)?$/.test(suffix)) losses.lose('tag', at);
  return last.slice(0, cut);
}

/** Every way in which each `**` lies inside of one name or reaches over several; undefined for too many. */
function waysOf(parts: readonly string[]): readonly Names[] | undefined {
  if (parts.length === 1 && parts[0] === ANY) return [['**']];
  let ways: readonly Names[] = [[]];
  for (const part of parts) {
    // Alone between slashes it stands for one name at least.
    const own: readonly Names[] = part === ANY ? [['*', '**']] : waysOfPart(part);
    if (ways.length * own.length > MAX_PATTERNS) return undefined;
    ways = ways.flatMap((before) => own.map((after) => [...before, ...after]));
  }
  return ways.map((names) => names.filter((name, index) => name !== '**' || names[index - 1] !== '**'));
}

/** `a**b` is `a*b`, or `a*`, any names, `*b`. At an end of a part one form says both, since `**` stands for no name too. */
function waysOfPart(part: string): readonly Names[] {
  const pieces = part.split(ANY);
  if (pieces.length > 5) return Array.from({ length: MAX_PATTERNS + 1 }, () => []);
  let ways: readonly Names[] = [[pieces[0] ?? '']];
  for (const [index, piece] of pieces.entries()) {
    if (index === 0) continue;
    ways = ways.flatMap((way): readonly Names[] => {
      const [before, open] = [way.slice(0, -1), way.at(-1) ?? ''];
      if (open === '' && before.length === 0) return [['**', `*${piece}`]];
      if (piece === '' && index === pieces.length - 1) return [[...before, `${open}*`, '**']];
      return [
        [...before, `${open}*${piece}`],
        [...before, `${open}*`, '**', `*${piece}`],
      ];
    });
  }
  return ways;
}

/**
 * The repositories whose references some names match. policy-controller calls Docker Hub `index.docker.io`, Twinseal
 * `docker.io`; and where a full name does not match, it compares the short one (`app`, `team/app`) that somebody wrote.
 */
function repositoriesOf(names: Names): readonly Names[] {
  const [first = '', ...rest] = names;
  if (first === 'index.docker.io') return [['docker.io', ...rest]];
  if (first === '*' && rest[0] === '**') return [names];
  if (first === '**') {
    const [host = '', ...path] = rest;
    return [names, ...(isHubByOtherName(host) ? [['docker.io', ...path]] : [])];
  }
  const single = names.filter((name) => name !== '**').length === 1;
  return [
    ...(names.length > 1 ? [names] : []),
    ...(rest.length > 0 && isHubByOtherName(first) ? [['docker.io', ...rest]] : []),
    ...(single ? [['docker.io', 'library', first]] : []),
    ...(names.length > 1 && !/[.:]|^localhost$/.test(first) ? [['docker.io', ...names]] : []),
  ];
}

function isHubByOtherName(host: string): boolean {
  return matchesText(host, 'index.docker.io') && !matchesText(host, 'docker.io');
}
