import type { Digest } from '../../formats/digest.ts';
import type { Finding, FindingSeverity } from '../../records/finding.ts';
import { FINDING_CODES, type FindingCode } from '../../records/finding-codes.ts';

/** Where a finding is: a file of the layout or a blob. */
export type Place = { readonly file: string } | { readonly blob: Digest } | Readonly<Record<string, never>>;

const MAX_FINDINGS = 10_000;
const MAX_POINTER = 512;

/**
 * Collects findings in the order in which they were made. One code is told once for one pointer of one place, however
 * many ways lead there. Beyond the limit nothing more is kept of that severity, so that no flood of remarks hides an error.
 * @example new FindingLog().add('hint', 'LAYOUT_REF_NAME_DUPLICATE', { file: 'index.json' }, '/manifests/1', reason, page)
 */
export class FindingLog {
  readonly #findings = new Map<string, Finding>();
  readonly #left: Record<FindingSeverity, number>;

  /** @param max - findings of each severity @example new FindingLog(100) */
  constructor(max: number = MAX_FINDINGS) {
    this.#left = { error: max, warning: max, hint: max };
  }

  /** Everything found so far. @example log.findings.some(({ severity }) => severity === 'error') */
  get findings(): readonly Finding[] {
    return [...this.#findings.values()];
  }

  /**
   * Notes a finding.
   *
   * @param pointer - JSON pointer inside the document; undefined for the document or blob as a whole
   * @param source - the rule that is broken, such as `image-spec v1.1.1, manifest.md, "config"`; that of the code unless given
   * @example log.add('error', 'BLOB_MISSING', { file: 'index.json' }, '/manifests/0', 'the blob ... is missing', 'image-spec ...')
   */
  add(
    severity: FindingSeverity,
    code: FindingCode,
    place: Place,
    pointer: string | undefined,
    reason: string,
    source: string = FINDING_CODES[code].source,
  ): void {
    if (this.#left[severity] <= 0) return;
    const key = JSON.stringify([code, place, pointer]);
    if (this.#findings.has(key)) return;
    this.#left[severity]--;
    this.#findings.set(key, {
      severity,
      code,
      // Names in a layer need not be text, and a cut may split a character: what is kept must be.
      reason: reason.toWellFormed(),
      ...place,
      ...(pointer !== undefined && pointer !== '' && { pointer: pointer.slice(0, MAX_POINTER).toWellFormed() }),
      source,
    });
  }

  /** Takes over findings that were made elsewhere. @example log.addAll(report.findings) */
  addAll(findings: readonly Finding[]): void {
    for (const { severity, code, reason, blob, file, pointer, source } of findings)
      this.add(
        severity,
        code,
        blob !== undefined ? { blob } : file !== undefined ? { file } : {},
        pointer,
        reason,
        source,
      );
  }
}
