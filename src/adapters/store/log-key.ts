import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { link, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseSpki } from '../../formats/der/spki.ts';
import { FormatError } from '../../formats/format-error.ts';
import { type VerifierKey, type VerifyEd25519, verifierKey } from '../../formats/signed-note.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { diskError, errnoOf } from '../disk-error.ts';
import { readKeyFile } from '../keys/key-file.ts';
import { spkiOf } from '../keys/key-object-signer.ts';

/** Whose log it is, and what its heads are signed with. */
export interface LogKey {
  readonly origin: string;
  readonly verifierKey: VerifierKey;
  readonly secret: KeyObject;
  /** Signs with Ed25519 (RFC 8032). */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** What the service is told about its log. */
export interface LogSettings {
  /** First line of its checkpoints, and the name of its key. */
  readonly origin: string;
  /** Ed25519 private key, PKCS#8 PEM. */
  readonly keyFile?: string;
}

/**
 * A log's key from its parts; a thread that is handed the secret makes it anew.
 * @throws TwinsealError `KEY_UNREADABLE` for a key that is not Ed25519; `SETTINGS_INVALID` for an origin that can't be one
 * @example logKey('log.example.com', generateKeyPairSync('ed25519').privateKey)
 */
export function logKey(origin: string, secret: KeyObject, path = 'of the log'): LogKey {
  if (secret.asymmetricKeyType !== 'ed25519')
    throw new TwinsealError(
      'KEY_UNREADABLE',
      `the key ${path} is no Ed25519 key: a log's checkpoints are signed by one`,
    );
  const spki = parseSpki(spkiOf(secret));
  try {
    if (spki.type !== 'ed25519') throw new FormatError('note', 'it is no Ed25519 key');
    return {
      origin,
      verifierKey: verifierKey(origin, spki.key),
      secret,
      sign: (message) => new Uint8Array(sign(null, message, secret)),
    };
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError(
      'SETTINGS_INVALID',
      `the log's origin ${JSON.stringify(origin)} can't be one: ${cause.message}`,
      {
        cause,
      },
    );
  }
}

/**
 * Reads the log's key from its file.
 * @throws TwinsealError `KEY_UNREADABLE`, `SETTINGS_INVALID`
 * @example await readLogKey({ origin: 'log.example.com', keyFile: 'log.key' })
 */
export async function readLogKey(origin: string, path: string): Promise<LogKey> {
  const text = await readKeyFile(path);
  let secret: KeyObject;
  try {
    secret = createPrivateKey({ key: text, format: 'pem' });
  } catch (cause) {
    throw new TwinsealError('KEY_UNREADABLE', `${path} is no private key in PEM (PKCS#8)`, { cause });
  }
  return logKey(origin, secret, path);
}

/**
 * Makes a new key for a log unless there is one: readable by its owner alone, whole or not at all, and never over another.
 *
 * @returns whether it was made
 * @throws TwinsealError `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example if (await makeLogKey('twinseal-data/log.key')) tell('a key was made');
 */
export async function makeLogKey(path: string): Promise<boolean> {
  if (
    await stat(path).then(
      () => true,
      () => false,
    )
  )
    return false;
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const temporary = join(dirname(path), `.log.key-${process.pid}-${process.hrtime.bigint()}`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(pem);
      await file.sync();
    } finally {
      await file.close();
    }
    // A link is made whole and fails where something stands: of two processes that start at once, one key wins.
    await link(temporary, path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw diskError(error, 'write', path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Checks an Ed25519 signature (RFC 8032). @example verifyEd25519(publicKey, message, signature) */
export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, message, key, signature);
};
