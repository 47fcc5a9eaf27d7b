import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { readPolicyDocument } from '../../src/judge/policy/document.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { judge, makeImage, NOW, publicPem, seal, testKey, testPolicy, verdictOf } from '../support/sealed-image.ts';

const refused = (text: string, rule: string) =>
  assert.throws(
    () => readPolicyDocument(new TextEncoder().encode(text)),
    (error) => error instanceof FormatError && error.rule === rule,
    text.slice(0, 60),
  );

test('a policy that is 256 KiB of hostility is refused within a moment', () => {
  const spent = cpuTime();
  const keys = Array.from({ length: 30_000 }, (_, i) => `k${i}: 1`).join('\n');
  refused(keys.slice(0, 262_000), 'values');
  refused('? '.repeat(131_000), 'depth');
  refused(`a: &x [${'*x, '.repeat(60_000)}]`, 'anchor');
  refused(`a: "${'\\\\'.repeat(140_000)}"`, 'size');
  assert.throws(() => readPolicyDocument(new TextEncoder().encode(`${'a: b: c\n'.repeat(32_000)}`)), FormatError);
  assert.ok(spent() < 20_000);
});

test('a policy whose patterns never match covers nothing, and that is a denial', async () => {
  const image = seal(makeImage());
  for (const glob of [
    'registry.example.com/team',
    'registry.example.com/*/app/*',
    '*',
    'REGISTRY.example.com/team/app',
  ]) {
    const [outcome, ...checks] = await verdictOf(image, await testPolicy(undefined, { images: [glob] }));
    assert.deepEqual([outcome, checks], ['deny', ['coverage fail IMAGE_NOT_COVERED']], glob);
  }
  assert.deepEqual(await verdictOf(image, await testPolicy(undefined, { images: ['*.example.com/**'] })), ['allow']);
});

test('the largest policy is decided of an image with many platforms within a moment', async () => {
  const signers = Array.from({ length: 62 }, (_, at) => `s${at}`);
  const trust = signers.map((name) => ({ name, cosign: { key: publicPem(testKey(name)) } }));
  const glob = `${'*a'.repeat(100)}b`;
  const exceptions = Array.from({ length: 40 }, (_, at) => ({
    id: `e${at}`,
    images: ['**', ...Array.from({ length: 19 }, (_none, n) => `${glob}${n}/**`)],
    checks: ['image', ...Array.from({ length: 5 }, (_none, n) => `${glob}${n}`)],
    owner: 'o',
    reason: 'r',
    from: '2026-01-01T00:00:00Z',
    until: '2026-12-31T00:00:00Z',
  }));
  const require = { signatures: signers.map((by) => ({ by })) };
  const policy = await testPolicy(require, { trust, exceptions });
  const { facts } = await judge(makeImage(), policy);
  const [index, one] = facts.subjects;
  assert.ok(index !== undefined && one !== undefined);
  const many = Array.from({ length: 500 }, (_, at) => ({ ...one, digest: sha256Digest(Buffer.from(`${at}`)) }));
  const spent = cpuTime();
  const verdict = decide({ ...facts, subjects: [index, ...many] }, policy.policy, policy.digest, NOW * 1000);
  assert.equal(verdict.outcome, 'deny');
  assert.ok(verdict.checks.length > 31_000);
  assert.ok(spent() < 10_000, String(spent()));
});

test('a policy of nothing but cases, or of cases in cases, is refused or read within a moment', async () => {
  const spent = cpuTime();
  const one = { if: { go: true }, require: { signatures: Array.from({ length: 64 }, () => ({ by: 'release' })) } };
  await assert.rejects(testPolicy({}, { cases: Array.from({ length: 33 }, () => one) }), /more than the 32 allowed/);
  await assert.rejects(testPolicy({}, { cases: Array.from({ length: 32 }, () => one) }), /same condition|called/);
  await assert.rejects(testPolicy({}, { cases: [{ require: { cases: [one] } }] }), /not a member/);
  await assert.rejects(
    testPolicy({}, { cases: [{ if: { images: ['(a+)+$'] }, require: {} }] }),
    /must hold repositories/,
  );
  const proto = JSON.parse('{"require": {"image": {"nonRoot": true}}, "cases": [{"__proto__": {"require": {}}}]}');
  await assert.rejects(testPolicy({}, proto), /not a member/);
  assert.ok(spent() < 5_000);
});
