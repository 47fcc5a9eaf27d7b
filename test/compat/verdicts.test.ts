import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Digest } from '../../src/formats/digest.ts';
import { recordDigest } from '../../src/judge/audit/decision.ts';
import { inFormerWords } from '../../src/judge/audit/former-words.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { policyDigest } from '../../src/judge/policy/compile.ts';
import { requireSound } from '../../src/judge/policy/sound.ts';
import type { Facts } from '../../src/records/facts.ts';
import type { Policy } from '../../src/records/policy.ts';

interface Recorded {
  readonly policies: Readonly<Record<string, { readonly digest: string; readonly policy: Policy }>>;
  readonly facts: Readonly<Record<string, Facts>>;
  readonly cases: readonly {
    readonly facts: string;
    readonly policy: string;
    /** Seconds since 1970. */
    readonly now: number;
    readonly outcome: string;
    readonly validUntil?: string;
    readonly checks: number;
    /** SHA-256 over the canonical JSON of the whole verdict. */
    readonly verdict: string;
  }[];
}

const file = join(import.meta.dirname, '..', 'testdata', 'verdicts', 'before-cases.json');
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded;

test('policies from before cases, exceptions and n of m keep their digests and are sound', () => {
  for (const [name, { digest, policy }] of Object.entries(recorded.policies)) {
    assert.equal(policyDigest(policy), digest, name);
    requireSound(policy);
  }
});

test('they give the verdicts that they gave, byte for byte', () => {
  const outcomes = new Set<string>();
  for (const one of recorded.cases) {
    const [facts, policy] = [recorded.facts[one.facts], recorded.policies[one.policy]?.policy];
    assert.ok(facts !== undefined && policy !== undefined);
    const verdict = decide(facts, policy, policyDigest(policy), one.now * 1000);
    const told = `${one.facts} by ${one.policy} at ${one.now}`;
    assert.equal(verdict.outcome, one.outcome, told);
    assert.equal(verdict.validUntil, one.validUntil, told);
    assert.equal(verdict.checks.length, one.checks, told);
    // Some checks have better words since; a decision from then is compared with what was said then.
    assert.ok([verdict, inFormerWords(verdict)].map(recordDigest).includes(one.verdict as Digest), told);
    outcomes.add(verdict.outcome);
  }
  assert.deepEqual([...outcomes].sort(), ['allow', 'deny', 'indeterminate']);
});
