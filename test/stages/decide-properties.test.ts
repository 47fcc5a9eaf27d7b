import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256Digest } from '../../src/formats/digest.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { parseUtcSeconds } from '../../src/formats/rfc3339.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { explain } from '../../src/judge/decide/explain.ts';
import { isAgainst } from '../../src/records/check.ts';
import type { Facts } from '../../src/records/facts.ts';
import type { Interval } from '../../src/records/interval.ts';
import { mergeRequirements } from '../../src/records/merge-requirements.ts';
import type { Policy } from '../../src/records/policy.ts';
import type { Verdict } from '../../src/records/verdict.ts';
import { anyDemand, anyException, anyFacts, anyMoment, anyPolicy, DAY } from '../support/decide-samples.ts';

const DIGEST = sha256Digest(new Uint8Array());
const decided = (known: Facts, asked: Policy, now: number): Verdict => decide(known, asked, DIGEST, now * 1000);
const text = (value: unknown): string => canonicalJson(recordJson(value));
const RUNS = { numRuns: 2000 };

test('outcomes of these facts and policies are of every kind', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(anyFacts, anyPolicy, anyMoment, (known, asked, now) => {
      const { outcome, checks } = decided(known, asked, now);
      const kind = `${outcome}${checks.some((check) => check.exception !== undefined) ? ' with an exception' : ''}`;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      // What stands against the image and what the outcome says are one.
      const against = checks.filter(isAgainst);
      assert.equal(outcome === 'allow', against.length === 0);
      assert.equal(
        outcome === 'deny',
        against.some(({ status }) => status === 'fail'),
      );
    }),
    // A count of what the generators make, so the draws are the same each time.
    { ...RUNS, seed: 1 },
  );
  assert.deepEqual([...seen.keys()].sort(), [
    'allow',
    'allow with an exception',
    'deny',
    'deny with an exception',
    'indeterminate',
    'indeterminate with an exception',
  ]);
});

test('one demand more never turns a denial into anything else, nor doubt into an allowance', () => {
  let turned = 0;
  fc.assert(
    fc.property(anyFacts, anyPolicy, anyDemand, anyMoment, (known, asked, more, now) => {
      const before = decided(known, asked, now).outcome;
      const after = decided(known, { ...asked, require: mergeRequirements(asked.require, more) }, now).outcome;
      if (before !== after) turned++;
      if (before === 'deny') assert.equal(after, 'deny');
      if (before === 'indeterminate') assert.notEqual(after, 'allow');
    }),
    RUNS,
  );
  assert.ok(turned > 20, String(turned));
});

test('an exception less never turns a denial into anything else, nor doubt into an allowance', () => {
  let turned = 0;
  fc.assert(
    fc.property(anyFacts, anyPolicy, anyException, anyMoment, (known, asked, more, now) => {
      const after = decided(known, asked, now).outcome;
      const before = decided(known, { ...asked, exceptions: [...(asked.exceptions ?? []), more] }, now).outcome;
      if (before !== after) turned++;
      if (before === 'deny') assert.equal(after, 'deny');
      if (before === 'indeterminate') assert.notEqual(after, 'allow');
    }),
    RUNS,
  );
  assert.ok(turned > 20, String(turned));
});

test('an allowance holds until the moment that it names, and no fault makes it', () => {
  let held = 0;
  fc.assert(
    fc.property(
      anyFacts,
      anyPolicy,
      anyMoment,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (known, asked, now, part) => {
        const { outcome, validUntil } = decided(known, asked, now);
        if (outcome !== 'allow') return;
        const end = validUntil === undefined ? now + 1000 * DAY : parseUtcSeconds(validUntil);
        assert.ok(end >= now);
        const later = Math.floor(now + (end - now) * part);
        assert.equal(decided(known, asked, later).outcome, 'allow', `${later - now} seconds later`);
        assert.equal(decided(known, asked, end).outcome, 'allow');
        // Without the faults the verdict is the same or better known, unless an exception lets in what they hide.
        if ((asked.exceptions ?? []).length === 0)
          assert.equal(decided({ ...known, faults: [] }, asked, now).outcome, 'allow');
        held++;
      },
    ),
    { numRuns: 4000 },
  );
  assert.ok(held > 50, String(held));
});

test('evidence that holds longer never makes an allowance a denial', () => {
  const longer = <T extends { readonly valid: Interval }>(all: readonly T[]): readonly T[] =>
    all.map((one) => ({ ...one, valid: { from: one.valid.from === null ? null : one.valid.from - DAY, until: null } }));
  fc.assert(
    fc.property(anyFacts, anyPolicy, anyMoment, (known, asked, now) => {
      const more = { ...known, signatures: longer(known.signatures), statements: longer(known.statements) };
      const [before, after] = [decided(known, asked, now).outcome, decided(more, asked, now).outcome];
      if (before === 'allow') assert.equal(after, 'allow');
      if (after === 'deny') assert.equal(before, 'deny');
    }),
    RUNS,
  );
});

test('the order of signatures and statements does not matter, nor that they are listed twice', () => {
  const short = ({ outcome, validUntil, checks }: Verdict) =>
    text({
      outcome,
      validUntil: validUntil ?? null,
      checks: checks.map(({ id, subject, status, code, exception: used }) => [
        id,
        subject,
        status,
        code,
        used?.id ?? null,
      ]),
    });
  const shuffled = anyFacts.chain((known) =>
    fc.tuple(
      fc.constant(known),
      fc.shuffledSubarray([...known.signatures, ...known.signatures], { minLength: known.signatures.length * 2 }),
      fc.shuffledSubarray([...known.statements], { minLength: known.statements.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, anyPolicy, anyMoment, ([known, signatures, statements], asked, now) => {
      const one = decided(known, asked, now);
      const other = decided({ ...known, signatures, statements }, asked, now);
      assert.equal(short(other), short(one));
    }),
    RUNS,
  );
});

test('the mode, the description and what a policy is matched by change nothing of a verdict', () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, anyMoment, fc.constantFrom('warn', 'audit'), (known, asked, now, mode) => {
      const other = { ...asked, mode, shadowOf: 'x', match: { namespaces: ['none'] }, description: 'x' } as const;
      assert.equal(text(decided(known, other, now)), text(decided(known, asked, now)));
    }),
    { numRuns: 300 },
  );
});

test('an explanation has a rule of the policy for each check, and an outcome hangs on something', () => {
  const pointed = (document: unknown, pointer: string): unknown =>
    pointer
      .split('/')
      .slice(1)
      .reduce((value, name) => Object(value)[name], document);
  fc.assert(
    fc.property(anyFacts, anyPolicy, anyMoment, (known, asked, now) => {
      const verdict = decided(known, asked, now);
      const { rules, case: applied } = explain(asked, verdict);
      assert.deepEqual(
        rules.map(({ check }) => check),
        verdict.checks.map(({ id }) => id),
      );
      for (const { rule, demand, check } of rules) {
        assert.notEqual(demand, check);
        if (rule !== '') assert.notEqual(pointed(asked, rule), undefined, rule);
      }
      assert.ok(rules.some(({ decisive }) => decisive));
      for (const { decisive, status, exception } of rules)
        if (decisive && verdict.outcome !== 'allow') {
          assert.equal(status, verdict.outcome === 'deny' ? 'fail' : 'fault');
          assert.equal(exception, undefined);
        }
      const check = verdict.checks.find(({ id }) => id === 'case');
      assert.equal(applied !== undefined, check?.status === 'pass');
    }),
    RUNS,
  );
});
