import type { Digest } from '../formats/digest.ts';
import { sameJson } from '../formats/json/same.ts';
import type { PlacedContainer } from '../formats/kubernetes/container-settings.ts';
import { decide } from '../judge/decide/decide.ts';
import type { CompiledPolicy } from '../judge/policy/compile.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Judgement } from '../records/decision.ts';
import type { Facts } from '../records/facts.ts';
import type { PolicyMode } from '../records/policy.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { Verdict } from '../records/verdict.ts';
import type { Establish, EstablishedImage, ImageQuestion, KeptInputs } from './establish-image.ts';

/** An image, and what is to run it as far as that is known. */
export interface JudgedQuestion extends ImageQuestion {
  readonly containers?: readonly PlacedContainer[] | undefined;
}

/** A policy with the part that it plays in a decision. */
export interface JudgingPolicy {
  readonly compiled: CompiledPolicy;
  readonly mode: PolicyMode;
  /** Beside which policy it runs without counting. */
  readonly shadowOf?: string | undefined;
}

/** What the road needs. */
export interface JudgeImagePorts {
  readonly establish: Establish;
  readonly clock: Clock;
}

/** An image, judged by each policy. */
export interface JudgedImage {
  readonly root: Digest;
  readonly repository: string;
  /** One for each policy, in their order. */
  readonly judgements: readonly Judgement[];
  /** What each of them was given, in the same order. */
  readonly facts: readonly Facts[];
  /** Milliseconds since 1970: the moment that the verdicts are for. */
  readonly now: number;
  /** As {@link EstablishedImage.inputs}. @example judged.inputs().documents */
  inputs(): KeptInputs;
  /** As {@link EstablishedImage.release}. @example judged.release() */
  release(): void;
}

/**
 * Judges an image by some policies: looks into it once for all of them, then decides for each, at one moment. What would keep the image out
 * by evidence that is not fresh is looked for, and judged, once more.
 *
 * @param question - the image and where it is
 * @param policies - none finds out no more than which image it is
 * @param ports - `clock` is asked after everything was read
 * @returns a judgement for each policy; `deny` and `indeterminate` are answers, not errors
 * @throws TwinsealError when no verdict can be formed: the image is not there, its first document can't be fetched, or
 *   the call was ended (`TIMEOUT`, `ABORTED`)
 * @example (await judgeImage({ reader, requested, target }, [{ compiled, mode: 'enforce' }], ports, call)).judgements[0]
 */
export async function judgeImage(
  question: JudgedQuestion,
  policies: readonly JudgingPolicy[],
  ports: JudgeImagePorts,
  call: Call,
): Promise<JudgedImage> {
  let release = (): void => {};
  const needs = policies.map(({ compiled }) => compiled.needs);
  try {
    let established = await ports.establish(question, needs, call);
    release = established.release;
    let now = ports.clock.now();
    let judgements = judge(established, policies, now, question);
    if (established.isOld && judgements.some(keepsOut)) {
      release();
      // Evidence that was attached meanwhile may be what it lacked.
      established = await ports.establish(question, needs, { ...call, anew: true });
      release = established.release;
      now = ports.clock.now();
      judgements = judge(established, policies, now, question);
    }
    if (!judgements.some(keepsOut)) established.keep();
    const { root, repository, facts, inputs } = established;
    return { root, repository, judgements, facts: facts.map((one) => one.facts), now, inputs, release };
  } catch (error) {
    release();
    if (error instanceof TwinsealError || !call.signal.aborted) throw error;
    // As `isLate` has it, which would be one more module for `verify` to load.
    const { reason } = call.signal;
    const late = ports.clock.now() >= call.deadline || (reason instanceof Error && reason.name === 'TimeoutError');
    throw new TwinsealError(
      late ? 'TIMEOUT' : 'ABORTED',
      `verifying ${question.requested} was ${late ? 'out of time' : 'cancelled'}`,
      { cause: error },
    );
  }
}

function judge(
  { facts }: EstablishedImage,
  policies: readonly JudgingPolicy[],
  now: number,
  { containers }: JudgedQuestion,
): readonly Judgement[] {
  return policies.map(({ compiled, mode, shadowOf }, at) => {
    const pinned = facts[at];
    if (pinned === undefined) throw new TwinsealError('INTERNAL', 'a policy was given no facts');
    const verdict = verdictOf(pinned.facts, compiled, now, containers);
    return judgementOf({ compiled, mode, shadowOf }, verdict, pinned.digest);
  });
}

/** What only watches or warns keeps nobody out. */
function keepsOut({ mode, shadowOf, verdict }: Judgement): boolean {
  return mode === 'enforce' && shadowOf === undefined && verdict.outcome !== 'allow';
}

const judged = new WeakMap<Verdict, Judgement>();

/** The same object for as long as it is the same, as with the verdict. */
function judgementOf({ compiled, mode, shadowOf }: JudgingPolicy, verdict: Verdict, facts: Digest): Judgement {
  const { policy, digest } = compiled;
  const before = judged.get(verdict);
  if (
    before?.policy.digest === digest &&
    before.mode === mode &&
    before.shadowOf === shadowOf &&
    before.facts === facts
  )
    return before;
  const one = {
    policy: { name: policy.name, digest },
    mode,
    ...(shadowOf !== undefined && { shadowOf }),
    verdict,
    facts,
  };
  judged.set(verdict, one);
  return one;
}

/** The newest verdict of each policy over facts that are remembered, and the question that it answers. */
const decided = new WeakMap<Facts, WeakMap<CompiledPolicy, { readonly asked: string; readonly verdict: Verdict }>>();

/**
 * Deciding is pure and looks at whole seconds, so the same facts, policy and containers have one verdict within a second, whoever
 * asks; and for as long as it comes out the same it is the same object, which is written as text and searched for digests once.
 */
function verdictOf(
  facts: Facts,
  compiled: CompiledPolicy,
  now: number,
  containers: JudgedQuestion['containers'] = [],
): Verdict {
  const mine = decided.get(facts) ?? new WeakMap();
  const asked = `${Math.floor(now / 1000)} ${containers.length === 0 ? '' : JSON.stringify(containers)}`;
  const before = mine.get(compiled);
  if (before?.asked === asked) return before.verdict;
  const anew = decide(facts, compiled.policy, compiled.digest, now, containers);
  // Seldom does anything but the second change.
  const verdict = before !== undefined && sameJson(before.verdict, anew) ? before.verdict : anew;
  mine.set(compiled, { asked, verdict });
  decided.set(facts, mine);
  return verdict;
}
