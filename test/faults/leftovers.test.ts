import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { newLayout } from '../../src/adapters/layout/layout-writer.ts';
import { leftovers, ownerMark } from '../../src/adapters/leftovers.ts';
import { workspaces } from '../../src/adapters/workspace.ts';
import { makeImage, seal } from '../support/sealed-image.ts';
import { writeLayout } from '../support/written-layout.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-leftovers-'));
after(() => rmSync(root, { recursive: true, force: true }));
const skip = !existsSync('/proc/self/stat') && 'this machine: no /proc';
const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
const module = new URL('../../src/adapters/leftovers.ts', import.meta.url).href;
const script = `import { ownerMark } from ${JSON.stringify(module)}; process.stdout.write(ownerMark());`;
/** The mark of a process that has ended. */
const dead = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
const LONG_AGO = Date.now() / 1000 - 60 * 24 * 60 * 60;

test('only what a process of this machine left that is gone, or is very old, counts as left', { skip }, async () => {
  const folder = mkdtempSync(join(root, 'marks-'));
  const [place = '', pid = '', start = ''] = ownerMark().split('-');
  const left = [`x-${dead}-abc`, `x-${place}-${pid}-${Number(start) + 1}-abc`];
  const kept = [
    `x-${ownerMark()}-abc`,
    `x-${dead}`,
    `y-${dead}-abc`,
    `x-00000000-1-1-abc`,
    'x-mine',
    `x-${place}-0-1-abc`,
  ];
  for (const name of [...left, ...kept]) mkdirSync(join(folder, name));
  assert.deepEqual(
    await leftovers(folder, 'x-'),
    left.sort().map((name) => join(folder, name)),
  );
  assert.deepEqual(await leftovers(join(folder, 'absent'), 'x-'), []);
});

test('an entry of another machine is left alone however old its time says, as long as it was touched lately', {
  skip,
}, async () => {
  const folder = mkdtempSync(join(root, 'foreign-'));
  mkdirSync(join(folder, 'x-00000000-1-1-abc'));
  // The change time cannot be set back, and a file that was restored or copied is young.
  utimesSync(join(folder, 'x-00000000-1-1-abc'), LONG_AGO, LONG_AGO);
  assert.deepEqual(await leftovers(folder, 'x-'), []);
});

test('a workspace that a killed run left is removed by the next one of its kind, a live one is not', {
  skip,
}, async () => {
  const parent = mkdtempSync(join(root, 'workspaces-'));
  const stale = join(parent, `twinseal-seal-${dead}-abcdef`);
  mkdirSync(join(stale, 'deep'), { recursive: true });
  writeFileSync(join(stale, 'deep', 'file'), '');
  const place = workspaces(parent);
  const [first, second] = [await place.create('seal'), await place.create('seal')];
  assert.deepEqual(
    readdirSync(parent).sort(),
    [first, second].map(({ folder }) => folder.slice(parent.length + 1)).sort(),
  );
  await first.remove();
  await second.remove();
});

test('a layout that was moved away by a run that was killed then is put back', { skip }, async () => {
  const folder = mkdtempSync(join(root, 'replaced-'));
  const target = join(folder, 'app.oci');
  await writeLayout(seal(makeImage()), target);
  const content = readdirSync(target).sort();
  renameSync(target, join(folder, `.app.oci.twinseal-${dead}-abcdef-old`));
  mkdirSync(join(folder, `.app.oci.twinseal-${dead}-abcdef`));
  await (await newLayout(target, call)).abort();
  assert.deepEqual(readdirSync(folder), ['app.oci']);
  assert.deepEqual(readdirSync(target).sort(), content);
});

test('a layout that another run is writing stays, and so does one that took the place of the old', {
  skip,
}, async () => {
  const folder = mkdtempSync(join(root, 'beside-'));
  const target = join(folder, 'app.oci');
  const other = await newLayout(target, call);
  await (await newLayout(target, call)).abort();
  assert.equal(readdirSync(folder).length, 1);
  await other.abort();
  await writeLayout(seal(makeImage()), target);
  mkdirSync(join(folder, `.app.oci.twinseal-${dead}-abcdef-old`));
  await (await newLayout(target, call)).abort();
  assert.deepEqual(readdirSync(folder), ['app.oci']);
  assert.ok(readdirSync(target).includes('index.json'));
});
