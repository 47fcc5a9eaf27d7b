import { parseDer } from '../der/reader.ts';
import { DER_TAGS } from '../der/tags.ts';
import { expectTag } from '../der/values.ts';
import type { Certificate } from '../der/x509.ts';
import type { AlternativeName } from '../der/x509-extensions.ts';
import { FormatError } from '../format-error.ts';
import { decodeUtf8 } from '../utf8.ts';

/** Who a Fulcio certificate says that its holder is, and who said so to Fulcio. */
export interface CertificateIdentity {
  /** An e-mail address, a URI, or a user name. */
  readonly identity: string;
  readonly kind: 'email' | 'uri' | 'other';
  /** Address of the OIDC issuer. */
  readonly issuer: string;
}

/** @see fulcio docs/oid-info.md */
const OIDS = {
  issuer: '1.3.6.1.4.1.57264.1.1',
  issuerV2: '1.3.6.1.4.1.57264.1.8',
  username: '1.3.6.1.4.1.57264.1.7',
} as const;
const MAX_ISSUER = 2048;

/**
 * Reads the identity of a Fulcio certificate: its only alternative name, and the issuer in Fulcio's own extensions, of which
 * the newer one wins over the older one, and may not contradict it.
 *
 * @throws FormatError when there are several names or none, or no issuer
 * @example certificateIdentity(certificate).issuer // 'https://token.actions.githubusercontent.com'
 * @see fulcio docs/oid-info.md; sigstore architecture-docs, client-spec.md, "Identity"
 */
export function certificateIdentity({ extensions, rawExtensions }: Certificate): CertificateIdentity {
  const names = extensions.subjectAltName?.names ?? [];
  const [name, second] = names;
  if (name === undefined || second !== undefined) throw fault(`has ${names.length} alternative names, not one`);
  const value = (oid: string): Uint8Array | undefined => rawExtensions.find((one) => one.oid === oid)?.value;
  const [older, newer] = [value(OIDS.issuer), value(OIDS.issuerV2)];
  const issuers = [
    // The older one holds the text as it is, without DER around it.
    ...(older === undefined ? [] : [textOf(older)]),
    ...(newer === undefined ? [] : [utf8String(newer)]),
  ];
  const issuer = issuers.at(-1);
  if (issuer === undefined) throw fault('names no issuer of its identity');
  if (issuers.some((one) => one !== issuer)) throw fault('names two issuers of its identity');
  return { ...nameOf(name), issuer };
}

function nameOf(name: AlternativeName): Pick<CertificateIdentity, 'identity' | 'kind'> {
  switch (name.type) {
    case 'email':
    case 'uri':
      return { identity: name.value, kind: name.type };
    case 'other':
      if (name.oid === OIDS.username) return { identity: utf8String(name.value), kind: 'other' };
  }
  throw fault('has an alternative name that is no e-mail address, URI or user name');
}

function utf8String(der: Uint8Array): string {
  return textOf(expectTag(parseDer(der), DER_TAGS.utf8String, 'a text of Fulcio').content);
}

function textOf(bytes: Uint8Array): string {
  if (bytes.length === 0 || bytes.length > MAX_ISSUER) throw fault(`has a text of ${bytes.length} bytes`);
  const text = decodeUtf8(bytes);
  if (/[\0-\x1f\x7f]/.test(text)) throw fault('has a text with control characters');
  return text;
}

function fault(problem: string): FormatError {
  return new FormatError('fulcio', `the certificate ${problem}`);
}
