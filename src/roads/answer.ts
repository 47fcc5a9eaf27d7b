import type { Digest } from '../formats/digest.ts';
import { formatUtcSeconds } from '../formats/rfc3339.ts';
import { makeDecision } from '../judge/audit/decision.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { DecisionLedger } from '../ports/decision-ledger.ts';
import type { Random } from '../ports/random.ts';
import { type CallerRecord, callerRecord } from '../records/caller.ts';
import type { DecisionEntry, Effect } from '../records/decision.ts';
import type { ArchivedDocument } from '../records/evidence-record.ts';
import type { PolicyMode } from '../records/policy.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { Outcome } from '../records/verdict.ts';
import type { JudgedImage } from './judge-image.ts';

/** Milliseconds for keeping a decision, apart from those for making it: a slow registry must not cost the record. */
const KEEPING = 5_000;

/** A question to the service. */
export interface Question {
  readonly image: string;
  readonly caller: CallerRecord;
  readonly policy: { readonly name: string; readonly digest: Digest; readonly mode: PolicyMode };
}

/** What the road needs. */
export interface AnswerPorts {
  /**
   * Judges one image by the policy of the question.
   * @throws TwinsealError when no verdict could be formed
   * @example (await ports.judge('registry.example.com/app:v1', call)).judgements[0]?.verdict.outcome
   */
  judge(image: string, call: Call): Promise<JudgedImage>;
  readonly ledger: Pick<DecisionLedger, 'append'>;
  readonly clock: Clock;
  readonly random: Random;
  /** Version of Twinseal. */
  readonly version: string;
}

/**
 * Answers for the record: judge, write down, give out, in that order. A fault that left no verdict is an answer too
 * ("could not tell") and is kept; an error of the request itself is not.
 *
 * @returns the entry, which is on disk
 * @throws TwinsealError whatever the judge throws that is no fault; `STORE_FAILED` or `DISK_FULL` when it can't be kept
 * @example (await answer({ image, caller, policy }, ports, call)).id
 */
export async function answer(question: Question, ports: AnswerPorts, call: Call): Promise<DecisionEntry> {
  const { entry, documents } = await decide(question, ports, call);
  const keeping = { signal: new AbortController().signal, deadline: ports.clock.now() + KEEPING };
  await ports.ledger.append(entry, documents, keeping);
  return entry;
}

/** An answer with the bytes that it rests on. */
interface Answered {
  readonly entry: DecisionEntry;
  readonly documents: readonly ArchivedDocument[];
}

async function decide(question: Question, ports: AnswerPorts, call: Call): Promise<Answered> {
  const { image, caller, policy } = question;
  try {
    const { root, repository, judgements, now, inputs } = await ports.judge(image, call);
    const [counting] = judgements;
    if (counting === undefined) throw new TwinsealError('INTERNAL', 'no policy was asked');
    const { verdict } = counting;
    const { evidence, reports, documents } = inputs();
    const entry = makeDecision({
      id: ports.random.uuid(),
      now,
      caller,
      door: 'verify',
      request: {},
      requested: image,
      repository,
      effect: effectOf(verdict.outcome, policy.mode),
      verdict,
      judgements,
      inputs: {
        image: root,
        evidence,
        reports,
        policies: judgements.map((one) => one.policy.digest),
        tool: ports.version,
      },
    });
    return { entry, documents };
  } catch (error) {
    const fault = faultOf(error, ports.clock.now() >= call.deadline);
    if (fault === undefined) throw error;
    const { code, message, kind } = fault;
    const entry: DecisionEntry = {
      apiVersion: 'twinseal.dev/decision/v2',
      id: ports.random.uuid(),
      time: formatUtcSeconds(Math.floor(ports.clock.now() / 1000)),
      caller: callerRecord(caller),
      door: 'verify',
      requested: image,
      request: {},
      effect: 'unknown',
      policies: [{ name: policy.name, digest: policy.digest }],
      fault: { code, reason: message, retryable: kind.retryable },
    };
    return { entry, documents: [] };
  }
}

/** An error that says "could not tell". At the deadline the signal fires too, so both names mean that time ran out. */
function faultOf(error: unknown, late: boolean): TwinsealError | undefined {
  const name = error instanceof Error ? error.name : '';
  const stopped = error instanceof TwinsealError ? error.code === 'ABORTED' : /^(?:Abort|Timeout)Error$/.test(name);
  if (stopped && late)
    return new TwinsealError('TIMEOUT', 'time ran out before there was a verdict; try again', { cause: error });
  return error instanceof TwinsealError && !stopped && error.kind.status === 503 ? error : undefined;
}

function effectOf(outcome: Outcome, mode: PolicyMode): Effect {
  if (outcome === 'allow' || mode !== 'enforce') return 'admit';
  return outcome === 'deny' ? 'refuse' : 'unknown';
}
