/** Identifier octets by the name that the code reads. @see X.680 section 8.6, X.690 section 8.1.2 */
export const DER_TAGS = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/**
 * The identifier octet of a context tag `[n]`: primitive (an implicit string) or constructed (explicit, or an implicit
 * sequence).
 * @param number - 0 to 30
 * @example contextTag(0, 'constructed') // 0xa0
 * @see X.690 section 8.1.2
 */
export function contextTag(number: number, form: 'primitive' | 'constructed'): number {
  return (form === 'constructed' ? 0xa0 : 0x80) | number;
}
