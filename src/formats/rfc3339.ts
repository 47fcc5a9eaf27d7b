import { FormatError } from './format-error.ts';

const FORM = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/;
const STRICT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const MAX_SECONDS = 253_402_300_799; // 9999-12-31T23:59:59Z, the last second with a four-digit year
const MIN_SECONDS = -62_167_219_200; // 0000-01-01T00:00:00Z

/**
 * Reads a time in the one form that Twinseal writes: UTC, whole seconds, capital `T` and `Z`.
 *
 * @param text - such as `2026-11-24T12:00:00Z`
 * @returns seconds since 1970-01-01T00:00:00Z
 * @throws FormatError naming the rule that the text breaks
 * @example parseUtcSeconds('1970-01-01T00:00:01Z') // 1
 * @see RFC 3339 section 5.6
 */
export function parseUtcSeconds(text: string): number {
  const millis = parseRfc3339(text);
  if (!STRICT.test(text)) {
    fail(text, 'must be UTC in whole seconds, as in 2026-11-24T12:00:00Z', 'utc-seconds');
  }
  return millis / 1000;
}

/** The last one that was written: a service writes the same second many times. */
let written = { seconds: 0, text: '1970-01-01T00:00:00Z' };

/**
 * Writes a time as {@link parseUtcSeconds} reads it.
 *
 * @param seconds - whole seconds since 1970-01-01T00:00:00Z, within the years 0000 to 9999
 * @throws FormatError for a fraction or a year out of range
 * @example formatUtcSeconds(0) // '1970-01-01T00:00:00Z'
 */
export function formatUtcSeconds(seconds: number): string {
  if (seconds === written.seconds) return written.text;
  if (!Number.isSafeInteger(seconds) || seconds < MIN_SECONDS || seconds > MAX_SECONDS)
    fail(String(seconds), 'is not a whole number of seconds within the years 0000 to 9999', 'range');
  written = { seconds, text: `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z` };
  return written.text;
}

/** The last one that was read, likewise. */
let read = { text: '1970-01-01T00:00:00Z', millis: 0 };

/**
 * Reads a time in any form of RFC 3339, as other tools write it: offsets, fractions of up to nine digits. Leap seconds
 * are refused, since the Go readers of the same documents refuse them too.
 *
 * @returns milliseconds since 1970-01-01T00:00:00Z; finer digits are cut off
 * @throws FormatError naming the rule that the text breaks
 * @example parseRfc3339('2026-11-24T13:00:00.5+01:00') // 1795521600500
 */
export function parseRfc3339(text: string): number {
  if (text !== read.text) read = { text, millis: millisecondsOf(text) };
  return read.millis;
}

function millisecondsOf(text: string): number {
  const match = text.length > 40 ? null : FORM.exec(text);
  if (match === null) fail(text.slice(0, 60), 'must look like 2026-11-24T12:00:00Z', 'form');
  const part = (i: number) => Number(match[i] ?? '0');
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    fail(text, 'names a day that the calendar does not have', 'date');
  if (hour > 23 || minute > 59 || second > 59) fail(text, 'names a time that the clock does not have', 'time');
  const offset = match[8] ?? 'Z';
  let offsetMinutes = 0;
  if (offset.length > 1) {
    const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4, 6))];
    if (hours > 23 || minutes > 59) fail(text, 'has an offset out of range', 'offset');
    offsetMinutes = (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
  }
  const millis = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  return date.getTime() + ((hour * 60 + minute - offsetMinutes) * 60 + second) * 1000 + millis;
}

function fail(text: string, why: string, rule: string): never {
  throw new FormatError('rfc3339', `${JSON.stringify(text)} is no RFC 3339 time: it ${why}`, '', { rule });
}
