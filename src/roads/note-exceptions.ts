import { formatUtcSeconds } from '../formats/rfc3339.ts';
import { BoundedMap } from '../ports/bounded-map.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { DecisionLedger } from '../ports/decision-ledger.ts';
import type { Random } from '../ports/random.ts';
import { SharedCalls } from '../ports/shared-calls.ts';
import type { Check } from '../records/check.ts';
import type { Decision, Judgement } from '../records/decision.ts';

const DAY = 86_400_000;
const NOTING = 5_000;
const REMEMBERED = 4 * 2 ** 20;

/** What noting needs. */
export interface NotePorts {
  readonly ledger: Pick<DecisionLedger, 'note'>;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Notes in the log that a decision stands on exceptions: once a day for each exception and image, since a pod that is
 * restarted a thousand times says nothing new. Which ones are noted is remembered in memory, so a restart may note one again.
 *
 * @returns notes the exceptions of one decision; they are on disk when it returns
 * @example const noteExceptions = exceptionNotes(ports); await noteExceptions(decision, call)
 */
export function exceptionNotes({
  ledger,
  clock,
  random,
}: NotePorts): (decision: Decision, call: Call) => Promise<void> {
  const known = new BoundedMap<true>(REMEMBERED, () => clock.now());
  const noting = new SharedCalls<void>(NOTING, () => clock.now());
  return async (decision, call) => {
    for (const { judgement, exception, checks } of usedExceptions(decision)) {
      const key = [judgement.policy.digest, exception.id, decision.inputs.image, Math.floor(clock.now() / DAY)].join(
        ' ',
      );
      if (known.get(key) === true) continue;
      const note = async (within: Call): Promise<void> => {
        await ledger.note(
          {
            apiVersion: 'twinseal.dev/change/v1',
            kind: 'exception',
            id: random.uuid(),
            time: formatUtcSeconds(Math.floor(clock.now() / 1000)),
            name: `${judgement.policy.name}/${exception.id}`,
            action: 'used',
            after: judgement.policy.digest,
            detail: {
              image: `${decision.repository}@${decision.inputs.image}`,
              checks: checks.join(' '),
              owner: exception.owner,
              until: exception.until,
              decision: decision.id,
            },
          },
          [],
          within,
        );
        known.set(key, true, 0, DAY);
      };
      await noting.run(key, note, call);
    }
  };
}

interface UsedException {
  readonly judgement: Judgement;
  readonly exception: NonNullable<Check['exception']>;
  /** Ids of the checks that it excused. */
  readonly checks: readonly string[];
}

function usedExceptions({ judgements }: Decision): readonly UsedException[] {
  return judgements
    .filter(({ shadowOf }) => shadowOf === undefined)
    .flatMap((judgement) => {
      const excused = judgement.verdict.checks.filter(({ exception }) => exception !== undefined);
      const byId = Map.groupBy(excused, ({ exception }) => exception?.id);
      return [...byId.values()].flatMap((checks) => {
        const exception = checks[0]?.exception;
        return exception === undefined
          ? []
          : { judgement, exception, checks: [...new Set(checks.map(({ id }) => id))] };
      });
    });
}
