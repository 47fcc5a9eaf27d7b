// A release that is built again by who sealed it, and from another source than was published.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { keys, module, rebuild, root, sealed, sealRelease, verdict } from './rebuild-bench.ts';

before(sealRelease);

test('whoever sealed the image can not vouch for it as a rebuilder, and leaves nothing behind', async () => {
  const before = readFileSync(join(sealed, 'index.json'), 'utf8');
  const { status, stderr } = await rebuild(sealed, module, keys.release);
  assert.equal(status, 2, stderr);
  assert.match(stderr, /the key sealed this image/);
  assert.equal(readFileSync(join(sealed, 'index.json'), 'utf8'), before);
});

test('a program that its source does not give is told, signed as such, and denied', async () => {
  const [layout, source] = [join(root, 'other.oci'), join(root, 'published')];
  const reproduced = await rebuild(sealed, module, keys.bob);
  assert.equal(reproduced.status, 0, reproduced.stderr);
  cpSync(sealed, layout, { recursive: true });
  cpSync(module, source, { recursive: true });
  appendFileSync(join(source, 'main.go'), '\nfunc init() { println("what was published says more") }\n');
  const { status, stdout, stderr } = await rebuild(layout, source, keys.bob);
  assert.equal(status, 1, stderr);
  const said = JSON.parse(stdout);
  assert.equal(said.outcome, 'different');
  assert.deepEqual([said.properties, said.source.dirty], [[], true]);
  assert.notEqual(said.platforms[0].causes.length, 0);
  assert.equal(said.attached, 2);
  // Bob's last word counts, not the best one.
  const { code, reason } = await verdict(layout, 1);
  assert.equal(code, 'REBUILD_DIFFERENT');
  assert.match(reason, /reproduced by none of bob, carol, 1 demanded; bob got another program/);
});
