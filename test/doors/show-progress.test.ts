import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showProgress } from '../../src/doors/cli/show-progress.ts';
import type { ProgressEvent } from '../../src/records/progress.ts';

function shown(event: ProgressEvent): string {
  let text = '';
  showProgress({
    err: (line) => {
      text += line;
    },
  })(event);
  return text;
}

test('progress is one line an event: what it is, the step, what came of it, how long it took', () => {
  assert.equal(shown({ step: 'side A', state: 'start', text: 'building' }), '... side A: building\n');
  assert.equal(shown({ step: 'pack', state: 'done', text: '4 layers', took: 1530 }), 'ok  pack: 4 layers (1.5 s)\n');
});

test('text of a source tree in progress cannot write to the terminal', () => {
  const line = shown({ step: 'side A', state: 'note', text: 'prepare: a\nok  sign: \u001b[2J' });
  assert.equal(line, '-   side A: prepare: a\\u{a}ok  sign: \\u{1b}[2J\n');
});
