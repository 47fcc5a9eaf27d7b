// Sources that attack whoever builds them, as jobs of the service: what test/attack/hostile-source.test.ts and
// test/faults/hostile-source.test.ts try on the command line, and what only a service has: a signer, its pipe, a queue, other jobs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { withoutPeers } from '../interop/peer.ts';
import { startDistribution } from '../interop/registry.ts';
import { anyCall, jobBench, uploadFolder } from '../support/job-bench.ts';
import { withoutMounts } from '../support/private-mounts.ts';
import { GO_MOD } from '../support/refusals.ts';
import { PASSWORD } from '../support/sealed-hello.ts';

const skip = withoutPeers('registry-distribution') || withoutMounts();
const registry = skip === false ? await startDistribution() : { host: '127.0.0.1:1', stop: async () => {} };
after(registry.stop);
const bench = await jobBench(registry.host);
after(() => bench.remove());
const SECRET = 'CANARY-SECRET-4711';
const mark = join(bench.folder, 'ran');
const canary = join(bench.folder, 'canary.sh');
writeFileSync(canary, `#!/bin/sh\n: > ${mark}\n`, { mode: 0o755 });
writeFileSync(join(bench.folder, 'secret.go'), `package main\n\nfunc init() { println("${SECRET}") }\n`);
const worker = skip === false ? bench.worker({ ...bench.env, AWS_SECRET_ACCESS_KEY: SECRET }) : undefined;

let n = 0;
async function source(files: Readonly<Record<string, string>>): Promise<string> {
  n += 1;
  const folder = join(bench.folder, `source-${n}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return await uploadFolder(bench, folder);
}
async function run(kind: 'build' | 'seal', archive: string) {
  const push = kind === 'seal' ? { push: `${registry.host}/hostile/app:v${n}` } : {};
  const { id } = await bench.submit({ kind, source: { archive }, platforms: ['linux/amd64'], ...push });
  const job = await bench.ended(id);
  const told = `${JSON.stringify(job)}\n${(await bench.stores.queue.events(id, 0, anyCall())).map(({ text }) => text).join('\n')}`;
  // Where the work is done is nobody's business.
  for (const word of [PASSWORD, SECRET, 'twinseal-worker-'])
    assert.ok(!told.includes(word), `${word} is told: ${told}`);
  assert.ok(!existsSync(mark), 'something of the source was run outside of the sandbox');
  return { job, told };
}

test('a build sees neither the signer, nor its pipe, nor a key, nor the queue, nor another job, nor the network', {
  skip,
}, async () => {
  const { data, keys } = bench;
  const look = [
    'echo LOOKED',
    'ls /proc | grep -c "^[0-9]" | sed "s/^/processes: /"',
    'cat /proc/[0-9]*/cmdline | tr "\\0" " " | grep -E "[w]ire/" | sed "s/^/SEES-PROCESS /"',
    'cat /proc/[0-9]*/environ | tr "\\0" "\\n" | grep -E "COSIG[N]|AW[S]" | sed "s/^/SEES-ENV /"',
    'ls -l /proc/self/fd /proc/1/fd 2>/dev/null | grep -v " [012] -> " | grep "socket:" | sed "s/^/SEES-SOCKET /"',
    'cat /proc/net/unix | tail -n +2 | sed "s/^/SEES-UNIX /"',
    ...[keys.cosignKey, keys.notationKey, `${data}/jobs.sqlite`, `${data}/log.key`, bench.config].map(
      (path) => `cat ${path} >/dev/null 2>&1 && echo SEES-FILE`,
    ),
    `ls ${data} ${bench.folder} ${bench.folder}/tmp /dev/shm 2>/dev/null | sed "s/^/SEES-FOLDER /"`,
    `(: > ${data}/mark) 2>/dev/null && echo WROTE-OUTSIDE`,
    `for pid in $(seq 2 400); do kill -0 $pid 2>/dev/null && readlink /proc/$pid/exe | grep node | sed "s/^/SEES-NODE /"; done`,
    `(exec 3<>/dev/tcp/127.0.0.1/${registry.host.split(':')[1]}) 2>/dev/null && echo SEES-NETWORK`,
    'exit 3',
  ].join('\n');
  const archive = await source({
    'go.mod': GO_MOD,
    'main.go': 'package main\n\nfunc main() {}\n',
    'twinseal.yaml': `apiVersion: twinseal.dev/v1\nbuild:\n  prepare: [[bash, -c, ${JSON.stringify(look)}]]\n`,
  });
  for (const kind of ['build', 'seal'] as const) {
    const { job } = await run(kind, archive);
    assert.equal(job.failure?.code, 'BUILD_PREPARE_FAILED', JSON.stringify(job));
    const details = job.failure?.details?.join('\n') ?? '';
    assert.match(details, /LOOKED/);
    assert.doesNotMatch(details, /SEES-|WROTE-/, details);
  }
});

test('a source full of tricks is sealed as if none were there, runs nothing, and takes in nothing from outside', {
  skip,
}, async () => {
  const archive = await source({
    'go.mod': `${GO_MOD}\ntoolchain go1.21.0\n`,
    'go.work': 'go 1.21\n\nuse ./elsewhere\n',
    'elsewhere/go.mod': 'module example.com/m\n\ngo 1.21\n',
    'elsewhere/main.go': `package main\n\nfunc main() { println("${SECRET}") }\n`,
    'main.go': `package main\n\n//go:generate ${canary}\n\n//line ${bench.folder}/secret.go:1\nfunc main() { println("the real one") }\n`,
    Makefile: `all:\n\t${canary}\n`,
    'go.env': `GOFLAGS=-toolexec=${canary}\n`,
    '.config/go/env': `GOFLAGS=-toolexec=${canary}\n`,
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.git/objects/info/alternates': '/\n',
    '.git/config': `[core]\n\tfsmonitor = ${canary}\n\thooksPath = ${bench.folder}\n`,
  });
  const { job } = await run('seal', archive);
  assert.equal(job.state, 'succeeded', JSON.stringify(job.failure));
});

const REFUSED: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  [
    'an assembler file that includes files of the machine',
    {
      'main.go': 'package main\n\nfunc f()\n\nfunc main() { f() }\n',
      'a.s': `#include "${bench.keys.cosignKey}"\n#include "/etc/hostname"\n`,
    },
    'BUILD_FAILED',
  ],
  [
    'settings with flags that start programs',
    { 'twinseal.yaml': `apiVersion: twinseal.dev/v1\nbuild:\n  ldflags: ["-extld=${canary}", "-linkmode=external"]\n` },
    'SETTINGS_INVALID',
  ],
  [
    'settings whose base image lies outside',
    { 'twinseal.yaml': `apiVersion: twinseal.dev/v1\nimage:\n  base: ${bench.data}\n` },
    'SETTINGS_INVALID',
  ],
  [
    'a go.mod that replaces a module by a folder outside',
    {
      'go.mod': `${GO_MOD}\nrequire example.com/p v1.0.0\n\nreplace example.com/p => ../../data\n`,
      'main.go': 'package main\n\nimport _ "example.com/p"\n\nfunc main() {}\n',
    },
    'SOURCE_',
  ],
  [
    'a .git file that names a repository of the machine',
    { '.git': `gitdir: ${bench.folder}\n`, 'main.go': 'package main\n\nfunc main( {}\n' },
    'BUILD_FAILED|SOURCE_GIT',
  ],
];
for (const [what, files, code] of REFUSED)
  test(`${what} is refused`, { skip }, async () => {
    const archive = await source({ 'go.mod': GO_MOD, 'main.go': 'package main\n\nfunc main() {}\n', ...files });
    const { job } = await run('build', archive);
    assert.equal(job.state, 'failed', JSON.stringify(job));
    assert.match(job.failure?.code ?? '', new RegExp(`^(?:${code})`), JSON.stringify(job.failure));
  });

test('what a compiler says of a hostile file is told as plain, bounded text', { skip }, async () => {
  const archive = await source({
    'go.mod': GO_MOD,
    'main.go': 'package main\n\nfunc main() { var \u001b = "\u001b]0;owned\u0007\u001b[31m::error::fake\r" }\n',
    'more.go': `package main\n${'func main() {}\n'.repeat(200)}`,
  });
  const { told } = await run('build', archive);
  assert.doesNotMatch(told, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  assert.ok(told.length < 40_000, 'it is bounded');
});

test('after all of it the worker is well, its keys are as they were, and nothing is left', { skip }, async () => {
  const keys = execFileSync('cat', [bench.keys.cosignKey], { encoding: 'utf8' });
  assert.match(keys, /ENCRYPTED/);
  assert.equal(await worker?.stop(), 0, worker?.log());
  assert.deepEqual(readdirSync(join(bench.folder, 'tmp')), []);
  assert.ok(!readFileSync(join(bench.data, 'jobs.sqlite')).includes(PASSWORD));
  for (const repository of ['hostile/app1'])
    assert.equal((await fetch(`http://${registry.host}/v2/${repository}/tags/list`)).status, 404);
});
