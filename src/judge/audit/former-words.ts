import type { Check } from '../../records/check.ts';
import type { Verdict } from '../../records/verdict.ts';

/**
 * A verdict in the words of those that were made before `platforms` told which programs were read, so that a decision from
 * then is still the same when it is computed anew. Nothing but words differs: outcome, codes and evidence are what they are.
 *
 * @example replayed === then || inFormerWords(replayed) === then // by their canonical JSON
 */
export function inFormerWords(verdict: Verdict): Verdict {
  return { ...verdict, checks: verdict.checks.map(formerly) };
}

function formerly(check: Check): Check {
  if (check.id !== 'platforms' || check.status !== 'pass') return check;
  const [, names] =
    /^index(?: and config|, config and program) agree on (.*) \(no program was read.*\)$/.exec(check.reason) ?? [];
  return names === undefined ? check : { ...check, reason: `index, config and program agree on ${names}` };
}
