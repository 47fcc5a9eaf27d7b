import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { encodeBase64 } from '../../formats/base64.ts';
import { writeDistinguishedName } from '../../formats/der/distinguished-name.ts';
import { serialisePem } from '../../formats/der/pem.ts';
import { writeBitString, writeInteger, writeOid, writeSequence, writeTime } from '../../formats/der/writer.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { PolicySource } from '../../ports/policies.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { errnoOf } from '../disk-error.ts';
import { shippedInstance } from '../trust/shipped-trust.ts';
import { spkiOf } from './key-object-signer.ts';
import { newTestChain } from './test-chain.ts';

/** As many as a policy can demand. */
const LOGS = 8;
const MAKERS = {
  key: publicKey,
  certificates: certificate,
  'trusted-root': trustedRoot,
  'revocation-list': emptyList,
} as const;

/**
 * A policy's source whose missing files of keys, certificates, trusted roots and revocation lists, and missing stores of certificates, are made
 * up, each its own, so that a test of the policy needs no keys. A file that is there is read; one that can't be read for another reason stays an error.
 *
 * @param named - what each file that the policy names would hold
 * @param told - called for each file that was made up
 * @example withStandIns(source, namedFiles(source.bytes), (path) => missing.push(path))
 */
export function withStandIns(
  source: PolicySource,
  named: readonly { readonly path: string; readonly holds: keyof typeof MAKERS }[],
  told: (path: string) => void,
): PolicySource {
  const made = new Map<string, Uint8Array>();
  const stores = new Map<string, string>();
  const { readStore } = source;
  return {
    ...source,
    async readFile(path) {
      try {
        return await source.readFile(path);
      } catch (error) {
        const file = named.find((one) => one.path === path);
        if (!isAbsent(error) || file === undefined) throw error;
        const bytes = made.get(path) ?? encodeUtf8(MAKERS[file.holds]());
        if (!made.has(path)) told(path);
        made.set(path, bytes);
        return bytes;
      }
    },
    ...(readStore !== undefined && {
      async readStore(folder: string, type: string, name: string) {
        try {
          return await readStore(folder, type, name);
        } catch (error) {
          if (!isAbsent(error)) throw error;
          const store = `${folder}/x509/${type}/${name}`;
          const pem = stores.get(store) ?? certificate();
          if (!stores.has(store)) told(store);
          stores.set(store, pem);
          return { pem, paths: [] };
        }
      },
    }),
    async trustedRoot(instance) {
      try {
        if (source.trustedRoot !== undefined) return await source.trustedRoot(instance);
      } catch (error) {
        if (!(error instanceof TwinsealError) || error.code !== 'TRUST_UNKNOWN') throw error;
      }
      told(`the trusted root of ${instance}`);
      return (await shippedInstance()).bytes;
    },
  };
}

function isAbsent(error: unknown): boolean {
  return error instanceof TwinsealError && errnoOf(error.cause) === 'ENOENT';
}

function publicKey(): string {
  return serialisePem('PUBLIC KEY', spkiOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey));
}

function certificate(): string {
  return newTestChain({ name: 'stand-in', notBefore: 0, days: 36_500 }).root;
}

/** A list of an authority that nobody knows, which revokes nothing. @see RFC 5280 section 5.1 */
function emptyList(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = writeSequence(writeOid('1.2.840.10045.4.3.2'));
  const issuer = writeDistinguishedName([[{ type: 'CN', value: 'stand-in' }]]);
  const tbs = writeSequence(writeInteger(new Uint8Array([1])), algorithm, issuer, writeTime(0));
  return serialisePem('X509 CRL', writeSequence(tbs, algorithm, writeBitString(sign('sha256', tbs, privateKey))));
}

/** An instance of logs that never logged anything. @see sigstore protobuf-specs, sigstore_trustroot.proto */
function trustedRoot(): string {
  const tlogs = Array.from({ length: LOGS }, (_, nth) => {
    const spki = spkiOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);
    return {
      baseUrl: `https://stand-in-${nth + 1}.invalid`,
      hashAlgorithm: 'SHA2_256',
      publicKey: {
        rawBytes: encodeBase64(spki),
        keyDetails: 'PKIX_ECDSA_P256_SHA_256',
        validFor: { start: '1970-01-01T00:00:00Z' },
      },
      logId: { keyId: createHash('sha256').update(spki).digest('base64') },
    };
  });
  return JSON.stringify({ mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1', tlogs });
}
