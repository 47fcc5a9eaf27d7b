import { formatDistinguishedName } from '../../formats/der/distinguished-name.ts';
import { equalBytes } from '../../formats/equal-bytes.ts';
import type { NotaryEnvelope } from '../../formats/notary/envelope.ts';
import { matchesIdentity, parseTrustedIdentity } from '../../formats/notary/trusted-identity.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { LoggedCheck } from '../../records/facts.ts';
import type { Revocation } from '../../records/key-terms.ts';
import type { NeededSigner } from '../../records/needs.ts';
import type { VerifiedChain } from './chain.ts';
import { type NotationTimes, notationTimes, untilExpiry } from './notation-time.ts';

type NotationSigner = Extract<NeededSigner, { family: 'notation' }>;

/** True where the policy only notes whose signature it is. @example notesAuthenticity(signer) */
export function notesAuthenticity({ log = [] }: Pick<NotationSigner, 'log'>): boolean {
  return log.includes('authenticity');
}

/** True when the chain leads to a certificate of the signer. @example isAnchored(signer, envelope.chain) */
export function isAnchored({ roots }: Pick<NotationSigner, 'roots'>, chain: readonly Uint8Array[]): boolean {
  return roots.some((root) => chain.some((der) => equalBytes(root, der)));
}

/** True when the leaf is one of the identities of the signer. @example isNamed(signer, chain.leaf) */
export function isNamed(
  { identities }: Pick<NotationSigner, 'identities'>,
  { subject }: VerifiedChain['leaf'],
): boolean {
  return identities.some((identity) => matchesIdentity(parseTrustedIdentity(identity), subject.name));
}

/**
 * What of the authenticity of a whole signature does not hold for a signer of whom that is only noted.
 * @returns nothing for a signer of whom it is enforced, and for one whose signature it is
 * @example loggedAuthenticity(signer, envelope, chain).length // 0
 */
export function loggedAuthenticity(
  signer: NotationSigner,
  { chain: ders, header }: Pick<NotaryEnvelope, 'chain' | 'header'>,
  { leaf }: VerifiedChain,
): readonly LoggedCheck[] {
  const name = JSON.stringify(formatDistinguishedName(leaf.subject.name).slice(0, 256));
  const authority = header.scheme === 'notary.x509.signingAuthority';
  const reason = !isAnchored(signer, ders)
    ? `the certificate of ${name} leads to no authority that the policy trusts`
    : !isNamed(signer, leaf)
      ? `the certificate of ${name} is none of the identities that the policy trusts`
      : authority !== (signer.signingAuthority ?? false)
        ? 'the signature is in another scheme than the policy trusts these certificates with'
        : undefined;
  return reason === undefined ? [] : [{ check: 'authenticity', reason }];
}

/**
 * When a signature counts for a signer, and what of its times the policy only notes: then it counts all the same, and the fact
 * says when the check would have held.
 *
 * @example timesUnder(envelope, chain, signer).logged[0]?.check // 'expiry'
 * @see Notary Project trust-store-trust-policy.md, "Signature Verification Levels"; CVE-2024-23332 (what that lets in)
 */
export function timesUnder(
  envelope: Pick<NotaryEnvelope, 'header' | 'signature' | 'timestampToken'>,
  chain: Pick<VerifiedChain, 'valid'>,
  signer: Pick<NotationSigner, 'timestamps' | 'signingAuthority' | 'log'>,
  revoked: readonly Revocation[] = [],
): { readonly times: NotationTimes; readonly logged: readonly LoggedCheck[] } {
  const { log = [] } = signer;
  if (!log.includes('authenticTimestamp') && !log.includes('expiry'))
    return { times: notationTimes(envelope, chain, signer, revoked), logged: [] };
  const { expiry, ...endless } = envelope.header;
  const logged: LoggedCheck[] = [];
  let times = notationTimes({ ...envelope, header: endless }, chain, signer, revoked);
  if (log.includes('authenticTimestamp')) {
    const { barred, unhelpful: _, ...free } = times;
    const check = 'authenticTimestamp' as const;
    logged.push(
      barred === undefined
        ? { check, holds: times.valid, reason: 'a certificate of its chain is outside of its validity' }
        : { check, reason: barred.reason },
    );
    times = { ...free, valid: { from: null, until: null } };
  }
  if (expiry === undefined) return { times, logged };
  if (!log.includes('expiry')) return { times: { ...times, valid: untilExpiry(times.valid, expiry) }, logged };
  const holds = untilExpiry({ from: null, until: null }, expiry);
  return {
    times,
    logged: [...logged, { check: 'expiry', holds, reason: `it expired at ${formatUtcSeconds(expiry)}` }],
  };
}
