import type { CompiledPolicy } from '../judge/policy/compile.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import { type Effect, effectOf } from '../records/decision.ts';
import type { Facts } from '../records/facts.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { Verdict } from '../records/verdict.ts';
import type { AskRevocation } from './ask-revocation.ts';
import { establishImage } from './establish-image.ts';
import { type JudgedQuestion, judgeImage } from './judge-image.ts';

/** One image to judge by one policy. */
export interface VerifyRequest extends JudgedQuestion {
  readonly policy: CompiledPolicy;
}

/** A verdict with what it rests on. */
export interface Verified {
  readonly verdict: Verdict;
  /** What is done with it, by the policy's mode. */
  readonly effect: Effect;
  readonly facts: Facts;
  /** Milliseconds since 1970: the moment that the verdict is for. */
  readonly now: number;
}

/**
 * Judges an image by one policy, for whoever keeps no record of it.
 *
 * @param request - the image, where it is, and the compiled policy
 * @param clock - asked once, after everything was read
 * @param ask - about revoked certificates; by default nobody is asked
 * @returns the verdict; `deny` and `indeterminate` are answers, not errors
 * @throws TwinsealError as {@link judgeImage}
 * @example const { verdict } = await verifyImage({ reader, requested, target, policy }, clock, call)
 */
export async function verifyImage(
  request: VerifyRequest,
  clock: Clock,
  call: Call,
  ask?: AskRevocation,
): Promise<Verified> {
  const { policy, ...question } = request;
  const ports = { establish: establishImage(false, undefined, ask), clock };
  const mode = policy.policy.mode;
  const { judgements, facts, now } = await judgeImage(question, [{ compiled: policy, mode }], ports, call);
  const [judgement, established] = [judgements[0], facts[0]];
  if (judgement === undefined || established === undefined)
    throw new TwinsealError('INTERNAL', 'the policy was not asked');
  const { verdict } = judgement;
  return { verdict, effect: effectOf(verdict.outcome, mode), facts: established, now };
}
