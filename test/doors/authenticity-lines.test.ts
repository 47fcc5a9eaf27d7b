import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authenticityLines } from '../../src/doors/cli/authenticity-lines.ts';

const good = { version: 'go1.26.8', outcome: 'authenticated' } as const;
const bad = { version: 'go1.26.8', outcome: 'contradicted', why: 'changed bin/go' } as const;
const modules = { outcome: 'authenticated', authenticated: 13, others: [] } as const;
const other = (index: number) =>
  ({ path: `a.b/c${index}`, version: 'v1.0.0', outcome: 'unauthenticated', why: 'private\u001b[31m' }) as const;

test('one line says of Go and of the modules that they are authentic', () => {
  assert.deepEqual(authenticityLines({ go: { a: good, b: good }, modules }), [
    'Go: go1.26.8, authenticated',
    'modules: 13 authenticated',
  ]);
  const none = { ...modules, authenticated: 0 };
  assert.deepEqual(authenticityLines({ go: { a: good, b: good }, modules: none }), ['Go: go1.26.8, authenticated']);
});

test('a side with another Go, and modules that are not authentic, are named with the reason, escaped', () => {
  const others = [1, 2, 3, 4, 5].map(other);
  const lines = authenticityLines({
    go: { a: good, b: bad },
    modules: { outcome: 'unauthenticated', authenticated: 2, others },
  });
  assert.deepEqual(lines.slice(0, 3), [
    'Go of side A: go1.26.8, authenticated',
    'Go of side B: go1.26.8, contradicted: changed bin/go',
    'modules: 2 of 7 authenticated',
  ]);
  assert.equal(lines.length, 7);
  assert.match(lines[3] ?? '', /^ {2}a\.b\/c1@v1\.0\.0: private/);
  assert.equal(lines.at(-1), '  and 2 more');
  assert.ok(!lines.join('').includes('\u001b'));
});
