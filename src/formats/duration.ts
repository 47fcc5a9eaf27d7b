import { FormatError } from './format-error.ts';

const FORM = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/;
const UNITS = [86_400, 3600, 60, 1];
const LONGEST = 36_525 * 86_400;

/**
 * Reads a stretch of time as notation and Go write it, and in days: `12h`, `3h20m`, `30d`.
 *
 * @returns whole seconds, at least 1 and at most a century
 * @throws FormatError
 * @example parseDuration('1h30m') // 5400
 */
export function parseDuration(text: string): number {
  const parts = FORM.exec(text)?.slice(1) ?? [];
  const seconds = parts.reduce((sum, digits, unit) => sum + Number(digits ?? 0) * (UNITS[unit] ?? 0), 0);
  if (seconds < 1 || seconds > LONGEST)
    throw new FormatError(
      'duration',
      `${JSON.stringify(text.slice(0, 40))} is no stretch of time such as 12h, 3h20m or 30d, of at most a century`,
    );
  return seconds;
}
