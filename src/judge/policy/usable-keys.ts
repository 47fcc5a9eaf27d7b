import { parseOnePem, parsePem } from '../../formats/der/pem.ts';
import { type Certificate, parseCertificate } from '../../formats/der/x509.ts';
import { sha256Digest } from '../../formats/digest.ts';
import type { Policy, RevokedKey, TrustedSigner } from '../../records/policy.ts';
import { refuse } from './demands/demand.ts';
import { authoritiesOf, keysOf } from './key-lists.ts';
import { revocationOf } from './revoked.ts';

/**
 * Refuses keys that are trusted and revoked at once, so that nothing they sign could ever count: either the key is taken out of
 * `trust`, or `from` says since when it is lost and a trusted root tells what was signed before.
 *
 * @throws FormatError with the JSON pointer of the key or certificate
 * @example requireUsableKeys(policy)
 */
export function requireUsableKeys({ trust, revoked = [] }: Pick<Policy, 'trust' | 'revoked'>): void {
  if (revoked.length === 0) return;
  trust.forEach((signer, index) => {
    const at = `/trust/${index}`;
    if ('cosign' in signer) keysUsable(signer, revoked, at);
    if ('notation' in signer) authoritiesUsable(signer, revoked, at);
  });
}

function keysUsable(
  { name, cosign }: Extract<TrustedSigner, { cosign: unknown }>,
  revoked: readonly RevokedKey[],
  at: string,
): void {
  keysOf(cosign).forEach(({ key }, place) => {
    const digest = sha256Digest(parseOnePem(key, ['PUBLIC KEY']).bytes);
    const entry = revoked.find((one) => 'key' in one && one.key === digest);
    if (entry === undefined) return;
    const where = 'keys' in cosign ? `${at}/cosign/keys/${place}` : `${at}/cosign`;
    if (entry.from === undefined)
      refuse(
        where,
        `the key of ${JSON.stringify(name)} is revoked, so that nothing it signed counts: take it out of trust, or say from when in revoked`,
      );
    if (cosign.trustedRoot === undefined)
      refuse(
        where,
        `the key of ${JSON.stringify(name)} is revoked from ${entry.from} on, and nothing tells what it signed before: give trustedRootFile, whose logs and timestamps do, or take the key out of trust`,
      );
  });
}

function authoritiesUsable(
  { name, notation }: Extract<TrustedSigner, { notation: unknown }>,
  revoked: readonly RevokedKey[],
  at: string,
): void {
  for (const { certificates } of authoritiesOf(notation))
    for (const { bytes } of parsePem(certificates)) {
      const certificate = parseCertificate(bytes);
      const own = revoked.filter((one) => names(one, certificate));
      if (own.some(({ from }) => from === undefined))
        refuse(
          `${at}/notation`,
          `a certificate that ${JSON.stringify(name)} trusts is revoked, so that nothing below it counts: take it out of trust, or say from when in revoked`,
        );
      if (own.length > 0 && (notation.timestamps ?? notation.signingAuthority) === undefined)
        refuse(
          `${at}/notation`,
          `a certificate that ${JSON.stringify(name)} trusts is revoked from ${own[0]?.from} on, and nothing tells what was signed before: give timestamps, whose authorities do, or take it out of trust`,
        );
    }
}

function names(revoked: RevokedKey, { raw, spki, serialNumber, issuer }: Certificate): boolean {
  const { key, certificate, serial } = revocationOf(revoked);
  if (key !== undefined) return key === sha256Digest(spki);
  if (certificate !== undefined) return certificate === sha256Digest(raw);
  return serial?.number === serialNumber && Buffer.compare(serial.issuer, issuer.raw) === 0;
}
