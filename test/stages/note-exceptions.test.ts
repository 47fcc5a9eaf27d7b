import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Check } from '../../src/records/check.ts';
import type { Decision } from '../../src/records/decision.ts';
import type { ChangeRecord } from '../../src/records/log-entry.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { exceptionNotes } from '../../src/roads/note-exceptions.ts';
import { someDecision } from '../contract/some-decision.ts';
import { testCall } from '../support/walkable-image.ts';

const exception = { id: 'INC-1', owner: 'ops@example.com', until: '2099-01-01T00:00:00Z' };

/** A decision whose checks are excused. */
function excused(id: string, shadowOf?: string, by = exception): Decision {
  const decision = someDecision(id);
  const [judgement] = decision.judgements;
  assert.ok(judgement);
  const checks = judgement.verdict.checks.map((check): Check => ({ ...check, exception: by }));
  const own = { ...judgement, verdict: { ...judgement.verdict, checks } };
  return { ...decision, judgements: [shadowOf === undefined ? own : { ...own, shadowOf }] };
}
function setUp() {
  const notes: ChangeRecord[] = [];
  const clock = { time: Date.UTC(2026, 10, 24, 12), now: () => clock.time };
  let failing = false;
  const ledger = {
    async note(change: ChangeRecord) {
      if (failing) throw new TwinsealError('STORE_FAILED', 'the disk is gone');
      notes.push(change);
      return { index: notes.length, text: '' };
    },
  };
  const random = { uuid: () => `note-${notes.length}` };
  return {
    notes,
    clock,
    note: exceptionNotes({ ledger, clock, random }),
    fail: (on: boolean) => {
      failing = on;
    },
  };
}

test('an exception that a decision stands on is noted once a day for each image', async () => {
  const { notes, clock, note } = setUp();
  await Promise.all([1, 2, 3].map((n) => note(excused(`d${n}`), testCall())));
  await note(excused('d4'), testCall());
  assert.equal(notes.length, 1);
  const [first] = notes;
  assert.deepEqual([first?.kind, first?.name, first?.action], ['exception', 'release/INC-1', 'used']);
  assert.equal(first?.detail?.owner, exception.owner);
  assert.equal(first?.detail?.checks, 'twin-build');
  assert.match(first?.detail?.image ?? '', /^registry\.example\.com\/app@sha256:/);
  await note(excused('d5', undefined, { ...exception, id: 'INC-2' }), testCall());
  assert.equal(notes.length, 2);
  clock.time += 86_400_000;
  await note(excused('d6'), testCall());
  assert.equal(notes.length, 3);
});

test('what only a shadow excuses, and what nothing excuses, is not noted', async () => {
  const { notes, note } = setUp();
  await note(excused('d1', 'release'), testCall());
  await note(someDecision('d2'), testCall());
  assert.deepEqual(notes, []);
});

test('a note that could not be kept is an error, and is tried again with the next decision', async () => {
  const { notes, note, fail } = setUp();
  fail(true);
  await assert.rejects(note(excused('d1'), testCall()), { code: 'STORE_FAILED' });
  fail(false);
  await note(excused('d2'), testCall());
  assert.equal(notes.length, 1);
});
