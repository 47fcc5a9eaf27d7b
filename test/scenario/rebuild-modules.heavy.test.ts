// Programs that others built, in the ways in which Go people do it: from a git checkout with modules of a proxy, and by
// `go install module@version`. Both are built again from what the module proxy has, without a repository.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { elfSample } from '../formats/elf-sample.ts';
import { moduleProxy } from '../support/module-proxy.ts';
import { makeImage } from '../support/sealed-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { writeLayout } from '../support/written-layout.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-rebuild-modules-'));
after(() => rmSync(root, { recursive: true, force: true }));
const folder = (name: string): string => {
  mkdirSync(join(root, name), { recursive: true });
  return join(root, name);
};
const APP = {
  'go.mod': 'module example.com/app\n\ngo 1.24\n\nrequire example.org/dep v1.0.0\n',
  'main.go': 'package main\n\nimport "example.org/dep"\n\nfunc main() { println(dep.Text) }\n',
};
const proxy = moduleProxy(folder('proxy'));
proxy.add('example.org/dep', 'v1.0.0', {
  'go.mod': 'module example.org/dep\n',
  'dep.go': 'package dep\n\nconst Text = "dep"\n',
});
const files = { ...APP, 'go.sum': proxy.goSum() };
proxy.add('example.com/app', 'v1.2.3', files);
// `go install` looks for retractions in the newest version that there is.
writeFileSync(join(root, 'proxy', 'example.com', 'app', '@v', 'list'), 'v1.2.3\n');

const home = folder('home');
const env = {
  PATH: process.env.PATH,
  HOME: home,
  GOPROXY: proxy.url,
  GOSUMDB: 'off',
  GOFLAGS: '-modcacherw',
  CGO_ENABLED: '0',
  GIT_CONFIG_NOSYSTEM: '1',
};
for (const role of ['AUTHOR', 'COMMITTER'])
  Object.assign(env, {
    [`GIT_${role}_NAME`]: 'A U Thor',
    [`GIT_${role}_EMAIL`]: 'a@example.com',
    [`GIT_${role}_DATE`]: '2024-01-02T03:04:05Z',
  });

const go = (cwd: string, ...words: string[]) =>
  execFileSync('go', words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
const git = (cwd: string, ...words: string[]) =>
  execFileSync('git', words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });

/** An image that runs the program on amd64; on arm64 it runs what is no Go program. */
async function imageOf(program: string, name: string): Promise<string> {
  const bytes = readFileSync(program);
  return await writeLayout(
    makeImage({ binary: (machine) => (machine === 62 ? bytes : elfSample({ machine })) }),
    join(root, name),
  );
}

interface Said {
  readonly outcome: string;
  readonly source: { readonly kind: string; readonly h1?: string };
  readonly platforms: readonly {
    readonly outcome: string;
    readonly reason?: string;
    readonly settings?: {
      readonly dependencies: string;
      readonly ldflags: readonly string[];
      readonly ldflagsFrom: string;
      readonly vcs?: { readonly checked: boolean };
    };
  }[];
}

async function rebuild(
  image: string,
  ...words: string[]
): Promise<{ readonly status: number | null; readonly said: Said }> {
  const { status, stdout, stderr } = await twinseal(['rebuild', image, ...words, '-o', 'json'], { cwd: root, env });
  assert.notEqual(stdout, '', stderr);
  return { status, said: JSON.parse(stdout) };
}

test('a stripped program of a commit after a tag, from a checkout, comes out of the same files without the repository', async () => {
  const checkout = folder('checkout');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(checkout, name), text);
  git(checkout, 'init', '--quiet', '--initial-branch=main');
  git(checkout, 'add', '--all');
  git(checkout, 'commit', '--quiet', '--message=one');
  git(checkout, 'tag', 'v1.2.2');
  git(checkout, 'commit', '--quiet', '--allow-empty', '--message=two');
  const program = join(root, 'stamped');
  go(checkout, 'build', '-trimpath', '-buildvcs=true', '-ldflags=-w -s', '-o', program, '.');
  const version = execFileSync('go', ['version', '-m', program], { env, encoding: 'utf8' });
  assert.match(version, /mod\texample\.com\/app\tv1\.2\.3-0\.20240102030405-/, 'Go works the version out from the tag');
  const image = await imageOf(program, 'stamped.oci');
  const { status, said } = await rebuild(image, '--module', 'example.com/app@v1.2.3');
  const [amd64, arm64] = said.platforms;
  assert.equal(amd64?.outcome, 'reproduced', amd64?.reason);
  assert.deepEqual([amd64?.settings?.dependencies, amd64?.settings?.vcs?.checked], ['modules', false]);
  assert.deepEqual([amd64?.settings?.ldflags, amd64?.settings?.ldflagsFrom], [['-w', '-s'], 'found']);
  assert.deepEqual([said.source.kind, said.source.h1], ['module', proxy.sums.get('example.com/app@v1.2.3')]);
  // One platform that could not be tried is enough for the whole not to be reproduced.
  assert.equal(arm64?.outcome, 'not-tried');
  assert.match(arm64?.reason ?? '', /no Go build info/);
  assert.deepEqual([said.outcome, status], ['not-tried', 1]);
});

test('a program of go install is built again as such, and never from a folder', async () => {
  const bin = folder('bin');
  execFileSync('go', ['install', '-trimpath', 'example.com/app@v1.2.3'], { cwd: root, env: { ...env, GOBIN: bin } });
  const image = await imageOf(join(bin, 'app'), 'installed.oci');
  const { said } = await rebuild(image, '--module', 'example.com/app@v1.2.3');
  assert.equal(said.platforms[0]?.outcome, 'reproduced', said.platforms[0]?.reason);
  assert.equal(said.platforms[0]?.settings?.dependencies, 'install');
  const source = folder('plain');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(source, name), text);
  const other = await rebuild(image, '--source', source);
  assert.match(other.said.platforms[0]?.reason ?? '', /give --module example\.com\/app@v1\.2\.3/);
  assert.deepEqual([other.said.outcome, other.status], ['not-tried', 1]);
});

test('a module that is not there, one whose sum is another, and a proxy that is not there are told apart', async () => {
  const program = join(root, 'plain-program');
  const source = folder('plain');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(source, name), text);
  go(source, 'build', '-trimpath', '-buildvcs=false', '-o', program, '.');
  const image = await imageOf(program, 'plain.oci');
  const ask = async (more: Readonly<Record<string, string>>, ...words: string[]) =>
    await twinseal(['rebuild', image, ...words, '-o', 'json'], { cwd: root, env: { ...env, ...more } });
  // SOURCE_MODULE_UNKNOWN
  const unknown = await ask({}, '--module', 'example.com/app@v9.9.9');
  assert.deepEqual([unknown.status, /is not to be had/.test(unknown.stderr)], [2, true], unknown.stderr);
  // SOURCE_MODULE_FAILED
  const unreachable = await ask({ GOPROXY: 'http://127.0.0.1:1' }, '--module', 'example.com/app@v1.2.3');
  assert.deepEqual([unreachable.status, /could not be got/.test(unreachable.stderr)], [3, true], unreachable.stderr);
  // SOURCE_MODULE_REFUSED
  const forged = folder('forged');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(forged, name), text);
  writeFileSync(join(forged, 'go.sum'), proxy.goSum().replaceAll(/h1:[A-Za-z0-9+/]{8}/g, 'h1:AAAAAAAA'));
  const refused = await ask({}, '--source', forged);
  assert.deepEqual([refused.status, /is not what go\.sum/.test(refused.stderr)], [1, true], refused.stderr);
  // SOURCE_OUTSIDE: Go, which looks modules up outside of the sandbox, would follow it.
  const outside = folder('outside');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(outside, name), text);
  writeFileSync(join(outside, 'go.mod'), `${APP['go.mod']}\nreplace example.org/dep => ../../etc\n`);
  const led = await ask({}, '--source', outside);
  assert.deepEqual([led.status, /lies outside of the source/.test(led.stderr)], [2, true], led.stderr);
});
