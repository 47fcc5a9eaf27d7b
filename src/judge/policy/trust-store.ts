import { parsePem } from '../../formats/der/pem.ts';
import { parseCertificate } from '../../formats/der/x509.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { Members } from '../../formats/json/members.ts';
import type { PolicySource } from '../../ports/policies.ts';

/** Types of the stores that notation's certificates lie in. */
export type StoreType = 'ca' | 'signingAuthority' | 'tsa';

const MAX_STORES = 16;
const NAME = /^[a-zA-Z0-9_.-]{1,64}$/;

/**
 * Reads `trustStore` of a policy: named stores of a folder, as notation keeps its certificates.
 *
 * @param members - of the object that has `trustStore`
 * @param type - of the stores
 * @returns PEM of all of them
 * @throws FormatError; what the source throws for a store that is not there
 * @example await readTrustStores(notation, 'ca', source) // '-----BEGIN CERTIFICATE-----...'
 * @see Notary Project trust-store-trust-policy.md, "Trust Store"
 */
export async function readTrustStores(
  members: Members,
  type: StoreType,
  source: Pick<PolicySource, 'readStore'>,
): Promise<string> {
  const other = ['certificates', 'certificateFile'].find((name) => members.has(name));
  if (other !== undefined) members.fail('trustStore', `is there beside "${other}"; leave one out`);
  if (source.readStore === undefined)
    return members.fail('trustStore', "can't be read here: give the certificates themselves");
  const store = members.inside('trustStore');
  store.only(['dir', 'names']);
  const dir = store.text('dir');
  const all: string[] = [];
  const names = store.array('names', MAX_STORES);
  if (names.length === 0) store.fail('names', 'is empty, so nobody is trusted');
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string' || !NAME.test(name) || name === '.' || name === '..')
      return store.fail(
        `names/${index}`,
        'must be the name of a store, of letters, digits, dots, dashes and underscores',
      );
    const { pem } = await source.readStore(dir, type, name);
    requireAnchors(pem, type);
    all.push(pem);
  }
  return all.join('');
}

/**
 * Refuses what notation takes for no anchor of trust: a certificate that is neither of an authority nor self-signed; of a
 * timestamp authority any that is not self-signed.
 *
 * @throws FormatError
 * @example requireAnchors(text, 'ca')
 * @see notation-go v1.3.2, verifier/truststore/truststore.go, ValidateCertificates and isRootCACertificate
 */
export function requireAnchors(pem: string, type: StoreType): void {
  for (const { bytes } of parsePem(pem, { explanatoryText: true })) {
    const { extensions, issuer, subject } = parseCertificate(bytes);
    const itself = Buffer.compare(issuer.raw, subject.raw) === 0;
    if (type === 'tsa' ? itself : itself || extensions.basicConstraints?.ca === true) continue;
    throw new FormatError(
      'policy',
      type === 'tsa' ? 'a certificate is not self-signed' : 'a certificate is neither of an authority nor self-signed',
    );
  }
}
