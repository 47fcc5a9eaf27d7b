import type { TrustedSigner } from '../../../records/policy.ts';

/** Reads what a policy of another tool names and does not hold. */
export interface ForeignFiles {
  /**
   * The public key, in PEM, that the user gave for an authority of a ClusterImagePolicy; undefined when none was given.
   * @example await files.key('gcp-kms')
   */
  key(authority: string): Promise<string | undefined>;
  /**
   * The certificates, in PEM, of a named store of notation's trust store.
   * @throws TwinsealError `INPUT_UNREADABLE`
   * @example await files.store('ca', 'acme-rockets')
   */
  store(type: string, name: string): Promise<string>;
  /**
   * The trusted root that the user gave for authorities that trust identities; undefined when none was given.
   * @throws TwinsealError `INPUT_UNREADABLE`
   * @example await files.trustedRoot?.()
   */
  trustedRoot?(): Promise<Uint8Array | undefined>;
}

const NAME_LENGTH = 60;

/** Signers with names of their own, each key once. */
export class Signers {
  readonly #byKey = new Map<string, TrustedSigner>();
  readonly #names = new Set<string>();

  /**
   * The name of the signer that has this key, made from `wanted` when it is a new one.
   * @param key - what tells signers apart: their key, or certificates with identities
   * @param make - the signer, by its name
   * @example signers.add('Release key', pem, (name) => ({ name, cosign: { key: pem } })) // 'release-key'
   */
  add(wanted: string, key: string, make: (name: string) => TrustedSigner): string {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known.name;
    const base = signerName(wanted);
    let name = base;
    for (let n = 2; this.#names.has(name); n++) name = `${base}-${n}`;
    this.#names.add(name);
    this.#byKey.set(key, make(name));
    return name;
  }

  /** In the order in which they were added. */
  get list(): readonly TrustedSigner[] {
    return [...this.#byKey.values()];
  }
}

function signerName(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .slice(0, NAME_LENGTH)
    .replaceAll(/^[._-]+|[._-]+$/g, '');
  return plain === '' ? 'signer' : plain;
}
