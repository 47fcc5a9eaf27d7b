import { parseDigest } from '../../formats/digest.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import type { AnswerBody, JudgementSummary, KeptAnswer } from '../../records/answer.ts';
import { effectOfAll, outcomeOfAll } from '../../records/decision.ts';
import type { Explanation } from '../../records/explanation.ts';
import type { Verdict } from '../../records/verdict.ts';
import { readVerdict } from './verdict-reader.ts';

const MAX_JUDGEMENTS = 2_000;
const MAX_RECEIPT = 64 * 1024;
const MODES = ['enforce', 'warn', 'audit'] as const;
const OUTCOMES = ['allow', 'deny', 'indeterminate'] as const;
const EFFECTS = ['admit', 'refuse', 'unknown'] as const;

/**
 * Reads an answer of `POST /verify` that holds a verdict. One that contradicts itself is refused: a verdict that its checks
 * do not bear out, an outcome or effect that does not follow from what the policies said.
 *
 * @param value - strict JSON; members that this version does not know are left out
 * @throws FormatError of format `answer` or `verdict`
 * @example readAnswer(parseJson(bytes)).effect // 'admit'
 */
export function readAnswer(value: JsonValue | undefined): AnswerBody {
  const verdict = readVerdict(value);
  return { ...verdict, ...readKept(new Members('answer', value), verdict) };
}

/**
 * Reads what an answer says beside its verdict, and holds the two against each other.
 * @param verdict - undefined where not even the image's digest became known: then nothing but `unknown` makes sense
 * @throws FormatError of format `answer`
 * @example readKept(new Members('problem', body), undefined).decisionId
 */
export function readKept(members: Members, verdict: Verdict | undefined): KeptAnswer {
  const effect = oneOf(EFFECTS, members, 'effect');
  const judgements = members
    .array('judgements', MAX_JUDGEMENTS)
    .map((value, at) => readJudgement(new Members('answer', value, `/judgements/${at}`)));
  const counting = judgements.filter(({ shadowOf }) => shadowOf === undefined);
  const follows = verdict === undefined ? 'unknown' : effectOfAll(counting);
  if (effect !== follows) members.fail('effect', `is ${effect}, which the policies did not say`);
  if (verdict !== undefined && verdict.outcome !== outcomeOfAll(counting))
    members.fail('outcome', `is ${verdict.outcome}, which the policies did not say`);
  const logIndex = members.object.logIndex;
  if (typeof logIndex !== 'number' || !Number.isSafeInteger(logIndex) || logIndex < 0)
    members.fail('logIndex', 'must be a whole number');
  return {
    decisionId: members.text('decisionId', 200),
    effect,
    judgements,
    logIndex,
    receipt: members.text('receipt', MAX_RECEIPT),
    // For people and programs that look into it; nothing is decided by it here.
    ...(members.has('explanations') && {
      explanations: members.object.explanations as never as readonly Explanation[],
    }),
  };
}

function readJudgement(members: Members): JudgementSummary {
  const policy = members.inside('policy');
  const shadowOf = members.optionalString('shadowOf', 200);
  return {
    policy: { name: policy.text('name'), digest: parseDigest(policy.text('digest')) },
    mode: oneOf(MODES, members, 'mode'),
    ...(shadowOf !== undefined && { shadowOf }),
    outcome: oneOf(OUTCOMES, members, 'outcome'),
  };
}

function oneOf<T extends string>(values: readonly T[], members: Members, name: string): T {
  const text = members.text(name, 40);
  return values.find((value) => value === text) ?? members.fail(name, `must be one of ${values.join(', ')}`);
}
