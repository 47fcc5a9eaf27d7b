import { decodeBase64, encodeBase64 } from '../base64.ts';
import { FormatError } from '../format-error.ts';
import { Members } from '../json/members.ts';
import type { JsonObject, JsonValue } from '../json/value.ts';

/** Where an entry stands in a log's Merkle tree, and the signed head that says so. */
export interface InclusionProof {
  readonly logIndex: number;
  readonly rootHash: Uint8Array;
  readonly treeSize: number;
  readonly hashes: readonly Uint8Array[];
  /** The signed note, as text; only proofs in bundles of v0.1 may lack it. */
  readonly checkpoint?: string;
}

/** One entry of a transparency log, as a bundle carries it. */
export interface TlogEntry {
  readonly logIndex: number;
  /** SHA-256 of the log's public key. */
  readonly logId: Uint8Array;
  readonly kind: string;
  readonly version: string;
  /** Seconds since 1970. Only an inclusion promise covers it; without one it is nobody's word. */
  readonly integratedTime?: number;
  /** The signed entry timestamp. */
  readonly inclusionPromise?: Uint8Array;
  readonly inclusionProof?: InclusionProof;
  readonly canonicalizedBody: Uint8Array;
}

const FORMAT = 'sigstore-bundle';
// A tree of 2^64 leaves has proofs of 64 hashes.
const MAX_HASHES = 64;

/**
 * Reads an entry of a bundle. 64-bit integers are decimal strings, as protobuf JSON writes them, or plain numbers, which
 * readers must take too; beyond 2^53 they are refused.
 *
 * @param at - JSON pointer of the value
 * @throws FormatError
 * @example tlogEntryFromJson(entry, '/verificationMaterial/tlogEntries/0').logIndex
 * @see sigstore protobuf-specs, sigstore_rekor.proto; protobuf JSON mapping
 */
export function tlogEntryFromJson(value: JsonValue, at: string): TlogEntry {
  const members: Members = new Members(FORMAT, value, at);
  members.only([
    'logIndex',
    'logId',
    'kindVersion',
    'integratedTime',
    'inclusionPromise',
    'inclusionProof',
    'canonicalizedBody',
  ]);
  const kindVersion = members.inside('kindVersion');
  kindVersion.only(['kind', 'version']);
  const logId = members.inside('logId');
  logId.only(['keyId']);
  const promise = members.has('inclusionPromise') ? members.inside('inclusionPromise') : undefined;
  promise?.only(['signedEntryTimestamp']);
  const integratedTime = members.has('integratedTime') ? int64(members, 'integratedTime') : 0;
  return {
    // Protobuf JSON leaves out zero.
    logIndex: members.has('logIndex') ? int64(members, 'logIndex') : 0,
    logId: bytesMember(logId, 'keyId', 256),
    kind: kindVersion.text('kind', 64),
    version: kindVersion.text('version', 32),
    ...(integratedTime === 0 ? {} : { integratedTime }),
    ...(promise === undefined ? {} : { inclusionPromise: bytesMember(promise, 'signedEntryTimestamp', 4096) }),
    ...(members.has('inclusionProof') ? { inclusionProof: proofFromJson(members.inside('inclusionProof')) } : {}),
    canonicalizedBody: bytesMember(members, 'canonicalizedBody', 32 * 1024 * 1024),
  };
}

/**
 * The entry as protobuf JSON; the inverse of {@link tlogEntryFromJson}.
 * @example canonicalJson(tlogEntryToJson(entry))
 */
export function tlogEntryToJson(entry: TlogEntry): JsonObject {
  const { inclusionPromise, inclusionProof, integratedTime } = entry;
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: encodeBase64(entry.logId) },
    kindVersion: { kind: entry.kind, version: entry.version },
    integratedTime: integratedTime === undefined ? undefined : String(integratedTime),
    inclusionPromise:
      inclusionPromise === undefined ? undefined : { signedEntryTimestamp: encodeBase64(inclusionPromise) },
    inclusionProof:
      inclusionProof === undefined
        ? undefined
        : {
            logIndex: String(inclusionProof.logIndex),
            rootHash: encodeBase64(inclusionProof.rootHash),
            treeSize: String(inclusionProof.treeSize),
            hashes: inclusionProof.hashes.map(encodeBase64),
            checkpoint: inclusionProof.checkpoint === undefined ? undefined : { envelope: inclusionProof.checkpoint },
          },
    canonicalizedBody: encodeBase64(entry.canonicalizedBody),
  };
}

/**
 * A member of base64 bytes that are not empty.
 * @param maxBytes - of the decoded bytes, rounded up to a multiple of three
 * @throws FormatError with the JSON pointer
 * @example bytesMember(logId, 'keyId', 256)
 */
export function bytesMember(members: Members, name: string, maxBytes: number): Uint8Array {
  const text = members.text(name, Math.ceil(maxBytes / 3) * 4);
  try {
    return decodeBase64(text);
  } catch (cause) {
    throw new FormatError(FORMAT, 'the text is not strict base64', members.pointer(name), { cause });
  }
}

/** Strict base64 with the place in the message. @throws FormatError */
function base64Bytes(text: string, at: string): Uint8Array {
  try {
    return decodeBase64(text);
  } catch (cause) {
    throw new FormatError(FORMAT, 'the text is not strict base64', at, { cause });
  }
}

function proofFromJson(members: Members): InclusionProof {
  members.only(['logIndex', 'rootHash', 'treeSize', 'hashes', 'checkpoint']);
  const checkpoint = members.has('checkpoint') ? members.inside('checkpoint') : undefined;
  checkpoint?.only(['envelope']);
  const hashes = members.has('hashes') ? members.array('hashes', MAX_HASHES) : [];
  return {
    logIndex: members.has('logIndex') ? int64(members, 'logIndex') : 0,
    rootHash: bytesMember(members, 'rootHash', 64),
    treeSize: int64(members, 'treeSize'),
    hashes: hashes.map((hash, index) => {
      const at = `${members.pointer('hashes')}/${index}`;
      const bytes = typeof hash === 'string' && hash.length === 44 ? base64Bytes(hash, at) : undefined;
      // 33 bytes take 44 characters too.
      if (bytes?.length !== 32) throw new FormatError(FORMAT, 'a hash must have 32 bytes', at);
      return bytes;
    }),
    ...(checkpoint !== undefined && { checkpoint: checkpoint.text('envelope', 16 * 1024) }),
  };
}

function int64(members: Members, name: string): number {
  const value = members.object[name];
  const number = typeof value === 'string' && /^(?:0|[1-9][0-9]{0,15})$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0)
    throw new FormatError(
      FORMAT,
      `${JSON.stringify(name)} is not an integer from 0 to 2^53 - 1`,
      members.pointer(name),
    );
  return number;
}
