import { hexToBytes } from '@noble/hashes/utils.js';
import { concatBytes } from '../concat-bytes.ts';
import { equalBytes } from '../equal-bytes.ts';
import { FormatError } from '../format-error.ts';
import { type RawExtension, rawExtensionsOf } from './raw-extensions.ts';
import { type DerElement, derElements, parseDer } from './reader.ts';
import { ENTRY_OIDS, type RevokedCertificate, revocationReason } from './revocation-reason.ts';
import { contextTag, DER_TAGS } from './tags.ts';
import { timeSeconds } from './time.ts';
import { bitStringOctets, booleanValue, expectTag, oidValue, sequenceOf, smallInteger } from './values.ts';

/** Bytes of a list. The largest that are known have less than 16 MiB, those for signing code far less. */
export const MAX_CRL_BYTES = 8 * 2 ** 20;

/** Which certificates a list is about, where it is not about all that its issuer issued. @see RFC 5280 section 5.2.5 */
export interface ListScope {
  /** Addresses that the list itself is published at; empty when it names none. */
  readonly addresses: readonly string[];
  readonly only?: 'users' | 'authorities' | 'attributes';
  readonly someReasons: boolean;
  /** Of several issuers. */
  readonly indirect: boolean;
}

/** A certificate revocation list that could be read. Nothing about it has been verified. */
export interface RevocationList {
  /** What the issuer signed, byte for byte. */
  readonly tbs: Uint8Array;
  /** DER of the issuer's name. */
  readonly issuer: Uint8Array;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  /** Seconds since 1970. */
  readonly thisUpdate: number;
  readonly nextUpdate?: number;
  readonly scope?: ListScope;
  /** It holds differences to another list. */
  readonly isDelta: boolean;
  /** It names lists of differences to itself. */
  readonly namesDeltas: boolean;
  /** A critical extension, of the list or of one of its entries, that is not read here. */
  readonly strange?: string;
  /** The content of the list of entries. */
  readonly entries: Uint8Array;
}

const OIDS = { delta: '2.5.29.27', scope: '2.5.29.28', freshest: '2.5.29.46' } as const;
/** Extensions of one entry that hold nothing but a reason, up to its number: nearly all of them. */
const ONLY_REASON = [0x30, 0x0c, 0x30, 0x0a, 0x06, 0x03, 0x55, 0x1d, 0x15, 0x04, 0x03, 0x0a, 0x01];

/**
 * Reads a certificate revocation list, strictly: DER only, version 2, one signature algorithm inside and outside. Its
 * entries are not held as a tree, so that a list of a hundred thousand costs no more memory than its bytes.
 *
 * @param der - at most {@link MAX_CRL_BYTES}
 * @throws FormatError with the byte offset in `at`
 * @example parseRevocationList(bytes).nextUpdate
 * @see RFC 5280 section 5.1
 */
export function parseRevocationList(der: Uint8Array): RevocationList {
  if (der.length > MAX_CRL_BYTES) throw fault(`has ${der.length} bytes, more than the ${MAX_CRL_BYTES} allowed`);
  const [root, after] = derElements(der);
  if (after !== undefined) throw fault('has bytes after it');
  const [tbs, outer, signature, more] = derElements(expectTag(root, DER_TAGS.sequence, 'the revocation list').content);
  if (more !== undefined) throw fault('has more than its three parts');
  const fields = [...derElements(expectTag(tbs, DER_TAGS.sequence, 'the signed part').content)];
  const take = (tag: number): DerElement | undefined => (fields[0]?.tag === tag ? fields.shift() : undefined);
  const version = take(DER_TAGS.integer);
  if (version !== undefined && smallInteger(version, 'the version') !== 1) throw fault('is of another version than 2');
  const inner = take(DER_TAGS.sequence);
  const issuer = take(DER_TAGS.sequence);
  if (inner === undefined || issuer === undefined || outer === undefined) throw fault('lacks a part');
  if (!equalBytes(inner.bytes, outer.bytes))
    throw fault('has another signature algorithm inside than outside (RFC 5280 section 5.1.1.2)');
  const thisUpdate = timeSeconds(fields.shift(), 'thisUpdate');
  const next = take(DER_TAGS.utcTime) ?? take(DER_TAGS.generalizedTime);
  const entries = take(DER_TAGS.sequence)?.content ?? new Uint8Array();
  const explicit = take(contextTag(0, 'constructed'));
  if (fields.length > 0) throw fault('has a part that is not known there');
  if (version === undefined && explicit !== undefined) throw fault('has extensions, which version 1 does not know');
  const extensions = explicit === undefined ? [] : rawExtensionsOf(parseDer(explicit.content), 'the extensions');
  const scope = extensions.find(({ oid }) => oid === OIDS.scope);
  const has = (wanted: string): boolean => extensions.some(({ oid }) => oid === wanted);
  const known: readonly string[] = [OIDS.delta, OIDS.scope, OIDS.freshest];
  const strange =
    extensions.find(({ oid, critical }) => critical && !known.includes(oid))?.oid ?? strangeEntry(entries);
  return {
    tbs: tbs?.bytes ?? new Uint8Array(),
    issuer: issuer.bytes,
    signatureAlgorithm: oidValue(
      sequenceOf(parseDer(outer.bytes), 'the signature algorithm', 1, 2)[0],
      'the algorithm',
    ),
    signature: bitStringOctets(signature, 'the signature'),
    thisUpdate,
    ...(next !== undefined && { nextUpdate: timeSeconds(next, 'nextUpdate') }),
    ...(scope !== undefined && { scope: readScope(scope) }),
    isDelta: has(OIDS.delta),
    namesDeltas: has(OIDS.freshest),
    ...(strange !== undefined && { strange }),
    entries,
  };
}

/**
 * What a list says of one serial number; several entries for one that it names more than once.
 * @param serialNumber - as {@link Certificate} has it: lower-case hex, whole octets
 * @throws FormatError
 * @example revokedEntries(list, leaf.serialNumber).length // 0: not revoked
 * @see RFC 5280 section 5.1.2.6
 */
export function revokedEntries({ entries }: RevocationList, serialNumber: string): readonly RevokedCertificate[] {
  const found: RevokedCertificate[] = [];
  const magnitude = hexToBytes(serialNumber);
  const wanted = (magnitude[0] ?? 0) >= 0x80 ? concatBytes([new Uint8Array(1), magnitude]) : magnitude;
  for (const entry of derElements(entries)) {
    const [serial] = derElements(entry.content);
    if (serial === undefined || !equalBytes(wanted, serial.content)) continue;
    const [, time, explicit] = sequenceOf(parseDer(entry.bytes), 'an entry', 2, 3);
    const extensions = explicit === undefined ? [] : rawExtensionsOf(explicit, 'the extensions of an entry');
    found.push({ revokedAt: timeSeconds(time, 'the time of an entry'), ...entryExtensions(extensions) });
  }
  return found;
}

/**
 * Reason and invalidity date, as entries of lists and OCSP responses have them.
 * @throws FormatError
 * @example entryExtensions(extensions).reason // 'unspecified' where there is none
 * @see RFC 5280 sections 5.3.1 and 5.3.2
 */
export function entryExtensions(extensions: readonly RawExtension[]): Omit<RevokedCertificate, 'revokedAt'> {
  const read = (oid: string): DerElement | undefined => {
    const one = extensions.find((extension) => extension.oid === oid);
    return one && parseDer(one.value);
  };
  const reason = read(ENTRY_OIDS.reason);
  const date = read(ENTRY_OIDS.invalidityDate);
  if (date !== undefined) expectTag(date, DER_TAGS.generalizedTime, 'the invalidity date');
  return {
    reason: reason === undefined ? 'unspecified' : revocationReason(reason),
    ...(date !== undefined && { invalidFrom: timeSeconds(date, 'the invalidity date') }),
  };
}

/** Every entry is looked at: one that can't be processed spoils the whole list. @see RFC 5280 section 5.3 */
function strangeEntry(entries: Uint8Array): string | undefined {
  for (const entry of derElements(entries)) {
    if (entry.tag !== DER_TAGS.sequence) throw fault('has an entry that is none');
    const [serial, time, extensions, more] = derElements(entry.content);
    if (serial?.tag !== DER_TAGS.integer || time === undefined || more !== undefined)
      throw fault('has an entry that is none');
    if (extensions === undefined || isOnlyReason(extensions.bytes)) continue;
    const strange = rawExtensionsOf(parseDer(extensions.bytes), 'the extensions of an entry').find(
      ({ oid, critical }) => critical && oid !== ENTRY_OIDS.reason && oid !== ENTRY_OIDS.invalidityDate,
    );
    if (strange !== undefined) return strange.oid;
  }
  return undefined;
}

function isOnlyReason(bytes: Uint8Array): boolean {
  return bytes.length === ONLY_REASON.length + 1 && ONLY_REASON.every((octet, at) => bytes[at] === octet);
}

function readScope({ value }: RawExtension): ListScope {
  const addresses: string[] = [];
  let only: ListScope['only'];
  let [someReasons, indirect] = [false, false];
  for (const part of sequenceOf(parseDer(value), 'the scope', 0, 6)) {
    const flag = (): boolean => booleanValue(part, 'a flag of the scope', part.tag);
    switch (part.tag) {
      case contextTag(0, 'constructed'):
        for (const name of part.children[0]?.children ?? [])
          if (name.tag === contextTag(6, 'primitive'))
            addresses.push(String.fromCharCode(...name.content.subarray(0, 2048)));
        break;
      case contextTag(1, 'primitive'):
        if (flag()) only = 'users';
        break;
      case contextTag(2, 'primitive'):
        if (flag()) only = 'authorities';
        break;
      case contextTag(3, 'primitive'):
        someReasons = true;
        break;
      case contextTag(4, 'primitive'):
        indirect = flag();
        break;
      case contextTag(5, 'primitive'):
        if (flag()) only = 'attributes';
        break;
      default:
        throw fault('has a scope with a part that is not known there');
    }
  }
  return { addresses, ...(only !== undefined && { only }), someReasons, indirect };
}

function fault(problem: string): FormatError {
  return new FormatError('crl', `the revocation list ${problem}`);
}
