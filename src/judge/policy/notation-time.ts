import { formatDistinguishedName } from '../../formats/der/distinguished-name.ts';
import { parsePem } from '../../formats/der/pem.ts';
import { parseCertificate } from '../../formats/der/x509.ts';
import type { Members } from '../../formats/json/members.ts';
import type { NotationAuthorities } from '../../records/notation-authorities.ts';

/** Members of a notation signer that say whose word on the time of a signature counts. */
export const NOTATION_TIME_MEMBERS: readonly string[] = ['timestamps', 'signingAuthority'];

const USES = ['always', 'afterCertExpiry'] as const;

/**
 * Reads whose word on the time of a signature counts: timestamp authorities, or the signing authorities themselves.
 *
 * @param certificatesOf - reads `certificates` or `certificateFile` of an object
 * @throws FormatError
 * @example (await readNotationTime(notation, certificatesOf)).timestamps?.when // 'always'
 * @see Notary Project trust-store-trust-policy.md, "Trust Store" (types tsa and signingAuthority), "verifyTimestamp"
 */
export async function readNotationTime(
  notation: Members,
  certificatesOf: (members: Members) => Promise<string>,
): Promise<Pick<NotationAuthorities, 'timestamps' | 'signingAuthority'>> {
  const authority = notation.has('signingAuthority');
  if (authority && notation.object.signingAuthority !== true) notation.fail('signingAuthority', 'can only be true');
  if (!notation.has('timestamps')) return authority ? { signingAuthority: true } : {};
  if (authority)
    notation.fail(
      'timestamps',
      'has no place beside signingAuthority: a signing authority vouches for the time itself',
    );
  const timestamps = notation.inside('timestamps');
  timestamps.only(['certificates', 'certificateFile', 'trustStore', 'when']);
  const when = timestamps.has('when') ? USES.find((one) => one === timestamps.object.when) : 'always';
  if (when === undefined) return timestamps.fail('when', `must be ${USES.join(' or ')}`);
  const certificates = await certificatesOf(timestamps);
  for (const { bytes } of parsePem(certificates)) {
    const { issuer, subject } = parseCertificate(bytes);
    if (Buffer.compare(issuer.raw, subject.raw) !== 0)
      timestamps.fail(
        ['certificates', 'certificateFile', 'trustStore'].find((name) => timestamps.has(name)) ?? 'certificates',
        `has the certificate of ${JSON.stringify(formatDistinguishedName(subject.name).slice(0, 256))}, which is not self-signed: name the root of the timestamp authority`,
      );
  }
  return { timestamps: { certificates, when } };
}
