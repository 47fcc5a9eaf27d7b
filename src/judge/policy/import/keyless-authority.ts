import { Members } from '../../../formats/json/members.ts';
import type { TrustedIdentity } from '../../../records/policy.ts';
import type { Losses } from './losses.ts';
import { patternOfRegExp } from './reg-exp-pattern.ts';

const MAX_IDENTITIES = 64;
const MAX_TEXT = 2048;

/** Whom an authority without a key trusts; any one of them is enough. */
export type ForeignIdentity = Pick<TrustedIdentity, 'identity' | 'identityPattern' | 'issuer'>;

/**
 * Reads the identities of a keyless authority. Those that can't be told in Twinseal's language are noted as lost, and the
 * others kept: fewer let fewer images in.
 *
 * @param losses - what is lost of it
 * @throws FormatError with the JSON pointer
 * @example readKeyless(members.inside('keyless'), losses).length
 * @see sigstore/policy-controller pkg/apis/policy/v1beta1/clusterimagepolicy_types.go, KeylessRef and Identity
 */
export function readKeyless(keyless: Members, losses: Losses): readonly ForeignIdentity[] {
  keyless.only(['url', 'identities', 'ca-cert', 'trustRootRef', 'insecureIgnoreSCT']);
  const identities = keyless.has('identities') ? keyless.array('identities', MAX_IDENTITIES) : [];
  // Without an identity it trusts whoever has a certificate; an authority of its own is not that of the trusted root.
  if (identities.length === 0 || keyless.has('ca-cert')) {
    losses.lose('keyless', keyless.pointer('').replace(/\/$/, ''));
    return [];
  }
  return identities.flatMap((value, index) => {
    const at = `${keyless.pointer('identities')}/${index}`;
    const found = readIdentity(new Members('cluster-image-policy', value, at));
    if (found === undefined) losses.lose('keyless', at);
    return found === undefined ? [] : [found];
  });
}

function readIdentity(members: Members): ForeignIdentity | undefined {
  members.only(['issuer', 'subject', 'issuerRegExp', 'subjectRegExp']);
  const text = (name: string): string => members.optionalString(name, MAX_TEXT) ?? '';
  const issuer = text('issuer') || patternOfRegExp(text('issuerRegExp'));
  // An issuer is compared whole.
  if (issuer === undefined || (text('issuer') === '' && issuer.includes('*'))) return undefined;
  if (text('subject') !== '') return { identity: text('subject'), issuer };
  const identityPattern = patternOfRegExp(text('subjectRegExp'));
  return identityPattern === undefined ? undefined : { identityPattern, issuer };
}
