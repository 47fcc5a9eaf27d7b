// A module with a vendor folder, a module proxy and a checksum database of its own, through the program: what is honest comes
// out as authenticated, and one changed byte below vendor/ ends the run before anything is built or signed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import type { AuthenticitySummary } from '../../src/doors/cli/authenticity-lines.ts';
import { type AuthenticGo, authenticGo } from '../support/authentic-go.ts';
import type { HostileRegistry } from '../support/hostile-registry.ts';
import { moduleProxy } from '../support/module-proxy.ts';
import { makeKeys, type OperatorKeys, PASSWORD } from '../support/sealed-hello.ts';
import { newLogKey, recordOf, SumdbLog, serveSumdb } from '../support/sumdb-log.ts';
import { twinseal } from '../support/twinseal-program.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-honest-'));
const [cache, proxyFolder, module] = ['cache', 'proxy', 'module'].map((name) => join(root, name)) as [
  string,
  string,
  string,
];
const LIB = 'example.com/Lib';
let keys: OperatorKeys;
let server: HostileRegistry;
let go: AuthenticGo;
let env: NodeJS.ProcessEnv;

before(async () => {
  for (const each of [cache, proxyFolder, module]) mkdirSync(each);
  keys = await makeKeys(join(root, 'keys'));
  go = await authenticGo(join(cache, 'twinseal'));
  const proxy = moduleProxy(proxyFolder);
  proxy.add(LIB, 'v1.2.3', {
    'go.mod': `module ${LIB}\n\ngo 1.21\n`,
    'lib.go': 'package lib\n\nfunc Text() string { return "hello" }\n',
    LICENSE: 'MIT\n',
  });
  const log = new SumdbLog(newLogKey(), 300);
  const goModH1 = /\/go\.mod (\S+)/.exec(proxy.goSum())?.[1] ?? '';
  log.add(LIB, 'v1.2.3', recordOf(LIB, 'v1.2.3', { h1: proxy.sums.get(`${LIB}@v1.2.3`) ?? '', goModH1 }));
  const { path, version } = go.manifest.module;
  log.add(path, version, recordOf(path, version, { h1: go.manifest.h1, goModH1 }));
  server = await serveSumdb({ current: log });
  env = {
    PATH: process.env.PATH,
    HOME: root,
    XDG_CACHE_HOME: cache,
    GOMODCACHE: join(root, 'mod'),
    GOPROXY: `${server.url},${proxy.url}`,
    GOSUMDB: log.gosumdb,
    COSIGN_PASSWORD: PASSWORD,
  };
  writeFileSync(join(module, 'go.mod'), `module example.com/app\n\ngo 1.24\n\nrequire ${LIB} v1.2.3\n`);
  writeFileSync(join(module, 'go.sum'), proxy.goSum());
  writeFileSync(
    join(module, 'main.go'),
    `package main\n\nimport lib "${LIB}"\n\nfunc main() { println(lib.Text()) }\n`,
  );
  // Not through the server, which is in this process and can't answer while it waits.
  const alone = { ...env, GOPROXY: proxy.url, GOSUMDB: 'off', GOFLAGS: '-modcacherw' };
  execFileSync('go', ['mod', 'vendor'], { cwd: module, env: alone, stdio: 'pipe' });
});
after(async () => {
  await server.stop();
  removeTree(root);
});

/** Seals a copy that was tampered with. */
async function sealTampered(name: string, tamper: (folder: string) => void, extra: readonly string[] = []) {
  const folder = join(root, name);
  cpSync(module, folder, { recursive: true });
  tamper(folder);
  const layout = join(root, `${name}.oci`);
  const words = ['seal', folder, '--layout', layout, '--platform', 'linux/amd64', '--cosign-key', keys.cosignKey];
  const result = await twinseal([...words, ...extra], { cwd: root, env });
  assert.equal(existsSync(layout), false, 'no layout is written');
  return result;
}

function changeIn(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8');
  assert.ok(text.includes(from));
  writeFileSync(path, text.replace(from, to));
}

test('an honest module is built with Go and modules that are authenticated, and the second run asks nobody', async () => {
  const words = ['build', module, '--platform', 'linux/amd64', '-o', 'json'];
  const first = await twinseal(words, { cwd: root, env });
  assert.equal(first.status, 0, first.stderr);
  const { authenticity } = (JSON.parse(first.stdout) as { twin: { authenticity: AuthenticitySummary } }).twin;
  const { head: _, ...modules } = authenticity.modules;
  assert.deepEqual(modules, { outcome: 'authenticated', authenticated: 1, others: [] });
  assert.equal(authenticity.go.a.outcome, 'authenticated');
  const asked = server.asked.length;
  assert.ok(asked > 0);
  const elsewhere = { ...env, GOMODCACHE: join(root, 'no-mod') };
  const again = await twinseal(['build', module, '--platform', 'linux/amd64', '--main', './absent'], {
    cwd: root,
    env: elsewhere,
  });
  assert.equal(again.status, 2, again.stderr);
  assert.equal(server.asked.length, asked, 'nothing was asked');
});

test('one changed byte in vendor/ ends seal with exit status 1, and stderr names the file', async () => {
  const change = (folder: string) => changeIn(join(folder, 'vendor', LIB, 'lib.go'), 'hello', 'hellp');
  const file = `vendor/${LIB}/lib.go`;
  for (const offline of [[], ['--offline']]) {
    const { status, stdout, stderr } = await sealTampered(`changed${offline.length}`, change, offline);
    assert.equal(status, 1, stderr);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      new RegExp(`^twinseal: vendor/ is not what its modules are, changed ${file}: run "go mod vendor"`, 'm'),
    );
    assert.match(stderr, new RegExp(`^ {2}changed ${file}$`, 'm'));
    assert.doesNotMatch(stderr, /side A/);
  }
});

test('an added file and a forged go.sum end seal with exit status 1 too', async () => {
  const added = await sealTampered('added', (folder) =>
    writeFileSync(join(folder, 'vendor', LIB, 'evil.go'), 'package lib\n\nfunc init() { panic(1) }\n'),
  );
  assert.equal(added.status, 1, added.stderr);
  assert.match(added.stderr, new RegExp(`^ {2}added vendor/${LIB}/evil\\.go$`, 'm'));
  const forged = `h1:${Buffer.alloc(32, 9).toString('base64')}`;
  const sum = await sealTampered('forged', (folder) => {
    const path = join(folder, 'go.sum');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/v1\.2\.3 h1:\S+/, `v1.2.3 ${forged}`));
  });
  assert.equal(sum.status, 1, sum.stderr);
  assert.match(sum.stderr, /go\.sum claims h1:\S+, and the checksum database knows h1:/);
});
