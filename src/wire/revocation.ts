import { systemClock } from '../adapters/clock.ts';
import type { RevocationReach } from '../adapters/revocation/revocation-guard.ts';
import type { Needs } from '../records/needs.ts';
import type { AskRevocation } from '../roads/ask-revocation.ts';

/** True where a policy asks whether certificates were revoked. */
function asksForRevocation({ signers }: Needs): boolean {
  return signers.some((signer) => signer.family === 'notation' && signer.revocation !== undefined);
}

/**
 * Asks authorities about certificates over the network; offline, notes that nobody was asked. What it takes is loaded for the
 * first policy that wants it.
 *
 * @param reach - whom to ask besides the internet; undefined: offline
 * @example const ask = revocationOver({ loopback: true })
 */
export function revocationOver(reach: RevocationReach | undefined): AskRevocation {
  let asking: Promise<AskRevocation> | undefined;
  return async (set, needs, call) => {
    if (!needs.some(asksForRevocation)) return set;
    asking ??= open(reach);
    return await (await asking)(set, needs, call);
  };
}

async function open(reach: RevocationReach | undefined): Promise<AskRevocation> {
  const { askRevocation } = await import('../roads/ask-revocation.ts');
  if (reach === undefined) return askRevocation(undefined, systemClock);
  const { HttpRevocation } = await import('../adapters/revocation/http-revocation.ts');
  const { revocationGuard } = await import('../adapters/revocation/revocation-guard.ts');
  const { RememberedRevocation } = await import('../roads/remember-revocation.ts');
  const source = new RememberedRevocation(new HttpRevocation(revocationGuard(reach)), systemClock);
  return askRevocation(source, systemClock);
}
