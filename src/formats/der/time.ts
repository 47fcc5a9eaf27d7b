import { FormatError } from '../format-error.ts';
import type { DerElement } from './reader.ts';
import { DER_TAGS } from './tags.ts';

/**
 * Seconds since 1970 of a UTCTime or GeneralizedTime, in the one form that certificates may use: whole seconds, `Z`.
 * @throws FormatError for another form or a day that does not exist
 * @see RFC 5280 sections 4.1.2.5.1 (two-digit years: 50 and above are 19xx) and 4.1.2.5.2
 * @example timeSeconds(notBefore, 'notBefore') // 1790000000
 */
export function timeSeconds(element: DerElement | undefined, what: string): number {
  const text = element === undefined ? '' : asciiOf(element.content);
  const digits = (): string => {
    if (element?.tag === DER_TAGS.utcTime && /^[0-9]{12}Z$/.test(text)) {
      return (text < '50' ? '20' : '19') + text;
    }
    if (element?.tag === DER_TAGS.generalizedTime && /^[0-9]{14}Z$/.test(text)) return text;
    throw new FormatError('der', `${what} is not a time of the form that certificates use`, `@${element?.offset ?? 0}`);
  };
  const d = digits();
  const seconds = calendarSeconds(d);
  if (seconds === undefined)
    throw new FormatError('der', `${what} names a time that does not exist`, `@${element?.offset ?? 0}`);
  return seconds;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Seconds since 1970 of fourteen digits, YYYYMMDDhhmmss in UTC; undefined for a day or time that the calendar does not have.
 * @example calendarSeconds('19700101000001') // 1
 */
export function calendarSeconds(digits: string): number | undefined {
  const part = (from: number, to: number): number => Number(digits.slice(from, to));
  const [year, month, day] = [part(0, 4), part(4, 6), part(6, 8)];
  const [hour, minute, second] = [part(8, 10), part(10, 12), part(12, 14)];
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  const days = DAYS[month - 1];
  if (days === undefined || day < 1 || day > days + leap || hour > 23 || minute > 59 || second > 59) return undefined;
  // Date.UTC takes years below 100 for those of the 20th century.
  const days1970 = Date.UTC(2000 + (year % 400), month - 1, day) / 86_400_000 + (Math.floor(year / 400) - 5) * 146_097;
  return days1970 * 86_400 + hour * 3600 + minute * 60 + second;
}

function asciiOf(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < Math.min(bytes.length, 32); i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}
