// Reports and predicates in the shapes that the tools' own sources and documents give them; no tool ran to make them, since none of them is on
// a machine without a network. Trivy: pkg/types/report.go and integration/testdata/*.json.golden. Grype: grype/presenter/models and
// grype/presenter/json/testdata. osv-scanner: pkg/models/results.go and docs/output.md. Cosign: COSIGN_VULN_ATTESTATION_SPEC.md and what `trivy image
// --format cosign-vuln` wraps. in-toto: spec/predicates/vuln.md, vulns_02.md. OpenVEX: OPENVEX-SPEC.md 0.2.0. Gitleaks: report/finding.go.

/** One finding, in words of the test. */
export interface Found {
  readonly id: string;
  readonly severity: string;
  readonly name?: string;
  readonly version?: string;
  readonly purl?: string;
  readonly aliases?: readonly string[];
}

/** A report of trivy for one target. */
export function trivyReport(found: readonly Found[], more: object = {}): object {
  return {
    SchemaVersion: 2,
    CreatedAt: '2026-04-10T11:59:58.123456789Z',
    ArtifactName: 'registry.example.com/team/app',
    ArtifactType: 'container_image',
    Metadata: { OS: { Family: 'alpine', Name: '3.22.1' }, RepoTags: ['registry.example.com/team/app:v1'] },
    ...(found.length > 0 && {
      Results: [
        {
          Target: 'registry.example.com/team/app (alpine 3.22.1)',
          Class: 'os-pkgs',
          Type: 'alpine',
          Vulnerabilities: found.map((one) => ({
            VulnerabilityID: one.id,
            ...(one.aliases !== undefined && { VendorIDs: one.aliases }),
            PkgID: `${one.name ?? 'musl'}@${one.version ?? '1.2.5-r0'}`,
            PkgName: one.name ?? 'musl',
            ...(one.purl !== undefined && { PkgIdentifier: { PURL: one.purl, UID: 'c67ba2f1f6a1b6c' } }),
            InstalledVersion: one.version ?? '1.2.5-r0',
            FixedVersion: '1.2.5-r1',
            Status: 'fixed',
            SeveritySource: 'nvd',
            Severity: one.severity,
            CVSS: { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', V3Score: 9.8 } },
          })),
        },
      ],
    }),
    ...more,
  };
}

/** A report of grype. */
export function grypeReport(found: readonly Found[], more: object = {}): object {
  return {
    matches: found.map((one) => ({
      vulnerability: {
        id: one.id,
        dataSource: `https://nvd.nist.gov/vuln/detail/${one.id}`,
        namespace: 'alpine:distro:alpine:3.22',
        severity: one.severity,
        urls: [],
        cvss: [],
        fix: { versions: [], state: 'unknown' },
        advisories: [],
        risk: 0.5,
      },
      relatedVulnerabilities: (one.aliases ?? []).map((id) => ({
        id,
        namespace: 'nvd:cpe',
        severity: 'High',
        cvss: [],
      })),
      matchDetails: [{ type: 'exact-direct-match', matcher: 'apk-matcher', searchedBy: {}, found: {} }],
      artifact: {
        id: '96699b00fe3004b4',
        name: one.name ?? 'musl',
        version: one.version ?? '1.2.5-r0',
        type: 'apk',
        locations: [{ path: '/lib/apk/db/installed' }],
        language: '',
        licenses: ['MIT'],
        cpes: [],
        purl: one.purl ?? '',
        upstreams: [],
      },
    })),
    source: { type: 'image', target: { userInput: 'registry.example.com/team/app', imageID: 'sha256:0', tags: [] } },
    distro: { name: 'alpine', version: '3.22.1', idLike: [] },
    descriptor: { name: 'grype', version: '0.104.0', timestamp: '2026-04-10T11:59:58Z', configuration: {}, db: {} },
    ...more,
  };
}

/** A report of osv-scanner; the severity is a CVSS score. */
export function osvReport(found: readonly Found[]): object {
  return {
    results: [
      {
        source: { path: '/app/go.mod', type: 'lockfile' },
        packages: found.map((one) => ({
          package: { name: one.name ?? 'golang.org/x/net', version: one.version ?? '0.1.0', ecosystem: 'Go' },
          vulnerabilities: [{ id: one.id, aliases: one.aliases ?? [], modified: '2026-01-01T00:00:00Z', affected: [] }],
          groups: [{ ids: [one.id], aliases: [one.id, ...(one.aliases ?? [])], max_severity: one.severity }],
        })),
      },
    ],
    experimental_config: { licenses: { summary: false, allowlist: null } },
  };
}

/** Cosign's predicate around a report. */
export function cosignVuln(
  result: unknown,
  finishedOn: unknown = '2026-04-10T12:00:00Z',
  scanner: object = {},
): object {
  return {
    invocation: { parameters: ['--format=json'], uri: '', event_id: '', 'builder.id': 'ci' },
    scanner: {
      uri: 'pkg:github/aquasecurity/trivy@0.68.1',
      version: '0.68.1',
      db: { uri: '', version: '2' },
      result,
      ...scanner,
    },
    metadata: { scanStartedOn: '2026-04-10T11:59:00Z', scanFinishedOn: finishedOn },
  };
}

/** Cosign's predicate around a report of osv-scanner, whose reports don't say whose they are. */
export function osvVuln(result: unknown): object {
  return cosignVuln(result, undefined, { uri: 'pkg:github/google/osv-scanner@2.3.3', version: '2.3.3' });
}

/** In-toto's predicate of version 0.2. */
export function inTotoVulns(result: unknown, finishedOn = '2026-04-10T12:00:00Z'): object {
  return {
    scanner: {
      uri: 'pkg:github/aquasecurity/trivy@244fd47e07d1004f0aed9',
      version: '0.68.1',
      db: { uri: 'pkg:github/aquasecurity/trivy-db', version: 'v2', lastUpdate: '2026-04-10T06:00:00Z' },
      result,
    },
    metadata: { scanStartedOn: '2026-04-10T11:59:00Z', scanFinishedOn: finishedOn },
  };
}

/** An OpenVEX document. */
export function openVex(statements: readonly object[], more: object = {}): object {
  return {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://openvex.dev/docs/example/vex-1',
    author: 'Example Security Team',
    timestamp: '2026-04-11T00:00:00Z',
    version: 1,
    statements,
    ...more,
  };
}

/** The predicate of a search for secrets. */
export function secretScan(result: unknown, more: object = {}): object {
  return {
    scanner: { name: 'gitleaks', version: '8.30.0' },
    finishedOn: '2026-04-10T12:00:00Z',
    format: 'gitleaks',
    result,
    ...more,
  };
}

/** One finding of gitleaks, with the secret in it. */
export const LEAK = {
  RuleID: 'aws-access-token',
  Description: 'Identified a pattern that may indicate AWS credentials',
  StartLine: 3,
  EndLine: 3,
  StartColumn: 10,
  EndColumn: 29,
  Match: 'key = AKIAQ3EGRIHKEXAMPLE7',
  Secret: 'AKIAQ3EGRIHKEXAMPLE7',
  File: 'etc/app.conf',
  SymlinkFile: '',
  Commit: '',
  Entropy: 3.7,
  Author: '',
  Email: '',
  Date: '',
  Message: '',
  Tags: [],
  Fingerprint: 'etc/app.conf:aws-access-token:3',
};
