import { type PublicKeyInfo, parseSpki } from '../der/spki.ts';
import { writeBitString, writeNull, writeOid, writeSequence } from '../der/writer.ts';
import { type Certificate, parseCertificate } from '../der/x509.ts';
import { Members } from '../json/members.ts';
import type { JsonLimits } from '../json/parse.ts';
import type { JsonValue } from '../json/value.ts';
import { parseRfc3339 } from '../rfc3339.ts';
import { parseProtoJson } from './proto-json.ts';
import { bytesMember } from './tlog-entry.ts';

/** Seconds since 1970, with fractions, closed at both ends; `until` is null while it still counts. */
export interface Validity {
  readonly from: number;
  readonly until: number | null;
}

/** A log whose signature counts: of signatures (Rekor), or of certificates. */
export interface TrustedLog {
  readonly baseUrl: string;
  /** Host, and port where there is one: the name that its checkpoints bear. */
  readonly host: string;
  /** How bundles name it. */
  readonly id: Uint8Array;
  /** SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  readonly valid: Validity;
}

/** Certificates that issue others, or timestamps: from the one that signs up to the root. */
export interface TrustedAuthority {
  readonly uri: string;
  readonly chain: readonly Certificate[];
  readonly valid: Validity;
}

/** Whom a Sigstore instance consists of. */
export interface TrustedRoot {
  readonly version: '0.1' | '0.2';
  readonly logs: readonly TrustedLog[];
  readonly certificateLogs: readonly TrustedLog[];
  readonly certificateAuthorities: readonly TrustedAuthority[];
  readonly timestampAuthorities: readonly TrustedAuthority[];
}

const FORMAT = 'trusted-root';
const VERSIONS: Readonly<Record<string, TrustedRoot['version']>> = {
  'application/vnd.dev.sigstore.trustedroot+json;version=0.1': '0.1',
  'application/vnd.dev.sigstore.trustedroot.v0.1+json': '0.1',
  'application/vnd.dev.sigstore.trustedroot+json;version=0.2': '0.2',
  'application/vnd.dev.sigstore.trustedroot.v0.2+json': '0.2',
};
/** Of each kind: the public instance has two to four. */
const MAX_INSTANCES = 64;
const MAX_CERTIFICATES = 10;
const MAX_DER = 16 * 1024;
const LIMITS: JsonLimits = { maxBytes: 1024 * 1024, maxDepth: 12, maxValues: 16_384 };

/** Key types by the names of sigstore_common.proto, PublicKeyDetails; logs with any other can't be verified here. */
const KEY_TYPES: Readonly<Record<string, PublicKeyInfo['type']>> = {
  PKIX_ECDSA_P256_SHA_256: 'ec',
  PKIX_ECDSA_P384_SHA_384: 'ec',
  PKIX_ECDSA_P521_SHA_512: 'ec',
  PKIX_ED25519: 'ed25519',
  PKCS1_RSA_PKCS1V5: 'rsa',
  PKIX_RSA_PKCS1V15_2048_SHA256: 'rsa',
  PKIX_RSA_PKCS1V15_3072_SHA256: 'rsa',
  PKIX_RSA_PKCS1V15_4096_SHA256: 'rsa',
};

/**
 * Reads `trusted_root.json` of v0.1 or v0.2: whom to trust, and when. Each entry must say from when it counts, as a missing
 * start would count from ever. Logs with a type of key that is not read here are left out, so that nothing of theirs
 * counts. Members that are not known pass, unless they differ from a known one by case alone.
 *
 * @throws FormatError with the JSON pointer
 * @example parseTrustedRoot(bytes).logs.map(({ host }) => host) // ['rekor.sigstore.dev', 'log2025-1.rekor.sigstore.dev']
 * @see sigstore protobuf-specs, sigstore_trustroot.proto
 */
export function parseTrustedRoot(bytes: Uint8Array): TrustedRoot {
  const members: Members = new Members(FORMAT, parseProtoJson(bytes, LIMITS));
  members.noCaseTwins(['mediaType', 'tlogs', 'certificateAuthorities', 'ctlogs', 'timestampAuthorities']);
  const mediaType = members.text('mediaType', 128);
  const version = Object.hasOwn(VERSIONS, mediaType) ? VERSIONS[mediaType] : undefined;
  if (version === undefined) members.fail('mediaType', 'is none of the versions that are read (v0.1, v0.2)');
  const each = <T>(name: string, read: (one: Members) => T): readonly T[] =>
    members.has(name)
      ? members
          .array(name, MAX_INSTANCES)
          .map((value: JsonValue, index) => read(new Members(FORMAT, value, `/${name}/${index}`)))
      : [];
  return {
    version,
    logs: each('tlogs', readLog).flatMap((log) => log ?? []),
    certificateLogs: each('ctlogs', readLog).flatMap((log) => log ?? []),
    certificateAuthorities: each('certificateAuthorities', readAuthority),
    timestampAuthorities: each('timestampAuthorities', readAuthority),
  };
}

function readLog(members: Members): TrustedLog | undefined {
  members.noCaseTwins(['baseUrl', 'hashAlgorithm', 'publicKey', 'logId', 'checkpointKeyId', 'operator']);
  const baseUrl = members.text('baseUrl', 1024);
  const key = members.inside('publicKey');
  key.noCaseTwins(['rawBytes', 'keyDetails', 'validFor']);
  const logId = members.inside('logId');
  logId.only(['keyId']);
  const valid = readValidity(key);
  const details = key.text('keyDetails', 64);
  const type = Object.hasOwn(KEY_TYPES, details) ? KEY_TYPES[details] : undefined;
  if (type === undefined || members.text('hashAlgorithm', 32) !== 'SHA2_256') return undefined;
  const raw = bytesMember(key, 'rawBytes', MAX_DER);
  // The old name of RSA keys means the bare RSAPublicKey of PKCS #1.
  const spki = details === 'PKCS1_RSA_PKCS1V5' ? rsaSpki(raw) : raw;
  if (parseSpki(spki).type !== type) key.fail('keyDetails', 'names another type of key than the key is');
  const id = bytesMember(logId, 'keyId', 64);
  if (id.length !== 32) logId.fail('keyId', 'must have 32 bytes');
  return { baseUrl, host: hostOf(baseUrl, members), id, spki, valid };
}

function readAuthority(members: Members): TrustedAuthority {
  members.noCaseTwins(['subject', 'uri', 'certChain', 'validFor', 'operator']);
  const certChain = members.inside('certChain');
  certChain.only(['certificates']);
  const certificates = certChain.array('certificates', MAX_CERTIFICATES);
  if (certificates.length === 0) certChain.fail('certificates', 'must not be empty');
  return {
    uri: members.optionalString('uri', 1024) ?? '',
    chain: certificates.map((value: JsonValue, index) => {
      const one = new Members(FORMAT, value, `${certChain.pointer('certificates')}/${index}`);
      one.only(['rawBytes']);
      return parseCertificate(bytesMember(one, 'rawBytes', MAX_DER));
    }),
    valid: readValidity(members),
  };
}

/** A missing start is an error, not the beginning of time. @see sigstore conformance, "trust-root-tlog-missing-validity-start" */
function readValidity(members: Members): Validity {
  const range: Members = members.inside('validFor');
  range.only(['start', 'end']);
  const time = (name: string): number => parseRfc3339(range.text(name, 40)) / 1000;
  const from = time('start');
  const until = range.has('end') ? time('end') : null;
  if (until !== null && until < from) range.fail('end', 'is before the start');
  return { from, until };
}

function hostOf(baseUrl: string, members: Members): string {
  const host = /^https?:\/\/([A-Za-z0-9.-]+(?::[0-9]{1,5})?)(?:\/|$)/.exec(baseUrl)?.[1];
  return host?.toLowerCase() ?? members.fail('baseUrl', 'is no http or https address');
}

function rsaSpki(pkcs1: Uint8Array): Uint8Array {
  return writeSequence(writeSequence(writeOid('1.2.840.113549.1.1.1'), writeNull()), writeBitString(pkcs1));
}

/**
 * True when a time lies within a validity; both ends count.
 * @param seconds - since 1970, with fractions
 * @example withinValidity(log.valid, entry.integratedTime)
 * @see sigstore_common.proto, TimeRange ("end" is inclusive)
 */
export function withinValidity({ from, until }: Validity, seconds: number): boolean {
  return from <= seconds && (until === null || seconds <= until);
}

/**
 * How many logs these are: one by two names, and one name with two keys, are one log each.
 * @example countLogs(root.logs) // 2
 * @see GHSA-9vcr-p3rj-q5q6 (a threshold that one log met twice)
 */
export function countLogs(logs: readonly TrustedLog[]): number {
  const groups: Set<string>[] = [];
  for (const { host, spki } of logs) {
    const names = new Set([`host ${host}`, `key ${spki.join()}`]);
    for (const group of groups.filter((one) => [...one].some((name) => names.has(name)))) {
      for (const name of group) names.add(name);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(names);
  }
  return groups.length;
}
