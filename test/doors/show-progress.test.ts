import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showProgress } from '../../src/doors/cli/show-progress.ts';
import type { ProgressEvent } from '../../src/records/progress.ts';

/** What is written for events, each with the millisecond at which it comes. */
function shown(updates: boolean, ...events: readonly (readonly [number, ProgressEvent])[]): readonly string[] {
  const written: string[] = [];
  let time = 0;
  const progress = showProgress({ err: (text) => written.push(text) }, { updates, now: () => time });
  for (const [at, event] of events) {
    time = at;
    progress(event);
  }
  return written;
}

const busy = (text: string, took: number): ProgressEvent => ({ step: 'side A', state: 'busy', text, took });

test('progress is one line an event: what it is, the step, what came of it, how long it took', () => {
  assert.deepEqual(
    shown(
      false,
      [0, { step: 'side A', state: 'start', text: 'building' }],
      [1, { step: 'pack', state: 'done', text: '4 layers', took: 1530 }],
    ),
    ['... side A: building\n', 'ok  pack: 4 layers (1.5 s)\n'],
  );
});

test('text of a source tree in progress cannot write to the terminal', () => {
  const hostile = 'prepare: a\nok  sign: \u001b[2J';
  assert.deepEqual(shown(false, [0, { step: 'side A', state: 'note', text: hostile }]), [
    '-   side A: prepare: a\\u{a}ok  sign: \\u{1b}[2J\n',
  ]);
  assert.deepEqual(shown(true, [0, busy('\u001b[2J\r', 0)]), ['\u001b[K... side A: \\u{1b}[2J\\u{d} (0.0 s)\r']);
});

test('on a terminal what is under way is one line that is written over, at most ten times a second', () => {
  const note: ProgressEvent = { step: 'side A', state: 'note', text: 'app: 3 packages', took: 250 };
  assert.deepEqual(
    shown(true, [0, busy('app', 0)], [50, busy('app: 1', 50)], [120, busy('app: 2', 120)], [250, note]),
    [
      '\u001b[K... side A: app (0.0 s)\r',
      '\u001b[K... side A: app: 2 (0.1 s)\r',
      '\u001b[K-   side A: app: 3 packages (0.3 s)\n',
    ],
  );
  const [wide = ''] = shown(true, [0, busy('x'.repeat(500), 0)]);
  assert.ok(wide.length < 90);
});

test('in a log what is under way is told when nothing was told for ten seconds', () => {
  const start: ProgressEvent = { step: 'side A', state: 'start', text: 'building' };
  const events = [0, 5_000, 9_999, 10_000, 15_000, 20_500].map((at) => [at, busy(`after ${at}`, at)] as const);
  assert.deepEqual(shown(false, [0, start], ...events), [
    '... side A: building\n',
    '... side A: after 10000 (10.0 s)\n',
    '... side A: after 20500 (20.5 s)\n',
  ]);
});

test('bytes that move have a bar and a rate, and the end says what was sent', () => {
  const transfer = (done: number, sent: number) => ({ done, total: 10_000_000, sent });
  const copy = (state: ProgressEvent['state'], text: string, done: number, sent: number): ProgressEvent => ({
    step: 'copy',
    state,
    text,
    transfer: transfer(done, sent),
  });
  assert.deepEqual(
    shown(
      true,
      [0, copy('start', '4 blobs to registry.example.com/app', 0, 0)],
      [100, copy('busy', '1 of 4 blobs', 2_500_000, 0)],
      [1_000, copy('busy', '1 of 4 blobs', 5_000_000, 2_500_000)],
      [2_000, copy('done', '4 blobs, 3 sent', 10_000_000, 7_500_000)],
    ),
    [
      '... copy: 4 blobs to registry.example.com/app\n',
      '\u001b[K... copy: [#####...............] 2.5 of 10.0 MB, 1 of 4 blobs\r',
      '\u001b[K... copy: [##########..........] 5.0 of 10.0 MB, 2.5 MB/s, 1 of 4 blobs\r',
      '\u001b[Kok  copy: 7.5 MB sent, 3.8 MB/s: 4 blobs, 3 sent\n',
    ],
  );
});
