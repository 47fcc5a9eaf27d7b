import { createPrivateKey, type KeyObject } from 'node:crypto';
import { type PemBlock, parsePem } from '../../formats/der/pem.ts';
import { FormatError } from '../../formats/format-error.ts';
import { ENCRYPTED_KEY_LABELS, parseEncryptedKey } from '../../formats/sigstore/encrypted-key.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { type KeyTexts, takeKeyTexts } from './key-texts.ts';
import type { PasswordSource } from './password.ts';
import { openSecretbox } from './secretbox.ts';

// RFC 5208 (PKCS#8), RFC 5915 (SEC 1), RFC 8017 appendix A.1.2 (PKCS#1).
const PLAIN: Readonly<Record<string, 'pkcs8' | 'sec1' | 'pkcs1'>> = {
  'PRIVATE KEY': 'pkcs8',
  'EC PRIVATE KEY': 'sec1',
  'RSA PRIVATE KEY': 'pkcs1',
};

/**
 * Reads a private key: cosign's encrypted form, or plain PEM (PKCS#8, SEC 1, PKCS#1).
 *
 * @throws TwinsealError `KEY_UNREADABLE` for a file that is no such key, `KEY_PASSWORD` for a wrong or missing password
 * @example const key = await readPrivateKey('cosign.key', passwords);
 */
export async function readPrivateKey(
  path: string,
  passwords: PasswordSource,
  texts: KeyTexts = takeKeyTexts({}),
): Promise<KeyObject> {
  const text = await texts.read(path);
  try {
    const blocks = parsePem(text, { maxLength: 64 * 1024, maxBlocks: 2 });
    // `openssl ecparam -genkey` writes the curve in a block before the key.
    const [block, second] = blocks.filter(({ label }) => label !== 'EC PARAMETERS');
    if (block === undefined || second !== undefined)
      throw new FormatError('pem', 'it must hold exactly one private key');
    return ENCRYPTED_KEY_LABELS.some((label) => label === block.label)
      ? await unlock(path, text, passwords)
      : plainKey(block);
  } catch (cause) {
    if (cause instanceof TwinsealError) throw cause;
    const reason = cause instanceof FormatError ? cause.message : 'its content is not a private key that can be read';
    throw new TwinsealError('KEY_UNREADABLE', `${path} is not a private key that signs: ${reason}`, { cause });
  }
}

async function unlock(path: string, text: string, passwords: PasswordSource): Promise<KeyObject> {
  const encrypted = parseEncryptedKey(text);
  const pkcs8 = await openSecretbox(encrypted, await passwords.password(path, 'unlock'));
  if (pkcs8 === undefined)
    throw new TwinsealError(
      'KEY_PASSWORD',
      `the password does not unlock ${path}: set COSIGN_PASSWORD to the right one`,
    );
  try {
    return createPrivateKey({
      key: Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.length),
      format: 'der',
      type: 'pkcs8',
    });
  } finally {
    pkcs8.fill(0);
  }
}

function plainKey({ label, bytes }: PemBlock): KeyObject {
  const type = Object.hasOwn(PLAIN, label) ? PLAIN[label] : undefined;
  if (type === undefined) {
    const hint =
      label === 'ENCRYPTED PRIVATE KEY' ? ' (decrypt it with `openssl pkcs8`, or import it into cosign)' : '';
    throw new FormatError('pem', `a ${label} block is not read${hint}`);
  }
  return createPrivateKey({ key: Buffer.from(bytes), format: 'der', type });
}
