import { type Digest, isDigest } from '../../formats/digest.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import type { DeniedImage } from '../../records/denied-image.ts';
import { refuse } from './demands/demand.ts';
import { readList, words } from './demands/member-values.ts';

const MAX_DENIED = 4096;

/**
 * Reads `deny`: digests that are never let in, each with who says so and why.
 * @param at - JSON pointer of `deny`
 * @throws FormatError with the JSON pointer
 * @example readDenied([{ digest: 'sha256:...', owner: 'security', reason: 'CVE-2026-1234' }], '/deny')[0]?.owner // 'security'
 */
export function readDenied(value: JsonValue, at: string): readonly DeniedImage[] {
  const denied = readList(value, at, readOne, MAX_DENIED);
  if (denied.length === 0) refuse(at, 'there is none: leave deny out');
  const seen = new Set<Digest>();
  denied.forEach(({ digest }, index) => {
    if (seen.has(digest)) refuse(`${at}/${index}/digest`, `${digest} is denied twice`);
    seen.add(digest);
  });
  return denied;
}

function readOne(value: JsonValue, at: string): DeniedImage {
  const members = new Members('policy', value, at);
  members.only(['digest', 'owner', 'reason']);
  const digest = members.text('digest', 256);
  if (!isDigest(digest))
    return members.fail('digest', 'must be the whole digest of an index or of a manifest: sha256:...');
  return { digest, owner: words(members, 'owner', 256), reason: words(members, 'reason', 1024) };
}
