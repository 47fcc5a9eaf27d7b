// Code below vendor/ that no vendor/modules.txt tells of.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, test } from 'node:test';
import { authenticityHarness } from '../stages/authenticity-harness.ts';

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
