import { parseOnePem } from '../../formats/der/pem.ts';
import { parseCertificate } from '../../formats/der/x509.ts';
import { type Digest, parseDigest, sha256Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { formatUtcSeconds, parseUtcSeconds } from '../../formats/rfc3339.ts';
import type { Revocation } from '../../records/key-terms.ts';
import type { RevokedKey } from '../../records/policy.ts';
import { moment, words } from './demands/member-values.ts';
import { certificatesPem, publicKeyPem, type ReadFile, textOrFile } from './signers.ts';

const MAX_TEXT = 64 * 1024;
const THUMBPRINT = /^(?:[0-9a-f]{2}:?){31}[0-9a-f]{2}$/i;
const SERIAL = /^(?:[0-9a-f]{2}:?){0,31}[0-9a-f]{1,2}$/i;

/**
 * Reads one entry of `revoked`, with the files that it names. A key is named by its digest or by itself; a certificate by its
 * thumbprint, by itself, or by serial number and issuer.
 *
 * @param at - JSON pointer of the entry
 * @throws FormatError with the JSON pointer; what `readFile` throws passes through
 * @example await readRevoked({ keyFile: 'old.pub', reason: 'laptop stolen' }, '/revoked/0', source.readFile)
 */
export async function readRevoked(value: JsonValue, at: string, readFile: ReadFile): Promise<RevokedKey> {
  const members = new Members('policy', value, at);
  members.only([
    ...['key', 'keyFile', 'certificate', 'certificateFile', 'serial', 'issuer', 'issuerFile'],
    ...['from', 'reason'],
  ]);
  const kinds = [
    ['key', 'keyFile'],
    ['certificate', 'certificateFile'],
    ['serial', 'issuer', 'issuerFile'],
  ].filter((names) => names.some((name) => members.has(name)));
  if (kinds.length !== 1)
    throw new FormatError(
      'policy',
      'an entry of revoked names one key, one certificate, or one serial number with its issuer',
      at,
    );
  const terms = {
    ...(members.has('from') && { from: formatUtcSeconds(moment(members, 'from', Math.floor)) }),
    reason: words(members, 'reason', 512),
  };
  if (members.has('key') || members.has('keyFile')) return { key: await readKey(members, readFile), ...terms };
  if (members.has('serial') || members.has('issuer') || members.has('issuerFile'))
    return { ...(await readSerial(members, readFile)), ...terms };
  return { certificate: await readCertificate(members, readFile), ...terms };
}

async function readKey(members: Members, readFile: ReadFile): Promise<Digest> {
  const text = await textOrFile(members, 'key', 'keyFile', readFile);
  if (members.has('key') && text.startsWith('sha256:')) return digestOf(members, 'key', text);
  return sha256Digest(parseOnePem(publicKeyPem(text), ['PUBLIC KEY']).bytes);
}

async function readCertificate(members: Members, readFile: ReadFile): Promise<Digest> {
  if (members.has('certificate')) {
    const text = members.text('certificate', MAX_TEXT);
    if (text.startsWith('sha256:')) return digestOf(members, 'certificate', text);
    // As openssl prints it: `openssl x509 -fingerprint -sha256`.
    if (THUMBPRINT.test(text)) return parseDigest(`sha256:${text.replaceAll(':', '').toLowerCase()}`);
  }
  const pem = await textOrFile(members, 'certificate', 'certificateFile', readFile);
  return sha256Digest(oneCertificate(members, 'certificate', pem));
}

async function readSerial(members: Members, readFile: ReadFile) {
  const text = members.text('serial', 95);
  if (!SERIAL.test(text)) members.fail('serial', 'must be hexadecimal, as in 0A:1B or 0a1b');
  const hex = text.replaceAll(':', '').toLowerCase();
  const serial = (hex.length % 2 === 0 ? hex : `0${hex}`).replace(/^(?:00)+(?=..)/, '');
  const pem = await textOrFile(members, 'issuer', 'issuerFile', readFile);
  oneCertificate(members, 'issuer', pem);
  return { serial, issuer: certificatesPem(pem) };
}

/** @param name - of the member, or of the one with `File` behind it, that has the certificate */
function oneCertificate(members: Members, name: 'certificate' | 'issuer', pem: string): Uint8Array {
  try {
    return parseOnePem(certificatesPem(pem), ['CERTIFICATE']).bytes;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return members.fail(members.has(name) ? name : `${name}File`, `is not one certificate in PEM: ${error.message}`);
  }
}

function digestOf(members: Members, name: string, text: string): Digest {
  try {
    return parseDigest(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return members.fail(name, `is no digest: ${error.message}`);
  }
}

/** What is compared with the keys and certificates of evidence. @example revocationOf(policy.revoked[0]).key */
export function revocationOf(revoked: RevokedKey): Revocation {
  const { from, reason } = revoked;
  const terms = { ...(from !== undefined && { from: parseUtcSeconds(from) }), reason };
  if ('key' in revoked) return { key: revoked.key, ...terms };
  if ('certificate' in revoked) return { certificate: revoked.certificate, ...terms };
  const issuer = parseCertificate(parseOnePem(revoked.issuer, ['CERTIFICATE']).bytes).subject.raw;
  return { serial: { number: revoked.serial, issuer }, ...terms };
}
