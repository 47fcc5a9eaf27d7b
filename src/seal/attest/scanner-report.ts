import { type Digest, isDigest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { STATEMENT_LIMITS } from '../../formats/in-toto.ts';
import { Members } from '../../formats/json/members.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../formats/json/value.ts';
import { formatUtcSeconds, parseRfc3339 } from '../../formats/rfc3339.ts';
import { isGrypeReport } from '../../formats/scan/grype.ts';
import { isTrivyReport } from '../../formats/scan/trivy.ts';
import { CONTENT_TYPES, PREDICATE_TYPES } from '../../records/predicate-types.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Scanners whose reports are converted. */
export const SCANNERS = ['trivy', 'grype', 'gitleaks'] as const;
/** One of {@link SCANNERS}. */
export type Scanner = (typeof SCANNERS)[number];

/** A report as a predicate. */
export interface ReportPredicate {
  readonly predicateType: string;
  readonly predicate: JsonObject;
  /** Digests by which the report names what was scanned: a config, a manifest or an index. */
  readonly scanned: ReadonlySet<Digest>;
  /** When the report says that it was made; undefined when it does not. */
  readonly at: number | undefined;
}

const VULN = CONTENT_TYPES.cosignVuln[0];
const URIS = { trivy: 'pkg:github/aquasecurity/trivy', grype: 'pkg:github/anchore/grype' } as const;

/** What is kept of a finding of a search for secrets. What was found, and the lines around it, would go public with the statement. */
const TOLD: readonly string[] = [
  ...['RuleID', 'Description', 'File', 'StartLine', 'EndLine', 'StartColumn', 'EndColumn', 'Commit', 'Date', 'Tags'],
  ...['Category', 'Severity', 'Title', 'Fingerprint', 'Entropy'],
];

/**
 * Makes of a scanner's report the predicate that policies can demand: cosign's of a vulnerability scan, or ours of a search for
 * secrets. The report is kept whole, but for the secrets in it.
 *
 * @param predicateType - which of the two; trivy can look for both
 * @param bytes - the report, as `trivy image --format json`, `grype -o json` and `gitleaks dir --report-format json` write it
 * @param now - seconds since 1970: the time of a search by gitleaks, whose reports have none
 * @throws FormatError when it is no such report
 * @throws TwinsealError `USAGE` for a type that the scanner's reports are not of
 * @example reportPredicate('trivy', undefined, bytes, now).predicateType // 'https://cosign.sigstore.dev/attestation/vuln/v1'
 * @see cosign specs/COSIGN_VULN_ATTESTATION_SPEC.md; trivy pkg/types/report.go; grype presenter/models; gitleaks report/finding.go
 */
export function reportPredicate(
  scanner: Scanner,
  predicateType: string | undefined,
  bytes: Uint8Array,
  now: number,
): ReportPredicate {
  const report = parseJson(bytes, STATEMENT_LIMITS);
  const type = predicateType ?? (scanner === 'gitleaks' ? PREDICATE_TYPES.secretScan : VULN);
  const can: readonly string[] = {
    trivy: [VULN, PREDICATE_TYPES.secretScan],
    grype: [VULN],
    gitleaks: [PREDICATE_TYPES.secretScan],
  }[scanner];
  if (!can.includes(type))
    throw new TwinsealError('USAGE', `a report of ${scanner} is no ${type}: leave --type out, or give --predicate`);
  if (scanner === 'gitleaks')
    return {
      predicateType: type,
      predicate: {
        scanner: { name: scanner },
        finishedOn: formatUtcSeconds(now),
        format: scanner,
        result: withoutSecrets(report),
      },
      scanned: new Set(),
      at: undefined,
    };
  const members: Members = new Members(scanner, report);
  if (scanner === 'trivy' ? !isTrivyReport(members) : !isGrypeReport(members))
    throw new FormatError(scanner, `it is no JSON report of ${scanner}`);
  const { version, at, scanned } = scanner === 'trivy' ? trivyHead(members) : grypeHead(members);
  const time = formatUtcSeconds(at);
  const named = version === '' ? {} : { version };
  const result = scanner === 'trivy' ? withoutTrivySecrets(members.object) : report;
  const predicate: JsonObject =
    type === VULN
      ? {
          invocation: { parameters: null, uri: '', event_id: '', 'builder.id': '' },
          scanner: {
            uri: version === '' ? URIS[scanner] : `${URIS[scanner]}@${version}`,
            version,
            db: { uri: '', version: '' },
            result,
          },
          metadata: { scanStartedOn: time, scanFinishedOn: time },
        }
      : { scanner: { name: scanner, ...named }, finishedOn: time, format: scanner, result };
  return { predicateType: type, predicate, scanned, at };
}

interface Head {
  readonly version: string;
  readonly at: number;
  readonly scanned: ReadonlySet<Digest>;
}

function trivyHead(report: Members): Head {
  const own = part(report, 'Trivy');
  const metadata = part(report, 'Metadata');
  return {
    version: own?.optionalString('Version', 64) ?? '',
    at: seconds(report.text('CreatedAt', 64)),
    scanned: digestsOf([metadata?.object.ImageID, ...list(metadata?.object.RepoDigests)]),
  };
}

function grypeHead(report: Members): Head {
  const descriptor = report.inside('descriptor');
  const source = part(report, 'source');
  const target = source === undefined ? undefined : part(source, 'target');
  const { imageID, manifestDigest, repoDigests } = target?.object ?? {};
  return {
    version: descriptor.optionalString('version', 64) ?? '',
    at: seconds(descriptor.text('timestamp', 64)),
    scanned: digestsOf([imageID, manifestDigest, ...list(repoDigests)]),
  };
}

/** A member that is an object; grype's `target` is a text for folders. */
function part(members: Members, name: string): Members | undefined {
  return isJsonObject(members.object[name]) ? members.inside(name) : undefined;
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

/** `sha256:...`, or the same behind a repository. */
function digestsOf(values: readonly (JsonValue | undefined)[]): ReadonlySet<Digest> {
  const texts = values
    .filter((value) => typeof value === 'string')
    .map((text) => text.slice(text.lastIndexOf('@') + 1));
  return new Set(texts.filter((text): text is Digest => isDigest(text)));
}

function seconds(text: string): number {
  return Math.floor(parseRfc3339(text) / 1000);
}

function withoutSecrets(findings: JsonValue): JsonValue {
  return isJsonArray(findings) ? findings.map(told) : findings;
}

function withoutTrivySecrets(report: JsonObject): JsonObject {
  if (!isJsonArray(report.Results)) return report;
  const Results = report.Results.map((result) =>
    isJsonObject(result) && isJsonArray(result.Secrets)
      ? { ...result, Secrets: withoutSecrets(result.Secrets) }
      : result,
  );
  return { ...report, Results };
}

function told(finding: JsonValue): JsonValue {
  if (!isJsonObject(finding)) return finding;
  return Object.fromEntries(Object.entries(finding).filter(([name]) => TOLD.includes(name)));
}
