import type { Digest } from '../../formats/digest.ts';
import type { Call } from '../../ports/call.ts';
import { isAgainst } from '../../records/check.ts';
import type { DecisionEntry, Effect, Judgement } from '../../records/decision.ts';
import { runsOtherProgram } from '../../records/other-program.ts';
import type { PolicyMode } from '../../records/policy.ts';
import type { Question } from '../../records/question.ts';
import type { TwinsealError } from '../../records/twinseal-error.ts';
import type { Verdict } from '../../records/verdict.ts';
import { knownError } from '../http/known-error.ts';
import { againstReference } from './look-at-review.ts';

/** What the doors of Kubernetes need. */
export interface KubernetesService {
  /**
   * Judges an image and keeps the decision.
   * @throws TwinsealError as `POST /verify` does
   * @example (await service.decide(question, call)).effect
   */
  decide(question: Question, call: Call): Promise<DecisionEntry>;
  /**
   * Judges an image and keeps nothing.
   * @throws TwinsealError as `POST /verify` does
   * @example (await service.appraise(question, call)).effect
   */
  appraise(question: Question, call: Call): Promise<DecisionEntry>;
  /**
   * The strictest mode of the policies that count for a question; `enforce` where there is none, which is a denial.
   * @throws TwinsealError `POLICY_UNUSABLE`
   * @example service.strictest(question) // 'audit'
   */
  strictest(question: Question): PolicyMode;
  /**
   * The digest that a reference stands for now, asked for as the cluster would.
   * @throws TwinsealError `REFERENCE_INVALID`, `CONTENT_NOT_FOUND`, or a fault
   * @example await service.resolve({ image: 'registry.example.com/app:v1' }, call)
   */
  resolve(question: Pick<Question, 'image' | 'pull'>, call: Call): Promise<Digest>;
  /** Requests under way at once. */
  readonly maxConcurrent: number;
}

/** What becomes of one image. */
export interface Ruling {
  /** As the object writes it. */
  readonly image: string;
  readonly effect: Effect;
  /** Check or error code of what stands against it, also where nothing comes of that. */
  readonly code?: string;
  /** Name of the policy that it stands in. */
  readonly policy?: string;
  /** The person who asked is told of it, though it is let in. */
  readonly warn: boolean;
  readonly decisionId?: string;
  /** The policy by which a program was proven that the pod does not run: told, though nothing is demanded. */
  readonly otherProgram?: string;
  /** What else there is to tell, where the code alone leaves whoever asked at a loss. */
  readonly detail?: string;
}

/**
 * What becomes of one image. Where a policy in mode `enforce` decides, a reference without a digest is refused before anything is
 * fetched: the tag may have moved by the time that a node pulls it. Where policies enforce, an error of the image itself (it does not
 * exist) refuses, and a fault is `unknown`; where none does, both are told and let in.
 *
 * @param kept - false for a dry run: nothing is written
 * @returns never throws but for what is no error of ours to tell
 * @example (await ruleOn(question, true, service, options, call)).effect
 */
export async function ruleOn(
  question: Question,
  kept: boolean,
  service: KubernetesService,
  options: { report(error: unknown): void },
  call: Call,
): Promise<Ruling> {
  const { image } = question;
  let mode: PolicyMode = 'enforce';
  try {
    mode = service.strictest(question);
    const wrong = againstReference(image);
    if (mode === 'enforce' && wrong !== undefined) return { image, effect: 'refuse', code: wrong, warn: false };
    const entry = kept ? await service.decide(question, call) : await service.appraise(question, call);
    const ruling = rulingOf(entry, mode);
    return {
      image,
      ...(wrong === undefined ? ruling : tagNoted(ruling, mode)),
      ...(kept && { decisionId: entry.id }),
    };
  } catch (error) {
    return { image, ...rulingOfError(knownError(error, options), mode) };
  }
}

function rulingOf(entry: DecisionEntry, mode: PolicyMode): Omit<Ruling, 'image'> {
  const { effect } = entry;
  if (!('verdict' in entry)) {
    const { code, reason } = entry.fault;
    const detail = code === 'PULL_SECRET_UNREADABLE' ? { detail: reason } : {};
    // Where nothing enforces, no fault keeps anybody out either: whoever only watches must not depend on a registry.
    return mode === 'enforce' ? { effect, code, warn: false, ...detail } : { ...letIn(code, mode), ...detail };
  }
  const counting = entry.judgements.filter(({ shadowOf }) => shadowOf === undefined);
  const against = counting.filter(({ verdict }) => verdict.outcome !== 'allow');
  // A denial without any policy has no judgement.
  if (counting.length === 0) return { effect, ...codeOf(entry.verdict), warn: false };
  const decisive = against.find((one) => one.mode === 'enforce' && isDecisive(one, effect));
  const warning = against.find(({ mode }) => mode === 'warn');
  const told = decisive ?? warning ?? against[0];
  // A policy that audits is only recorded.
  const proven = counting.find(({ mode, verdict }) => mode !== 'audit' && verdict.checks.some(runsOtherProgram));
  const other = proven === undefined ? {} : { otherProgram: proven.policy.name };
  if (told === undefined) return { effect, warn: false, ...other };
  return {
    effect,
    ...other,
    ...codeOf(told.verdict),
    policy: told.policy.name,
    warn: effect === 'admit' && warning !== undefined,
  };
}

/** What `enforce` would refuse for its tag alone is told before somebody switches to it. */
function tagNoted(ruling: Omit<Ruling, 'image'>, mode: PolicyMode): Omit<Ruling, 'image'> {
  if (ruling.code !== undefined) return ruling;
  return { ...ruling, code: 'IMAGE_NOT_PINNED', warn: mode === 'warn' };
}

function isDecisive({ verdict }: Judgement, effect: Effect): boolean {
  return verdict.outcome === (effect === 'refuse' ? 'deny' : 'indeterminate');
}

function codeOf({ checks, outcome }: Verdict): { readonly code?: string } {
  const against = checks.filter(isAgainst);
  const wanted = outcome === 'deny' ? 'fail' : 'fault';
  const found = against.find(({ status }) => status === wanted) ?? against[0];
  return found === undefined ? {} : { code: found.code };
}

function rulingOfError({ code, kind }: TwinsealError, mode: PolicyMode): Omit<Ruling, 'image'> {
  if (mode !== 'enforce') return letIn(code, mode);
  return { effect: kind.status >= 500 ? 'unknown' : 'refuse', code, warn: false };
}

function letIn(code: string, mode: PolicyMode): Omit<Ruling, 'image'> {
  return { effect: 'admit', code, warn: mode === 'warn' };
}
