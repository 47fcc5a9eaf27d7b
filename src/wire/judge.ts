import { systemClock } from '../adapters/clock.ts';
import type { PlacedContainer } from '../formats/kubernetes/container-settings.ts';
import type { CompiledPolicy } from '../judge/policy/compile.ts';
import type { Call } from '../ports/call.ts';
import type { ContentReader } from '../ports/content.ts';
import type { AskRevocation } from '../roads/ask-revocation.ts';
import { type Verified, verifyImage } from '../roads/verify.ts';

/**
 * Judges one image by one policy, now.
 * @param ask - about revoked certificates; by default nobody is asked
 * @example (await judge(await openImage(places, 'app.oci', call), 'app.oci', policy, call)).verdict.outcome
 */
export function judge(
  opened: { readonly source: ContentReader; readonly image: string | undefined },
  requested: string,
  policy: CompiledPolicy,
  call: Call,
  ask?: AskRevocation,
  containers?: readonly PlacedContainer[],
): Promise<Verified> {
  const question = { reader: opened.source, requested, target: opened.image, policy, containers };
  return verifyImage(question, systemClock, call, ask);
}
