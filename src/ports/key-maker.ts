import type { Call } from './call.ts';
import type { KeyType } from './signer.ts';

/** A file to be written; a secret one is readable by its owner alone. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly secret: boolean;
}

/** A new key under a password, and its public half, both PEM. */
export interface CosignKeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** A new signing key with a certificate and the test authority that issued it, all PEM. */
export interface NotationTestChain {
  /** PKCS#8, not encrypted, as notation wants it. */
  readonly privateKey: string;
  /** Leaf and root, in that order. */
  readonly chain: string;
  /** The root alone, for trust stores. */
  readonly root: string;
  /** Seconds since 1970. */
  readonly notAfter: number;
}

/** What a test chain is made for. */
export interface TestChainRequest {
  /** Common name of the leaf. */
  readonly name: string;
  /** Seconds since 1970. */
  readonly notBefore: number;
  readonly days: number;
}

/** A public key, wherever it was read from. */
export interface PublicKeyView {
  readonly keyType: KeyType;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  /** PEM. */
  readonly pem: string;
}

/** Makes keys and shows them. */
export interface KeyMaker {
  /**
   * Asks for a password as `Keys` does.
   * @throws TwinsealError `KEY_PASSWORD` when there is none to be had
   * @example (await maker.cosignKeyPair(call)).publicKey // '-----BEGIN PUBLIC KEY-----...'
   */
  cosignKeyPair(call: Call): Promise<CosignKeyPair>;
  /**
   * A new key with a chain of leaf and root, for tests and first steps.
   * @example await maker.notationTestChain({ name: 'test', notBefore: 1_767_225_600, days: 30 }, call)
   */
  notationTestChain(request: TestChainRequest, call: Call): Promise<NotationTestChain>;
  /**
   * A new Ed25519 key for a log: PKCS#8 PEM, not encrypted, since the service signs each checkpoint with it.
   * @example await maker.logKey(call) // '-----BEGIN PRIVATE KEY-----...'
   */
  logKey(call: Call): Promise<string>;
  /**
   * Writes new files, all or none.
   * @throws TwinsealError `KEY_EXISTS` when one of them exists, `USAGE` for a folder that is not there, `OUTPUT_UNWRITABLE`, `DISK_FULL`
   * @example await maker.writeNew([{ path: 'cosign.pub', text: pair.publicKey, secret: false }], call)
   */
  writeNew(files: readonly NewFile[], call: Call): Promise<void>;
  /**
   * Reads the public half of a public key, a certificate, or a private key (whose password is asked for).
   * @throws TwinsealError `KEY_UNREADABLE`, `KEY_PASSWORD`
   * @example (await maker.publicKey('cosign.key', call)).keyType // 'ecdsa-p256'
   */
  publicKey(path: string, call: Call): Promise<PublicKeyView>;
}
