import { parseOnePem, parsePem } from '../../formats/der/pem.ts';
import { parseCertificate } from '../../formats/der/x509.ts';
import { sha256Digest } from '../../formats/digest.ts';
import { identitiesOverlap, parseTrustedIdentity } from '../../formats/notary/trusted-identity.ts';
import type { NotationAuthorities } from '../../records/notation-authorities.ts';
import type { TrustedSigner } from '../../records/policy.ts';
import { refuse } from './demands/demand.ts';
import { authoritiesOf, keysOf } from './key-lists.ts';

/**
 * Refuses a policy in which one key stands under two names, which would let one person stand for two, or twice under one.
 *
 * @throws FormatError with the JSON pointer
 * @example requireOneRole(policy.trust)
 */
export function requireOneRole(trust: readonly TrustedSigner[]): void {
  const keys = new Map<string, string>();
  trust.forEach((signer, index) => {
    if ('cosign' in signer) claimKeys(signer, index, keys);
    if ('keyless' in signer) requireOtherIdentity(signer, index, trust);
  });
  const notation = trust.flatMap((signer, index) => ('notation' in signer ? [{ ...signer, index }] : []));
  for (const { name, notation: own, index } of notation) {
    const certificates = certificatesOf(own);
    const spkis = certificates.map((der) => sha256Digest(parseCertificate(der).spki));
    const cosign = spkis.flatMap((digest) => keys.get(digest) ?? [])[0];
    if (cosign !== undefined)
      refuse(
        `/trust/${index}`,
        `${JSON.stringify(name)} trusts the key of ${JSON.stringify(cosign)}, and one key must not fill two roles`,
      );
    if ('authorities' in own && new Set(certificates.map(sha256Digest)).size < certificates.length)
      refuse(
        `/trust/${index}/notation/authorities`,
        `${JSON.stringify(name)} has a certificate twice, and which window is meant could not be told`,
      );
    const twin = notation.find(
      (other) =>
        other.index < index && shareRoot(own, other.notation) && overlap(own.identities, other.notation.identities),
    );
    if (twin !== undefined)
      refuse(
        `/trust/${index}`,
        `one certificate could be both ${JSON.stringify(name)} and ${JSON.stringify(twin.name)}; give them identities that exclude one another`,
      );
  }
}

function claimKeys(
  { name, cosign }: Extract<TrustedSigner, { cosign: unknown }>,
  index: number,
  keys: Map<string, string>,
): void {
  keysOf(cosign).forEach(({ key }, place) => {
    const digest = sha256Digest(parseOnePem(key, ['PUBLIC KEY']).bytes);
    const other = keys.get(digest);
    if (other === name)
      refuse(
        `/trust/${index}/cosign/keys/${place}`,
        `${JSON.stringify(name)} has this key twice, and which window is meant could not be told`,
      );
    if (other !== undefined)
      refuse(
        `/trust/${index}`,
        `${JSON.stringify(name)} has the key of ${JSON.stringify(other)}, and one key must not fill two roles`,
      );
    keys.set(digest, name);
  });
}

/** Patterns may overlap: who signed is only known then, and fills the first role alone. */
function requireOtherIdentity(
  { name, keyless }: Extract<TrustedSigner, { keyless: unknown }>,
  index: number,
  trust: readonly TrustedSigner[],
): void {
  const twin = trust
    .slice(0, index)
    .find(
      (other) =>
        'keyless' in other &&
        other.keyless.issuer === keyless.issuer &&
        other.keyless.identity === keyless.identity &&
        other.keyless.identityPattern === keyless.identityPattern,
    );
  if (twin !== undefined)
    refuse(
      `/trust/${index}`,
      `${JSON.stringify(name)} has the identity of ${JSON.stringify(twin.name)}, and one must not fill two roles`,
    );
}

function shareRoot(a: NotationAuthorities, b: NotationAuthorities): boolean {
  const keys = new Set(certificatesOf(a).map((der) => sha256Digest(parseCertificate(der).spki)));
  return certificatesOf(b).some((der) => keys.has(sha256Digest(parseCertificate(der).spki)));
}

function overlap(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.some((other) => identitiesOverlap(parseTrustedIdentity(one), parseTrustedIdentity(other))));
}

function certificatesOf(notation: NotationAuthorities): readonly Uint8Array[] {
  return authoritiesOf(notation).flatMap(({ certificates }) => parsePem(certificates).map(({ bytes }) => bytes));
}
