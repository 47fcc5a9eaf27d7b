import type { Check } from '../../../records/check.ts';
import type { Effect } from '../../../records/decision.ts';
import { ERROR_CATALOGUE } from '../../../records/error-catalogue.ts';
import type { GoBuildFacts, ImagePrograms } from '../../../records/go-programs.ts';
import { runsOtherProgram } from '../../../records/other-program.ts';
import type { Selection } from '../../../records/selection.ts';
import type { Verdict } from '../../../records/verdict.ts';
import type { ValidationReport } from '../../../roads/validate.ts';
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
  /** Further lines of it. */
  readonly details?: readonly string[];
  /** A path for formats that want one. */
  readonly path: string;
}

/** What every output format renders. */
export interface Report {
  readonly verb: 'verify' | 'validate' | 'bundle verify' | 'policy test' | 'audit verify' | 'audit replay';
  /** The image or file, as the user wrote it. */
  readonly subject: string;
  readonly lines: readonly ReportLine[];
  /** First words of the last line: `allow`, `deny`, `could not tell`, `valid`, `invalid`. */
  readonly conclusion: string;
  readonly reason: string;
  readonly exit: ExitCode;
  /** The decision of a server that this is, by its id. */
  readonly decision?: string;
  /** What `-o json` prints: the document itself. */
  readonly document: unknown;
}

/** What a verdict alone does not say. */
export interface VerdictContext {
  /** What `-o json` prints in place of the verdict. */
  readonly document?: unknown;
  /** By the modes of the policies: `admit` of a denial only warns. Without it, the outcome is what counts. */
  readonly effect?: Effect;
  /** Under which id a server keeps it. */
  readonly decision?: string;
}

/**
 * A verdict as a report.
 *
 * @param path - the policy file where there is one, else the image: where formats that want a file point to
 * @example verdictReport('app.oci', verdict, 'policies/release.yaml').conclusion // 'deny'
 */
export function verdictReport(subject: string, verdict: Verdict, path: string, more: VerdictContext = {}): Report {
  const report = judgedReport(subject, verdict, path, more);
  const { decision } = more;
  return decision === undefined ? report : { ...report, decision, reason: `${report.reason} (decision ${decision})` };
}

function judgedReport(subject: string, verdict: Verdict, path: string, more: VerdictContext): Report {
  const { effect, document = verdict } = more;
  const lines = verdict.checks.map(
    (check): ReportLine => ({
      status: check.exception === undefined && !runsOtherProgram(check) ? check.status : 'warning',
      id: check.id,
      code: runsOtherProgram(check) ? 'POD_OTHER_PROGRAM' : check.code,
      about: `${check.platform ?? ''} ${shortDigest(check.subject)}`.trim(),
      reason: excusedReason(check),
      path,
    }),
  );
  const base = { verb: 'verify', subject, lines, document } as const;
  if (effect === 'admit' && verdict.outcome !== 'allow') {
    const status = verdict.outcome === 'deny' ? 'fail' : 'fault';
    const reason = `${firstReason(lines, status)}; it is let in, since policy ${verdict.policy.name} does not enforce`;
    const conclusion = status === 'fail' ? 'would deny' : 'could not tell';
    const mild = lines.map((line) => (line.status === status ? ({ ...line, status: 'warning' } as const) : line));
    return { ...base, lines: mild, conclusion, reason, exit: 0 };
  }
  // Another policy denies, and only warns: the one that enforces could not tell.
  switch (effect === 'unknown' ? 'indeterminate' : verdict.outcome) {
    case 'allow': {
      const excused = verdict.checks.filter(({ exception }) => exception !== undefined).length;
      const passed = verdict.checks.filter(({ status }) => status === 'pass').length;
      const reason = `${verdict.subject.name} (${verdict.subject.digest}) meets policy ${verdict.policy.name}: ${count(passed, 'check')} passed${excused === 0 ? '' : `, ${excused} excused`}`;
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
 * @example findingsReport('app.oci', report).conclusion // 'valid'
 */
export function findingsReport(subject: string, report: ValidationReport): Report {
  const findings = report.findings.map(
    (finding): ReportLine => ({
      status: finding.severity === 'error' ? 'fail' : finding.severity,
      id: finding.code,
      code: finding.code,
      about: [finding.file ?? (finding.blob && shortDigest(finding.blob)), finding.pointer].filter(Boolean).join(' '),
      reason: `${finding.reason} [${finding.source}]`,
      details: [finding.remedy],
      path:
        finding.file ?? (finding.blob === undefined ? subject : `${subject}/blobs/${finding.blob.replace(':', '/')}`),
    }),
  );
  const lines = [
    ...findings,
    ...(report.selections ?? []).flatMap((selection) => selectionLines(selection, subject)),
    ...(report.goPrograms ?? []).flatMap((image) => programLines(image, subject)),
  ];
  const errors = findings.filter(({ status }) => status === 'fail').length;
  const others = count(findings.length - errors, 'remark');
  const base = { verb: 'validate', subject, lines, document: report } as const;
  if (errors === 0) return { ...base, conclusion: 'valid', reason: `${subject}, ${others}`, exit: 0 };
  return { ...base, conclusion: 'invalid', reason: firstReason(lines, 'fail'), exit: 1 };
}

function selectionLines({ machine, index, name, picks }: Selection, path: string): readonly ReportLine[] {
  return picks.map(({ runtime, digest, platform = 'no platform' }) => ({
    status: digest === undefined ? 'skip' : 'pass',
    id: runtime,
    code: 'RUNS_ON',
    about: `${machine} ${name ?? (index && shortDigest(index)) ?? ''}`.trim(),
    reason: digest === undefined ? 'finds nothing to run' : `runs ${platform} ${shortDigest(digest)}`,
    path,
  }));
}

// What policies can ask of build info, in the order of their schema.
const TOLD_SETTINGS = ['-trimpath', 'CGO_ENABLED', 'GOAMD64', 'GOARM', 'GOARM64', 'GORISCV64', 'vcs.modified'];

function programLines({ platform, programs }: ImagePrograms, path: string): readonly ReportLine[] {
  return programs.map((program) => ({
    status: program.go === undefined ? 'skip' : 'pass',
    id: 'go-program',
    code: 'GO_PROGRAM',
    about: `${platform} ${program.path}`,
    reason: program.go === undefined ? `build info can't be read: ${program.why ?? ''}` : builtText(program.go),
    path,
  }));
}

function builtText({ goVersion, mainModule: { path, version }, buildSettings }: GoBuildFacts): string {
  const told = TOLD_SETTINGS.flatMap((name) => {
    const value = buildSettings.find(([key]) => key === name)?.[1];
    return value === undefined ? [] : [`${name}=${value}`];
  });
  return [`${goVersion}, ${path === '' ? 'no module' : `${path} ${version}`.trim()}`, ...told].join(' ');
}

function firstReason(lines: readonly ReportLine[], status: 'fail' | 'fault'): string {
  const matching = lines.filter((line) => line.status === status);
  const [first] = matching;
  if (first === undefined) return 'no check says why';
  const code = first.code === first.id ? '' : ` (${first.code})`;
  const more = matching.length > 1 ? ` (and ${matching.length - 1} more)` : '';
  return `${first.id}${first.about === '' ? '' : ` on ${first.about}`}: ${first.reason}${code}${more}`;
}

function excusedReason({ reason, exception }: Check): string {
  if (exception === undefined) return reason;
  const { id, owner, until } = exception;
  return `${reason} (excused by the exception ${id} of ${owner} until ${until})`;
}

function shortDigest(digest: string): string {
  return digest.slice(0, digest.indexOf(':') + 13);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
