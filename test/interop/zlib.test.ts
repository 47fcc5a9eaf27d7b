import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { GzipWriter } from '../../src/formats/gzip.ts';
import { compressibleBytes } from '../support/compressible-bytes.ts';

const DEFLATE =
  'import sys,zlib\nc=zlib.compressobj(1,zlib.DEFLATED,-15,8,0)\n' +
  'sys.stdout.buffer.write(c.compress(sys.stdin.buffer.read())+c.flush())';

function deflated(content: Uint8Array): Buffer {
  const out: Uint8Array[] = [];
  const gzip = new GzipWriter((bytes) => out.push(bytes));
  gzip.write(content);
  gzip.end();
  return Buffer.concat(out).subarray(10, -8);
}

for (const [what, content] of [
  ['nothing', new Uint8Array(0)],
  ['one byte', new Uint8Array(1)],
  ['a long run', new Uint8Array(1_000_000)],
  ['mixed bytes', compressibleBytes(3_000_000, 3)],
  ['text', readFileSync(new URL('../../package.json', import.meta.url))],
  // A real program of some 10 MB, whatever the machine has.
  ['a program', readFileSync(process.execPath).subarray(0, 10_000_000)],
] as const)
  test(`the deflate stream of ${what} is, byte for byte, what classic zlib writes at level 1 (Python)`, () => {
    const theirs = execFileSync('python3', ['-c', DEFLATE], { input: content, maxBuffer: 1 << 28 });
    assert.ok(deflated(content).equals(theirs));
  });
