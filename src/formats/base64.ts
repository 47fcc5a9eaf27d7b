import { FormatError } from './format-error.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const STD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = `${STD.slice(0, 62)}-_`;
const CODES = { std: encodeUtf8(`${STD}=`), url: encodeUtf8(`${URL_SAFE}=`) } as const;
const VALUES = { std: table(STD), url: table(URL_SAFE) } as const;
/** Node's own codec, twenty times as fast as the loops below, which browsers run. It reads laxly, so its word is checked. */
const native: typeof Buffer | undefined = globalThis.Buffer;
/** Up to here, memory of one's own is cheaper than a view of it: V8 holds it inside of the array. */
const ON_HEAP = 64;
const NAMES = { std: 'base64', url: 'base64url' } as const;

/** Base64 with padding. @see RFC 4648 section 4 @example encodeBase64(new Uint8Array([0])) // 'AA==' */
export function encodeBase64(bytes: Uint8Array): string {
  return encode(bytes, 'std');
}

/** URL-safe base64 without padding. @see RFC 4648 section 5 @example encodeBase64Url(new Uint8Array([251])) // '-w' */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encode(bytes, 'url');
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
  return decode(text, text.length - padding, 'std');
}

/**
 * Reads unpadded URL-safe base64, as strictly as {@link decodeBase64}.
 * @throws FormatError (RFC 7515 section 2, RFC 4648 section 3.5)
 * @example decodeBase64Url('-w') // Uint8Array [251]
 */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return decode(text, text.length, 'url');
}

function table(alphabet: string): Int8Array {
  const values = new Int8Array(256).fill(-1);
  for (let i = 0; i < 64; i++) values[alphabet.charCodeAt(i)] = i;
  return values;
}

function encode(bytes: Uint8Array, alphabet: 'std' | 'url'): string {
  if (native !== undefined)
    return native.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(NAMES[alphabet]);
  // Characters go into bytes and become text at once: whole SBOMs are encoded, and joining strings takes ten times as long.
  const codes = CODES[alphabet];
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
  return decodeUtf8(alphabet === 'std' ? out : out.subarray(0, length - padding));
}

/** Bytes that are written as this very text; undefined where the text is no strict one, whatever is wrong with it. */
function decodeNatively(text: string, size: number, alphabet: 'std' | 'url'): Uint8Array<ArrayBuffer> | undefined {
  if (native === undefined) return undefined;
  if (size <= ON_HEAP) {
    // Small ones are copied out of the memory that the codec's own results share.
    const bytes = native.from(text, NAMES[alphabet]);
    return bytes.length === size && bytes.toString(NAMES[alphabet]) === text ? new Uint8Array(bytes) : undefined;
  }
  const out = new Uint8Array(size);
  const view = native.from(out.buffer);
  return view.write(text, NAMES[alphabet]) === size && view.toString(NAMES[alphabet]) === text ? out : undefined;
}

function decode(text: string, length: number, alphabet: 'std' | 'url'): Uint8Array<ArrayBuffer> {
  if (length % 4 === 1) throw new FormatError('base64', 'base64 text is cut short');
  const size = Math.floor((length * 3) / 4);
  const strict = decodeNatively(text, size, alphabet);
  if (strict !== undefined) return strict;
  // As bytes: texts are mostly cut out of larger ones, whose characters take long to reach.
  const codes = encodeUtf8(text);
  const values = VALUES[alphabet];
  const out = new Uint8Array(size);
  const value = (i: number): number => values[codes[i] ?? 255] ?? -1;
  let [i, at, wrong] = [0, 0, 0];
  for (const whole = length - (length % 4); i < whole; i += 4) {
    const [a, b, c, d] = [value(i), value(i + 1), value(i + 2), value(i + 3)];
    wrong |= a | b | c | d;
    out[at++] = (a << 2) | (b >> 4);
    out[at++] = (b << 4) | (c >> 2);
    out[at++] = (c << 6) | d;
  }
  let held = 0;
  const rest = length - i;
  for (; i < length; i++) {
    wrong |= value(i);
    held = (held << 6) | value(i);
  }
  if (wrong < 0) {
    let place = 0;
    while (value(place) >= 0) place++;
    throw new FormatError('base64', 'base64 text has a character outside its alphabet', `@${place}`);
  }
  if (rest > 0) {
    const bits = (rest * 6) % 8;
    if ((held & ((1 << bits) - 1)) !== 0) throw new FormatError('base64', 'base64 text ends in bits that are not zero');
    held >>= bits;
    if (rest === 3) out[at++] = held >> 8;
    out[at++] = held;
  }
  return out;
}
