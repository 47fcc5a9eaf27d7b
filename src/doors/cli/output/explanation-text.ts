import type { ExplainedRule, Explanation } from '../../../records/explanation.ts';
import type { Verdict } from '../../../records/verdict.ts';
import { escapeTerminal } from '../../escape/terminal.ts';

const COLOURS = { pass: 32, fail: 31, skip: 90, fault: 33 } as const;
const WORDS = { pass: 'pass', fail: 'FAIL', skip: 'skip', fault: 'CANNOT TELL' } as const;
const OUTCOMES = { allow: ['allow', 32], deny: ['deny', 31], indeterminate: ['could not tell', 33] } as const;

/**
 * An explanation for people: each rule of the policy with what it demands, below it the checks that it made; `*` before those
 * on which the outcome hangs. The last line says the outcome and the rules that decided it.
 *
 * @param options - `quiet` shows only the checks on which the outcome hangs
 * @example explanationText(explanation, verdict, { colours: false, quiet: false })
 */
export function explanationText(
  explanation: Explanation,
  verdict: Verdict,
  options: { readonly colours: boolean; readonly quiet: boolean },
): string {
  const paint = (text: string, colour: number) => (options.colours ? `\u001b[${colour}m${text}\u001b[0m` : text);
  const shown = options.quiet ? explanation.rules.filter(({ decisive }) => decisive) : explanation.rules;
  const lines: string[] = [];
  if (explanation.case !== undefined)
    lines.push(`case ${escapeTerminal(explanation.case.name)}: ${escapeTerminal(explanation.case.because)}`);
  for (const checks of byDemand(shown)) {
    const [{ rule, demand } = { rule: '', demand: '' }] = checks;
    lines.push(`${rule === '' ? 'every image' : escapeTerminal(rule)}: ${escapeTerminal(demand)}`);
    for (const check of checks) {
      const excused = check.exception === undefined ? '' : ` [excused by ${escapeTerminal(check.exception)}]`;
      const where = check.platform ?? check.subject.slice(0, check.subject.indexOf(':') + 13);
      lines.push(
        `${check.decisive ? '  * ' : '    '}${paint(WORDS[check.status], COLOURS[check.status])}  ${escapeTerminal(check.check)} on ${escapeTerminal(where)}: ${escapeTerminal(check.reason)} (${check.code})${excused}`,
      );
    }
  }
  return [...lines, lastLine(explanation, verdict, paint)].map((line) => `${line}\n`).join('');
}

/** Checks by the demand that asked for them, in the order in which the first of each was made. */
function byDemand(rules: readonly ExplainedRule[]): readonly (readonly ExplainedRule[])[] {
  const groups = new Map<string, ExplainedRule[]>();
  for (const one of rules) {
    const key = JSON.stringify([one.rule, one.demand]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function lastLine(
  { policy, mode, shadowOf, outcome, rules }: Explanation,
  { subject, validUntil }: Verdict,
  paint: (text: string, colour: number) => string,
): string {
  const [plain, colour] = OUTCOMES[outcome];
  const word = mode !== 'enforce' && outcome === 'deny' ? 'would deny' : plain;
  const deciding = [
    ...new Set(rules.filter(({ decisive }) => decisive).map(({ rule }) => rule || 'what every image must be')),
  ];
  const by = outcome === 'allow' ? 'every demand holds' : `decided by ${deciding.join(', ')}`;
  const shadow = shadowOf === undefined ? '' : `, shadow of ${shadowOf}`;
  const until = validUntil === undefined ? '' : `, until ${validUntil}`;
  return `${paint(word, colour)}: ${escapeTerminal(`${subject.name} by ${policy.name} (mode ${mode}${shadow})${until}: ${by}`)}`;
}
