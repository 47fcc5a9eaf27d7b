import type { DockerAuth } from './docker-config.ts';
import { matchWildcards } from './wildcard.ts';

/** An entry of a pull secret. */
export interface PullEntry {
  /** As `normaliseAuthKey` writes it. */
  readonly key: string;
  readonly auth: DockerAuth;
}

const MAX_KEY = 1024;

/**
 * The entries that a kubelet would try for a repository, in its order: keys that sort last first, so that of two that match, the one with
 * the longer path comes before the other; of one key, in the order in which they were given.
 *
 * @param entries - of all secrets of a pod
 * @param name - `registry.example.com:5000/team/app`, Docker Hub as `docker.io/library/alpine`
 * @example matchPullEntries([{ key: '*.example.com', auth }], 'registry.example.com/team/app').length // 1
 * @see kubernetes/kubernetes pkg/credentialprovider/keyring.go, Add and Lookup
 */
export function matchPullEntries<T extends PullEntry>(entries: readonly T[], name: string): readonly T[] {
  return entries
    .filter(({ key }) => matchesPullKey(key, name))
    .toSorted((a, b) => (a.key === b.key ? 0 : a.key < b.key ? 1 : -1));
}

/**
 * Whether a key of a pull secret stands for a repository: the same port, as many parts of the host name, each as its glob says, and a
 * path that the repository's begins with, letter for letter. Wildcards in ports and paths are none.
 *
 * @example matchesPullKey('*.example.com/team', 'registry.example.com/team/app') // true
 * @see kubernetes/kubernetes pkg/credentialprovider/keyring.go, URLsMatch; kubernetes/website, "Interpretation of config.json"
 */
export function matchesPullKey(key: string, name: string): boolean {
  if (key.length > MAX_KEY || name.length > MAX_KEY) return false;
  const pattern = split(key);
  const target = split(name);
  if (pattern.port !== target.port || pattern.labels.length !== target.labels.length) return false;
  // A kubelet takes /v1/team and /v2/team of a key for /team.
  if (!target.path.startsWith(pattern.path.replace(/^v[12]\//, ''))) return false;
  return pattern.labels.every((label, at) => matchesLabel(label, target.labels[at] ?? ''));
}

function split(text: string) {
  const slash = text.indexOf('/');
  const host = slash < 0 ? text : text.slice(0, slash);
  const path = slash < 0 ? '' : text.slice(slash + 1);
  // An IPv6 address has colons of its own, and no parts.
  const [, address, port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(host) ?? [];
  if (address === undefined) return { labels: [host], port: '', path };
  return { labels: address.startsWith('[') ? [address] : address.split('.'), port, path };
}

/** Go's path/filepath.Match within one part of a host name: `*`, `?`, `[a-z]`, `[^a-z]`, `\x`. A malformed pattern matches nothing. */
function matchesLabel(pattern: string, text: string): boolean {
  if (pattern.startsWith('[') && pattern.includes(':')) return pattern === text;
  const parts = partsOf(pattern);
  return parts !== undefined && matchWildcards(parts, [...text], (part) => part === '*', matchesPart);
}

const CLASS = /^\[\^?(?:\\.|[^\]\\])+\]/u;

/** Cuts a pattern into `*`, `?`, classes in brackets, and characters, each behind a backslash. */
function partsOf(pattern: string): readonly string[] | undefined {
  const parts: string[] = [];
  for (let rest = pattern; rest !== ''; ) {
    const [char = ''] = rest;
    if (char === '*' || char === '?') parts.push(char);
    else if (char === '[' || char === '\\') {
      const found = (char === '[' ? CLASS : /^\\./u).exec(rest)?.[0];
      if (found === undefined) return undefined;
      parts.push(found);
      rest = rest.slice(found.length);
      continue;
    } else parts.push(`\\${char}`);
    rest = rest.slice(char.length);
  }
  return parts;
}

function matchesPart(part: string, char: string): boolean {
  if (part === '?') return true;
  if (part.startsWith('\\')) return part.slice(1) === char;
  const negated = part.startsWith('[^');
  const inside = part.slice(negated ? 2 : 1, -1).matchAll(/(\\.|[^\\])(?:-(\\.|[^\\]))?/gu);
  const plain = (text: string): string => (text.startsWith('\\') ? text.slice(1) : text);
  const within = [...inside].some(([, low = '', high = low]) => plain(low) <= char && char <= plain(high));
  return within !== negated;
}
