/** One scheme that a server asks for. Scheme and parameter names in lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const MAX_LENGTH = 8192;
const SCHEME = /[ \t,]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:[ \t]+|$|(?=,))/y;
const PARAMETER =
  /[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_`|~0-9A-Za-z/:-]+))[ \t]*(,|$)/y;

/**
 * Reads a `WWW-Authenticate` field, which may hold several challenges. What can't be read ends the list.
 * @see RFC 9110 section 11.6.1
 * @example parseChallenges('Bearer realm="https://a.b/token",service="a.b"')[0]?.parameters.realm
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: Challenge[] = [];
  if (header.length > MAX_LENGTH) return challenges;
  for (let at = 0; at < header.length; ) {
    SCHEME.lastIndex = at;
    const scheme = SCHEME.exec(header);
    if (scheme === null) break;
    at = SCHEME.lastIndex;
    const parameters: Record<string, string> = Object.create(null);
    for (;;) {
      PARAMETER.lastIndex = at;
      const match = PARAMETER.exec(header);
      if (match === null) break;
      const name = (match[1] ?? '').toLowerCase();
      // Named twice: the first counts, so that nothing behind it can change its meaning.
      if (!Object.hasOwn(parameters, name)) parameters[name] = match[2]?.replace(/\\(.)/g, '$1') ?? match[3] ?? '';
      at = PARAMETER.lastIndex;
    }
    challenges.push({ scheme: (scheme[1] ?? '').toLowerCase(), parameters });
  }
  return challenges;
}
