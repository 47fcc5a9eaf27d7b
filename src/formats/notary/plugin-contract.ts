import { decodeBase64, encodeBase64 } from '../base64.ts';
import { FormatError } from '../format-error.ts';
import { Members } from '../json/members.ts';
import { type JsonLimits, parseJson } from '../json/parse.ts';
import type { JsonObject } from '../json/value.ts';
import { encodeUtf8 } from '../utf8.ts';
import { MAX_CERTIFICATES, MAX_DER } from './header.ts';

/** What plugins are asked for. */
export type PluginCommand = 'get-plugin-metadata' | 'describe-key' | 'generate-signature' | 'generate-envelope';

/** Keys of the protocol, with the hash and the algorithm that each of them goes with, and no other. */
export const PLUGIN_KEYS = {
  'RSA-2048': { hash: 'SHA-256', algorithm: 'RSASSA-PSS-SHA-256' },
  'RSA-3072': { hash: 'SHA-384', algorithm: 'RSASSA-PSS-SHA-384' },
  'RSA-4096': { hash: 'SHA-512', algorithm: 'RSASSA-PSS-SHA-512' },
  'EC-256': { hash: 'SHA-256', algorithm: 'ECDSA-SHA-256' },
  'EC-384': { hash: 'SHA-384', algorithm: 'ECDSA-SHA-384' },
  'EC-521': { hash: 'SHA-512', algorithm: 'ECDSA-SHA-512' },
} as const;
/** One of {@link PLUGIN_KEYS}. */
export type PluginKeySpec = keyof typeof PLUGIN_KEYS;

/** The only version of the contract that there is. */
export const PLUGIN_CONTRACT = '1.0';
const FORMAT = 'notation-plugin';
const LIMITS: JsonLimits = { maxBytes: 1024 * 1024, maxDepth: 8, maxValues: 4096 };
const MAX_ANNOTATIONS = 16 * 1024;

/** What a plugin says of itself. */
export interface PluginMetadata {
  readonly name: string;
  readonly version: string;
  readonly contractVersions: readonly string[];
  readonly capabilities: readonly string[];
}

/** What a plugin signed, and with which certificate. */
export interface PluginSignature {
  readonly keyId: string;
  /** ECDSA as `r || s`. */
  readonly signature: Uint8Array;
  readonly algorithm: string;
  /** DER, leaf first. */
  readonly chain: readonly Uint8Array[];
}

/** A whole signature that a plugin made. */
export interface PluginEnvelope {
  readonly bytes: Uint8Array;
  /** Media type. */
  readonly envelopeType: string;
  /** For the manifest of the signature. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** Why a plugin did not do what it was asked for. */
export interface PluginError {
  /** `ACCESS_DENIED`, `THROTTLED` and others. */
  readonly code: string;
  readonly message: string;
}

/**
 * A request to a plugin, as it is written to its standard input.
 * @param about - members besides the version; bytes become base64
 * @example serialisePluginRequest({ keyId, pluginConfig })
 * @see Notary Project plugin-extensibility.md, "Plugin contract"
 */
export function serialisePluginRequest(
  about: Readonly<Record<string, string | number | Uint8Array | Readonly<Record<string, string>>>>,
): string {
  const members: JsonObject = Object.fromEntries(
    Object.entries(about).map(([name, value]) => [name, value instanceof Uint8Array ? encodeBase64(value) : value]),
  );
  return JSON.stringify({ contractVersion: PLUGIN_CONTRACT, ...members });
}

/**
 * Reads the answer to `get-plugin-metadata`. Members that are not known are passed over, here and in the other answers: a later
 * minor version of the contract may have brought them.
 * @throws FormatError of format `notation-plugin` or `json`
 * @example parsePluginMetadata(stdout).capabilities // ['SIGNATURE_GENERATOR.RAW']
 */
export function parsePluginMetadata(text: string): PluginMetadata {
  const members = read(text, ['name', 'version', 'supportedContractVersions', 'capabilities']);
  return {
    name: members.text('name', 256),
    version: members.text('version', 256),
    contractVersions: texts(members, 'supportedContractVersions'),
    capabilities: texts(members, 'capabilities'),
  };
}

/**
 * Reads the answer to `describe-key`.
 * @throws FormatError of format `notation-plugin` or `json`
 * @example parsePluginKey(stdout).keySpec // 'EC-256'
 */
export function parsePluginKey(text: string): { readonly keyId: string; readonly keySpec: PluginKeySpec } {
  const members = read(text, ['keyId', 'keySpec']);
  const spec = members.text('keySpec', 64);
  if (!Object.hasOwn(PLUGIN_KEYS, spec))
    members.fail('keySpec', `must be one of ${Object.keys(PLUGIN_KEYS).join(', ')}`);
  return { keyId: members.text('keyId'), keySpec: spec as PluginKeySpec };
}

/**
 * Reads the answer to `generate-signature`. Nothing of it has been verified.
 * @throws FormatError of format `notation-plugin` or `json`
 * @example parsePluginSignature(stdout).chain.length // 2
 */
export function parsePluginSignature(text: string): PluginSignature {
  const members = read(text, ['keyId', 'signature', 'signingAlgorithm', 'certificateChain']);
  const chain = members.array('certificateChain', MAX_CERTIFICATES);
  if (chain.length === 0) members.fail('certificateChain', 'must hold a certificate');
  return {
    keyId: members.text('keyId'),
    signature: decodeBase64(members.text('signature', 8 * 1024)),
    algorithm: members.text('signingAlgorithm', 64),
    chain: chain.map((one, index) => {
      if (typeof one !== 'string' || one.length > 2 * MAX_DER)
        throw new FormatError(
          FORMAT,
          'a certificate must be a base64 string of bounded size',
          `/certificateChain/${index}`,
        );
      return decodeBase64(one);
    }),
  };
}

/**
 * Reads the answer to `generate-envelope`. Nothing of it has been verified.
 * @throws FormatError of format `notation-plugin` or `json`
 * @example parsePluginEnvelope(stdout).envelopeType // 'application/jose+json'
 */
export function parsePluginEnvelope(text: string): PluginEnvelope {
  const members = read(text, ['signatureEnvelope', 'signatureEnvelopeType', 'annotations']);
  const annotations = members.has('annotations') ? members.textMap('annotations', 64) : {};
  if (JSON.stringify(annotations).length > MAX_ANNOTATIONS) members.fail('annotations', 'has too much text');
  return {
    bytes: decodeBase64(members.text('signatureEnvelope', LIMITS.maxBytes)),
    envelopeType: members.text('signatureEnvelopeType', 256),
    annotations,
  };
}

/**
 * Reads what a plugin that failed wrote to its standard error.
 * @returns undefined for what is no answer of the contract
 * @example parsePluginError(stderr)?.code // 'ACCESS_DENIED'
 */
export function parsePluginError(text: string): PluginError | undefined {
  try {
    const members = read(text, ['errorCode', 'errorMessage']);
    return { code: members.text('errorCode', 64), message: members.optionalString('errorMessage') ?? '' };
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function read(text: string, known: readonly string[]): Members {
  const members: Members = new Members(FORMAT, parseJson(encodeUtf8(text), LIMITS));
  // Go, in which plugins are written, takes `KeyID` for `keyId`: two of them could be read in two ways.
  members.noCaseTwins(known);
  return members;
}

function texts(members: Members, name: string): readonly string[] {
  return members.array(name, 32).map((one, index) => {
    if (typeof one !== 'string' || one.length > 256)
      throw new FormatError(FORMAT, 'must be a short string', `${members.pointer(name)}/${index}`);
    return one;
  });
}
