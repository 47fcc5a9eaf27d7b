// Every known attack on verifiers of signatures has a test that builds it. A line whose tests are gone is worse than no line.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ADVISORIES, type AttackLine, TRAPS_WITHOUT_NUMBER } from '../attack/attack-table.ts';

const folder = join(import.meta.dirname, '..');
const LINES: readonly AttackLine[] = [...ADVISORIES, ...TRAPS_WITHOUT_NUMBER];
const sources = new Map<string, string>();

function sourceOf(file: string): string {
  const known = sources.get(file);
  if (known !== undefined) return known;
  const path = join(folder, file);
  assert.ok(existsSync(path), `test/${file}, which the table of attacks names, is not there`);
  const source = readFileSync(path, 'utf8').replaceAll(/^\s*\/\/.*$/gm, '');
  sources.set(file, source);
  return source;
}

/** Where a title stands: first word of a test, or first text of a row whose tests are made in a loop. */
function isTest(file: string, title: string): boolean {
  const source = sourceOf(file);
  const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``];
  if (quoted.some((text) => new RegExp(`\\btest\\(\\s*${escaped(text)}`).test(source))) return true;
  const inLoop = /\btest\(\s*`[^`]*\$\{(?:name|what|member)\}/.test(source);
  return inLoop && quoted.some((text) => new RegExp(`(?:\\bname:\\s*|\\[\\s*)${escaped(text)}`).test(source));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

for (const { id, refused, waits } of LINES)
  test(`the attack ${id} ${waits === undefined ? 'is refused by tests that are there' : `waits for ${waits}`}`, () => {
    if (waits !== undefined) return assert.deepEqual(refused, []);
    assert.notEqual(refused.length, 0);
    for (const [file, title] of refused) assert.ok(isTest(file, title), `test/${file} has no test "${title}"`);
  });

test('no attack stands there twice, and advisories have their numbers, oldest first', () => {
  const ids = LINES.map(({ id }) => id);
  assert.deepEqual([...new Set(ids)], ids);
  const numbers = ADVISORIES.map(({ id }) => id);
  for (const id of numbers) assert.match(id, /^CVE-20[0-9]{2}-[0-9]{4,6}$/);
  assert.deepEqual(
    numbers,
    numbers.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })),
  );
});

test('a title that no test has is seen to be missing', () => {
  const [file, title] = ADVISORIES[0]?.refused[0] ?? ['', ''];
  assert.ok(isTest(file, title));
  assert.ok(!isTest(file, `${title} `));
  assert.ok(!isTest(file, title.slice(1)));
});
