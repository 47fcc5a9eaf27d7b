import { FormatError } from '../format-error.ts';

/** Little-endian numbers of a part of a zip file, with the offset of the part for messages. */
export interface ZipView {
  /** @example view.u16(at) */
  u16(at: number): number;
  /** @example view.u32(at) */
  u32(at: number): number;
}

/**
 * Reads numbers out of bytes, none past their end.
 * @throws FormatError (`zip`) from its methods, when the number is cut short
 * @example zipView(bytes, 0).u32(0) // 0x04034b50
 */
export function zipView(bytes: Uint8Array, offset: number): ZipView {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const within = (at: number, size: number): number => {
    if (at < 0 || at + size > bytes.length) throw zipError('is cut short', offset + at);
    return at;
  };
  return {
    u16: (at) => view.getUint16(within(at, 2), true),
    u32: (at) => view.getUint32(within(at, 4), true),
  };
}

/** An error of the format at a byte. @example throw zipError('has no end record', 0) */
export function zipError(what: string, at: number, rule = ''): FormatError {
  return new FormatError('zip', `the zip file ${what}`, `@${at}`, { rule });
}
