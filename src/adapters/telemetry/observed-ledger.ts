import type { DecisionLedger } from '../../ports/decision-ledger.ts';
import type { Fields, Telemetry } from '../../ports/telemetry.ts';
import { isAgainst } from '../../records/check.ts';
import { type DecisionEntry, outcomeOf } from '../../records/decision.ts';

/** Failed checks that one log line names; the decision has them all. */
const MAX_CODES = 8;

/**
 * A ledger that tells of every decision it kept: counts by policy, outcome and effect, a log line with the decision's id,
 * and the same on the span of the request. What could not be kept is told as a failed step and nothing else.
 *
 * @example const ledger = observedLedger(store.ledger, telemetry)
 */
export function observedLedger(ledger: DecisionLedger, telemetry: Telemetry): DecisionLedger {
  return {
    async append(decision, documents, call) {
      const receipt = await telemetry.step('store.append', () => ledger.append(decision, documents, call));
      tellDecision(decision, receipt.index, telemetry);
      return receipt;
    },
    async keep(decision, documents, call) {
      const index = await telemetry.step('store.append', () => ledger.keep(decision, documents, call));
      tellDecision(decision, index, telemetry);
      return index;
    },
    async note(change, documents, call) {
      const receipt = await telemetry.step('store.note', () => ledger.note(change, documents, call));
      const { kind, name, action, id } = change;
      telemetry.log('info', 'change', { kind, name, action, changeId: id, logIndex: receipt.index });
      return receipt;
    },
    get: (id, call) => telemetry.step('store.get', () => ledger.get(id, call)),
    list: (filter, before, limit, call) => telemetry.step('store.list', () => ledger.list(filter, before, limit, call)),
    change: (id, call) => telemetry.step('store.change', () => ledger.change(id, call)),
    changes: (kind, before, limit, call) =>
      telemetry.step('store.changes', () => ledger.changes(kind, before, limit, call)),
  };
}

function tellDecision(decision: DecisionEntry, index: number, telemetry: Telemetry): void {
  const { id, door, effect, caller } = decision;
  const outcome = outcomeOf(decision);
  const base: Fields = { decisionId: id, effect, outcome };
  telemetry.note(base);
  const said = { ...base, door, caller: caller.name, image: decision.requested, logIndex: index };
  if (!('verdict' in decision)) {
    const policy = decision.policies.map(({ name }) => name).join('+') || 'none';
    telemetry.count('decisions', { door, policy, outcome, effect });
    telemetry.count('failed_checks', { policy, code: decision.fault.code });
    telemetry.log('warn', 'decision', { ...said, policy, code: decision.fault.code, reason: decision.fault.reason });
    return;
  }
  const { verdict, judgements } = decision;
  for (const { policy, mode, shadowOf, verdict: own } of judgements) {
    if (shadowOf !== undefined) {
      const beside = judgements.find((one) => one.policy.name === shadowOf && one.shadowOf === undefined);
      const result = beside?.verdict.outcome === own.outcome ? 'same' : 'different';
      telemetry.count('shadows', { policy: policy.name, result });
      continue;
    }
    telemetry.count('decisions', {
      door,
      policy: policy.name,
      outcome: own.outcome,
      effect: mode === 'enforce' ? effect : 'admit',
    });
    for (const check of own.checks)
      if (isAgainst(check)) telemetry.count('failed_checks', { policy: policy.name, code: check.code });
  }
  const bad = verdict.checks.filter(isAgainst);
  const codes = [...new Set(bad.map(({ code }) => code))].slice(0, MAX_CODES).join(' ');
  telemetry.log(effect === 'admit' ? 'info' : 'warn', 'decision', {
    ...said,
    policy: verdict.policy.name,
    digest: verdict.subject.digest,
    ...(bad[0] !== undefined && { codes, reason: bad[0].reason }),
  });
}
