import { FormatError } from './format-error.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const STD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = `${STD.slice(0, 62)}-_`;
const VALUES = { std: table(STD), url: table(URL_SAFE) } as const;

/** Base64 with padding. @see RFC 4648 section 4 @example encodeBase64(new Uint8Array([0])) // 'AA==' */
export function encodeBase64(bytes: Uint8Array): string {
  return encode(bytes, STD, true);
}

/** URL-safe base64 without padding. @see RFC 4648 section 5 @example encodeBase64Url(new Uint8Array([251])) // '-w' */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE, false);
}

/**
 * Reads padded base64, strictly: no white space, right padding, zero trailing bits, so that one value has one text.
 * @throws FormatError (RFC 4648 sections 3.3 and 3.5)
 * @example decodeBase64('AA==') // Uint8Array [0]
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 !== 0)
    throw new FormatError('base64', 'base64 text must be padded to a multiple of four characters');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return decode(text, text.length - padding, VALUES.std);
}

/**
 * Reads unpadded URL-safe base64, as strictly as {@link decodeBase64}.
 * @throws FormatError (RFC 7515 section 2, RFC 4648 section 3.5)
 * @example decodeBase64Url('-w') // Uint8Array [251]
 */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return decode(text, text.length, VALUES.url);
}

function table(alphabet: string): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let i = 0; i < 64; i++) values[alphabet.charCodeAt(i)] = i;
  return values;
}

function encode(bytes: Uint8Array, alphabet: string, pad: boolean): string {
  // Characters go into bytes and become text at once: whole SBOMs are encoded, and joining strings takes ten times as long.
  const codes = encodeUtf8(`${alphabet}=`);
  const code = (value: number): number => codes[value] ?? 0;
  const length = Math.ceil(bytes.length / 3) * 4;
  const out = new Uint8Array(length).fill(code(64));
  for (let i = 0, at = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const n = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out[at++] = code((n >> 18) & 63);
    out[at++] = code((n >> 12) & 63);
    if (left > 1) out[at++] = code((n >> 6) & 63);
    if (left > 2) out[at++] = code(n & 63);
  }
  const padding = (3 - (bytes.length % 3)) % 3;
  return decodeUtf8(pad ? out : out.subarray(0, length - padding));
}

function decode(text: string, length: number, values: Int8Array): Uint8Array<ArrayBuffer> {
  if (length % 4 === 1) throw new FormatError('base64', 'base64 text is cut short');
  const out = new Uint8Array(Math.floor((length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? (values[code] ?? -1) : -1;
    if (value < 0) throw new FormatError('base64', 'base64 text has a character outside its alphabet', `@${i}`);
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (held >> bits) & 0xff;
    }
  }
  if ((held & ((1 << bits) - 1)) !== 0) throw new FormatError('base64', 'base64 text ends in bits that are not zero');
  return out;
}
