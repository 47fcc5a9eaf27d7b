import { FormatError } from '../format-error.ts';
import type { DerElement } from './reader.ts';
import { booleanValue, octetString, oidValue, sequenceOf } from './values.ts';

/** One extension as it stands in a certificate, a revocation list or an OCSP response. */
export interface RawExtension {
  readonly oid: string;
  readonly critical: boolean;
  /** DER inside the OCTET STRING. */
  readonly value: Uint8Array;
  /** Octets of the extension as it stands there, identifier and flag too. */
  readonly size: number;
}

/**
 * Reads a list of extensions, in order, known or not: at most 64, none twice.
 * @param what - names the list in messages
 * @throws FormatError
 * @example rawExtensionsOf(explicit.children[0], 'the extensions')[0]?.critical
 * @see RFC 5280 sections 4.2 and 5.2
 */
export function rawExtensionsOf(list: DerElement | undefined, what: string): readonly RawExtension[] {
  const seen = new Set<string>();
  return sequenceOf(list, what, 1, 64).map((element) => {
    const parts = sequenceOf(element, 'an extension', 2, 3);
    const oid = oidValue(parts[0], 'the type of an extension');
    if (seen.has(oid))
      throw new FormatError('x509', `the extension ${oid} occurs twice (RFC 5280 section 4.2)`, `@${element.offset}`);
    seen.add(oid);
    // DER leaves out a default FALSE, yet some authorities write it; the bytes are signed as they are, so it is harmless.
    const critical = parts.length === 3 && booleanValue(parts[1], 'the critical flag');
    const value = octetString(parts[parts.length - 1], 'the value of an extension');
    return { oid, critical, value, size: element.end - element.offset };
  });
}
