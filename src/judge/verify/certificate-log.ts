import { createHash } from 'node:crypto';
import {
  parseCertificateTimestamps,
  precertificateTbs,
  SCT_LIST_OID,
  signedForPrecertificate,
} from '../../formats/der/certificate-timestamps.ts';
import type { Certificate } from '../../formats/der/x509.ts';
import { FormatError } from '../../formats/format-error.ts';
import { type TrustedLog, withinValidity } from '../../formats/sigstore/trusted-root.ts';
import { type PublicKey, publicKeyOf, verifiesForX509 } from './public-key.ts';

const ALGORITHMS = { ecdsa: '1.2.840.10045.4.3.2', rsa: '1.2.840.113549.1.1.11' } as const;

/**
 * Checks that a log of certificates has a certificate, or has promised to: one of its timestamps is by a trusted log and
 * verifies. One that claims to be by a trusted log and does not verify spoils the certificate.
 *
 * @param issuer - key of the authority that issued it, which the log's signature binds
 * @returns addresses of the logs, each once
 * @throws FormatError when there is none that counts
 * @example certificateLogsOf(leaf, issuer.key, root.certificateLogs) // ['https://ctfe.sigstore.dev/2022']
 * @see RFC 6962 section 3.2
 */
export function certificateLogsOf(
  leaf: Certificate,
  issuer: PublicKey,
  logs: readonly TrustedLog[],
): readonly string[] {
  const list = leaf.rawExtensions.find(({ oid }) => oid === SCT_LIST_OID);
  if (list === undefined) fail('the certificate carries no timestamp of a log of certificates');
  const tbs = precertificateTbs(leaf);
  const issuerKeyHash = keyHash(issuer.spki);
  const found = new Set<string>();
  for (const one of parseCertificateTimestamps(list.value)) {
    // RFC 6962 section 3.2: the id is the hash of the key, so nothing else needs to be believed.
    const own = logs.filter(({ spki }) => Buffer.compare(keyHash(spki), one.logId) === 0);
    const [log] = own;
    if (log === undefined) continue;
    const time = one.timestamp / 1000;
    if (!own.some(({ valid }) => withinValidity(valid, time)))
      fail(`the log ${log.baseUrl} was not trusted at ${new Date(one.timestamp).toISOString()}`);
    const signed = signedForPrecertificate(one, issuerKeyHash, tbs);
    if (verifiesForX509(publicKeyOf(log.spki), ALGORITHMS[one.algorithm], signed, one.signature) !== true)
      fail(`the timestamp of the log ${log.baseUrl} does not verify over this certificate`);
    found.add(log.baseUrl);
  }
  if (found.size === 0) fail('no timestamp of the certificate is by a log that the trusted root names');
  return [...found];
}

/** Of keys of a trusted root, for as long as they are in use. */
const HASHES = new WeakMap<Uint8Array, Uint8Array>();

function keyHash(spki: Uint8Array): Uint8Array {
  const hash = HASHES.get(spki) ?? createHash('sha256').update(spki).digest();
  HASHES.set(spki, hash);
  return hash;
}

function fail(message: string): never {
  throw new FormatError('sct', message);
}
