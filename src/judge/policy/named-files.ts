import { FormatError } from '../../formats/format-error.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../formats/json/value.ts';
import { readPolicyDocument } from './document.ts';

/** A file that a policy names. */
export interface NamedFile {
  /** As the policy has it. */
  readonly path: string;
  readonly holds: 'key' | 'certificates' | 'trusted-root' | 'revocation-list';
}

/**
 * The files of keys, certificates, trusted roots and revocation lists that the text of a policy names; none for a text that is no policy,
 * which its parser tells. Stores of notation are folders, and named by none of these.
 * @example namedFiles(source.bytes) // [{ path: 'cosign.pub', holds: 'key' }]
 */
export function namedFiles(bytes: Uint8Array): readonly NamedFile[] {
  let document: JsonValue;
  try {
    document = readPolicyDocument(bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return [];
  }
  if (!isJsonObject(document)) return [];
  const trust = entries(document.trust).flatMap(({ cosign, notation, keyless }) => [
    ...[cosign, ...entriesOf(cosign, 'keys')].flatMap((one) => named(one, 'keyFile', 'key')),
    ...[notation, memberOf(notation, 'timestamps'), ...entriesOf(notation, 'authorities')].flatMap((one) =>
      named(one, 'certificateFile', 'certificates'),
    ),
    ...texts(memberOf(notation, 'crlFiles')).map((path) => ({ path, holds: 'revocation-list' as const })),
    ...[cosign, keyless].flatMap((one) => named(one, 'trustedRootFile', 'trusted-root')),
  ]);
  const revoked = entries(document.revoked).flatMap((one) => [
    ...named(one, 'keyFile', 'key'),
    ...['certificateFile', 'issuerFile'].flatMap((name) => named(one, name, 'certificates')),
  ]);
  return [...trust, ...revoked];
}

function named(value: JsonValue | undefined, name: string, holds: NamedFile['holds']): readonly NamedFile[] {
  const path = isJsonObject(value) ? value[name] : undefined;
  return typeof path === 'string' ? [{ path, holds }] : [];
}

function texts(value: JsonValue | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) ? value[name] : undefined;
}

function entriesOf(value: JsonValue | undefined, name: string): readonly JsonObject[] {
  return isJsonObject(value) ? entries(value[name]) : [];
}

function entries(value: JsonValue | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}
