import { ERROR_CATALOGUE } from '../../../records/error-catalogue.ts';
import type { Finding } from '../../../records/finding.ts';
import type { Verdict } from '../../../records/verdict.ts';
import type { ExitCode } from '../command.ts';

/** One line of a result, whatever the verb. `fault` is "could not tell"; `warning` and `hint` come from `validate`. */
export interface ReportLine {
  readonly status: 'pass' | 'fail' | 'skip' | 'fault' | 'warning' | 'hint';
  /** What was checked, or the code of a finding: the rule in SARIF. */
  readonly id: string;
  readonly code: string;
  /** What it is about, for people: `linux/arm64 sha256:0123...`. */
  readonly about: string;
  readonly reason: string;
  /** A path for formats that want one. */
  readonly path: string;
}

/** What every output format renders. */
export interface Report {
  readonly verb: 'verify' | 'validate';
  /** The image or file, as the user wrote it. */
  readonly subject: string;
  readonly lines: readonly ReportLine[];
  /** First words of the last line: `allow`, `deny`, `could not tell`, `valid`, `invalid`. */
  readonly conclusion: string;
  readonly reason: string;
  readonly exit: ExitCode;
  /** What `-o json` prints: the document itself. */
  readonly document: unknown;
}

/**
 * A verdict as a report.
 *
 * @param path - the policy file where there is one, else the image: where formats that want a file point to
 * @example verdictReport('app.oci', verdict, 'policies/release.yaml').conclusion // 'deny'
 */
export function verdictReport(subject: string, verdict: Verdict, path: string, decisionId?: string): Report {
  const lines = verdict.checks.map(
    (check): ReportLine => ({
      status: check.status,
      id: check.id,
      code: check.code,
      about: `${check.platform ?? ''} ${shortDigest(check.subject)}`.trim(),
      reason: check.reason,
      path,
    }),
  );
  const document = decisionId === undefined ? verdict : { ...verdict, decisionId };
  const base = { verb: 'verify', subject, lines, document } as const;
  switch (verdict.outcome) {
    case 'allow': {
      const passed = lines.filter(({ status }) => status === 'pass').length;
      const reason = `${verdict.subject.name} (${verdict.subject.digest}) meets policy ${verdict.policy.name}: ${count(passed, 'check')} passed`;
      return { ...base, conclusion: 'allow', reason, exit: 0 };
    }
    case 'deny':
      return { ...base, conclusion: 'deny', reason: firstReason(lines, 'fail'), exit: 1 };
    case 'indeterminate':
      return {
        ...base,
        conclusion: 'could not tell',
        reason: firstReason(lines, 'fault'),
        exit: ERROR_CATALOGUE.INDETERMINATE.exit,
      };
  }
}

/**
 * Findings of `validate` as a report: any error finding makes it invalid.
 * @example findingsReport('app.oci', report.findings, report).conclusion // 'valid'
 */
export function findingsReport(subject: string, findings: readonly Finding[], document: unknown): Report {
  const lines = findings.map(
    (finding): ReportLine => ({
      status: finding.severity === 'error' ? 'fail' : finding.severity,
      id: finding.code,
      code: finding.code,
      about: [finding.file ?? (finding.blob && shortDigest(finding.blob)), finding.pointer].filter(Boolean).join(' '),
      reason: `${finding.reason} [${finding.source}]`,
      path:
        finding.file ?? (finding.blob === undefined ? subject : `${subject}/blobs/${finding.blob.replace(':', '/')}`),
    }),
  );
  const errors = lines.filter(({ status }) => status === 'fail').length;
  const others = count(lines.length - errors, 'remark');
  const base = { verb: 'validate', subject, lines, document } as const;
  if (errors === 0) return { ...base, conclusion: 'valid', reason: `${subject}, ${others}`, exit: 0 };
  return { ...base, conclusion: 'invalid', reason: firstReason(lines, 'fail'), exit: 1 };
}

function firstReason(lines: readonly ReportLine[], status: 'fail' | 'fault'): string {
  const matching = lines.filter((line) => line.status === status);
  const [first] = matching;
  if (first === undefined) return 'no check says why';
  const code = first.code === first.id ? '' : ` (${first.code})`;
  const more = matching.length > 1 ? ` (and ${matching.length - 1} more)` : '';
  return `${first.id}${first.about === '' ? '' : ` on ${first.about}`}: ${first.reason}${code}${more}`;
}

function shortDigest(digest: string): string {
  return digest.slice(0, digest.indexOf(':') + 13);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
