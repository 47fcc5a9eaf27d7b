// A code that nothing raises promises users something that never comes; a code that no test names may never have been seen.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BUNDLE_CODES } from '../../src/records/bundle-codes.ts';
import { CHECK_CODES } from '../../src/records/check-codes.ts';
import { ERROR_CATALOGUE } from '../../src/records/error-catalogue.ts';
import { FINDING_CODES } from '../../src/records/finding-codes.ts';

const root = join(import.meta.dirname, '../..');
const TABLES = { BUNDLE_CODES, CHECK_CODES, ERROR_CATALOGUE, FINDING_CODES };
const TABLE_FILES = ['bundle-codes.ts', 'check-codes.ts', 'error-catalogue.ts', 'finding-codes.ts'];

function textOf(folder: string, leaveOut: readonly string[]): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !leaveOut.some((name) => path.endsWith(name)))
    .map((path) => readFileSync(join(root, folder, path), 'utf8'))
    .join('\n');
}

function unnamed(table: object, text: string): readonly string[] {
  return Object.keys(table).filter((code) => !new RegExp(`\\b${code}\\b`).test(text));
}

// A code that only a comment names is raised by nobody.
const sources = textOf('src', TABLE_FILES)
  .replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
  .replaceAll(/^\s*\/\/.*$/gm, '');
const tests = textOf('test', ['architecture/codes.test.ts']);

for (const [name, table] of Object.entries(TABLES)) {
  test(`each code of ${name} is raised somewhere in src`, () => {
    assert.deepEqual(unnamed(table, sources), []);
  });

  test(`each code of ${name} is named by a test that sees it`, () => {
    assert.deepEqual(unnamed(table, tests), []);
  });
}

test('a code that nothing raises would be found', () => {
  assert.deepEqual(unnamed({ NEVER_RAISED: '' }, sources), ['NEVER_RAISED']);
});
