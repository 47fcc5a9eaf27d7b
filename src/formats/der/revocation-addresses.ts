import { FormatError } from '../format-error.ts';
import type { RawExtension } from './raw-extensions.ts';
import { type DerElement, parseDer } from './reader.ts';
import { contextTag } from './tags.ts';
import { oidValue, sequenceOf } from './values.ts';
import type { Certificate } from './x509.ts';

const AUTHORITY_INFORMATION = '1.3.6.1.5.5.7.1.1';
const OCSP_METHOD = '1.3.6.1.5.5.7.48.1';
const DISTRIBUTION_POINTS = '2.5.29.31';
const FRESHEST_CRL = '2.5.29.46';
const MAX_POINTS = 16;
const MAX_NAMES = 16;

/** Where a certificate says that its issuer tells of revocation. Nothing about the addresses has been looked at. */
export interface RevocationAddresses {
  /** Of OCSP responders. */
  readonly ocsp: readonly string[];
  /** Of revocation lists; every list that is named counts, as each may be a part only. */
  readonly crl: readonly string[];
  /** Why its revocation lists can't be read here: lists by part, by another issuer, or as differences. */
  readonly unreadCrl?: string;
}

/**
 * Reads where a certificate's revocation can be asked for.
 * @throws FormatError when one of the extensions is malformed
 * @example revocationAddresses(leaf).ocsp // ['http://ocsp.example.com']
 * @see RFC 5280 sections 4.2.1.13, 4.2.1.15 and 4.2.2.1
 */
export function revocationAddresses({ rawExtensions }: Pick<Certificate, 'rawExtensions'>): RevocationAddresses {
  const read = (oid: string): RawExtension | undefined => rawExtensions.find((one) => one.oid === oid);
  const information = read(AUTHORITY_INFORMATION);
  const points = read(DISTRIBUTION_POINTS);
  const ocsp = information === undefined ? [] : readResponders(parseDer(information.value));
  const { crl, unreadCrl } = points === undefined ? { crl: [] } : readPoints(parseDer(points.value));
  const why = unreadCrl ?? (read(FRESHEST_CRL) && 'it names lists of differences (freshestCRL), which are not read');
  return { ocsp, crl, ...(why !== undefined && { unreadCrl: why }) };
}

function readResponders(root: DerElement): readonly string[] {
  return sequenceOf(root, 'authorityInfoAccess', 1, MAX_POINTS).flatMap((description) => {
    const [method, location] = sequenceOf(description, 'an access description', 2, 2);
    if (oidValue(method, 'an access method') !== OCSP_METHOD) return [];
    return location?.tag === contextTag(6, 'primitive') ? [address(location)] : [];
  });
}

function readPoints(root: DerElement): { readonly crl: readonly string[]; readonly unreadCrl?: string } {
  const crl: string[] = [];
  let unreadCrl: string | undefined;
  for (const point of sequenceOf(root, 'cRLDistributionPoints', 1, MAX_POINTS)) {
    const [name, ...parts] = sequenceOf(point, 'a distribution point', 1, 3);
    const known: readonly number[] = [contextTag(1, 'primitive'), contextTag(2, 'constructed')];
    const strange = parts.find(({ tag }) => !known.includes(tag));
    if (strange !== undefined) throw malformed('a distribution point has a part that is not known there', strange);
    if (name?.tag !== contextTag(0, 'constructed')) unreadCrl = 'a distribution point names no list';
    else if (parts.some(({ tag }) => tag === contextTag(1, 'primitive')))
      unreadCrl = 'it names lists by reason, which are parts only';
    else if (parts.some(({ tag }) => tag === contextTag(2, 'constructed')))
      unreadCrl = 'it names lists of another issuer, which are not read';
    const [full, second] = name?.children ?? [];
    if (full?.tag !== contextTag(0, 'constructed') || second !== undefined) {
      unreadCrl ??= 'it names a list by a directory name, which is not looked up';
      continue;
    }
    if (full.children.length > MAX_NAMES) throw malformed('a distribution point has too many names', full);
    crl.push(...full.children.filter(({ tag }) => tag === contextTag(6, 'primitive')).map(address));
    if (full.children.every(({ tag }) => tag !== contextTag(6, 'primitive')))
      unreadCrl ??= 'it names a list by something else than an address';
  }
  return { crl, ...(unreadCrl !== undefined && { unreadCrl }) };
}

function address({ content, offset }: DerElement): string {
  if (content.length > 2048 || content.some((octet) => octet < 0x21 || octet > 0x7e))
    throw new FormatError('x509', 'an address has a character outside printable ASCII, or is too long', `@${offset}`);
  return String.fromCharCode(...content);
}

function malformed(problem: string, { offset }: DerElement): FormatError {
  return new FormatError('x509', problem, `@${offset}`);
}
