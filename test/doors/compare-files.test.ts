import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { goProgramSample } from '../formats/go-program-sample.ts';
import { twinseal } from '../support/twinseal-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-compare-files-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, goProgramSample({ embedded: { 'version.txt': text } }));
  return path;
};
const [a, b, same] = [
  write('a', 'built 10:00 2026-11-24'),
  write('b', 'built 10:00 2026-11-25'),
  write('same', 'built 10:00 2026-11-24'),
];

test('two files that differ are explained: the answer first, what it rests on, what to do; status 1', async () => {
  const { status, stdout } = await twinseal(['compare', a, b]);
  assert.equal(status, 1);
  const lines = stdout.split('\n');
  assert.equal(
    lines[0],
    'a  DIFFERENT: the embedded file "version.txt" differs, in what looks like a time (embedded-file)',
  );
  assert.match(lines[1] ?? '', /^ {4}seen: "version\.txt" of main\.files: 22 bytes on A, 22 on B/);
  assert.match(lines[2] ?? '', /^ {4}fix: {2}make it the same in both sources/);
  assert.ok(
    lines.some((line) => /^ {2}A sha256:[0-9a-f]{64} \d+ bytes, elf EM_X86_64 linux\/amd64 go1\.26\.8$/.test(line)),
  );
  assert.equal(lines.at(-2), 'different');
});

test('the same is said as JSON, with the members that docs/differences.md lists', async () => {
  const { status, stdout } = await twinseal(['compare', a, b, '-o', 'json']);
  assert.equal(status, 1);
  const { outcome, difference } = JSON.parse(stdout);
  assert.equal(outcome, 'different');
  const members = [
    'a',
    'b',
    'causes',
    'differingBytes',
    'firstByte',
    'identity',
    'name',
    'packages',
    'platform',
    'section',
    'sections',
  ];
  assert.deepEqual(Object.keys(difference).toSorted(), members);
  assert.deepEqual(Object.keys(difference.causes[0]).toSorted(), ['evidence', 'fix', 'name', 'reason']);
  assert.equal(difference.causes[0].name, 'embedded-file');
  assert.deepEqual(difference.sections, [
    { name: '.rodata', a: difference.sections[0].a, b: difference.sections[0].b, differingBytes: 1 },
  ]);
  assert.equal(difference.identity.a.buildId, 'link/compile/package/content');
});

test('equal files are identical; status 0', async () => {
  const { status, stdout } = await twinseal(['compare', a, same]);
  assert.deepEqual([status, stdout], [0, 'identical\n']);
});
