// Code below vendor/ that no vendor/modules.txt tells of.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { authenticityHarness, write } from '../stages/authenticity-harness.ts';

const harness = authenticityHarness();
after(() => harness.remove());

test('code below vendor/ is named where there is no vendor/modules.txt, since Go imports it all the same', async () => {
  const folder = harness.module(
    {
      'go.mod': 'module example.com/bare\n\ngo 1.22\n',
      'main.go': 'package main\n\nimport _ "github.com/x/y"\n\nfunc main() {}\n',
      'vendor/github.com/x/y/y.go': 'package y\n',
      'vendor/site/page.js': 'alert()\n',
    },
    false,
  );
  assert.equal(execFileSync('go', ['list', '-mod=vendor', '.'], { cwd: folder }).toString(), 'example.com/bare\n');
  const authenticity = await harness.authenticate(folder);
  assert.deepEqual([authenticity.outcome, authenticity.stray], ['contradicted', ['added vendor/github.com/x/y/y.go']]);
});

test('files of a module of which no package is listed are named, though its sum is right', async () => {
  harness.proxy.add('example.com/zwei', 'v1.0.0', {
    'go.mod': 'module example.com/zwei\n\ngo 1.21\n',
    'z.go': 'package zwei\n',
  });
  const folder = harness.module({
    'go.mod': 'module example.com/main\n\ngo 1.22\n\nrequire example.com/zwei v1.0.0\n',
    'main.go': 'package main\n\nimport _ "example.com/zwei"\n\nfunc main() {}\n',
  });
  assert.equal((await harness.authenticate(folder)).outcome, 'authenticated');
  const list = readFileSync(join(folder, 'vendor/modules.txt'), 'utf8').replace('example.com/zwei\n', '');
  write(folder, { 'vendor/modules.txt': list, 'vendor/example.com/zwei/z.go': 'package zwei // other code\n' });
  // Go below 1.23 imports what modules.txt does not list.
  assert.equal(execFileSync('go', ['list', '-mod=vendor', '.'], { cwd: folder }).toString(), 'example.com/main\n');
  const { outcome, stray } = await harness.authenticate(folder);
  assert.deepEqual([outcome, stray], ['contradicted', ['added vendor/example.com/zwei/z.go']]);
});
