const MAX_LENGTH = 16 * 1024;
const LINK = /[ \t,]*<([^<>\s]*)>((?:[ \t]*;[ \t]*[A-Za-z0-9*_-]+[ \t]*(?:=[ \t]*(?:"(?:[^"\\]|\\.)*"|[^\s",;]+))?)*)/y;
const REL = /;[ \t]*rel[ \t]*=[ \t]*(?:"([^"]*)"|([^\s",;]+))/i;

/**
 * The target of the first link with `rel="next"`, as it is written; undefined when there is none.
 * @see RFC 8288 section 3; distribution-spec v1.1, "Listing Referrers"
 * @example nextLink('</v2/app/referrers/sha256:...?page=2>; rel="next"')
 */
export function nextLink(header: string | undefined): string | undefined {
  if (header === undefined || header.length > MAX_LENGTH) return undefined;
  for (let at = 0; at < header.length; at = LINK.lastIndex) {
    LINK.lastIndex = at;
    const match = LINK.exec(header);
    if (match === null) return undefined;
    const rel = REL.exec(match[2] ?? '');
    const relations = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/[ \t]+/);
    if (relations.includes('next')) return match[1];
  }
  return undefined;
}
