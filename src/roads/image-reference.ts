import { FormatError } from '../formats/format-error.ts';
import { parseReference, type Reference } from '../formats/reference.ts';
import { TwinsealError } from '../records/twinseal-error.ts';

/**
 * The reference that a user wrote.
 * @throws TwinsealError `REFERENCE_INVALID`
 * @example imageReference('registry.example.com/app:v1').tag // 'v1'
 */
export function imageReference(text: string): Reference {
  try {
    return parseReference(text);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('REFERENCE_INVALID', cause.message, { cause });
  }
}
