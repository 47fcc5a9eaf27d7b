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
  const text = element === undefined ? '' : String.fromCharCode(...element.content.subarray(0, 32));
  const digits = (): string => {
    if (element?.tag === DER_TAGS.utcTime && /^[0-9]{12}Z$/.test(text)) {
      return (text < '50' ? '20' : '19') + text;
    }
    if (element?.tag === DER_TAGS.generalizedTime && /^[0-9]{14}Z$/.test(text)) return text;
    throw new FormatError('der', `${what} is not a time of the form that certificates use`, `@${element?.offset ?? 0}`);
  };
  const d = digits();
  const iso = `${d.slice(0, 4)}-${d.slice(4, 6)}-${d.slice(6, 8)}T${d.slice(8, 10)}:${d.slice(10, 12)}:${d.slice(12, 14)}Z`;
  const millis = Date.parse(iso);
  // Date.parse rolls 31 February over into March; comparing the text again refuses it.
  if (Number.isNaN(millis) || `${new Date(millis).toISOString().slice(0, 19)}Z` !== iso)
    throw new FormatError('der', `${what} names a time that does not exist`, `@${element?.offset ?? 0}`);
  return millis / 1000;
}
