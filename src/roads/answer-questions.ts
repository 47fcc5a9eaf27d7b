import { decodeUtf8 } from '../formats/utf8.ts';
import { BoundedMap } from '../ports/bounded-map.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { ServiceStore } from '../ports/service-store.ts';
import type { DecisionEntry } from '../records/decision.ts';
import type { Policy } from '../records/policy.ts';
import type { Question } from '../records/question.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { type Answer, explanationsOf } from './answer.ts';
import { answerOnce } from './answer-once.ts';
import { Turns } from './turns.ts';

/** Questions of batches that are under way at one time, of all batches together; one caller may have three quarters of them. */
const BATCH_WIDTH = 16;
/** Answers to requests with a key that are given again as they were: milliseconds and bytes. */
const RECENT = { life: 600_000, bytes: 16 * 2 ** 20 };

/** What answering needs. */
export interface QuestionPorts extends Pick<ServiceStore, 'ledger' | 'log' | 'answered' | 'archive'> {
  readonly clock: Clock;
  /** Answers one question for the record. @example await ports.answer(question, call) */
  answer(question: Question, call: Call): Promise<Answer>;
}

/** A request with several questions gets an answer, or an error, to each. */
export type Settled = PromiseSettledResult<Answer>;

/** Answers questions of requests, one or many, and requests that are sent twice only once. */
export interface Questions {
  /**
   * @param key - `Idempotency-Key`; undefined: the request has none
   * @throws TwinsealError as `answer`, and as `answerOnce` for its key
   * @example (await questions.verify(question, undefined, call)).entry.id
   */
  verify(question: Question, key: string | undefined, call: Call): Promise<Answer>;
  /**
   * All of one caller, at least one; a question that fails leaves the others alone.
   * @throws TwinsealError as `answerOnce` for the key of the request
   * @example (await questions.verifyAll(all, undefined, call))[0]?.status // 'fulfilled'
   */
  verifyAll(all: readonly Question[], key: string | undefined, call: Call): Promise<readonly Settled[]>;
}

/**
 * The questions of requests. An answer that "could not tell" frees its key, since whoever asks again may be told.
 * @example const questions = answerQuestions(ports)
 */
export function answerQuestions(ports: QuestionPorts): Questions {
  const { answered, clock } = ports;
  const recent = new BoundedMap<Answer>(RECENT.bytes, () => clock.now());
  const batches = new Turns({ width: BATCH_WIDTH, share: BATCH_WIDTH * 0.75 });

  const keyed = (question: Question, key: string, route: string, call: Call): Promise<Answer> => {
    const { caller } = question;
    const payload = payloadOf(question);
    const answering = {
      async anew() {
        const value = await ports.answer(question, call);
        const { entry, receipt } = value;
        if (entry.effect === 'unknown') return { id: undefined, value };
        recent.set(entry.id, value, JSON.stringify(entry).length * 4 + receipt.text.length * 2, RECENT.life);
        return { id: entry.id, value };
      },
      again: async (id: string) => recent.get(id) ?? (await keptAnswer(id, ports, call)),
    };
    return answerOnce({ key, caller, route, payload }, answering, answered, call);
  };

  const each = (all: readonly Question[], key: string | undefined, call: Call): Promise<readonly Settled[]> => {
    const one = (question: Question, at: number) =>
      key === undefined ? ports.answer(question, call) : keyed(question, key, `POST /verify#${at}`, call);
    return Promise.allSettled(
      all.map((question, at) => batches.run(nameOf(question), () => one(question, at), call.signal)),
    );
  };

  return {
    verify: (question, key, call) =>
      key === undefined ? ports.answer(question, call) : keyed(question, key, 'POST /verify', call),
    async verifyAll(all, key, call) {
      const [first] = all;
      if (first === undefined) throw new TwinsealError('INTERNAL', 'nothing was asked');
      if (key === undefined) return await each(all, key, call);
      const { caller } = first;
      const payload = all.map(payloadOf);
      const answering = {
        anew: async () => ({ id: 'batch', value: await each(all, key, call) }),
        again: () => each(all, key, call),
      };
      return await answerOnce({ key, caller, route: 'POST /verify', payload }, answering, answered, call);
    },
  };
}

/** Callers are served in turn. */
function nameOf({ caller: { by, name } }: Question): string {
  return `${by} ${name}/`;
}

/** What was asked; of what was sent along, the request has the digests. */
function payloadOf({ caller: _caller, sent: _sent, ...asked }: Question): Omit<Question, 'caller' | 'sent'> {
  return asked;
}

/** A decision of before, with a proof against the newest checkpoint. */
async function keptAnswer(id: string, ports: QuestionPorts, call: Call): Promise<Answer> {
  const kept = await ports.ledger.get(id, call);
  const receipt = kept && (await ports.log.receipt(kept.index, call));
  if (kept === undefined || receipt === undefined)
    throw new TwinsealError('STORE_FAILED', 'the decision of this Idempotency-Key is not in the log');
  // Decisions and policies are written by us alone, as canonical JSON of these very types.
  const entry = JSON.parse(kept.document) as DecisionEntry;
  if (!('verdict' in entry)) return { entry, receipt, explain: () => [] };
  const documents = await Promise.all(entry.inputs.policies.map((digest) => ports.archive.get(digest, call)));
  const policies = documents.flatMap((one) => (one === undefined ? [] : (JSON.parse(decodeUtf8(one.bytes)) as Policy)));
  return { entry, receipt, explain: () => explanationsOf(entry.judgements, policies) };
}
