import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { GroupCommit } from '../../src/adapters/store/group-commit.ts';
import type { LedgerRow } from '../../src/adapters/store/ledger-row.ts';
import type { AppendBatch } from '../../src/adapters/store/store-backend.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { testCall } from '../support/walkable-image.ts';

const row = (id: string): LedgerRow => ({
  kind: 'decision',
  id,
  time: '2026-11-29T06:00:00Z',
  document: `{"id":"${id}"}`,
});

/** A store whose flushes end when the test says so, and that tells what came together. */
function slowStore() {
  const batches: string[][] = [];
  const flushes: (() => void)[] = [];
  const append = async ({ rows }: AppendBatch) => {
    batches.push(rows.map(({ id }) => id));
    await new Promise<void>((resolve) => flushes.push(resolve));
    return { stale: false as const, results: rows.map((_, index) => ({ index, text: '' })) };
  };
  const commits = new GroupCommit({ name: 'slow', append }, 0);
  const begun = async (): Promise<void> => {
    while (flushes.length === 0) await turn();
  };
  return {
    batches,
    add: (id: string) => commits.add(row(id), [], { proven: true }, testCall()),
    /** Waits for a flush to begin. */
    begun,
    /** Waits for a flush to begin, and ends it. */
    async flush(): Promise<void> {
      await begun();
      flushes.shift()?.();
    },
    done: () => commits.done(),
  };
}

test('what comes while the disk is busy goes together with what comes in the moment after', async () => {
  const store = slowStore();
  const first = store.add('first');
  await store.begun();
  const second = store.add('second');
  await store.flush();
  await first;
  // The flush has ended: this one comes in the moment that the second is made to wait.
  const third = store.add('third');
  await store.flush();
  await Promise.all([second, third]);
  assert.deepEqual(store.batches, [['first'], ['second', 'third']]);
  await store.done();
});

test('enough of them go at once, and whoever asks one after another never waits', async () => {
  const store = slowStore();
  const first = store.add('first');
  await store.begun();
  const many = Array.from({ length: 16 }, (_, at) => store.add(`many-${at}`));
  await store.flush();
  await first;
  const late = store.add('late');
  await store.flush();
  await Promise.all(many);
  await store.flush();
  await late;
  assert.deepEqual(
    store.batches.map((batch) => batch.length),
    [1, 16, 1],
  );
  const alone = slowStore();
  for (const id of ['a', 'b', 'c']) await Promise.all([alone.add(id), alone.flush()]);
  assert.deepEqual(alone.batches, [['a'], ['b'], ['c']]);
});

test('what is asked for in one turn shares one flush, however many steps lie before it', async () => {
  const { batches, add, flush } = slowStore();
  const after = async (steps: number) => {
    for (let step = 0; step < steps; step++) await Promise.resolve();
    await add(`after-${steps}`);
  };
  await Promise.all([...[0, 1, 2, 5, 50].map(after), flush()]);
  assert.deepEqual(
    batches.map((batch) => batch.length),
    [5],
  );
});

test('a list of documents that is known to be kept is sent again after some were forgotten', async () => {
  const sent: number[] = [];
  let prunes = 0;
  const append = async (batch: AppendBatch) => {
    sent.push(batch.documents.length);
    if (batch.prunes !== prunes) return { stale: true as const, prunes };
    return { stale: false as const, results: batch.rows.map((_, index) => ({ index })) };
  };
  const commits = new GroupCommit({ name: 'forgetful', append }, 0);
  const documents = ['one', 'two'].map((text) => {
    const bytes = encodeUtf8(text);
    return { digest: sha256Digest(bytes), mediaType: 'text/plain', bytes };
  });
  const add = (id: string) => commits.add(row(id), documents, {}, testCall());
  await add('first');
  await add('second');
  prunes = 1;
  await add('third');
  await add('fourth');
  assert.deepEqual(sent, [2, 0, 0, 2, 0], 'the third was told that they are gone');
});
