import { systemClock } from '../adapters/clock.ts';
import type { CompiledPolicy } from '../judge/policy/compile.ts';
import type { Call } from '../ports/call.ts';
import type { ContentReader } from '../ports/content.ts';
import { type Verified, verifyImage } from '../roads/verify.ts';

/**
 * Judges one image by one policy, now.
 * @example (await judge(await openImage(places, 'app.oci', call), 'app.oci', policy, call)).verdict.outcome
 */
export function judge(
  opened: { readonly source: ContentReader; readonly image: string | undefined },
  requested: string,
  policy: CompiledPolicy,
  call: Call,
): Promise<Verified> {
  return verifyImage({ reader: opened.source, requested, target: opened.image, policy }, systemClock, call);
}
