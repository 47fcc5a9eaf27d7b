/**
 * True when one package URL stands for another, as VEX and scanners compare them: type, namespace, name and version are the same,
 * and what the first leaves out (version, qualifiers, a path inside) it does not ask for. A text that is no package URL stands for
 * its own like alone.
 *
 * @param wanted - of a VEX document
 * @param found - of a scanner
 * @example purlCovers('pkg:apk/alpine/musl@1.1.20-r4', 'pkg:apk/alpine/musl@1.1.20-r4?arch=x86_64') // true
 * @see ECMA-427 (Package-URL); openvex/go-vex, pkg/vex/functions.go, PurlMatches
 */
export function purlCovers(wanted: string, found: string): boolean {
  if (wanted === found) return true;
  const [a, b] = [partsOf(wanted), partsOf(found)];
  if (a === undefined || b === undefined) return false;
  return (
    a.name === b.name &&
    (a.version === '' || a.version === b.version) &&
    (a.subpath === '' || a.subpath === b.subpath) &&
    [...a.qualifiers].every(([key, value]) => b.qualifiers.get(key) === value)
  );
}

/**
 * The digest that a package URL of an image pins: `pkg:oci/app@sha256%3A...`; undefined for any other.
 * @example purlDigest('pkg:oci/app@sha256%3Aaaaa?repository_url=x') // 'sha256:aaaa'
 * @see purl-spec types/oci-definition.json: the version is the digest of the image
 */
export function purlDigest(purl: string): string | undefined {
  const parts = partsOf(purl);
  return parts?.name.startsWith('pkg:oci/') === true && parts.version !== '' ? parts.version : undefined;
}

interface PurlParts {
  /** Scheme, type, namespace and name. */
  readonly name: string;
  readonly version: string;
  readonly qualifiers: ReadonlyMap<string, string>;
  readonly subpath: string;
}

function partsOf(text: string): PurlParts | undefined {
  const match = /^(pkg:)\/*([A-Za-z][A-Za-z0-9.+-]*)\/([^?#@]+)(?:@([^?#]*))?(?:\?([^#]*))?(?:#(.*))?$/.exec(text);
  if (match === null || text.length > 8192) return undefined;
  const [, , type = '', path = '', version = '', query = '', subpath = ''] = match;
  try {
    const pairs = query.split('&').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at <= 0 ? [] : [[pair.slice(0, at).toLowerCase(), decodeURIComponent(pair.slice(at + 1))] as const];
    });
    return {
      name: `pkg:${type.toLowerCase()}/${decodeURIComponent(path)}`,
      version: decodeURIComponent(version),
      qualifiers: new Map(pairs),
      subpath: decodeURIComponent(subpath),
    };
  } catch {
    return undefined;
  }
}
