import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseJson } from '../../src/formats/json/parse.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { readOpenVex } from '../../src/formats/openvex.ts';
import { readCosignVuln, readInTotoVulns, scanTime } from '../../src/formats/scan/scan-predicate.ts';
import { readSecretScan } from '../../src/formats/scan/secret-scan.ts';
import { severityOf, worse } from '../../src/formats/scan/severity.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { cpuTime } from '../support/cpu-time.ts';
import {
  cosignVuln,
  grypeReport,
  inTotoVulns,
  openVex,
  osvReport,
  osvVuln,
  secretScan,
  trivyReport,
} from '../support/scan-reports.ts';

const json = (value: unknown): JsonValue =>
  parseJson(encodeUtf8(JSON.stringify(value)), { maxBytes: 2 ** 26, maxDepth: 64, maxValues: 2_000_000 });
const ruleOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof FormatError, String(error));
    return error.rule === '' ? `malformed ${error.at}` : error.rule;
  }
  return 'read';
};
const CVE = 'CVE-2026-0001';

test('severities of every scanner become one scale, and what is not known is the worst', () => {
  for (const [text, severity] of [
    ['LOW', 'low'],
    ['Negligible', 'low'],
    ['moderate', 'medium'],
    ['Important', 'high'],
    ['CRITICAL', 'critical'],
    ['none', 'none'],
    ['0.0', 'none'],
    ['3.9', 'low'],
    ['4', 'medium'],
    ['6.9', 'medium'],
    ['7.0', 'high'],
    ['9', 'critical'],
    ['10.0', 'critical'],
    ['10.1', 'unknown'],
    ['', 'unknown'],
    ['UNKNOWN', 'unknown'],
    ['constructor', 'unknown'],
    ['-1', 'unknown'],
    ['1e1', 'unknown'],
  ] as const)
    assert.equal(severityOf(text), severity, text);
  assert.equal(worse('critical', 'unknown'), 'unknown');
  assert.equal(worse('high', 'low'), 'high');
});

test('reports of trivy, grype and osv-scanner inside of a predicate of cosign give the same kind of findings', () => {
  const purl = 'pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=3.22.1';
  assert.deepEqual(
    readCosignVuln(json(cosignVuln(trivyReport([{ id: CVE, severity: 'HIGH', purl, aliases: ['ALPINE-1'] }])))),
    {
      scanner: 'trivy 0.68.1',
      at: 1_775_822_400,
      findings: [{ id: CVE, severity: 'high', package: purl }],
    },
  );
  assert.deepEqual(
    readCosignVuln(json(cosignVuln(grypeReport([{ id: 'GHSA-x', severity: 'Negligible', aliases: [CVE] }])))),
    {
      scanner: 'grype 0.104.0',
      at: 1_775_822_400,
      findings: [{ id: 'GHSA-x', aliases: [CVE], severity: 'low', package: 'musl@1.2.5-r0' }],
    },
  );
  assert.deepEqual(readCosignVuln(json(osvVuln(osvReport([{ id: 'GO-2026-1', severity: '7.5', aliases: [CVE] }])))), {
    scanner: 'osv-scanner',
    at: 1_775_822_400,
    findings: [{ id: 'GO-2026-1', aliases: [CVE], severity: 'high', package: 'golang.org/x/net@0.1.0' }],
  });
  const unrated = readCosignVuln(json(osvVuln(osvReport([{ id: 'GO-2026-1', severity: '' }]))));
  assert.equal(unrated.findings[0]?.severity, 'unknown');
  // Trivy leaves out what is empty.
  assert.deepEqual(readCosignVuln(json(cosignVuln(trivyReport([])))).findings, []);
  assert.deepEqual(readCosignVuln(json(cosignVuln(trivyReport([], { Results: null })))).findings, []);
  assert.deepEqual(readCosignVuln(json(cosignVuln(trivyReport([], { Results: [{ Target: 'x' }] })))).findings, []);
});

test('an advisory that mends several vulnerabilities goes by its own name alone', () => {
  const names = (id: string, aliases: readonly string[]) =>
    readCosignVuln(json(cosignVuln(grypeReport([{ id, severity: 'High', aliases }])))).findings[0]?.aliases;
  assert.deepEqual(names('GHSA-x', [CVE]), [CVE]);
  assert.deepEqual(names(CVE, ['GHSA-x']), ['GHSA-x']);
  assert.equal(names('ELSA-2026-1', [CVE, 'CVE-2026-0002']), undefined);
  assert.equal(names(CVE, ['cve-2026-0002']), undefined);
});

test('findings of several scanners count together, each once, with the worse rating', () => {
  const one = {
    result: trivyReport([
      { id: CVE, severity: 'LOW' },
      { id: CVE, severity: 'LOW' },
    ]),
  };
  const two = { result: grypeReport([{ id: CVE, severity: 'Critical' }]) };
  const { scanner, ...rest } = cosignVuln(null) as { scanner: object };
  const read = readCosignVuln(
    json({
      ...rest,
      scanners: [
        { ...scanner, ...one },
        { ...scanner, ...two },
      ],
    }),
  );
  assert.deepEqual(read.findings, [{ id: CVE, severity: 'critical', package: 'musl@1.2.5-r0' }]);
  assert.equal(read.scanner, 'trivy 0.68.1, grype 0.104.0');
  assert.match(
    ruleOf(() => readCosignVuln(json({ ...rest, scanner, scanners: [] }))),
    /malformed/,
  );
  assert.match(
    ruleOf(() => readCosignVuln(json({ ...rest, scanners: [] }))),
    /malformed/,
  );
});

test("in-toto's vulnerabilities take the worst rating of each finding", () => {
  const score = (...scores: string[]) => scores.map((one) => ({ method: 'nvd', score: one }));
  const found = readInTotoVulns(
    json(inTotoVulns([{ id: 'A', severity: score('medium', '9.1') }, { id: 'B', severity: [] }, { id: 'C' }])),
  ).findings;
  assert.deepEqual(
    found.map(({ id, severity }) => `${id} ${severity}`),
    ['A critical', 'B unknown', 'C unknown'],
  );
  const old = inTotoVulns([{ vulnerability: { id: 'D', severity: score('low') } }]);
  assert.deepEqual(readInTotoVulns(json(old)).findings, [{ id: 'D', severity: 'low' }]);
  assert.deepEqual(readInTotoVulns(json(inTotoVulns([]))).findings, []);
  assert.match(
    ruleOf(() => readInTotoVulns(json(inTotoVulns({})))),
    /malformed \/scanner\/result/,
  );
  assert.match(
    ruleOf(() => readInTotoVulns(json(inTotoVulns([{ severity: [] }])))),
    /malformed/,
  );
  assert.match(
    ruleOf(() => readInTotoVulns(json(inTotoVulns([{ id: 'A', severity: Array(65).fill({ score: '1' }) }])))),
    /malformed/,
  );
});

test('a scan of another tool or version is told apart from a broken one, and its time is read all the same', () => {
  const other = cosignVuln({ ok: true, vulnerabilities: [] });
  assert.equal(
    ruleOf(() => readCosignVuln(json(other))),
    'unknown',
  );
  assert.equal(
    ruleOf(() => readCosignVuln(json(cosignVuln(trivyReport([], { SchemaVersion: 3 }))))),
    'unknown',
  );
  // An empty list of results could be anybody's.
  const nobody = cosignVuln({ results: [] });
  assert.equal(
    ruleOf(() => readCosignVuln(json(nobody))),
    'unknown',
  );
  assert.equal(scanTime(json(other)), 1_775_822_400);
  assert.equal(scanTime(json({})), undefined);
  for (const broken of [
    cosignVuln(undefined),
    cosignVuln([]),
    cosignVuln(trivyReport([]), 'today'),
    cosignVuln(trivyReport([]), null),
    cosignVuln(trivyReport([], { Results: {} })),
    cosignVuln(trivyReport([], { Results: [{ Vulnerabilities: [{ PkgName: 'a' }] }] })),
    cosignVuln(grypeReport([], { matches: [{ vulnerability: { id: 'A' } }] })),
    cosignVuln(grypeReport([], { matches: 'none' })),
    osvVuln({ results: [{ findings: [] }] }),
    osvVuln({ results: [{ packages: [{ vulnerabilities: [{ id: 'A' }] }] }] }),
    {},
    null,
  ])
    assert.match(
      ruleOf(() => readCosignVuln(json(broken))),
      /malformed|form|json/,
      JSON.stringify(broken),
    );
});

test('a member that Go would take for another is refused, so that no two readers see two scans', () => {
  const report = trivyReport([]);
  for (const twin of [
    { ...cosignVuln(report), Scanner: {} },
    { ...cosignVuln(report), METADATA: {} },
    cosignVuln(report, undefined, { Result: report }),
    cosignVuln({ ...report, results: [] }),
    cosignVuln(trivyReport([], { Results: [{ Target: 'a', vulnerabilities: [] }] })),
    cosignVuln(grypeReport([], { Matches: [] })),
    osvVuln({ ...osvReport([]), Results: [] }),
  ])
    assert.match(
      ruleOf(() => readCosignVuln(json(twin))),
      /malformed/,
      JSON.stringify(twin),
    );
  assert.match(
    ruleOf(() => readInTotoVulns(json({ ...inTotoVulns([]), Scanner: {} }))),
    /malformed/,
  );
});

test('more findings, or longer names, than any real scan has are refused, and many are read in little time', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `CVE-${n}`, severity: 'LOW' }));
  const spent = cpuTime();
  assert.equal(readCosignVuln(json(cosignVuln(trivyReport(many(10_000))))).findings.length, 10_000);
  assert.ok(spent() < 3000);
  assert.equal(
    ruleOf(() => readCosignVuln(json(cosignVuln(trivyReport(many(10_001)))))),
    'limit',
  );
  const long = [{ id: 'A', severity: 'LOW', purl: `pkg:a/${'x'.repeat(600)}` }];
  assert.equal(
    ruleOf(() => readCosignVuln(json(cosignVuln(trivyReport(long))))),
    'limit',
  );
});

test('no document makes a reader throw anything but its refusal', () => {
  const names = [
    'SchemaVersion',
    'ArtifactName',
    'Results',
    'matches',
    'descriptor',
    'results',
    'scanner',
    'result',
    'metadata',
  ];
  const any = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 3 })),
  );
  fc.assert(
    fc.property(any, (value) => {
      for (const read of [
        () => readCosignVuln(json(cosignVuln(value))),
        () => readCosignVuln(json(value)),
        () => readInTotoVulns(json(inTotoVulns(value))),
        () => readOpenVex(json(openVex([{ vulnerability: value, products: value, status: 'fixed' }]))),
        () => readOpenVex(json(value)),
        ...['gitleaks', 'trivy', 'sarif'].map((format) => () => readSecretScan(json(secretScan(value, { format })))),
      ])
        ruleOf(read);
    }),
    { numRuns: 300 },
  );
});
