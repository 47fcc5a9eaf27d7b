import { FormatError } from '../format-error.ts';
import { type Severity, worse } from './severity.ts';

/** A known vulnerability that a scanner found in a package of the image. */
export interface VulnerabilityFinding {
  /** `CVE-2026-1234` or what the scanner calls it. */
  readonly id: string;
  /** Other names of the same vulnerability, at most 16: none where they are of several, as an advisory's are. */
  readonly aliases?: readonly string[];
  readonly severity: Severity;
  /** Package URL where the scanner gives one, else `name@version`. */
  readonly package?: string;
}

/** What one scanner found. */
export interface ScanReport {
  /** `trivy 0.58.0` */
  readonly scanner: string;
  readonly findings: readonly VulnerabilityFinding[];
}

const MAX_FINDINGS = 10_000;
const MAX_ALIASES = 16;
const MAX_TEXT = 512;

/**
 * Findings of a report, each once for its package: a scanner repeats them for each place. Of two ratings the worse one counts.
 * @example new FindingList('trivy').add({ id: 'CVE-2026-1', severity: 'low' })
 */
export class FindingList {
  readonly #format: string;
  readonly #found = new Map<string, VulnerabilityFinding>();

  /** @param format - of the report, for errors */
  constructor(format: string) {
    this.#format = format;
  }

  /** @throws FormatError with rule `limit` for more than 10,000 different findings, or a name that is longer than any real one */
  add({ id, aliases = [], severity, package: name }: VulnerabilityFinding): void {
    const others = namesOfOne(id, aliases).slice(0, MAX_ALIASES);
    if ([id, name ?? '', ...others].some((text) => text.length > MAX_TEXT))
      throw new FormatError(this.#format, `a finding has a name of more than ${MAX_TEXT} characters`, '', {
        rule: 'limit',
      });
    const key = `${id}\n${name ?? ''}`;
    const known = this.#found.get(key);
    if (known === undefined && this.#found.size >= MAX_FINDINGS)
      throw new FormatError(this.#format, `there are more than ${MAX_FINDINGS} findings`, '', { rule: 'limit' });
    this.#found.set(key, {
      id,
      ...(others.length > 0 && { aliases: others }),
      severity: known === undefined ? severity : worse(known.severity, severity),
      ...(name !== undefined && { package: name }),
    });
  }

  /** In order of name and package, so that equal findings make equal facts. */
  get findings(): readonly VulnerabilityFinding[] {
    return [...this.#found].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, finding]) => finding);
  }
}

/**
 * An advisory of a distribution mends several vulnerabilities: what is said of one of them is not said of the advisory, so then
 * the finding goes by its own name alone.
 */
function namesOfOne(id: string, aliases: readonly string[]): readonly string[] {
  const others = [...new Set(aliases)].filter((one) => one !== id);
  return [id, ...others].filter((name) => /^CVE-/i.test(name)).length > 1 ? [] : others;
}
