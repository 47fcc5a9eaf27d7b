import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { tellLines } from '../../src/adapters/process/tell-lines.ts';
import type { ProgressEvent } from '../../src/records/progress.ts';
import { packageLines, withoutPackages } from '../../src/seal/build/package-lines.ts';
import { tellProgram } from '../../src/seal/build/program-progress.ts';

const MAIN = { importPath: 'example.com/app', package: '.', name: 'app' };
const TARGET = { platform: 'linux/amd64', goos: 'linux', goarch: 'amd64', levels: {} };

async function linesOf(...chunks: readonly (string | Buffer)[]): Promise<readonly string[]> {
  const lines: string[] = [];
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  tellLines(stream, (line) => lines.push(line));
  await new Promise((resolve) => stream.once('end', resolve));
  return lines;
}

test('lines are told whole, however they were cut on the way', async () => {
  const text = Buffer.from('internal/göarch\nfmt\n');
  assert.deepEqual(await linesOf(text.subarray(0, 11), text.subarray(11, 18), text.subarray(18)), [
    'internal/göarch',
    'fmt',
  ]);
});

test('a line that does not end costs no memory, and none is longer than 1024 characters', async () => {
  const lines = await linesOf(...Array.from({ length: 64 }, () => 'x'.repeat(65_536)), '\nfmt\n');
  assert.deepEqual(
    lines.map((line) => line.length),
    [1024, 3],
  );
});

test('packages are told from messages, and messages are what they are without them', () => {
  const told: string[] = [];
  const text = ['fmt', 'example.com/app/v2', '# example.com/app', './main.go:3:2: undefined: x', 'go: no', ''];
  for (const line of text) packageLines((path) => told.push(path))(line);
  assert.deepEqual(told, ['fmt', 'example.com/app/v2']);
  const run = { status: 1, stdout: 'fmt\n', stderr: text.join('\n'), truncated: false };
  assert.deepEqual(withoutPackages(run), { ...run, stderr: text.slice(2).join('\n') });
});

test('the second side says of how many, since the first one counted; one that compiles more says no false total', () => {
  const counts = new Map<string, number>();
  let now = 1000;
  const clock = { now: () => now };
  const build = (side: 'a' | 'b', packages: number, well = true): readonly ProgressEvent[] => {
    const events: ProgressEvent[] = [];
    const telling = tellProgram(side, MAIN, TARGET, counts, clock, (event) => events.push(event));
    for (let each = 0; each < packages; each += 1) {
      now += 500;
      telling.compiled();
    }
    telling.ended(well);
    return events;
  };
  assert.deepEqual(
    build('a', 2).map(({ state, text, took }) => [state, text, took]),
    [
      ['busy', 'app for linux/amd64', 0],
      ['busy', 'app for linux/amd64: 1 package', 500],
      ['busy', 'app for linux/amd64: 2 packages', 1000],
      ['note', 'app for linux/amd64: 2 packages', 1000],
    ],
  );
  const failed = build('b', 1, false);
  assert.deepEqual(
    failed.map(({ text }) => text),
    [
      'app for linux/amd64',
      'app for linux/amd64: 1 of 2 packages',
      'app for linux/amd64: stopped after 1 of 2 packages',
    ],
  );
  assert.equal(build('b', 3).at(-2)?.text, 'app for linux/amd64: 3 packages');
});
