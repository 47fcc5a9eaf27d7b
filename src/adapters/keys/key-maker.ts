import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { parsePem, serialisePem } from '../../formats/der/pem.ts';
import { parseCertificate } from '../../formats/der/x509.ts';
import { FormatError } from '../../formats/format-error.ts';
import { serialiseEncryptedKey } from '../../formats/sigstore/encrypted-key.ts';
import type { CosignKeyPair, KeyMaker, PublicKeyView } from '../../ports/key-maker.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readKeyFile } from './key-file.ts';
import { keyTypeOf, spkiOf } from './key-object-signer.ts';
import { writeNewFiles } from './new-files.ts';
import type { PasswordSource } from './password.ts';
import { readPrivateKey } from './private-key.ts';
import { sealSecretbox } from './secretbox.ts';
import { newTestChain } from './test-chain.ts';

/**
 * Makes keys in memory and writes them to files.
 * @example const maker: KeyMaker = nodeKeyMaker(takePassword(process.env, undefined));
 */
export function nodeKeyMaker(passwords: PasswordSource): KeyMaker {
  return {
    cosignKeyPair: () => newCosignKeyPair(passwords),
    notationTestChain: async (request) => newTestChain(request),
    logKey: async () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    writeNew: (files) => writeNewFiles(files),
    publicKey: (path) => readPublicKey(path, passwords),
  };
}

async function newCosignKeyPair(passwords: PasswordSource): Promise<CosignKeyPair> {
  const password = await passwords.password('the key', 'create');
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  try {
    const spki = spkiOf(publicKey);
    return {
      privateKey: serialiseEncryptedKey(await sealSecretbox(new Uint8Array(pkcs8), password)),
      publicKey: serialisePem('PUBLIC KEY', spki),
    };
  } finally {
    pkcs8.fill(0);
  }
}

async function readPublicKey(path: string, passwords: PasswordSource): Promise<PublicKeyView> {
  const spki = (await publicFile(path)) ?? spkiOf(await readPrivateKey(path, passwords));
  return { keyType: keyTypeOf(spki, path), spki, pem: serialisePem('PUBLIC KEY', spki) };
}

/** The key of a file that holds a public key or certificates (the first counts); undefined for other blocks. */
async function publicFile(path: string): Promise<Uint8Array | undefined> {
  try {
    const [block] = parsePem(await readKeyFile(path), { explanatoryText: true });
    if (block?.label === 'CERTIFICATE') return parseCertificate(block.bytes).spki;
    if (block?.label !== 'PUBLIC KEY') return undefined;
    return spkiOf(createPublicKey({ key: Buffer.from(block.bytes), format: 'der', type: 'spki' }));
  } catch (cause) {
    if (cause instanceof TwinsealError) throw cause;
    const reason = cause instanceof FormatError ? cause.message : 'the bytes are not a key';
    throw new TwinsealError('KEY_UNREADABLE', `${path} holds no key or certificate that can be read: ${reason}`, {
      cause,
    });
  }
}
