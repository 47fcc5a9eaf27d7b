import { sha256 } from '@noble/hashes/sha2.js';
import { type Digest, sha256Digest } from './digest.ts';
import { FormatError } from './format-error.ts';
import { encodeUtf8 } from './utf8.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 12;
/** Of 62 letters: 256 bits. */
const SECRET_LENGTH = 43;
const CHECK_LENGTH = 6;
const FORM = new RegExp(`^tsk_([a-z0-9]{${ID_LENGTH}})_([A-Za-z0-9]{${SECRET_LENGTH}})([A-Za-z0-9]{${CHECK_LENGTH}})$`);

/** A key of a caller: the id stands in settings and records, the secret nowhere. */
export interface ApiKey {
  /** 12 of `a-z0-9`. */
  readonly id: string;
  /** 43 of `A-Za-z0-9`, random. */
  readonly secret: string;
}

/**
 * The key as its caller sends it: `tsk_<id>_<secret><checksum>`. The prefix lets scanners find a leaked one, the checksum
 * (six letters of a SHA-256) tells a mistyped one from an unknown one without asking anybody.
 *
 * @throws FormatError of format `api-key`
 * @example serialiseApiKey({ id: 'abcdefgh1234', secret: 'x'.repeat(43) }) // 'tsk_abcdefgh1234_xxx...'
 */
export function serialiseApiKey({ id, secret }: ApiKey): string {
  const body = `tsk_${id}_${secret}`;
  const text = body + checksum(body);
  if (!FORM.test(text)) throw new FormatError('api-key', 'the id or secret of the key has the wrong form');
  return text;
}

/**
 * Reads a key.
 * @throws FormatError of format `api-key`, rule `form` or `checksum`; the message never holds the key
 * @example parseApiKey(text).id // 'abcdefgh1234'
 */
export function parseApiKey(text: string): ApiKey {
  const [, id, secret, check] = FORM.exec(text) ?? [];
  if (id === undefined || secret === undefined)
    throw new FormatError('api-key', 'is not of the form tsk_ID_SECRET', '', { rule: 'form' });
  if (checksum(`tsk_${id}_${secret}`) !== check)
    throw new FormatError('api-key', 'is mistyped or cut: its last letters do not fit the others', '', {
      rule: 'checksum',
    });
  return { id, secret };
}

/**
 * What settings keep of a key. Keys are random, so a slow hash would add nothing.
 * @param text - the whole key
 * @example apiKeyHash(text) // 'sha256:...'
 */
export function apiKeyHash(text: string): Digest {
  return sha256Digest(encodeUtf8(text));
}

/** Six letters for 35 bits of a hash. */
function checksum(body: string): string {
  const hash = sha256(encodeUtf8(body));
  // 5 bytes stay far below 2^53.
  let value = hash.subarray(0, 5).reduce((sum, byte) => sum * 256 + byte, 0);
  let text = '';
  for (let place = 0; place < CHECK_LENGTH; place++) {
    text += LETTERS[value % LETTERS.length] ?? '';
    value = Math.floor(value / LETTERS.length);
  }
  return text;
}
