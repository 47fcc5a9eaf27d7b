import { formatUtcSeconds } from '../formats/rfc3339.ts';
import { makeDecision } from '../judge/audit/decision.ts';
import { combine } from '../judge/decide/combine.ts';
import { explain } from '../judge/decide/explain.ts';
import type { CompiledPolicy } from '../judge/policy/compile.ts';
import { type Call, isLate, uncancelled } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { DecisionLedger } from '../ports/decision-ledger.ts';
import type { Random } from '../ports/random.ts';
import { callerRecord } from '../records/caller.ts';
import type {
  Decision,
  DecisionEntry,
  DecisionInputs,
  Judgement,
  RequestContext,
  Undecided,
} from '../records/decision.ts';
import { type ArchivedDocument, RECORD_TYPES } from '../records/evidence-record.ts';
import type { Explanation } from '../records/explanation.ts';
import type { Receipt } from '../records/log-entry.ts';
import type { Policy } from '../records/policy.ts';
import type { Question } from '../records/question.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { type Establish, type KeptInputs, recordDocument } from './establish-image.ts';
import { type JudgedImage, type JudgingPolicy, judgeImage } from './judge-image.ts';
import type { OpenedImage } from './open-image.ts';

/** Milliseconds for keeping a decision, apart from those for making it: a slow registry must not cost the record. */
const KEEPING = 5_000;

/** What the road needs. */
export interface AnswerPorts {
  /**
   * Opens the image, without asking for it yet, and says how it is looked into.
   * @throws TwinsealError `REFERENCE_INVALID`, `REGISTRY_HOST_FORBIDDEN`, `INPUT_MALFORMED`, `LAYOUT_INVALID`
   * @example (await ports.open(question, call)).opened.source.repository
   */
  open(
    question: Pick<Question, 'image' | 'sent' | 'pull'>,
    call: Call,
  ): Promise<{ readonly opened: OpenedImage; readonly establish: Establish }>;
  /**
   * The policies of a question, at this moment.
   * @throws TwinsealError `POLICY_UNKNOWN`, `POLICY_NOT_BOUND`, `POLICY_UNUSABLE`
   * @example ports.choose(question, opened.source.repository).length
   */
  choose(question: Question, repository: string): readonly JudgingPolicy[];
  readonly ledger: Pick<DecisionLedger, 'append' | 'keep'>;
  readonly clock: Clock;
  readonly random: Random;
  /** Version of Twinseal. */
  readonly version: string;
}

/** An answer that is on disk. */
export interface Answer {
  readonly entry: DecisionEntry;
  readonly receipt: Receipt;
  /** Why each policy decided as it did, shadows too; none for an answer without a verdict. @example answer.explain()[0]?.rules */
  explain(): readonly Explanation[];
}

/**
 * Answers for the record: judge, write down, give out, in that order. A fault that left no verdict is an answer too
 * ("could not tell") and is kept; an error of the request itself is not.
 *
 * @returns the answer, which is on disk
 * @throws TwinsealError what `open` and `choose` throw, and looking into the image, as far as it is no fault;
 *   `STORE_FAILED` or `DISK_FULL` when it can't be kept
 * @example (await answer({ image, caller, door: 'verify', request: {} }, ports, call)).entry.id
 */
export async function answer(question: Question, ports: AnswerPorts, call: Call): Promise<Answer> {
  const { entry, documents, explain, release } = await decide(question, ports, call);
  const keeping = uncancelled(ports.clock.now() + KEEPING);
  try {
    return { entry, receipt: await ports.ledger.append(entry, documents, keeping), explain };
  } finally {
    release();
  }
}

/**
 * Answers as {@link answer} does, without a receipt: for whoever has no place to put it.
 *
 * @returns the decision, which is on disk
 * @throws TwinsealError as {@link answer}
 * @example (await answerBriefly(question, ports, call)).effect
 */
export async function answerBriefly(question: Question, ports: AnswerPorts, call: Call): Promise<DecisionEntry> {
  const { entry, documents, release } = await decide(question, ports, call);
  try {
    await ports.ledger.keep(entry, documents, uncancelled(ports.clock.now() + KEEPING));
    return entry;
  } finally {
    release();
  }
}

/**
 * Decides as {@link answer} does, and keeps nothing: for whoever asks what would be decided.
 *
 * @throws TwinsealError what `open` and `choose` throw, and looking into the image, as far as it is no fault
 * @example (await appraise(question, ports, call)).effect
 */
export async function appraise(question: Question, ports: AnswerPorts, call: Call): Promise<DecisionEntry> {
  const { entry, release } = await decide(question, ports, call);
  release();
  return entry;
}

/** An answer with the bytes that it rests on. */
interface Decided {
  readonly entry: DecisionEntry;
  readonly documents: readonly ArchivedDocument[];
  readonly explain: Answer['explain'];
  /** As {@link JudgedImage.release}. @example decided.release() */
  release(): void;
}

async function decide(question: Question, ports: AnswerPorts, call: Call): Promise<Decided> {
  let policies: readonly JudgingPolicy[] = [];
  let release = (): void => {};
  try {
    const { opened, establish } = await ports.open(question, call);
    policies = ports.choose(question, opened.source.repository);
    const wanted = {
      reader: opened.source,
      requested: question.image,
      target: opened.image,
      containers: question.request.containers,
    };
    const judged = await judgeImage(wanted, policies, { establish, clock: ports.clock }, call);
    release = judged.release;
    const { inputs, documents } = groundOf(judged, policies, ports.version);
    return {
      entry: decisionOf({ ...question, request: requestFor(question.request, policies) }, judged, inputs, ports),
      documents,
      explain: explaining(
        judged.judgements,
        policies.map(({ compiled }) => compiled.policy),
      ),
      release,
    };
  } catch (error) {
    release();
    const fault = faultOf(error, isLate(call, ports.clock.now()));
    if (fault === undefined) throw error;
    const asked = { ...question, request: requestFor(question.request, policies) };
    return { entry: undecidedOf(asked, policies, fault, ports), documents: [], explain: NOTHING, release };
  }
}

/** Containers are kept where a verdict rests on them, and nowhere else. */
function requestFor({ containers, ...rest }: RequestContext, policies: readonly JudgingPolicy[]): RequestContext {
  const asked = policies.some(({ compiled: { policy } }) =>
    [policy, ...(policy.cases ?? [])].some(
      // What a pod puts in the place of a proven program is said beside the proof.
      ({ require }) => require.pod !== undefined || require.twinBuild !== undefined,
    ),
  );
  return containers === undefined || containers.length === 0 || !asked ? rest : { ...rest, containers };
}

function decisionOf(
  question: Question,
  judged: JudgedImage,
  inputs: DecisionInputs,
  { random }: Pick<AnswerPorts, 'random'>,
): Decision {
  const { caller, door, request, image } = question;
  const { root, repository, judgements, now } = judged;
  return makeDecision({
    id: random.uuid(),
    now,
    caller,
    door,
    request,
    requested: image,
    repository,
    ...combine(judgements, { name: image, digest: root }, repository),
    judgements,
    inputs,
  });
}

function undecidedOf(
  { caller, door, request, image }: Question,
  policies: readonly JudgingPolicy[],
  { code, message, kind }: TwinsealError,
  { clock, random }: AnswerPorts,
): Undecided {
  return {
    apiVersion: 'twinseal.dev/decision/v2',
    id: random.uuid(),
    time: formatUtcSeconds(Math.floor(clock.now() / 1000)),
    caller: callerRecord(caller),
    door,
    requested: image,
    request,
    effect: 'unknown',
    policies: policies.map(({ compiled: { policy, digest } }) => ({ name: policy.name, digest })),
    fault: { code, reason: message, retryable: kind.retryable },
  };
}

const NOTHING: Answer['explain'] = () => [];

/** Apart, so that whoever keeps an answer keeps none of the evidence that it was made from. */
function explaining(judgements: readonly Judgement[], policies: readonly Policy[]): Answer['explain'] {
  return () => explanationsOf(judgements, policies);
}

/**
 * Why each policy of a decision decided as it did.
 * @param policies - those that ran; a judgement whose policy is not among them is left out
 * @example explanationsOf(decision.judgements, [compiled.policy])[0]?.rules
 */
export function explanationsOf(judgements: readonly Judgement[], policies: readonly Policy[]): readonly Explanation[] {
  return judgements.flatMap((judgement) => {
    const policy = policies.find(({ name }) => name === judgement.policy.name);
    return policy === undefined ? [] : explain(policy, judgement.verdict);
  });
}

const archived = new WeakMap<CompiledPolicy, ArchivedDocument>();

/** A policy as it is kept beside the decisions that it made, under the digest that they name it by. @example policyDocument(compiled).digest */
export function policyDocument(compiled: CompiledPolicy): ArchivedDocument {
  const document = archived.get(compiled) ?? recordDocument(compiled.policy, RECORD_TYPES.policy);
  archived.set(compiled, document);
  return document;
}

/** What a decision rests on. */
interface Ground {
  readonly inputs: DecisionInputs;
  /** The documents of the image with those of its policies. */
  readonly documents: readonly ArchivedDocument[];
}

/** Sets of policies over one image's documents that are told apart before they are all forgotten. */
const MAX_SETS = 16;

const grounds = new WeakMap<KeptInputs, Map<string, Ground>>();

/** The same objects as long as they are the same, so that stores can know them. */
function groundOf({ root, inputs }: JudgedImage, policies: readonly JudgingPolicy[], tool: string): Ground {
  const kept = inputs();
  const digests = policies.map(({ compiled }) => compiled.digest);
  const known = grounds.get(kept) ?? new Map<string, Ground>();
  const key = [root, ...digests].join(' ');
  const before = known.get(key);
  if (before !== undefined) return before;
  const { evidence, reports } = kept;
  const ground = {
    inputs: { image: root, evidence, reports, policies: digests, tool },
    documents: [...kept.documents, ...policies.map(({ compiled }) => policyDocument(compiled))],
  };
  if (known.size >= MAX_SETS) known.clear();
  known.set(key, ground);
  grounds.set(kept, known);
  return ground;
}

/** An error that says "could not tell". At the deadline the signal fires too, so both names mean that time ran out. */
function faultOf(error: unknown, late: boolean): TwinsealError | undefined {
  const name = error instanceof Error ? error.name : '';
  const stopped = error instanceof TwinsealError ? error.code === 'ABORTED' : /^(?:Abort|Timeout)Error$/.test(name);
  if (stopped && late)
    return new TwinsealError('TIMEOUT', 'time ran out before there was a verdict; try again', { cause: error });
  return error instanceof TwinsealError && !stopped && error.kind.status === 503 ? error : undefined;
}
