import type { AuditProblem, AuditProblemCode } from '../../records/audit-report.ts';

/** A whole ledger can be wrong: nobody reads more lines than these. */
const MOST = 1_000;

/** Problems as they are found, up to a bound; the rest is counted. */
export class ProblemList {
  readonly #problems: AuditProblem[] = [];
  #more = 0;

  /** Notes a problem. @example problems.add('ROW_MISSING', 'entry 41', 'the log has it, and the ledger has not') */
  add(code: AuditProblemCode, where: string, reason: string): void {
    if (this.#problems.length < MOST) this.#problems.push({ code, where, reason });
    else this.#more += 1;
  }

  /** All of them; a last one says how many more there are. @example problems.all().length */
  all(): readonly AuditProblem[] {
    const last = this.#problems.at(-1);
    if (this.#more === 0 || last === undefined) return this.#problems;
    return [...this.#problems, { ...last, where: 'the set', reason: `${this.#more} more problems are not shown` }];
  }
}
