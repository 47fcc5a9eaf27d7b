import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256Digest } from '../../src/formats/digest.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { combine } from '../../src/judge/decide/combine.ts';
import type { Judgement } from '../../src/records/decision.ts';
import type { PolicyMode } from '../../src/records/policy.ts';
import type { Outcome } from '../../src/records/verdict.ts';

const digest = sha256Digest(encodeUtf8('image'));
const subject = { name: 'app:v1', digest };
const MODES = ['enforce', 'warn', 'audit'] as const;
const OUTCOMES = ['allow', 'deny', 'indeterminate'] as const;
const STATUS = { allow: 'pass', deny: 'fail', indeterminate: 'fault' } as const;

function judgement(
  name: string,
  outcome: Outcome,
  mode: PolicyMode = 'enforce',
  shadowOf?: string,
  until?: string,
): Judgement {
  const policy = { name, digest: sha256Digest(encodeUtf8(name)) };
  const check = {
    id: 'image',
    subject: digest,
    status: STATUS[outcome],
    code: 'OK' as const,
    reason: name,
    evidence: [],
  };
  return {
    policy,
    mode,
    ...(shadowOf !== undefined && { shadowOf }),
    facts: digest,
    verdict: {
      apiVersion: 'twinseal.dev/v1',
      outcome,
      subject,
      policy,
      checks: [check],
      ...(until !== undefined && { validUntil: until }),
    },
  };
}
const of = (...all: readonly Judgement[]) => combine(all, subject, 'registry.example.com/app');

test('the verdict of one policy stands as it is, whatever shadows it', () => {
  const one = judgement('a', 'allow', 'enforce', undefined, '2027-01-01T00:00:00Z');
  assert.deepEqual(of(one, judgement('b', 'deny', 'enforce', 'a')), { verdict: one.verdict, effect: 'admit' });
});

test('several policies make one verdict, whose checks say which policy made them', () => {
  const { verdict, effect } = of(
    judgement('a', 'allow', 'enforce', undefined, '2027-01-01T00:00:00Z'),
    judgement('b', 'allow', 'warn', undefined, '2026-12-01T00:00:00Z'),
    judgement('c', 'allow'),
  );
  assert.equal(effect, 'admit');
  assert.equal(verdict.policy.name, 'a+b+c');
  const digests = ['a', 'b', 'c'].map((name) => sha256Digest(encodeUtf8(name)));
  assert.equal(verdict.policy.digest, sha256Digest(encodeUtf8(JSON.stringify(digests))));
  assert.deepEqual(
    verdict.checks.map(({ id }) => id),
    ['a/image', 'b/image', 'c/image'],
  );
  assert.equal(verdict.validUntil, '2026-12-01T00:00:00Z');
});

test('without a policy an image is denied, with a check that says so', () => {
  const { verdict, effect } = of();
  assert.equal(effect, 'refuse');
  assert.equal(verdict.outcome, 'deny');
  assert.deepEqual(
    verdict.checks.map(({ code, status }) => [code, status]),
    [['IMAGE_NOT_COVERED', 'fail']],
  );
  assert.equal(of(judgement('a', 'allow', 'enforce', 'gone')).effect, 'refuse');
});

test('a denial wins over what could not be told, and only what enforces has an effect', () => {
  assert.deepEqual([of(judgement('a', 'deny', 'warn'), judgement('b', 'indeterminate')).verdict.outcome], ['deny']);
  const some = fc.array(
    fc.record({ outcome: fc.constantFrom(...OUTCOMES), mode: fc.constantFrom(...MODES), shadow: fc.boolean() }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(some, (list) => {
      const all = list.map(({ outcome, mode, shadow }, at) =>
        judgement(`p${at}`, outcome, mode, shadow ? 'x' : undefined),
      );
      const counting = list.filter(({ shadow }) => !shadow);
      const { verdict, effect } = of(...all);
      const has = (outcome: Outcome, from = counting) => from.some((one) => one.outcome === outcome);
      const enforced = counting.filter(({ mode }) => mode === 'enforce');
      if (counting.length === 0) return assert.equal(effect, 'refuse');
      assert.equal(verdict.outcome, has('deny') ? 'deny' : has('indeterminate') ? 'indeterminate' : 'allow');
      assert.equal(effect, has('deny', enforced) ? 'refuse' : has('indeterminate', enforced) ? 'unknown' : 'admit');
    }),
  );
});
