import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../src/formats/format-error.ts';
import { readPolicyDocument } from '../../src/judge/policy/document.ts';
import { makeImage, seal, testPolicy, verdictOf } from '../support/sealed-image.ts';

const refused = (text: string, rule: string) =>
  assert.throws(
    () => readPolicyDocument(new TextEncoder().encode(text)),
    (error) => error instanceof FormatError && error.rule === rule,
    text.slice(0, 60),
  );

test('a policy that is 256 KiB of hostility is refused within a moment', () => {
  const start = performance.now();
  const keys = Array.from({ length: 30_000 }, (_, i) => `k${i}: 1`).join('\n');
  refused(keys.slice(0, 262_000), 'values');
  refused('? '.repeat(131_000), 'depth');
  refused(`a: &x [${'*x, '.repeat(60_000)}]`, 'anchor');
  refused(`a: "${'\\\\'.repeat(140_000)}"`, 'size');
  assert.throws(() => readPolicyDocument(new TextEncoder().encode(`${'a: b: c\n'.repeat(32_000)}`)), FormatError);
  assert.ok(performance.now() - start < 20_000);
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
