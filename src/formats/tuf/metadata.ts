import { FormatError } from '../format-error.ts';
import { Members } from '../json/members.ts';
import { type JsonLimits, parseJson } from '../json/parse.ts';
import type { JsonValue } from '../json/value.ts';
import { parseRfc3339 } from '../rfc3339.ts';
import { tufCanonicalBytes } from './canonical-json.ts';

/** The four roles that the root of a TUF repository names. */
export const TUF_ROLES = ['root', 'timestamp', 'snapshot', 'targets'] as const;

/** One of {@link TUF_ROLES}. */
export type TufRole = (typeof TUF_ROLES)[number];

/** A metadata file as it came: what it says of itself is nobody's word until its signatures are counted. */
export interface UnverifiedTufMetadata {
  readonly role: TufRole;
  readonly version: number;
  /** Seconds since 1970. */
  readonly expires: number;
  readonly signed: Members;
  /** What was signed. */
  readonly signedBytes: Uint8Array;
  /** By id of the key. */
  readonly signatures: ReadonlyMap<string, Uint8Array>;
}

const FORMAT = 'tuf';
/** Of one metadata file; those of the public Sigstore instance have up to 10 KiB. */
export const TUF_LIMITS: JsonLimits = { maxBytes: 4 * 1024 * 1024, maxDepth: 16, maxValues: 100_000 };
const MAX_SIGNATURES = 64;
const MAX_SIGNATURE = 4096;
const HEX = /^(?:[0-9a-fA-F]{2})+$/;

/**
 * Reads the envelope of a metadata file: type, version, end, signatures. An empty signature, which tools leave for those
 * who have yet to sign, is none.
 *
 * @throws FormatError with the JSON pointer
 * @example parseTufMetadata(bytes, 'timestamp').version
 * @see TUF specification 1.0.34 sections 4.2 and 4.3
 */
export function parseTufMetadata(bytes: Uint8Array, role: TufRole): UnverifiedTufMetadata {
  const members: Members = new Members(FORMAT, parseJson(bytes, TUF_LIMITS));
  const signed: Members = members.inside('signed');
  const type = signed.text('_type', 32);
  if (type !== role) signed.fail('_type', `must be ${JSON.stringify(role)}, not ${JSON.stringify(type)}`);
  // TUF specification section 4.3: another major version is another format.
  if (!/^1\.\d{1,4}(?:\.\d{1,4})?$/.test(signed.text('spec_version', 16)))
    signed.fail('spec_version', 'is no version 1 of the specification');
  return {
    role,
    version: positive(signed, 'version'),
    expires: Math.floor(parseRfc3339(signed.text('expires', 40)) / 1000),
    signed,
    signedBytes: tufCanonicalBytes(signed.object),
    signatures: signaturesOf(members),
  };
}

function signaturesOf(members: Members): ReadonlyMap<string, Uint8Array> {
  const all = new Map<string, Uint8Array>();
  for (const [index, value] of members.array('signatures', MAX_SIGNATURES).entries()) {
    const one: Members = new Members(FORMAT, value, `/signatures/${index}`);
    const id = one.text('keyid', 128);
    const hex = one.string('sig', MAX_SIGNATURE);
    if (hex === '') continue;
    if (!HEX.test(hex)) one.fail('sig', 'is not hexadecimal');
    if (all.has(id)) one.fail('keyid', 'has two signatures');
    all.set(
      id,
      Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    );
  }
  return all;
}

/**
 * A whole number above zero.
 * @throws FormatError
 * @example positive(signed, 'version')
 */
export function positive(members: Members, name: string): number {
  const value: JsonValue | undefined = members.object[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    return members.fail(name, 'must be a whole number above zero');
  return value;
}

/**
 * The version that one metadata file notes of another: snapshot of targets, timestamp of snapshot.
 * @throws FormatError
 * @example notedVersion(parseTufMetadata(bytes, 'timestamp'), 'snapshot.json')
 * @see TUF specification 1.0.34 sections 4.4 and 4.6
 */
export function notedVersion({ signed }: UnverifiedTufMetadata, file: string): number {
  const meta: Members = signed.inside('meta');
  if (!meta.has(file)) throw new FormatError(FORMAT, `it does not name ${file}`, meta.pointer(file));
  return positive(meta.inside(file), 'version');
}
