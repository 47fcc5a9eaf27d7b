import { FormatError } from './format-error.ts';

const encoder = new TextEncoder();
// `fatal` refuses malformed sequences; `ignoreBOM` keeps a byte-order mark visible so that callers can refuse it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of a string. @example encodeUtf8('{}').length // 2 */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/**
 * Text of UTF-8 bytes, strictly: an ill-formed sequence is refused, never replaced.
 * @throws FormatError when the bytes are not UTF-8 (RFC 3629)
 * @example decodeUtf8(new Uint8Array([0x7b, 0x7d])) // '{}'
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new FormatError('utf8', 'the bytes are not valid UTF-8', '', { cause, rule: 'utf8' });
  }
}
