import type { KeylessSource, NotationFiles, NotationPlugin, SealKeys, TimestampSource } from '../records/seal-keys.ts';
import type { Call } from './call.ts';
import type { EnvelopeSigner } from './envelope-signer.ts';
import type { KeylessSigner } from './keyless-signer.ts';
import type { TimestampAuthority } from './timestamp-authority.ts';

/** Key types that at least one of the families takes. */
export type KeyType = 'ecdsa-p256' | 'ecdsa-p384' | 'ecdsa-p521' | 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'ed25519';

/** Signature schemes that a signer may be asked for. */
export type SignatureScheme = 'ecdsa-der' | 'rsa-pkcs1' | 'rsa-pss' | 'ed25519';

/** Somebody who holds a private key. */
export interface Signer {
  readonly keyType: KeyType;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  /**
   * Hashes (SHA-256, -384 or -512 by key size; `rsa-pkcs1` SHA-256 always) and signs; ECDSA gives DER.
   * @throws TwinsealError `KEY_UNREADABLE` for a scheme that the key can't do, `ABORTED`
   * @example await signer.sign(dssePae(payloadType, payload), 'ecdsa-der', call)
   */
  sign(message: Uint8Array, scheme: SignatureScheme, call: Call): Promise<Uint8Array>;
}

/** A signer with the certificates that vouch for its key, leaf first, DER. */
export interface CertifiedSigner extends Signer {
  readonly chain: readonly Uint8Array[];
}

/** Opens keys; called only after the builds have ended, but for `look` and `prove`. */
export interface Keys {
  /**
   * Whether key and certificate files, and the plugin, are there and may be used, told without opening them: long before they are needed.
   * @throws TwinsealError `KEY_UNREADABLE`, `PLUGIN_REFUSED`
   * @example await keys.look({ cosignKey: 'cosign.key' }, call)
   */
  look(named: SealKeys, call: Call): Promise<void>;
  /**
   * As {@link look}, and opens what lies in files to let go of it at once: what is no private key, and a wrong password, are told before
   * anything is built. The promise settles when no key is held any more; no build may have begun.
   * @throws TwinsealError `KEY_UNREADABLE`, `KEY_PASSWORD`, `PLUGIN_REFUSED`
   * @example await keys.prove({ cosignKey: 'cosign.key' }, call)
   */
  prove(named: SealKeys, call: Call): Promise<void>;
  /**
   * An encrypted `cosign.key` or a plain PEM key. The password comes from the environment or a terminal, by the adapter.
   * @throws TwinsealError `KEY_UNREADABLE`, `KEY_PASSWORD`
   * @example (await keys.cosignSigner('cosign.key', call)).keyType // 'ecdsa-p256'
   */
  cosignSigner(path: string, call: Call): Promise<Signer>;
  /**
   * A PEM key with the certificates that vouch for it.
   * @throws TwinsealError `KEY_UNREADABLE`, `KEY_PASSWORD`
   * @example (await keys.notationSigner({ key: 'notation.key', certificate: 'notation.crt' }, call)).chain.length
   */
  notationSigner(named: NotationFiles, call: Call): Promise<CertifiedSigner>;
  /**
   * A key that a plugin holds, or whole envelopes where a plugin makes nothing else.
   * @throws TwinsealError `PLUGIN_FAILED`, `PLUGIN_REFUSED`
   * @example 'envelope' in (await keys.pluginSigner({ plugin: 'azure-kv', keyId, config: {} }, call)) // false
   */
  pluginSigner(named: NotationPlugin, call: Call): Promise<CertifiedSigner | EnvelopeSigner>;
  /**
   * The identity that signs in place of a cosign key; nobody is asked anything yet.
   * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_MALFORMED`, `KEYLESS_REFUSED`
   * @example (await keys.keylessSigner({ config: 'signing_config.json' }, call)).logs.length
   */
  keylessSigner(named: KeylessSource, call: Call): Promise<KeylessSigner>;
  /**
   * The authority that stamps signatures; nothing is asked of it yet.
   * @throws TwinsealError `USAGE`, `KEY_UNREADABLE`
   * @example (await keys.timestamps({ url: 'https://tsa.example.com/' }, call)).url
   */
  timestamps(named: TimestampSource, call: Call): Promise<TimestampAuthority>;
}
