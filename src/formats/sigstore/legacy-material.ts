import { encodeBase64 } from '../base64.ts';
import { parseOnePem, serialisePem } from '../der/pem.ts';
import { FormatError } from '../format-error.ts';
import { canonicalJson } from '../json/canonical.ts';
import { Members } from '../json/members.ts';
import { type JsonLimits, parseJson } from '../json/parse.ts';
import type { Annotations } from '../oci/descriptor.ts';
import { COSIGN_ANNOTATIONS } from '../oci/media-types.ts';
import { encodeUtf8 } from '../utf8.ts';
import { bytesMember, type TlogEntry } from './tlog-entry.ts';

/** What cosign before version 3 writes beside a signature, in the terms of bundles: who signed, which log has it, who stamped it. */
export interface LegacyMaterial {
  /** Of whoever signed without a key of the verifier's, DER. */
  readonly certificate?: Uint8Array;
  /** At most one. */
  readonly tlogEntries: readonly TlogEntry[];
  /** At most one. */
  readonly timestamps: readonly Uint8Array[];
}

const FORMAT = 'cosign-annotations';
const LIMITS: JsonLimits = { maxBytes: 4 * 1024 * 1024, maxDepth: 4, maxValues: 32 };
const BODY_LIMITS: JsonLimits = { maxBytes: 4 * 1024 * 1024, maxDepth: 16, maxValues: 4096 };
const MAX_BODY = 3 * 1024 * 1024;

/**
 * Reads the certificate in the annotations of a layer. The chain beside it is not read: a signature can't bring its own trust.
 *
 * @returns undefined where there is none
 * @throws FormatError
 * @example legacyCertificate(layer.annotations ?? {})
 * @see cosign pkg/oci/static/options.go (CertificateAnnotationKey)
 */
export function legacyCertificate(annotations: Annotations): Uint8Array | undefined {
  const text = annotations[COSIGN_ANNOTATIONS.certificate];
  return text === undefined || text === '' ? undefined : parseOnePem(text.trimEnd(), ['CERTIFICATE']).bytes;
}

/**
 * Reads what the annotations of a layer say of when its signature was made. All of it is unsigned, and only a translation: the log's
 * promise, and the timestamp, say whether it is true. The kind of the entry is that of its body, since nothing else says one.
 *
 * @throws FormatError
 * @example legacyWitnesses(layer.annotations ?? {}).tlogEntries.length // 0 or 1
 * @see cosign pkg/cosign/bundle/rekor.go and tsa.go
 */
export function legacyWitnesses(annotations: Annotations): Omit<LegacyMaterial, 'certificate'> {
  const bundle = annotations[COSIGN_ANNOTATIONS.bundle];
  const timestamp = annotations[COSIGN_ANNOTATIONS.timestamp];
  return {
    tlogEntries: bundle === undefined ? [] : [readEntry(bundle)],
    timestamps: timestamp === undefined ? [] : [readTimestamp(timestamp)],
  };
}

/**
 * Writes them as cosign does.
 * @throws FormatError for an entry without promise and time, or more than one of a kind: the form has no place for them
 * @example legacyAnnotations({ certificate, tlogEntries: [entry], timestamps: [] })
 */
export function legacyAnnotations({ certificate, tlogEntries, timestamps }: LegacyMaterial): Annotations {
  if (tlogEntries.length > 1 || timestamps.length > 1)
    throw new FormatError(FORMAT, 'the older form of cosign has a place for one log entry and one timestamp');
  const [entry] = tlogEntries;
  const [timestamp] = timestamps;
  return {
    ...(certificate !== undefined && {
      [COSIGN_ANNOTATIONS.certificate]: serialisePem('CERTIFICATE', certificate),
      [COSIGN_ANNOTATIONS.chain]: '',
    }),
    ...(entry !== undefined && { [COSIGN_ANNOTATIONS.bundle]: writeEntry(entry) }),
    ...(timestamp !== undefined && {
      [COSIGN_ANNOTATIONS.timestamp]: canonicalJson({ SignedRFC3161Timestamp: encodeBase64(timestamp) }),
    }),
  };
}

function readEntry(text: string): TlogEntry {
  const members = new Members(FORMAT, parseJson(encodeUtf8(text), LIMITS));
  members.only(['SignedEntryTimestamp', 'Payload']);
  const payload = members.inside('Payload');
  payload.only(['body', 'integratedTime', 'logIndex', 'logID']);
  const canonicalizedBody = bytesMember(payload, 'body', MAX_BODY);
  const said = new Members(FORMAT, parseJson(canonicalizedBody, BODY_LIMITS), payload.pointer('body'));
  const logId = payload.text('logID', 128);
  if (!/^(?:[0-9a-f]{2})+$/.test(logId)) payload.fail('logID', 'is no lower-case hex');
  return {
    logIndex: wholeNumber(payload, 'logIndex'),
    logId: Uint8Array.from(logId.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    kind: said.text('kind', 64),
    version: said.text('apiVersion', 32),
    integratedTime: wholeNumber(payload, 'integratedTime'),
    inclusionPromise: bytesMember(members, 'SignedEntryTimestamp', 4096),
    canonicalizedBody,
  };
}

function writeEntry({ canonicalizedBody, integratedTime, inclusionPromise, logIndex, logId }: TlogEntry): string {
  if (integratedTime === undefined || inclusionPromise === undefined)
    throw new FormatError(FORMAT, 'the older form of cosign holds entries that a log promised, as Rekor 1 does');
  return canonicalJson({
    SignedEntryTimestamp: encodeBase64(inclusionPromise),
    Payload: {
      body: encodeBase64(canonicalizedBody),
      integratedTime,
      logIndex,
      logID: Array.from(logId, (octet) => octet.toString(16).padStart(2, '0')).join(''),
    },
  });
}

function readTimestamp(text: string): Uint8Array {
  const members = new Members(FORMAT, parseJson(encodeUtf8(text), LIMITS));
  members.only(['SignedRFC3161Timestamp']);
  return bytesMember(members, 'SignedRFC3161Timestamp', 64 * 1024);
}

function wholeNumber(members: Members, name: string): number {
  const value = members.object[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : members.fail(name, 'is not an integer from 0 to 2^53 - 1');
}
