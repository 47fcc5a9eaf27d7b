import { constants, createPublicKey, verify } from 'node:crypto';
import { basename } from 'node:path';
import { type EcCurve, ecdsaRawToDer } from '../../formats/der/ecdsa-signature.ts';
import { parseCertificate } from '../../formats/der/x509.ts';
import { FormatError } from '../../formats/format-error.ts';
import {
  PLUGIN_CONTRACT,
  PLUGIN_KEYS,
  type PluginKeySpec,
  parsePluginKey,
  parsePluginMetadata,
  parsePluginSignature,
  serialisePluginRequest,
} from '../../formats/notary/plugin-contract.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { EnvelopeSigner } from '../../ports/envelope-signer.ts';
import type { CertifiedSigner, KeyType, SignatureScheme } from '../../ports/signer.ts';
import type { NotationPlugin } from '../../records/seal-keys.ts';
import { keyTypeOf } from '../keys/key-object-signer.ts';
import type { KeyPlugins } from '../keys/key-plugins.ts';
import { envelopePlugin } from './plugin-envelope.ts';
import { askPlugin, findPlugin, refused } from './plugin-program.ts';

const KEY_TYPES: Readonly<Record<PluginKeySpec, KeyType>> = {
  'RSA-2048': 'rsa-2048',
  'RSA-3072': 'rsa-3072',
  'RSA-4096': 'rsa-4096',
  'EC-256': 'ecdsa-p256',
  'EC-384': 'ecdsa-p384',
  'EC-521': 'ecdsa-p521',
};
const CURVES: Readonly<Partial<Record<PluginKeySpec, EcCurve>>> = {
  'EC-256': 'P-256',
  'EC-384': 'P-384',
  'EC-521': 'P-521',
};
/** Signed once to learn the certificates, which plugins tell with a signature only. It is no envelope of anything. */
const QUESTION = encodeUtf8('twinseal: which certificates vouch for this key?\n');

/**
 * Plugins of the Notary Project's protocol, such as those of AWS, Azure and Vault.
 * @param environment - as `process.env`; little of it is handed on
 * @example fileKeys(passwords, texts, notationPlugins(process.env))
 * @see Notary Project plugin-extensibility.md, "Signing interfaces"
 */
export function notationPlugins(environment: Readonly<Record<string, string | undefined>>): KeyPlugins {
  return {
    find: (plugin) => findPlugin(plugin, environment),
    signer: async (named, call) =>
      await openPlugin(named, await findPlugin(named.plugin, environment), environment, call),
  };
}

async function openPlugin(
  { keyId, config }: NotationPlugin,
  program: string,
  environment: Readonly<Record<string, string | undefined>>,
  call: Call,
): Promise<CertifiedSigner | EnvelopeSigner> {
  const name = basename(program);
  const pluginConfig = Object.keys(config).length === 0 ? {} : { pluginConfig: config };
  const about = { keyId, ...pluginConfig };
  const metadata = await askPlugin(
    program,
    'get-plugin-metadata',
    serialisePluginRequest(pluginConfig),
    parsePluginMetadata,
    environment,
    call,
  );
  if (`notation-${metadata.name}` !== name) throw refused(name, `it calls itself ${metadata.name.slice(0, 80)}`);
  if (!metadata.contractVersions.includes(PLUGIN_CONTRACT))
    throw refused(
      name,
      `it speaks version ${metadata.contractVersions.join(', ').slice(0, 80)} of the protocol, not ${PLUGIN_CONTRACT}`,
    );
  // As notation: one that does both makes bare signatures.
  if (!metadata.capabilities.includes('SIGNATURE_GENERATOR.RAW')) {
    if (metadata.capabilities.includes('SIGNATURE_GENERATOR.ENVELOPE'))
      return envelopePlugin(program, about, environment);
    throw refused(
      name,
      'it makes neither bare signatures nor envelopes (SIGNATURE_GENERATOR.RAW, SIGNATURE_GENERATOR.ENVELOPE)',
    );
  }
  const key = await askPlugin(
    program,
    'describe-key',
    serialisePluginRequest(about),
    parsePluginKey,
    environment,
    call,
  );
  if (key.keyId !== keyId) throw refused(name, 'it described another key than the one it was asked for');
  const { keySpec } = key;
  const { hash, algorithm } = PLUGIN_KEYS[keySpec];
  const make = async (payload: Uint8Array, within: Call) => {
    const request = serialisePluginRequest({ ...about, keySpec, hashAlgorithm: hash, payload });
    const made = await askPlugin(program, 'generate-signature', request, parsePluginSignature, environment, within);
    if (made.keyId !== keyId) throw refused(name, 'it signed with another key than the one it was asked for');
    if (made.algorithm !== algorithm)
      throw refused(name, `it signed with ${made.algorithm.slice(0, 80)}, and ${keySpec} takes ${algorithm}`);
    return inFormat(name, () => checked(name, keySpec, payload, made.signature, made.chain));
  };
  const first = await make(QUESTION, call);
  return {
    keyType: KEY_TYPES[keySpec],
    spki: first.spki,
    chain: first.chain,
    async sign(message: Uint8Array, scheme: SignatureScheme, within: Call) {
      if (scheme !== (CURVES[keySpec] === undefined ? 'rsa-pss' : 'ecdsa-der'))
        throw refused(name, `a plugin's ${keySpec} key makes no ${scheme} signatures`);
      const made = await make(message, within);
      if (!sameChain(made.chain, first.chain)) throw refused(name, 'its certificates changed between two signatures');
      return made.signature;
    },
  };
}

/** What came has to be a signature over the message by the key of the leaf, and that key of the described type. */
function checked(
  name: string,
  keySpec: PluginKeySpec,
  message: Uint8Array,
  raw: Uint8Array,
  chain: readonly Uint8Array[],
) {
  const [leaf] = chain.map((der) => parseCertificate(der));
  if (leaf === undefined) throw refused(name, 'it gave no certificate');
  const type = keyTypeOf(leaf.spki, `of the certificate of ${name}`);
  if (type !== KEY_TYPES[keySpec])
    throw refused(name, `it described a key of ${keySpec}, and its certificate is for ${type}`);
  const curve = CURVES[keySpec];
  const signature = curve === undefined ? raw : ecdsaRawToDer(raw, curve);
  const key = createPublicKey({ key: Buffer.from(leaf.spki), format: 'der', type: 'spki' });
  const options =
    curve === undefined
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { key, dsaEncoding: 'der' as const };
  const hash = PLUGIN_KEYS[keySpec].hash.replace('-', '').toLowerCase();
  if (!verify(hash, message, options, signature))
    throw refused(name, 'its signature does not verify with the key of its certificate');
  return { spki: leaf.spki, chain, signature };
}

function inFormat<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw refused(name, `generate-signature: ${cause.message}`, cause);
  }
}

function sameChain(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((der, i) => Buffer.compare(der, b[i] ?? new Uint8Array()) === 0);
}
