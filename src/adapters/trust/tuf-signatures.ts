import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { FormatError } from '../../formats/format-error.ts';
import type { UnverifiedTufMetadata } from '../../formats/tuf/metadata.ts';
import type { TufKey, TufRoot } from '../../formats/tuf/root.ts';

/** What comes before the bare key in a SubjectPublicKeyInfo. @see RFC 8410 section 4, RFC 5480 section 2.1.1 */
const ED25519 = '302a300506032b6570032100';
const P256 = '3059301306072a8648ce3d020106082a8648ce3d030107034200';
const P384 = '3076301006072a8648ce3d020106052b81040022036200';

interface UsableKey {
  readonly key: KeyObject;
  readonly hash: string | undefined;
  /** SPKI as text: two ids of one key are one key. */
  readonly spki: string;
}

/**
 * Demands that enough keys of a role signed a metadata file. Keys are counted, not their ids: one key under two names
 * signs once. Keys that can't be used and signatures that do not verify count for nothing.
 *
 * @param root - who speaks for the role; its own signatures must have been demanded before
 * @throws FormatError of format `tuf`, rule `signatures`
 * @example requireSigned(parseTufMetadata(bytes, 'targets'), root)
 * @see TUF specification 1.0.34 sections 4.3 ("threshold") and 5.3.4
 */
export function requireSigned(metadata: UnverifiedTufMetadata, root: TufRoot): void {
  const { keyIds, threshold } = root.roles[metadata.role];
  const signed = new Set<string>();
  for (const id of keyIds) {
    const signature = metadata.signatures.get(id);
    const named = root.keys.get(id);
    if (signature === undefined || named === undefined) continue;
    const key = usableKey(named);
    if (key !== undefined && verifies(key, metadata.signedBytes, signature)) signed.add(key.spki);
  }
  if (signed.size < threshold)
    throw new FormatError(
      'tuf',
      `${metadata.role}.json of version ${metadata.version} is signed by ${signed.size} of the ${threshold} keys that it needs`,
      '',
      { rule: 'signatures' },
    );
}

function verifies({ key, hash }: UsableKey, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    if (key.asymmetricKeyType !== 'rsa') return verify(hash, message, key, signature);
    return verify(hash, message, { key, padding: constants.RSA_PKCS1_PSS_PADDING }, signature);
  } catch {
    // OpenSSL throws for a signature that is none.
    return false;
  }
}

/** @see TUF specification 1.0.34 section 4.3, "keytype" and "scheme" */
function usableKey({ type, scheme, value }: TufKey): UsableKey | undefined {
  try {
    if (type === 'ed25519' && scheme === 'ed25519') return checked(value, ED25519, undefined, ['ed25519']);
    if (scheme === 'ecdsa-sha2-nistp256' && (type === 'ecdsa' || type === scheme))
      return checked(value, P256, 'sha256', ['ec', 'prime256v1']);
    if (scheme === 'ecdsa-sha2-nistp384' && (type === 'ecdsa' || type === scheme))
      return checked(value, P384, 'sha384', ['ec', 'secp384r1']);
    const hash = /^rsassa-pss-(sha256|sha384|sha512)$/.exec(scheme)?.[1];
    return type === 'rsa' && hash !== undefined ? checked(value, undefined, hash, ['rsa']) : undefined;
  } catch {
    return undefined;
  }
}

function checked(
  value: string,
  prefix: string | undefined,
  hash: string | undefined,
  [kind, curve]: readonly string[],
): UsableKey | undefined {
  const bare = prefix !== undefined && /^(?:[0-9a-fA-F]{2})+$/.test(value);
  const key = bare
    ? createPublicKey({ key: Buffer.from(prefix + value, 'hex'), format: 'der', type: 'spki' })
    : createPublicKey(value);
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== kind || namedCurve !== curve) return undefined;
  // As everywhere in Twinseal. @see NIST SP 800-131A
  if (kind === 'rsa' && (modulusLength < 2048 || modulusLength > 8192)) return undefined;
  return { key, hash, spki: key.export({ format: 'der', type: 'spki' }).toString('base64') };
}
