// What `twinseal attest` makes of scanners' reports is what policies read, and nothing that a search found goes public with it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256Digest } from '../../src/formats/digest.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseStatement, serialiseStatement } from '../../src/formats/in-toto.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { readContent } from '../../src/judge/verify/content.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { type AttestableImage, attestedSubjects } from '../../src/roads/attest-subjects.ts';
import { attestableType, checkPredicate, readPredicate } from '../../src/seal/attest/predicate.ts';
import { predicateStatement } from '../../src/seal/attest/predicate-statement.ts';
import { reportPredicate } from '../../src/seal/attest/scanner-report.ts';
import { cosignVuln, grypeReport, LEAK, openVex, secretScan, trivyReport } from '../support/scan-reports.ts';

const NOW = 1_795_521_600;
const bytesOf = (value: unknown): Uint8Array => encodeUtf8(JSON.stringify(value));
const [INDEX, AMD, ARM, CONFIG] = ['index', 'amd64', 'arm64', 'config'].map((text) => sha256Digest(encodeUtf8(text)));
const SECRET = 'AKIAQ3EGRIHKEXAMPLE7';

/** Through the bytes that are signed, as the other side reads them. */
function read({ predicateType, predicate }: ReturnType<typeof reportPredicate>) {
  assert.ok(INDEX !== undefined);
  const statement = parseStatement(serialiseStatement(predicateStatement(predicateType, predicate, [INDEX])));
  return readContent(statement.predicateType, statement.predicate ?? null);
}

test('a report of trivy or grype is read as a scan, with its own time and the scanner', () => {
  const found = [{ id: 'CVE-2026-0001', severity: 'HIGH', purl: 'pkg:apk/alpine/musl@1.2.5-r0' }];
  const trivy = read(reportPredicate('trivy', undefined, bytesOf(trivyReport(found)), NOW)).content;
  assert.ok(trivy?.kind === 'scan');
  assert.deepEqual(
    [trivy.at, trivy.scanner, trivy.findings.map(({ id, severity }) => [id, severity])],
    [Date.parse('2026-04-10T11:59:58Z') / 1000, 'trivy', [['CVE-2026-0001', 'high']]],
  );
  const versioned = reportPredicate(
    'trivy',
    undefined,
    bytesOf(trivyReport([], { Trivy: { Version: '0.70.0' } })),
    NOW,
  );
  const clean = read(versioned).content;
  assert.ok(clean?.kind === 'scan');
  assert.deepEqual([clean.scanner, clean.findings], ['trivy 0.70.0', []]);
  const grype = read(reportPredicate('grype', undefined, bytesOf(grypeReport(found)), NOW)).content;
  assert.ok(grype?.kind === 'scan');
  assert.deepEqual([grype.scanner, grype.findings[0]?.severity], ['grype 0.104.0', 'high']);
});

test('whatever was found comes out at the other side, finding by finding', () => {
  const finding = fc.record({
    id: fc.stringMatching(/^CVE-20[0-9]{2}-[0-9]{4}$/),
    severity: fc.constantFrom('LOW', 'MEDIUM', 'HIGH', 'CRITICAL', 'UNKNOWN'),
    name: fc.stringMatching(/^[a-z]{1,8}$/),
  });
  const property = fc.property(
    fc.constantFrom('trivy' as const, 'grype' as const),
    fc.array(finding, { maxLength: 20 }),
    (scanner, found) => {
      const report = scanner === 'trivy' ? trivyReport(found) : grypeReport(found);
      const { content } = read(reportPredicate(scanner, undefined, bytesOf(report), NOW));
      assert.ok(content?.kind === 'scan');
      const shown = new Set(content.findings.map(({ id }) => id));
      assert.deepEqual(shown, new Set(found.map(({ id }) => id)));
    },
  );
  fc.assert(property, { numRuns: 50 });
});

test('what gitleaks and trivy found is counted, and the secret is not in the statement', () => {
  const gitleaks = reportPredicate('gitleaks', undefined, bytesOf([LEAK]), NOW);
  const leak = {
    RuleID: 'aws-access-key-id',
    Category: 'AWS',
    Severity: 'CRITICAL',
    StartLine: 1,
    EndLine: 1,
    Match: SECRET,
    Code: { Lines: [{ Content: SECRET }] },
  };
  const report = bytesOf(trivyReport([], { Results: [{ Target: 'etc/app.conf', Class: 'secret', Secrets: [leak] }] }));
  const trivy = reportPredicate('trivy', attestableType('secretscan'), report, NOW);
  for (const made of [gitleaks, trivy]) {
    const { content } = read(made);
    assert.ok(content?.kind === 'secrets');
    assert.deepEqual([content.found, content.findings[0]?.path], [1, 'etc/app.conf']);
  }
  const scan = reportPredicate('trivy', undefined, report, NOW);
  for (const { predicate } of [gitleaks, trivy, scan]) assert.equal(JSON.stringify(predicate).includes(SECRET), false);
  assert.equal(gitleaks.at, undefined);
  const written = readFileSync(new URL('../testdata/contents/gitleaks-clean.json', import.meta.url));
  const clean = read(reportPredicate('gitleaks', undefined, written, NOW)).content;
  assert.ok(clean?.kind === 'secrets');
  assert.deepEqual([clean.found, clean.at], [0, NOW]);
});

test('a report of another scanner, without a time, or cut off is refused', () => {
  const refused = (work: () => unknown) => assert.throws(work, FormatError);
  refused(() => reportPredicate('grype', undefined, bytesOf(trivyReport([])), NOW));
  refused(() => reportPredicate('trivy', undefined, bytesOf(grypeReport([])), NOW));
  refused(() => reportPredicate('trivy', undefined, bytesOf({ ...trivyReport([]), CreatedAt: undefined }), NOW));
  refused(() => reportPredicate('grype', undefined, bytesOf(grypeReport([], { descriptor: { name: 'grype' } })), NOW));
  refused(() => reportPredicate('trivy', undefined, bytesOf(trivyReport([])).subarray(0, 50), NOW));
  const usage = { name: 'TwinsealError', code: 'USAGE' };
  assert.throws(() => reportPredicate('grype', attestableType('secretscan'), bytesOf(grypeReport([])), NOW), usage);
  assert.throws(() => reportPredicate('gitleaks', attestableType('vuln'), bytesOf([]), NOW), usage);
  // A report that is none of gitleaks' is one that no policy reads, and it is found before anything is signed.
  const odd = reportPredicate('gitleaks', undefined, bytesOf({ findings: [] }), NOW);
  refused(() => checkPredicate(odd.predicateType, odd.predicate));
});

test('a predicate that breaks the form of its type is refused, and one that is only not read is told', () => {
  const check = (name: string, predicate: object) =>
    checkPredicate(attestableType(name), readPredicate(bytesOf(predicate)));
  assert.equal(check('vuln', cosignVuln(trivyReport([]))), undefined);
  assert.equal(check('openvex', openVex([])), undefined);
  assert.equal(check('secretscan', secretScan([])), undefined);
  assert.equal(check('https://example.com/anything/v1', { a: 1 }), undefined);
  assert.match(check('vuln', cosignVuln({ by: 'another scanner' })) ?? '', /no report of trivy, grype or osv-scanner/);
  assert.throws(() => check('vuln', { scanner: {} }), FormatError);
  assert.throws(() => check('spdxjson', { spdxVersion: 'SPDX-2.3' }), FormatError);
  assert.throws(() => readPredicate(bytesOf([])), FormatError);
  assert.throws(() => readPredicate(encodeUtf8('{"a":1,"a":2}')), FormatError);
});

test('types that only another verb may write, and names that are no type, are refused', () => {
  assert.equal(attestableType('slsaprovenance1'), 'https://slsa.dev/provenance/v1');
  for (const name of [
    'https://sigstore.dev/cosign/sign/v1',
    'twin',
    'rebuild',
    'vulns',
    '',
    'a b:c',
    `a:${'x'.repeat(600)}`,
  ])
    assert.throws(() => attestableType(name), { name: 'TwinsealError', code: 'USAGE' }, name);
});

test('a report is about the platform that it names, and about nothing else', () => {
  const image = twoPlatforms();
  const digests = (...args: [readonly (typeof INDEX)[], (readonly string[])?, boolean?]) =>
    attestedSubjects(image, new Set(args[0].filter((one) => one !== undefined)), args[1], args[2] ?? true).map(
      ({ digest }) => digest,
    );
  assert.deepEqual(digests([CONFIG]), [INDEX, ARM]);
  assert.deepEqual(digests([AMD]), [INDEX, AMD]);
  assert.deepEqual(digests([INDEX, AMD]), [INDEX, AMD]);
  assert.deepEqual(digests([], undefined, false), [INDEX, AMD, ARM]);
  assert.deepEqual(digests([], ['linux/arm64']), [INDEX, ARM]);
  assert.deepEqual(digests([INDEX], ['linux/amd64']), [INDEX, AMD]);
  const code = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      if (error instanceof TwinsealError) return error.code;
      throw error;
    }
    return 'none';
  };
  assert.equal(
    code(() => digests([])),
    'USAGE',
  );
  assert.equal(
    code(() => digests([INDEX])),
    'USAGE',
  );
  assert.equal(
    code(() => digests([sha256Digest(encodeUtf8('other'))])),
    'REPORT_OTHER_IMAGE',
  );
  assert.equal(
    code(() => digests([AMD], ['linux/arm64'])),
    'REPORT_OTHER_IMAGE',
  );
  assert.equal(
    code(() => digests([AMD], ['linux/amd64', 'linux/arm64'])),
    'REPORT_OTHER_IMAGE',
  );
  assert.equal(
    code(() => digests([], ['linux/s390x'])),
    'USAGE',
  );
});

function twoPlatforms(): Omit<AttestableImage, 'set'> {
  assert.ok(INDEX !== undefined && AMD !== undefined && ARM !== undefined && CONFIG !== undefined);
  const descriptor = (digest: typeof INDEX) => ({ mediaType: 'application/x', digest, size: 1 });
  return {
    name: 'app',
    root: descriptor(INDEX),
    platforms: [
      { descriptor: descriptor(AMD), platform: 'linux/amd64', is: (asked) => asked === 'linux/amd64' },
      { descriptor: descriptor(ARM), config: CONFIG, platform: 'linux/arm64', is: (asked) => asked === 'linux/arm64' },
    ],
  };
}
