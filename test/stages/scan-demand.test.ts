import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../src/judge/decide/decide.ts';
import type { Fault } from '../../src/records/discovery.ts';
import { cpuTime } from '../support/cpu-time.ts';
import {
  cosignVuln,
  type Found,
  grypeReport,
  inTotoVulns,
  openVex,
  osvReport,
  osvVuln,
  trivyReport,
} from '../support/scan-reports.ts';
import { digestsOf, judge, makeImage, NOW, type TestImage, testPolicy, verdictOf } from '../support/sealed-image.ts';
import { type StateBend, state, statedImage } from '../support/stated-image.ts';

const VULN = 'https://cosign.sigstore.dev/attestation/vuln/v1';
const VULNS = 'https://in-toto.io/attestation/vulns/v0.2';
const VEX = 'https://openvex.dev/ns';
const CVE = 'CVE-2026-0001';
const PURL = 'pkg:golang/golang.org/x/net@v0.1.0';
// 2026-04-10T12:00:00Z, when the scans of the samples ended.
const SCANNED = 1_775_822_400;
const DAY = 86_400;

const found = (severity: string, more: Partial<Found> = {}): readonly Found[] => [
  { id: CVE, severity, purl: PURL, ...more },
];
const scanned = (...all: readonly Found[]): [string, unknown] => [VULN, cosignVuln(trivyReport(all))];
const policyOf = (scan: object) => testPolicy({ scan: { by: ['release'], ceiling: 'medium', ...scan } });
const refused = (code: string) => ['deny', `scan fail ${code}`];
const at = (image: TestImage, scan: object, now = NOW) =>
  policyOf(scan).then((policy) => verdictOf(image, policy, now));

test('a finding above the ceiling denies, one at or below it does not, and an unrated one is critical', async () => {
  for (const [severity, ceiling, outcome] of [
    ['MEDIUM', 'medium', 'allow'],
    ['HIGH', 'medium', 'deny'],
    ['HIGH', 'high', 'allow'],
    ['CRITICAL', 'high', 'deny'],
    ['UNKNOWN', 'high', 'deny'],
    ['LOW', 'low', 'allow'],
    ['LOW', 'none', 'deny'],
    ['whatever', 'high', 'deny'],
  ] as const)
    assert.equal(
      (await at(statedImage(scanned(...found(severity))), { ceiling }))[0],
      outcome,
      `${severity} ${ceiling}`,
    );
  const clean = { ceiling: 'none' };
  assert.deepEqual(await at(statedImage(scanned()), clean), ['allow']);
  assert.deepEqual(
    await at(statedImage([VULN, cosignVuln(grypeReport(found('High')))]), clean),
    refused('SCAN_FINDINGS'),
  );
  assert.deepEqual(await at(statedImage([VULN, osvVuln(osvReport(found('9.1')))]), clean), refused('SCAN_FINDINGS'));
  assert.deepEqual(await at(statedImage([VULNS, inTotoVulns([{ id: CVE }])]), clean), refused('SCAN_FINDINGS'));
  assert.deepEqual(await at(statedImage([VULNS, inTotoVulns([])]), clean), ['allow']);
  const { verdict } = await judge(statedImage(scanned(...found('HIGH'))), await policyOf({}));
  const [check] = verdict.checks.filter(({ id }) => id === 'scan');
  assert.match(check?.reason ?? '', /1 findings .*CVE-2026-0001 \(high, pkg:golang\/golang\.org\/x\/net@v0\.1\.0\)/);
  assert.equal(check?.platform, 'linux/amd64');
});

test('every platform needs a scan that names it; one of the index alone covers none', async () => {
  const image = makeImage();
  const [index, first] = digestsOf(image);
  assert.ok(index && first);
  state(image, VULN, cosignVuln(trivyReport([])), { digests: [index, first] });
  const { verdict } = await judge(image, await policyOf({}));
  assert.deepEqual(
    verdict.checks.filter(({ id }) => id === 'scan').map(({ platform, code }) => `${platform} ${code}`),
    ['linux/amd64 OK', 'linux/arm64 STATEMENT_WRONG_SUBJECT'],
  );
});

test('a scan is missing, by a stranger, broken, or of another tool: each is told apart', async () => {
  assert.deepEqual(await at(makeImage(), {}), refused('STATEMENT_MISSING'));
  const stranger: StateBend = { key: 'stranger' };
  assert.deepEqual(
    await at(statedImage([VULN, cosignVuln(trivyReport([])), stranger]), {}),
    refused('STATEMENT_UNTRUSTED'),
  );
  assert.deepEqual(await at(statedImage([VULN, { scanner: {} }]), {}), refused('STATEMENT_MALFORMED'));
  const other = cosignVuln({ ok: true, summary: 'no vulnerabilities' });
  assert.deepEqual(await at(statedImage([VULN, other]), {}), refused('STATEMENT_UNREADABLE'));
  const huge = cosignVuln(trivyReport(Array.from({ length: 10_001 }, (_, n) => ({ id: `CVE-${n}`, severity: 'LOW' }))));
  assert.deepEqual(await at(statedImage([VULN, huge]), {}), refused('STATEMENT_MALFORMED'));
});

test('the age of the newest scan bounds the verdict', async () => {
  const image = statedImage(scanned());
  assert.deepEqual(await at(image, { maxAge: DAY }, SCANNED + DAY), ['allow']);
  assert.deepEqual(await at(image, { maxAge: DAY }, SCANNED + DAY + 1), refused('STATEMENT_STALE'));
  assert.deepEqual(await at(image, { maxAge: DAY }, SCANNED - 1), refused('STATEMENT_TIME_UNKNOWN'));
  assert.deepEqual(await at(image, {}, SCANNED - 1), ['allow']);
  const { verdict } = await judge(image, await policyOf({ maxAge: DAY }), SCANNED + 10);
  assert.equal(verdict.validUntil, '2026-04-11T12:00:00Z');
});

test('exceptions let a finding in until they end, and the verdict ends with them', async () => {
  const image = statedImage([VULN, cosignVuln(grypeReport(found('High', { aliases: ['GHSA-x'] })))]);
  const excuse = (id: string, until = '2026-05-01T00:00:00Z') => ({
    exceptions: [{ id, owner: 'team', reason: 'not reachable', until }],
  });
  const end = Date.UTC(2026, 4, 1) / 1000;
  assert.deepEqual(await at(image, excuse(CVE), end), ['allow']);
  assert.deepEqual(await at(image, excuse('ghsa-X'), end), ['allow']);
  assert.deepEqual(await at(image, excuse(CVE), end + 1), refused('SCAN_FINDINGS'));
  assert.deepEqual(await at(image, excuse('CVE-2026-00011'), end), refused('SCAN_FINDINGS'));
  const { verdict } = await judge(image, await policyOf(excuse(CVE)), end - 5);
  assert.equal(verdict.validUntil, '2026-05-01T00:00:00Z');
  const reason = verdict.checks.find(({ id }) => id === 'scan')?.reason ?? '';
  assert.match(reason, /but for CVE-2026-0001, for which team answers until 2026-05-01T00:00:00Z$/);
  // One that excuses nothing ends nothing.
  const clean = await judge(statedImage(scanned()), await policyOf(excuse(CVE)), end - 5);
  assert.equal(clean.verdict.validUntil, undefined);
});

const cleared = (more: object = {}) => ({
  vulnerability: { name: CVE },
  status: 'not_affected',
  justification: 'vulnerable_code_not_in_execute_path',
  ...more,
});

test('VEX takes findings away from the image that it is about, or from the package', async () => {
  const image = (statement: object) => statedImage(scanned(...found('HIGH')), [VEX, openVex([statement])]);
  const by = { vexBy: ['release'] };
  const [index, amd64] = digestsOf(makeImage());
  for (const good of [
    cleared(),
    cleared({ status: 'fixed' }),
    cleared({ vulnerability: { name: 'GHSA-x', aliases: [CVE.toLowerCase()] } }),
    cleared({ products: [{ '@id': `pkg:oci/app@${encodeURIComponent(index ?? '')}?repository_url=r.io/app` }] }),
    cleared({ products: [{ hashes: { 'sha-256': index?.slice(7) } }] }),
    cleared({ products: [{ '@id': `pkg:oci/app@${index}`, subcomponents: [{ '@id': PURL }] }] }),
    cleared({ products: [{ '@id': 'https://x' }, { identifiers: { purl: 'pkg:golang/golang.org/x/net' } }] }),
  ])
    assert.deepEqual(await at(image(good), by), ['allow'], JSON.stringify(good));
  for (const bad of [
    cleared({ status: 'under_investigation' }),
    cleared({ status: 'affected' }),
    cleared({ vulnerability: { name: 'CVE-2026-0002' } }),
    cleared({ products: [{ '@id': 'pkg:oci/app?repository_url=registry.example.com/team/app' }] }),
    cleared({ products: [{ '@id': `pkg:oci/app@sha256:${'0'.repeat(64)}` }] }),
    cleared({ products: [{ '@id': `pkg:oci/app@${index}`, subcomponents: [{ '@id': 'pkg:golang/other' }] }] }),
    cleared({ products: [{ '@id': 'pkg:golang/golang.org/x/net@v0.2.0' }] }),
    cleared({ products: [{ '@id': PURL, subcomponents: [{ '@id': PURL }] }] }),
  ])
    assert.deepEqual(await at(image(bad), by), refused('SCAN_FINDINGS'), JSON.stringify(bad));
  // About one platform, it clears that one.
  const one = image(cleared({ products: [{ '@id': `pkg:oci/app@${amd64}` }] }));
  const { verdict } = await judge(one, await policyOf(by));
  assert.deepEqual(
    verdict.checks.filter(({ id }) => id === 'scan').map(({ code }) => code),
    ['OK', 'SCAN_FINDINGS'],
  );
});

test('VEX about one vulnerability does not take away an advisory that mends two', async () => {
  const advisory = [{ id: 'ELSA-2026-1', severity: 'High', purl: PURL, aliases: [CVE, 'CVE-2026-0002'] }];
  const by = { vexBy: ['release'] };
  const image = (statement: object) =>
    statedImage([VULN, cosignVuln(grypeReport(advisory))], [VEX, openVex([statement])]);
  assert.deepEqual(await at(image(cleared()), by), refused('SCAN_FINDINGS'));
  assert.deepEqual(await at(image(cleared({ vulnerability: { name: 'ELSA-2026-1' } })), by), ['allow']);
});

test('VEX counts by its signers alone, and only where it names this image', async () => {
  const scan = scanned(...found('HIGH'));
  const document = openVex([cleared()]);
  const by = { vexBy: ['other'] };
  assert.deepEqual(await at(statedImage(scan, [VEX, document]), {}), refused('SCAN_FINDINGS'));
  assert.deepEqual(await at(statedImage(scan, [VEX, document]), by), refused('SCAN_FINDINGS'));
  assert.deepEqual(await at(statedImage(scan, [VEX, document, { key: 'other' }]), by), ['allow']);
  assert.deepEqual(await at(statedImage(scan, [VEX, document, { key: 'stranger' }]), by), refused('SCAN_FINDINGS'));
  // Who may state VEX is no scanner by that.
  const swapped = statedImage([...scan, { key: 'other' }], [VEX, document]);
  assert.deepEqual(await at(swapped, by), refused('STATEMENT_UNTRUSTED'));
});

test('the newest VEX statement decides, and one that cannot be read takes nothing away', async () => {
  const by = { vexBy: ['release'] };
  const scan = scanned(...found('HIGH'));
  const on = (day: string) => ({ timestamp: `2026-04-${day}T00:00:00Z` });
  const affected = cleared({ status: 'affected', action_statement: 'update' });
  const image = (...documents: readonly object[]) =>
    statedImage(scan, ...documents.map((one): [string, unknown] => [VEX, one]));
  const verdict = (...documents: readonly object[]) => at(image(...documents), by).then(([outcome]) => outcome);
  assert.equal(await verdict(openVex([affected], on('08')), openVex([cleared()], on('09'))), 'allow');
  assert.equal(await verdict(openVex([affected], on('09')), openVex([cleared()], on('08'))), 'deny');
  assert.equal(await verdict(openVex([affected], on('09')), openVex([cleared()], on('09'))), 'deny');
  assert.equal(await verdict(openVex([cleared()], { timestamp: '2030-01-01T00:00:00Z' })), 'deny');
  assert.equal(await verdict(openVex([cleared()]), openVex([], { '@context': 'x' })), 'deny');
  const { verdict: told } = await judge(image(openVex([cleared()]), { statements: [] }), await policyOf(by));
  assert.match(
    told.checks.find(({ code }) => code === 'SCAN_FINDINGS')?.reason ?? '',
    /VEX document by release can't be read/,
  );
});

test('a VEX document that is all products ends the comparing, and what is left stays a finding', async () => {
  const many = Array.from({ length: 1000 }, (_, n) => ({ '@id': `pkg:golang/p${n}` }));
  const findings = Array.from({ length: 2000 }, (_, n) => ({ id: CVE, severity: 'HIGH', purl: `pkg:golang/q${n}` }));
  const document = openVex(Array(9).fill(cleared({ products: many })));
  const image = statedImage([VULN, cosignVuln(trivyReport(findings))], [VEX, document]);
  const policy = await policyOf({ vexBy: ['release'] });
  const { facts } = await judge(image, policy);
  const spent = cpuTime();
  assert.equal(decide(facts, policy.policy, policy.digest, NOW * 1000).outcome, 'deny');
  assert.ok(spent() < 2000, `${spent()} ms`);
});

test('a fault that hides evidence leaves both answers open: a newer scan, or VEX, might be behind it', async () => {
  for (const severity of ['LOW', 'HIGH']) {
    const image = statedImage(scanned(...found(severity)));
    const policy = await policyOf({});
    const { facts } = await judge(image, policy);
    const fault: Fault = {
      subject: image.index.digest,
      code: 'EVIDENCE_THROTTLED',
      what: 'referrers',
      reason: 'slow down',
      retryable: true,
    };
    const verdict = decide({ ...facts, faults: [fault] }, policy.policy, policy.digest, NOW * 1000);
    assert.equal(verdict.outcome, 'indeterminate', severity);
  }
});

test('a demand on scans that makes no sense is refused with its place', async () => {
  const exception = { id: CVE, owner: 'o', reason: 'r', until: '2027-01-01T00:00:00Z' };
  for (const [demand, why] of [
    [{ ceiling: 'critical' }, /\/require\/scan\/ceiling.*none, low, medium, high/],
    [{ ceiling: undefined }, /ceiling/],
    [{ maxAge: 0 }, /\/require\/scan\/maxAge/],
    [{ vexBy: ['nobody'] }, /\/require\/scan\/vexBy.*nobody/],
    [{ by: ['notary'] }, /carry no statements/],
    [{ exceptions: [exception, exception] }, /exception for CVE-2026-0001 is demanded twice/],
    [{ exceptions: [{ ...exception, until: 'soon' }] }, /\/require\/scan\/exceptions\/0\/until/],
    [{ exceptions: [{ ...exception, owner: '' }] }, /owner/],
    [{ exceptions: [{ id: CVE }] }, /until.*missing/],
  ] as const)
    await assert.rejects(policyOf(demand), why, JSON.stringify(demand));
});
