import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CAUSE_NAMES } from '../../src/records/difference.ts';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs/differences.md'), 'utf8');
const rows = [...page.matchAll(/^\| `([a-z-]+)` \|.*\|.*\|$/gm)].map((match) => match[1]);

test('docs/differences.md has a row for each cause, and for nothing else', () => {
  assert.deepEqual(rows.toSorted(), Object.keys(CAUSE_NAMES).toSorted());
});

test('each cause is seen by a test', () => {
  const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') || path.endsWith('explain-cases.ts'))
    .map((path) => readFileSync(join(root, 'test', path), 'utf8'))
    .join('\n');
  const unseen = Object.keys(CAUSE_NAMES).filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(tests));
  assert.deepEqual(unseen, []);
});
