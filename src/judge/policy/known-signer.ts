import type { TrustedSigner } from '../../records/policy.ts';
import { refuse } from './demands/demand.ts';

/**
 * The signer of that name.
 * @param at - JSON pointer of what names it
 * @throws FormatError when the policy trusts none of that name
 * @example knownSigner(policy.trust, 'release', '/require/signatures/0/by')
 */
export function knownSigner(trust: readonly TrustedSigner[], name: string, at: string): TrustedSigner {
  const signer = trust.find((one) => one.name === name);
  return signer ?? refuse(at, `no signer of trust is called ${JSON.stringify(name)}`);
}

/**
 * Refuses signers who can state nothing: statements are signed in bundles, by keys; a notation signature covers a descriptor.
 * @throws FormatError
 * @example requireStatesSomething(policy.trust, ['release'], '/require/statements/0/by')
 */
export function requireStatesSomething(trust: readonly TrustedSigner[], by: readonly string[], at: string): void {
  const notation = by.map((name) => knownSigner(trust, name, at)).find((signer) => 'notation' in signer);
  if (notation !== undefined)
    refuse(
      at,
      `${JSON.stringify(notation.name)} signs with notation, whose signatures carry no statements, so no image can meet this`,
    );
}
