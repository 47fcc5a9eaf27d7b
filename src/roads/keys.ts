import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyMaker, PublicKeyView } from '../ports/key-maker.ts';

/** What these roads need of the world. */
export interface KeyPorts {
  readonly maker: KeyMaker;
  readonly clock: Clock;
}

/** The files of a new cosign key. */
export interface CosignKeyFiles {
  readonly privateKey: string;
  readonly publicKey: string;
}

/**
 * Makes `PREFIX.key` (encrypted, 0600) and `PREFIX.pub`, as `cosign generate-key-pair` does.
 *
 * @param prefix - path without extension; `cosign` is what cosign takes
 * @throws TwinsealError `KEY_EXISTS`, `KEY_PASSWORD`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example await generateCosignKeyPair('cosign', ports, call) // { privateKey: 'cosign.key', publicKey: 'cosign.pub', ... }
 */
export async function generateCosignKeyPair(prefix: string, ports: KeyPorts, call: Call): Promise<CosignKeyFiles> {
  const { maker } = ports;
  const pair = await maker.cosignKeyPair(call);
  const privateKey = `${prefix}.key`;
  const publicKey = `${prefix}.pub`;
  await maker.writeNew(
    [
      { path: privateKey, text: pair.privateKey, secret: true },
      { path: publicKey, text: pair.publicKey, secret: false },
    ],
    call,
  );
  return { privateKey, publicKey };
}

/** The files of a new test chain. */
export interface NotationChainFiles {
  readonly privateKey: string;
  /** Leaf and root: what signs. */
  readonly chain: string;
  /** The root alone: what trust stores take. */
  readonly root: string;
  /** Seconds since 1970. */
  readonly notAfter: number;
}

/**
 * Makes a key and certificates to try notation signatures with: `PREFIX.key` (0600), `PREFIX.crt`, `PREFIX-root.crt`.
 * They are for tests: the authority's key is not kept, and nobody vouches for the name.
 *
 * @param name - common name of the leaf
 * @throws TwinsealError `KEY_EXISTS`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example await generateNotationTestChain('notation', 'example.com', ports, call)
 */
export async function generateNotationTestChain(
  prefix: string,
  name: string,
  ports: KeyPorts,
  call: Call,
): Promise<NotationChainFiles> {
  const { maker, clock } = ports;
  // A minute back, since other machines' clocks may be a little behind.
  const notBefore = Math.floor(clock.now() / 1000) - 60;
  const made = await maker.notationTestChain({ name, notBefore, days: 365 }, call);
  const files = { privateKey: `${prefix}.key`, chain: `${prefix}.crt`, root: `${prefix}-root.crt` };
  await maker.writeNew(
    [
      { path: files.privateKey, text: made.privateKey, secret: true },
      { path: files.chain, text: made.chain, secret: false },
      { path: files.root, text: made.root, secret: false },
    ],
    call,
  );
  return { ...files, notAfter: made.notAfter };
}

/**
 * Makes the key of a service's log, `PREFIX.key` (0600), for replicas that share one.
 *
 * @returns path of the file
 * @throws TwinsealError `KEY_EXISTS`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example await generateLogKey('log', ports, call) // 'log.key'
 */
export async function generateLogKey(prefix: string, { maker }: Pick<KeyPorts, 'maker'>, call: Call): Promise<string> {
  const path = `${prefix}.key`;
  await maker.writeNew([{ path, text: await maker.logKey(call), secret: true }], call);
  return path;
}

/**
 * Shows the public half of a public key, a certificate or a private key, as `cosign public-key --key` does.
 *
 * @throws TwinsealError `KEY_UNREADABLE`, `KEY_PASSWORD`
 * @example (await showPublicKey('cosign.key', ports, call)).pem // '-----BEGIN PUBLIC KEY-----...'
 */
export async function showPublicKey(path: string, ports: Pick<KeyPorts, 'maker'>, call: Call): Promise<PublicKeyView> {
  return await ports.maker.publicKey(path, call);
}
