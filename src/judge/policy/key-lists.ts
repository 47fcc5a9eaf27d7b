import type { NotationAuthorities } from '../../records/notation-authorities.ts';
import type { CosignKeys, TrustWindow } from '../../records/policy.ts';

/** The keys of a signer, one or several. @example keysOf({ key: pem }) // [{ key: pem }] */
export function keysOf(cosign: CosignKeys): readonly (TrustWindow & { readonly key: string })[] {
  return 'keys' in cosign ? cosign.keys : [{ key: cosign.key }];
}

/** The authorities of a signer, one or several. @example authoritiesOf(signer.notation).length // 1 */
export function authoritiesOf(
  notation: NotationAuthorities,
): readonly (TrustWindow & { readonly certificates: string })[] {
  return 'authorities' in notation ? notation.authorities : [{ certificates: notation.certificates }];
}
