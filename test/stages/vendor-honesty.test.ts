import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { ModuleFiles } from '../support/module-proxy.ts';
import { authenticityHarness, write } from './authenticity-harness.ts';

const harness = authenticityHarness();
after(() => harness.remove());
const { proxy } = harness;

const EMBED = 'import "embed"\n';
/** A module with everything that makes the selection of files odd. */
const ODD: ModuleFiles = {
  'go.mod': 'module example.com/odd\n\ngo 1.15\n',
  LICENSE: 'licence\n',
  'LICENSE.txt': 'another\n',
  licence: 'of no interest\n',
  'README.md': 'not copied from above\n',
  'p/q/NOTICE.go': 'package q\n',
  'p/LICENSE-MIT': 'in between\n',
  'p/p.go': 'package p\n',
  'p/q/q.go': `package q\n\n${EMBED}\n//go:embed templates all:hidden "with space.txt"\n//go:embed *.tmpl\nvar F embed.FS\n`,
  'p/q/q_windows.go': 'package q\n',
  'p/q/q_test.go': `package q\n\n${EMBED}\n//go:embed testdata/t.txt\nvar T string\n`,
  'p/q/testdata/t.txt': 'for tests\n',
  'p/q/gen.go': `//go:build ignore\n\npackage main\n\n${EMBED}\n//go:embed gen.in/x\nvar X string\n`,
  'p/q/gen.in/x': 'embedded by a file that is ignored\n',
  'p/q/old.go': '// +build ignore\n\npackage main\n',
  'p/q/_skipped.go': `package q\n\n${EMBED}\n//go:embed never/x\nvar N string\n`,
  'p/q/never/x': 'never\n',
  'p/q/.dot': 'hidden\n',
  'p/q/asm.s': '// nothing\n',
  'p/q/README.md': 'copied, since it lies in the folder\n',
  'p/q/with space.txt': 'x\n',
  'p/q/a.tmpl': 'a\n',
  'p/q/.b.tmpl': 'b\n',
  'p/q/templates/a/b.html': 'b\n',
  'p/q/templates/.c.html': 'not embedded\n',
  'p/q/templates/_d/e.html': 'not embedded\n',
  'p/q/hidden/.x': 'embedded by all:\n',
  'p/q/hidden/_y/z': 'embedded by all:\n',
  'p/unused/u.go': 'package unused\n',
};
const CGO: ModuleFiles = {
  'go.mod': 'module example.com/Cgo\n\ngo 1.16\n',
  'c.go': `package cgo\n\nimport "C"\n${EMBED}\n//go:embed data\nvar D string\n`,
  'plain.go': 'package cgo\n',
  data: 'lies in the folder\n',
};
proxy.add('example.com/odd', 'v1.0.0', ODD);
proxy.add('example.com/odd', 'v1.1.0', { ...ODD, 'p/p.go': 'package p\n\nvar Newer = 1\n' });
proxy.add('example.com/Cgo', 'v0.1.0', CGO);
proxy.add('example.com/legacy', 'v2.0.0+incompatible', { 'legacy.go': 'package legacy\n' });
proxy.add('example.com/quiet', 'v1.0.0', {
  'go.mod': 'module example.com/quiet\n\ngo 1.20\n',
  'q.go': 'package quiet\n',
});

const IMPORTS = ['example.com/odd/p/q', 'example.com/odd/p', 'example.com/Cgo', 'example.com/legacy'];
const MAIN = `package main\n\nimport (\n${IMPORTS.map((path) => `\t_ "${path}"\n`).join('')})\n\nfunc main() {}\n`;
const REQUIRE = `require (\n\texample.com/Cgo v0.1.0\n\texample.com/legacy v2.0.0+incompatible\n\texample.com/odd v1.0.0\n)\n`;

function main(go: string, more = ''): string {
  return harness.module({ 'go.mod': `module example.com/main\n\ngo ${go}\n\n${REQUIRE}${more}`, 'main.go': MAIN });
}

for (const go of ['1.16', '1.17', '1.21', '1.22', '1.26'])
  test(`what go mod vendor selects for a module of Go ${go} is what we select`, async () => {
    const authenticity = await harness.authenticate(main(go));
    assert.deepEqual(authenticity.others, []);
    assert.equal(authenticity.outcome, 'authenticated');
    assert.equal(authenticity.authenticated, 3);
    assert.equal(authenticity.stray, undefined);
    assert.deepEqual(authenticity.head, { name: 'sum.test', size: 2, root: 'AAAA' });
  });

test('the odd files are those that make it odd: each one more or less is seen', async () => {
  const folder = main('1.26');
  const q = join(folder, 'vendor/example.com/odd/p/q');
  const names = readdirSync(q, { recursive: true, encoding: 'utf8' });
  for (const there of [
    'templates/a/b.html',
    'hidden/.x',
    'hidden/_y/z',
    'gen.in/x',
    'with space.txt',
    '.b.tmpl',
    'NOTICE.go',
  ])
    assert.ok(names.includes(there), there);
  for (const not of ['templates/.c.html', 'templates/_d', 'q_test.go', 'gen.go', 'old.go', 'testdata', 'never'])
    assert.ok(!names.includes(not), not);
});

test('the second time nothing is asked of Go, of a zip or of the network', async () => {
  const folder = main('1.26');
  const cache = join(harness.root, 'kept-cache');
  await harness.authenticate(folder, { cache });
  const nothing = { GOMODCACHE: join(harness.root, 'no-mod'), GOPROXY: 'off' };
  const again = await harness.authenticate(folder, { cache, environment: nothing });
  assert.equal(again.outcome, 'authenticated');
  for (const name of readdirSync(join(cache, 'modules'))) {
    const path = join(cache, 'modules', name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^[0-9a-f]{64} /m, `${'0'.repeat(64)} `));
  }
  const rotten = await harness.authenticate(folder, { cache, environment: nothing });
  assert.equal(rotten.outcome, 'unauthenticated');
  assert.match(rotten.others[0]?.why ?? '', /its files were not compared/);
});

test('zips come from the module cache, or by a download that leaves that cache alone', async () => {
  const folder = main('1.26');
  const elsewhere = join(harness.root, 'other-mod');
  const loaded = await harness.authenticate(folder, { environment: { GOMODCACHE: elsewhere } });
  assert.equal(loaded.outcome, 'authenticated');
  assert.throws(() => readdirSync(elsewhere));
  const offline = await harness.authenticate(folder, { environment: { GOMODCACHE: elsewhere }, offline: true });
  assert.equal(offline.outcome, 'unauthenticated');
  assert.equal(offline.others.length, 3);
  assert.equal(offline.why, 'nothing was asked of the network (--offline)');
  const broken = await harness.authenticate(folder, {
    environment: { GOMODCACHE: elsewhere, GOPROXY: 'file:///none' },
  });
  assert.equal(broken.outcome, 'unauthenticated');
  assert.match(broken.others[0]?.why ?? '', /go mod download failed/);
});

test('a module that another one replaces is compared with that one, and one of a folder is named', async () => {
  const by = main('1.26', 'replace example.com/odd => example.com/odd v1.1.0\n');
  assert.equal((await harness.authenticate(by)).outcome, 'authenticated');
  write(by, { 'vendor/example.com/odd/p/p.go': 'package p\n' });
  const differs = await harness.authenticate(by);
  assert.deepEqual(differs.others[0]?.differences, ['changed vendor/example.com/odd/p/p.go']);

  const local = harness.module({
    'go.mod': `module example.com/main\n\ngo 1.26\n\n${REQUIRE}replace example.com/legacy => ./legacy\n`,
    'main.go': MAIN,
    'legacy/go.mod': 'module example.com/legacy\n',
    'legacy/l.go': 'package legacy\n',
  });
  const folder = await harness.authenticate(local);
  assert.equal(folder.outcome, 'unauthenticated');
  assert.deepEqual(
    folder.others.map(({ path, outcome }) => ({ path, outcome })),
    [{ path: 'example.com/legacy', outcome: 'unauthenticated' }],
  );
  assert.match(folder.others[0]?.why ?? '', /replaces it by the folder "\.\/legacy"/);
});

test('a module without a vendored package counts by its sum alone, one without a sum not at all', async () => {
  const goMod = `module example.com/main\n\ngo 1.26\n\n${REQUIRE.replace(')', '\texample.com/quiet v1.0.0\n)')}`;
  const folder = harness.module({ 'go.mod': goMod, 'main.go': MAIN });
  assert.equal((await harness.authenticate(folder)).authenticated, 4);
  const goSum = readFileSync(join(folder, 'go.sum'), 'utf8');
  write(folder, { 'go.sum': goSum.replace(/^example\.com\/quiet v1\.0\.0 .*\n/m, '') });
  assert.equal((await harness.authenticate(folder)).authenticated, 3);
});

test('what vendor/modules.txt says of the language of a module is compared with its go.mod', async () => {
  const folder = main('1.26');
  const path = join(folder, 'vendor/modules.txt');
  writeFileSync(path, readFileSync(path, 'utf8').replace('## explicit; go 1.15', '## explicit; go 1.23'));
  const { outcome, others } = await harness.authenticate(folder);
  assert.equal(outcome, 'contradicted');
  assert.deepEqual(others[0]?.differences, ['changed vendor/modules.txt: example.com/odd is for go 1.15, not 1.23']);
});

test('a module with no requirements and no vendor folder is authentic, with nothing to compare', async () => {
  const folder = harness.module({ 'go.mod': 'module example.com/alone\n\ngo 1.26\n' }, false);
  rmSync(join(folder, 'go.sum'));
  assert.deepEqual(await harness.authenticate(folder), { outcome: 'authenticated', authenticated: 0, others: [] });
});

test('the h1 that we compute of a zip is the one that Go computes', () => {
  const environment = { PATH: process.env.PATH ?? '', HOME: harness.root, GOPROXY: proxy.url, GOSUMDB: 'off' };
  const names = [...proxy.sums.keys()];
  const out = execFileSync('go', ['mod', 'download', '-json', ...names], {
    cwd: '/',
    env: { ...environment, GOMODCACHE: join(harness.root, 'sum-mod'), GOFLAGS: '-modcacherw' },
  }).toString();
  const sums = [...out.matchAll(/"Sum": "(h1:[^"]+)"/g)].map(([, sum]) => sum);
  assert.deepEqual(sums, [...proxy.sums.values()]);
});
