import { FormatError } from '../format-error.ts';
import { parseRfc3339 } from '../rfc3339.ts';
import { CelDuration, CelTime } from './value.ts';

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };
const DURATION = /^(-?)((?:[0-9]{1,9}(?:ms|h|m|s))+)$/;

/** The moment that a text of RFC 3339 names; undefined for any other text. @example timeOf('1970-01-01T00:00:01Z')?.millis // 1000 */
export function timeOf(text: string): CelTime | undefined {
  try {
    return new CelTime(parseRfc3339(text));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return undefined;
  }
}

/**
 * The length of time that a text such as `36h`, `1h30m` or `-500ms` names: whole numbers of hours, minutes, seconds and
 * milliseconds; undefined for any other text.
 * @example durationOf('1h30m')?.millis // 5400000
 * @see Go, time.ParseDuration, of which this is a part
 */
export function durationOf(text: string): CelDuration | undefined {
  const [, sign, parts] = (text.length <= 64 && DURATION.exec(text)) || [];
  if (parts === undefined) return undefined;
  let millis = 0;
  for (const [, number = '', unit = ''] of parts.matchAll(/([0-9]+)(ms|h|m|s)/g))
    millis += Number(number) * (UNITS[unit] ?? 0);
  return Number.isSafeInteger(millis) ? new CelDuration(sign === '-' ? -millis : millis) : undefined;
}
