import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import type { Fault } from '../../src/records/discovery.ts';
import type { Facts } from '../../src/records/facts.ts';
import { CHAIN_END } from '../support/certificates.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { goElf } from '../support/go-elf.ts';
import { cosignVuln, LEAK, secretScan, trivyReport } from '../support/scan-reports.ts';
import {
  attachBundle,
  digestsOf,
  judge,
  makeImage,
  NOW,
  seal,
  type TestImage,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { bundleOf, statementOf } from '../support/signing.ts';

const policyOf = (expression: string) =>
  testPolicy({ expressions: [{ name: 'rule', expression, message: 'This image is not for us.' }] });
const refused = (code: string, status = 'fail') => [
  status === 'fault' ? 'indeterminate' : 'deny',
  `expression:rule ${status} ${code}`,
];
test('a verdict that rests on a certificate on hold ends with the hold, and one that rests on its revocation does not', async () => {
  const policy = await policyOf('size(signatures) == 0');
  const image = seal(makeImage(), ['notation', 'twin', 'spdx']);
  const { facts } = await judge(image, policy);
  const held = (status: 'held' | 'revoked', until: number): Facts['signatures'] =>
    facts.signatures.map((fact) => ({
      ...fact,
      revocation: {
        mode: 'enforce',
        certificates: [
          {
            subject: 'CN=x',
            certificate: fact.evidence,
            revocable: true,
            answers: [{ by: 'crl', status, valid: { from: NOW - 60, until } }],
            failures: [],
          },
        ],
      },
    }));
  const end = (edit: Partial<Facts>) => {
    const { outcome, validUntil } = decide({ ...facts, ...edit }, policy.policy, policy.digest, NOW * 1000);
    return [outcome, validUntil];
  };
  assert.ok(facts.signatures.length > 0);
  const last = new Date((NOW + 3600) * 1000).toISOString().replace('.000', '');
  assert.deepEqual(end({ signatures: held('held', NOW + 3600) }), ['allow', last]);
  assert.deepEqual(end({ signatures: held('revoked', NOW + 3600) }), ['allow', undefined]);
  const { rules: _, ...before } = { ...facts, signatures: held('held', NOW + 3600) };
  assert.equal(decide(before, policy.policy, policy.digest, NOW * 1000).validUntil, undefined);
});

const FOUND = { id: 'CVE-1', severity: 'HIGH' };
const PROVENANCE = 'https://slsa.dev/provenance/v1';
const state = (image: TestImage, type: string, body: unknown, key = 'release') =>
  attachBundle(
    image.store,
    image.index,
    bundleOf(testKey(key), JSON.stringify(statementOf(digestsOf(image), type, body))),
  );

test('expressions see the image, its platforms, programs, signatures and statements', async () => {
  const image = seal(makeImage({ binary: (machine) => goElf(machine, { settings: { CGO_ENABLED: '0' } }) }));
  state(image, PROVENANCE, { runDetails: { builder: { id: 'https://ci.example.com/1' } }, steps: 3 });
  for (const expression of [
    'image.repository.glob("registry.example.com/*") && image.digest.startsWith("sha256:")',
    'platforms.exists_one(p, p.name == "linux/arm64" && p.os == "linux" && p.variant == "")',
    'platforms.all(p, p.user == "65532:65532" && p.labels["a"] == "b" && p.command == ["app"])',
    'platforms.all(p, p.program.static && p.program.go && p.program.path == "/usr/local/bin/app")',
    'platforms.all(p, p.program.settings["CGO_ENABLED"] == "0" && p.program.module == "example.com/app" && size(p.setuid) == 0)',
    'signatures.exists(s, s.subject == image.digest && s.signer == "release" && s.family == "cosign")',
    'signatures.filter(s, s.signer == "notary").size() == 3',
    'statements.exists(s, s.type == "https://spdx.dev/Document" && s.signer == "release" && image.digest in s.subjects)',
    `statements.exists(s, s.type == "${PROVENANCE}" && s.predicate.runDetails.builder.id == "https://ci.example.com/1")`,
    `statements.exists(s, s.type == "${PROVENANCE}" && s.predicate.steps > 2)`,
    'now < timestamp("2030-01-01T00:00:00Z") && size(image.annotations) == 0',
  ])
    assert.deepEqual(await verdictOf(image, await policyOf(expression)), ['allow'], expression);
});

test('expressions see what SBOMs, scans and searches contain, and when statements say that they were made', async () => {
  const image = makeImage();
  state(image, 'https://cosign.sigstore.dev/attestation/vuln/v1', cosignVuln(trivyReport([FOUND])));
  state(image, 'https://twinseal.dev/secret-scan/v1', secretScan([LEAK]));
  state(image, 'https://cyclonedx.org/bom', {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [{ type: 'library', name: 'a', version: '1' }],
  });
  for (const expression of [
    'statements.exists(s, s.sbom.format == "cyclonedx" && s.sbom.packages == 1 && s.sbom.purls == 0)',
    'statements.exists(s, s.scan.scanner.startsWith("trivy") && s.scan.findings.exists(f, f.id == "CVE-1" && f.severity == "high"))',
    'statements.exists(s, s.scan.findings.all(f, f.package.glob("*@1.2.5-r0")) && s.scan.scanner != "")',
    'statements.exists_one(s, s.secrets.found == 1)',
    'statements.exists(s, s.time == timestamp("2026-04-10T12:00:00Z") && s.scan.scanner != "")',
  ])
    assert.deepEqual(await verdictOf(image, await policyOf(expression)), ['allow'], expression);
  const { needs } = await policyOf('statements.all(s, s.scan.scanner == "")');
  assert.deepEqual(needs.contents?.length, 4);
  assert.equal((await policyOf('size(statements) == 3')).needs.contents, undefined);
});

test('false, no value, and too many steps are told apart, and none of them is a pass', async () => {
  const image = seal(makeImage());
  const verdict = async (expression: string) => verdictOf(image, await policyOf(expression));
  assert.deepEqual(await verdict('size(platforms) == 3'), refused('EXPRESSION_FALSE'));
  assert.deepEqual(await verdict('platforms.all(p, p.labels["none"] == "x")'), refused('EXPRESSION_ERROR'));
  assert.deepEqual(await verdict('platforms[7].user == ""'), refused('EXPRESSION_ERROR'));
  const nest = (depth: number): string =>
    depth === 0 ? 'size(platforms) > 0' : `statements.all(s${depth}, platforms.all(p${depth}, ${nest(depth - 1)}))`;
  assert.deepEqual(await verdict(nest(10)), refused('EXPRESSION_LIMIT'));
  const { checks } = (await judge(image, await policyOf('size(platforms) == 3'))).verdict;
  assert.match(checks.find(({ id }) => id === 'expression:rule')?.reason ?? '', /^This image is not for us\./);
});

test('all expressions of a policy share a budget, so that many dear ones end as one does', async () => {
  const nest = (depth: number): string =>
    depth === 0 ? 'size(platforms) > 0' : `statements.all(s${depth}, platforms.all(p${depth}, ${nest(depth - 1)}))`;
  const dear = Array.from({ length: 20 }, (_, n) => ({ name: `dear-${n}`, expression: nest(10), message: 'm' }));
  const cheap = { name: 'cheap', expression: 'size(platforms) == 2', message: 'm' };
  const policy = await testPolicy({ expressions: [cheap, ...dear, { ...cheap, name: 'late' }] });
  const { facts } = await judge(seal(makeImage()), policy);
  const spent = cpuTime();
  const { checks } = decide(facts, policy.policy, policy.digest, NOW * 1000);
  assert.ok(spent() < 3000);
  const codeOf = (name: string) => checks.find(({ id }) => id === `expression:${name}`)?.code;
  assert.deepEqual(
    [codeOf('cheap'), codeOf('dear-0'), codeOf('dear-19'), codeOf('late')],
    ['OK', 'EXPRESSION_LIMIT', 'EXPRESSION_LIMIT', 'EXPRESSION_LIMIT'],
  );
});

test('a policy whose expression is no expression is refused with its place', async () => {
  await assert.rejects(
    policyOf('platforms.all(p, p.nope)'),
    /\/require\/expressions\/0\/expression.*character 20.*nope/,
  );
  await assert.rejects(policyOf('size(platforms)'), /must be true or false/);
  await assert.rejects(policyOf('"a".matches("(a+)+$")'), /matches is not available/);
  await assert.rejects(policyOf(''), /not be empty/);
  const twice = { name: 'a', expression: 'true', message: 'm' };
  await assert.rejects(testPolicy({ expressions: [twice, twice] }), /the expression a is demanded twice/);
  await assert.rejects(testPolicy({ expressions: [{ ...twice, name: 'A b' }] }), /\/require\/expressions\/0\/name/);
  await assert.rejects(testPolicy({ expressions: [] }), /demands nothing/);
});

test('evidence is gathered and layers are walked only for what an expression reads', async () => {
  const needs = async (expression: string) => {
    const { signers, predicateTypes, predicates, evidence, walkLayers } = (await policyOf(expression)).needs;
    return [signers.length, predicateTypes.join(), predicates === true, evidence, walkLayers];
  };
  assert.deepEqual(await needs('platforms.all(p, p.user == "1")'), [0, '', false, false, false]);
  assert.deepEqual(await needs('platforms.all(p, p.program.go)'), [0, '', false, false, true]);
  assert.deepEqual(await needs('platforms.all(p, p["setuid"] == [])'), [0, '', false, false, true]);
  assert.deepEqual(await needs('size(signatures) > 0'), [3, '', false, true, false]);
  assert.deepEqual(await needs('size(statements) > 0'), [3, '*', false, true, false]);
  assert.deepEqual(await needs('statements.exists(s, s.predicate.a == 1)'), [3, '*', true, true, false]);
  const walked = await judge(makeImage(), await policyOf('platforms.all(p, p.program.static)'));
  assert.deepEqual(
    walked.verdict.checks.filter(({ id }) => id === 'layers').map(({ code }) => code),
    ['OK', 'OK'],
  );
});

test('what a stranger attaches, or what does not hold now, is nothing that an expression sees', async () => {
  const image = makeImage();
  state(image, PROVENANCE, { ok: true }, 'stranger');
  assert.deepEqual(await verdictOf(image, await policyOf('size(statements) == 0')), ['allow']);
  const expired = await policyOf('signatures.exists(s, s.signer == "notary")');
  assert.deepEqual(await verdictOf(seal(makeImage()), expired, CHAIN_END + 1), refused('EXPRESSION_FALSE'));
  // A large predicate is not kept: what it says is not known, so nothing is said of it.
  const large = makeImage();
  state(large, PROVENANCE, { ok: true, filling: 'x'.repeat(70_000) });
  assert.deepEqual(
    await verdictOf(large, await policyOf('statements.exists(s, s.predicate.ok == true)')),
    refused('EXPRESSION_ERROR'),
  );
});

test('a fault that hides what an expression reads leaves true and false open, and no other fault does', async () => {
  const outcome = async (expression: string, what: Fault['what'], place: 'index' | 'platform' = 'index') => {
    const image = seal(makeImage());
    const policy = await policyOf(expression);
    const { facts } = await judge(image, policy);
    const subject = place === 'index' ? facts.root : (image.platforms[0]?.descriptor.digest ?? facts.root);
    const fault: Fault = { subject, code: 'EVIDENCE_THROTTLED', what, reason: 'slow down', retryable: true };
    return decide({ ...facts, faults: [...facts.faults, fault] }, policy.policy, policy.digest, NOW * 1000)
      .checks.filter(({ id }) => id.startsWith('expression:'))
      .map(({ status, code }) => `${status} ${code}`)
      .join();
  };
  const hidden = 'fault EVIDENCE_THROTTLED';
  // The demand may be that something is absent: true is as open as false.
  assert.equal(await outcome('statements.all(s, s.signer == "release")', 'referrers'), hidden);
  assert.equal(await outcome('!statements.exists(s, s.signer == "release")', 'evidence', 'platform'), hidden);
  assert.equal(await outcome('size(signatures) == 6', 'referrers'), hidden);
  assert.equal(await outcome('size(platforms) == 2', 'manifest'), hidden);
  assert.equal(await outcome('platforms.all(p, p.user != "")', 'config', 'platform'), hidden);
  assert.equal(await outcome('platforms.all(p, p.program.static)', 'layer', 'platform'), hidden);
  assert.equal(await outcome('platforms.all(p, p.user != "")', 'layer', 'platform'), 'pass OK');
  assert.equal(await outcome('platforms.all(p, p.user != "")', 'referrers'), 'pass OK');
  assert.equal(await outcome('size(platforms) == 3', 'referrers'), 'fail EXPRESSION_FALSE');
});

test('a verdict ends with the evidence that its expressions read, and at once when they read the time', async () => {
  const image = seal(makeImage());
  const until = async (expression: string, facts?: (facts: Facts) => Facts) => {
    const policy = await policyOf(expression);
    const known = (await judge(image, policy)).facts;
    return decide(facts?.(known) ?? known, policy.policy, policy.digest, NOW * 1000).validUntil;
  };
  const text = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');
  assert.equal(await until('size(platforms) == 2'), undefined);
  assert.equal(await until('size(signatures) == 6'), text(CHAIN_END));
  assert.equal(await until('now > timestamp("2020-01-01T00:00:00Z")'), text(NOW));
  // One that only begins to count later changes what an expression sees then.
  const later = (facts: Facts): Facts => ({
    ...facts,
    signatures: facts.signatures.map((one) => ({ ...one, valid: { from: NOW + 50, until: null } })),
  });
  assert.equal(await until('size(signatures) == 0', later), text(NOW + 49));
});

test('the verdict is the same for the same facts, however often the expression was compiled', async () => {
  const policy = await policyOf('platforms.all(p, p.user.glob("65532*")) && size(statements) == 2');
  const { facts } = await judge(seal(makeImage()), policy);
  const once = canonicalJson(recordJson(decide(facts, policy.policy, policy.digest, NOW * 1000)));
  const again = await policyOf('platforms.all(p, p.user.glob("65532*")) && size(statements) == 2');
  assert.equal(canonicalJson(recordJson(decide(structuredClone(facts), again.policy, again.digest, NOW * 1000))), once);
});
