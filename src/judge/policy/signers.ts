import { parseOnePem, parsePem, serialisePem } from '../../formats/der/pem.ts';
import { parseSpki } from '../../formats/der/spki.ts';
import { parseCertificate } from '../../formats/der/x509.ts';
import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { parseTrustedIdentity } from '../../formats/notary/trusted-identity.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { PolicySource } from '../../ports/policies.ts';
import type { TrustedSigner } from '../../records/policy.ts';

const MAX_ROOTS = 32;
const MAX_IDENTITIES = 32;
const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;

/** Reads the files that a policy names. */
export type ReadFile = PolicySource['readFile'];

/**
 * Reads one entry of `trust`, with the files that it names. Keys and certificates are written anew, so that the same key
 * gives the same policy whatever the line ends of its file.
 *
 * @param at - JSON pointer of the entry
 * @param readFile - reads what `keyFile` and the like name; what it throws passes through
 * @throws FormatError for a malformed entry, key, certificate or identity
 * @example (await readSigner({ name: 'release', cosign: { keyFile: 'cosign.pub' } }, '/trust/0', source.readFile)).name
 */
export async function readSigner(value: JsonValue, at: string, readFile: ReadFile): Promise<TrustedSigner> {
  const members = new Members('policy', value, at);
  members.only(['name', 'cosign', 'notation']);
  const name = members.text('name', 64);
  if (!NAME.test(name)) members.fail('name', 'takes lower-case letters, digits, and . _ - between them');
  if (members.has('cosign') === members.has('notation'))
    members.fail('name', `is ${JSON.stringify(name)}: a signer has exactly one of cosign and notation`);
  if (members.has('cosign')) {
    const cosign = members.inside('cosign');
    cosign.only(['key', 'keyFile']);
    return { name, cosign: { key: publicKeyPem(await textOrFile(cosign, 'key', 'keyFile', readFile)) } };
  }
  const notation = members.inside('notation');
  notation.only(['certificates', 'certificateFile', 'identities']);
  const certificates = await textOrFile(notation, 'certificates', 'certificateFile', readFile);
  const identities = notation.array('identities', MAX_IDENTITIES).map((identity, index) => {
    if (typeof identity !== 'string') return notation.fail(`identities/${index}`, 'must be a string');
    parseTrustedIdentity(identity);
    return identity;
  });
  if (identities.length === 0)
    notation.fail('identities', 'must name whom to trust; "*" is anybody with such a certificate');
  // Notary Project trust-store-trust-policy.md: a wildcard must stand alone.
  if (identities.includes('*') && identities.length > 1) notation.fail('identities', 'has "*" beside others');
  return { name, notation: { certificates: certificatesPem(certificates), identities } };
}

/**
 * One public key, as SPKI PEM.
 * @throws FormatError
 * @example publicKeyPem(text).startsWith('-----BEGIN PUBLIC KEY-----') // true
 * @see NIST SP 800-131A, RSA below 2048 bits
 */
export function publicKeyPem(text: string): string {
  const { bytes } = parseOnePem(text, ['PUBLIC KEY']);
  const key = parseSpki(bytes);
  // SP 800-131A: RSA below 2048 bits is disallowed. Above 8192, one check costs more than a hostile key should.
  if (key.type === 'rsa' && (key.bits < 2048 || key.bits > 8192))
    throw new FormatError('policy', `an RSA key of ${key.bits} bits is refused; 2048 to 8192 are taken`);
  return serialisePem('PUBLIC KEY', bytes);
}

/**
 * Trusted certificates, as PEM blocks without anything between.
 * @throws FormatError
 * @example certificatesPem(text) // '-----BEGIN CERTIFICATE-----...'
 */
export function certificatesPem(text: string): string {
  const blocks = parsePem(text, { maxBlocks: MAX_ROOTS, explanatoryText: true });
  return blocks
    .map(({ label, bytes }) => {
      if (label !== 'CERTIFICATE') throw new FormatError('policy', `a PEM block is ${label}, not CERTIFICATE`);
      return serialisePem('CERTIFICATE', parseCertificate(bytes).raw);
    })
    .join('');
}

async function textOrFile(members: Members, inline: string, file: string, readFile: ReadFile): Promise<string> {
  if (members.has(inline) === members.has(file))
    members.fail(inline, `or ${JSON.stringify(file)} must be there, and not both`);
  return members.has(inline) ? members.text(inline, 256 * 1024) : decodeUtf8(await readFile(members.text(file)));
}
