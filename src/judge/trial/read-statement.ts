import type { Members } from '../../formats/json/members.ts';
import type { DescribedSigned, DescribedStatement } from '../../records/image-description.ts';
import { PREDICATE_TYPES, predicateTypeOf } from '../../records/predicate-types.ts';
import { CONTENT_KINDS, readContent, secondsOr } from './read-content.ts';
import { moment, oneOf, texts, whole } from './values.ts';

/** Where in the image something can be, and when it happened where nothing is said. */
export interface Place {
  /** `index` and the platforms. */
  readonly everywhere: readonly string[];
  /** Seconds since 1970. */
  readonly ago: number;
}

const UNREAD = ['STATEMENT_MALFORMED', 'STATEMENT_UNREADABLE'] as const;

/** Members that {@link signed} reads. */
export const SIGNED_MEMBERS = ['by', 'on', 'from', 'until', 'key', 'signed', 'logs'] as const;
const MAX_KEYS = 16;

/** Who signed, on which parts of the image, and when that counts. @throws FormatError @example signed(members, place).by */
export function signed(members: Members, { everywhere }: Place): DescribedSigned {
  const on = texts(members, 'on', everywhere);
  const stranger = on.find((one) => !everywhere.includes(one));
  if (stranger !== undefined)
    members.fail('on', `names ${JSON.stringify(stranger)}; the image has ${everywhere.join(', ')}`);
  const seconds = (name: string): number | null => {
    const millis = moment(members, name);
    return millis === undefined ? null : Math.floor(millis / 1000);
  };
  const at = seconds('signed');
  return {
    by: members.text('by', 64),
    on,
    valid: { from: seconds('from'), until: seconds('until') },
    key: whole(members, 'key', 1, MAX_KEYS, 1),
    ...(at !== null && { signed: at }),
    ...(members.has('logs') && { logs: whole(members, 'logs', 0, MAX_KEYS, 0) }),
  };
}

/**
 * Reads a described statement, with what a reader would take from its predicate.
 * @throws FormatError with the JSON pointer
 * @example readStatement(members, place).type // 'https://spdx.dev/Document'
 */
export function readStatement(members: Members, place: Place): DescribedStatement {
  members.only([...['type', 'count', 'claimed', 'predicate', 'unread'], ...SIGNED_MEMBERS, ...CONTENT_KINDS]);
  const type = predicateTypeOf(members.text('type', 512));
  if (type === PREDICATE_TYPES.twinProof) members.fail('type', 'is a twin proof: describe it as twin');
  if (type === PREDICATE_TYPES.rebuild) members.fail('type', 'is a rebuild: describe it among rebuilds');
  const content = readContent(members, type, place.ago);
  const unread = members.has('unread') ? oneOf(members, 'unread', UNREAD, 'STATEMENT_UNREADABLE') : undefined;
  return {
    ...signed(members, place),
    type,
    count: whole(members, 'count', 1, 16, 1),
    claimed: secondsOr(members, 'claimed', place.ago),
    predicate: members.object.predicate ?? null,
    ...(content !== undefined && unread === undefined && { content }),
    ...(unread !== undefined && { unread: { code: unread, reason: 'a test describes it so' } }),
  };
}
