import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { TAR_END, type TarEntryHeader, tarHeader, tarPadding } from '../../src/formats/tar/write.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';

const file = (path: string, text = '', more: Partial<TarEntryHeader> = {}) => {
  const bytes = encodeUtf8(text);
  return Buffer.concat([
    tarHeader({ path, type: 'file', mode: 0o755, size: bytes.length, mtime: 5, ...more }),
    bytes,
    tarPadding(bytes.length),
  ]);
};

/** What Python's tarfile reads, as `[name, mode, uid, gid, size, mtime, type, uname]` rows. */
function readByPython(tar: Uint8Array): unknown {
  const script =
    'import sys,io,json,tarfile\nt=tarfile.open(fileobj=io.BytesIO(sys.stdin.buffer.read()))\n' +
    'print(json.dumps([[m.name,m.mode,m.uid,m.gid,m.size,m.mtime,m.type.decode(),m.uname] for m in t]))';
  return JSON.parse(execFileSync('python3', ['-c', script], { input: tar }).toString());
}

test('the bytes are those of GNU tar for what ustar can hold', () => {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-tar-'));
  try {
    const deep = `${'d'.repeat(30)}/`.repeat(6);
    const entries = [
      ['a/bb/x', 'hello'],
      ['a/bb/y', ''],
      [`${deep}f`, 'z'.repeat(513)],
    ] as const;
    const ours: Uint8Array[] = [];
    for (const [path, text] of entries) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text, { mode: 0o755 });
      ours.push(file(path, text));
    }
    const names = entries.map(([path]) => path);
    const flags = ['--format=ustar', '-b1', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@5', '--mode=0755'];
    const gnu = execFileSync('tar', [...flags, '-cf', '-', ...names], { cwd: folder });
    assert.deepEqual(Buffer.concat([...ours, TAR_END]), gnu);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a path, size or time that ustar cannot hold is read back from its PAX record', () => {
  const long = `${'x'.repeat(120)}/${'y'.repeat(120)}`;
  const tar = Buffer.concat([
    file(long, 'hi'),
    file('grüße', 'hi'),
    file('late', '', { mtime: 253_402_300_799 }),
    tarHeader({ path: 'folder', type: 'directory', mode: 0o1777, size: 0, mtime: 0 }),
    TAR_END,
  ]);
  assert.deepEqual(readByPython(tar), [
    [long, 0o755, 0, 0, 2, 5, '0', ''],
    ['grüße', 0o755, 0, 0, 2, 5, '0', ''],
    ['late', 0o755, 0, 0, 0, 253_402_300_799, '0', ''],
    ['folder', 0o1777, 0, 0, 0, 0, '5', ''],
  ]);
});

test('every path that is taken comes back as it was, from another reader', () => {
  const part = fc.string({
    unit: fc.constantFrom('a', 'Z', '0', '-', '_', '.', ' ', 'é', '☃', '😀'),
    minLength: 1,
    maxLength: 60,
  });
  const path = fc
    .array(part, { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join('/'))
    .filter((text) => text.split('/').every((each) => each !== '.' && each !== '..' && !each.startsWith('.wh.')));
  fc.assert(
    fc.property(fc.array(path, { minLength: 1, maxLength: 20 }), (paths) => {
      const rows = readByPython(Buffer.concat([...paths.map((each) => file(each, 'x')), TAR_END])) as unknown[][];
      // Python takes trailing spaces and slashes as they are, so names are compared exactly.
      assert.deepEqual(
        rows.map(([name]) => name),
        paths,
      );
    }),
    { numRuns: 10 },
  );
});

test('a PAX record counts its own length, also where that adds a digit', () => {
  const paths = Array.from({ length: 20 }, (_, index) => `é${'x'.repeat(85 + index)}`);
  const rows = readByPython(Buffer.concat([...paths.map((path) => file(path)), TAR_END])) as unknown[][];
  assert.deepEqual(
    rows.map(([name]) => name),
    paths,
  );
});

test('paths that readers take differently are refused', () => {
  for (const path of [
    '',
    '/a',
    'a//b',
    './a',
    'a/..',
    'a/.',
    '.wh.a',
    'a/.wh..wh..opq',
    'a\\b',
    'a\nb',
    'a\0',
    '\ud800',
  ])
    assert.throws(() => file(path), FormatError, JSON.stringify(path));
  for (const more of [{ size: -1 }, { size: 1.5 }, { mtime: -1 }, { mode: 0o4755 }, { mode: -1 }])
    assert.throws(() => tarHeader({ path: 'a', type: 'file', mode: 0o644, size: 0, mtime: 0, ...more }), FormatError);
  assert.throws(() => tarHeader({ path: 'a', type: 'directory', mode: 0o755, size: 1, mtime: 0 }), FormatError);
});
