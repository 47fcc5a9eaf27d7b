import type { Members } from '../../formats/json/members.ts';
import { formatUtcSeconds, parseUtcSeconds } from '../../formats/rfc3339.ts';
import type { Interval } from '../../records/interval.ts';
import type { TrustWindow } from '../../records/policy.ts';
import { moment } from './demands/member-values.ts';

/** Members that bound when something is trusted. */
export const WINDOW_MEMBERS = ['from', 'until'] as const;

/**
 * Reads when a key, an authority or an identity is trusted.
 * @returns undefined when neither end is there
 * @throws FormatError for a time that is none, or an end before its beginning
 * @example readWindow(members)?.until // '2026-06-30T00:00:00Z'
 */
export function readWindow(members: Members): TrustWindow | undefined {
  const from = members.has('from') ? moment(members, 'from', Math.ceil) : undefined;
  const until = members.has('until') ? moment(members, 'until', Math.floor) : undefined;
  if (from === undefined && until === undefined) return undefined;
  if (from !== undefined && until !== undefined && until < from)
    members.fail('until', 'is before "from", so it would never be trusted');
  return {
    ...(from !== undefined && { from: formatUtcSeconds(from) }),
    ...(until !== undefined && { until: formatUtcSeconds(until) }),
  };
}

/** The window in seconds since 1970. @example windowOf({ until: '1970-01-01T00:00:09Z' }) // { window: { from: null, until: 9 } } */
export function windowOf({ from, until }: TrustWindow): { readonly window?: Interval } {
  if (from === undefined && until === undefined) return {};
  return {
    window: {
      from: from === undefined ? null : parseUtcSeconds(from),
      until: until === undefined ? null : parseUtcSeconds(until),
    },
  };
}
