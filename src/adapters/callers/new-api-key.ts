import { randomInt } from 'node:crypto';
import type { ApiKey } from '../../formats/api-key.ts';

const ID = 'abcdefghijklmnopqrstuvwxyz0123456789';
const SECRET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * A new key from the operating system's generator.
 * @example serialiseApiKey(newApiKey()) // 'tsk_...'
 */
export function newApiKey(): ApiKey {
  return { id: letters(ID, 12), secret: letters(SECRET, 43) };
}

/** `randomInt` draws again where a remainder would favour some letters. */
function letters(alphabet: string, count: number): string {
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('');
}
