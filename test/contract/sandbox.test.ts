import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Containment } from '../../src/adapters/sandbox/containment.ts';
import { makeSandbox, trialContainment } from '../../src/adapters/sandbox/sandbox.ts';
import { findTools } from '../../src/adapters/sandbox/tools.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { readWhole } from '../../src/records/blob.ts';
import { DEFAULT_CHOICES } from '../../src/records/build-choices.ts';
import type { PlannedConditions } from '../../src/records/build-plan.ts';
import type { ImportedTree } from '../../src/records/imported-tree.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-sandbox-'));
chmodSync(root, 0o700);
after(() => rmSync(root, { recursive: true, force: true }));

const call = (seconds = 60): { signal: AbortSignal; deadline: number } => ({
  signal: new AbortController().signal,
  deadline: Date.now() + seconds * 1000,
});
const toolchain = {
  version: 'go1.26.8',
  goroot: '/usr',
  host: 'linux/amd64',
  digests: {},
  authenticity: { outcome: 'unauthenticated' },
} as const;
const conditions: PlannedConditions = {
  hostname: 'side-under-test',
  timezone: 'UTC',
  locale: 'C',
  umask: '027',
  root: '/tmp/nested/side',
  environment: {},
  parallelism: 1,
  fileTime: 1_000_000_000,
  userId: 61_003,
  domain: 'domain.under.test',
  addresses: 'random',
  kernelName: 'own',
  fileOrder: 'sorted',
  lastOnPath: '',
};
const { limits } = DEFAULT_CHOICES;
const PATH = '/usr/bin:/bin';

function tree(): ImportedTree {
  const folder = mkdtempSync(join(root, 'tree-'));
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'sub/run.sh'), '#!/bin/sh\n');
  writeFileSync(join(folder, 'go.mod'), 'module m\n');
  return {
    folder,
    files: [
      { path: 'go.mod', size: 9, sha256: '', executable: false },
      { path: 'sub/run.sh', size: 10, sha256: '', executable: true },
    ],
    treeDigest: sha256Digest(new Uint8Array()),
    leftOut: [],
  };
}

const best = await trialContainment(join(root, 'trial'), call());
const plain: Containment = { kind: 'process', why: 'the test asked for it', tools: findTools() };
const userNamespace: Containment = { kind: 'user', why: 'the test asked for it', tools: findTools() };
const implementations: readonly Containment[] = best.kind === 'root' ? [best, plain] : [best];

for (const containment of implementations) {
  const open = (): ReturnType<ReturnType<typeof makeSandbox>['open']> =>
    makeSandbox({ folder: mkdtempSync(join(root, 'box-')), containment }).open(
      { name: 'a', tree: tree(), toolchain, conditions, limits },
      call(),
    );

  test(`${containment.kind}: a program sees exactly its environment, its umask, its folder and its copy`, async () => {
    const side = await open();
    const env = await side.run(['/usr/bin/env'], { ONLY: 'this' }, call());
    assert.equal(env.stdout, 'ONLY=this\n');
    const script = 'umask; pwd; stat -c "%a %Y" go.mod sub/run.sh; echo $((1 + 1)) >&2; exit 7';
    const run = await side.run(['/bin/sh', '-c', script], { PATH }, call());
    assert.equal(run.status, 7);
    assert.equal(run.stderr, '2\n');
    assert.deepEqual(run.stdout.trim().split('\n'), ['0027', side.folders.source, '640 1000000000', '750 1000000000']);
    await side.close();
  });

  test(`${containment.kind}: output is bounded and input is given`, async () => {
    const side = await open();
    const run = await side.run(['/bin/sh', '-c', 'cat; head -c 100000 /dev/zero'], { PATH }, call(), {
      maxOutput: 10,
      stdin: 'hello',
    });
    assert.equal(run.stdout.slice(0, 5), 'hello');
    assert.equal(run.stdout.length, 10);
    assert.ok(run.truncated);
    await side.close();
  });

  test(`${containment.kind}: a deadline and an abort end the whole tree`, async () => {
    const side = await open();
    const marker = join(root, `alive-${containment.kind}`);
    const script = `(setsid sleep 0.4; sleep 0.3; echo x > ${side.folders.out}/late) & sleep 30`;
    await assert.rejects(
      side.run(
        ['/bin/sh', '-c', script],
        { PATH },
        { signal: new AbortController().signal, deadline: Date.now() + 300 },
      ),
      (error) => error instanceof TwinsealError && error.code === 'BUILD_TIMEOUT',
    );
    const aborter = new AbortController();
    setTimeout(() => aborter.abort(), 100);
    await assert.rejects(
      side.run(['/bin/sleep', '30'], {}, { signal: aborter.signal, deadline: Date.now() + 60_000 }),
      (error) => error instanceof TwinsealError && error.code === 'ABORTED',
    );
    await sleep(900);
    await assert.rejects(side.collect('late', call()));
    assert.ok(!existsSync(marker));
    await side.close();
  });

  test(`${containment.kind}: only regular files are collected, and a copy is what is kept`, async () => {
    const side = await open();
    const out = side.folders.out;
    await side.run(
      ['/bin/sh', '-c', `printf abc > ${out}/app; ln -s /etc/passwd ${out}/link; mkfifo ${out}/fifo`],
      { PATH },
      call(),
    );
    const blob = await side.collect('app', call());
    assert.equal(blob.digest, sha256Digest(new TextEncoder().encode('abc')));
    await side.run(['/bin/sh', '-c', `printf xyz > ${out}/app`], { PATH }, call());
    assert.equal(Buffer.from(await readWhole(blob)).toString(), 'abc');
    for (const name of ['link', 'fifo', 'none', '../x', '.']) await assert.rejects(side.collect(name, call()), name);
    await side.run(['/bin/sh', '-c', `rm -r ${out} && ln -s /etc ${out}`], { PATH }, call());
    await assert.rejects(side.collect('passwd', call()), /no folder/);
    await side.close();
  });

  test(`${containment.kind}: bytes that are kept outlive the side and the memory they were in`, async () => {
    const side = await open();
    const given = new TextEncoder().encode('kept');
    const first = await side.keep(given);
    given.fill(0);
    await side.close();
    assert.deepEqual([first.digest, first.size], [sha256Digest(new TextEncoder().encode('kept')), 4]);
    assert.equal(Buffer.from(await readWhole(first)).toString(), 'kept');
  });
}

for (const containment of implementations)
  test(`${containment.kind}: a side gets its own copy of Go, which it can't change where it is contained`, async () => {
    const goroot = mkdtempSync(join(root, 'go-'));
    chmodSync(goroot, 0o755);
    for (const [path, text] of [
      ['VERSION', 'go1.99'],
      ['bin/go', '#!/bin/sh\necho go\n'],
      ['src/fmt/print.go', 'package fmt\n'],
      ['test/left-out.go', 'package x\n'],
    ] as const) {
      mkdirSync(join(goroot, path, '..'), { recursive: true });
      writeFileSync(join(goroot, path), text, { mode: 0o755 });
    }
    // A link that leads out of the copy would make it no copy.
    symlinkSync(join(goroot, 'src/fmt/print.go'), join(goroot, 'src/link.go'));
    const folder = mkdtempSync(join(root, 'own-go-'));
    const own = { ...conditions, goroot: '/opt/own/go' };
    const side = await makeSandbox({ folder, containment }).open(
      { name: 'a', tree: tree(), toolchain: { ...toolchain, goroot }, conditions: own, limits },
      call(),
    );
    assert.notEqual(side.goroot, goroot);
    if (containment.kind !== 'process') assert.equal(side.goroot, '/opt/own/go');
    const script = `cd ${side.goroot}; cat VERSION; bin/go; find . -type f | sort; find . -type l; echo changed > VERSION`;
    const run = await side.run(['/bin/sh', '-c', script], { PATH }, call());
    const files = ['./VERSION', './bin/go', './src/fmt/print.go', './src/link.go'];
    assert.equal(run.stdout, `go1.99go\n${files.join('\n')}\n`);
    if (containment.kind !== 'process') assert.notEqual(run.status, 0);
    await side.close();
    const fresh = await makeSandbox({ folder, containment }).open(
      { name: 'b', tree: tree(), toolchain: { ...toolchain, goroot }, conditions: own, limits },
      call(),
    );
    assert.equal((await fresh.run(['/bin/cat', `${fresh.goroot}/VERSION`], {}, call())).stdout, 'go1.99');
    await fresh.close();
    rmSync(folder, { recursive: true });
  });

const keepsOrder = isMemory('/dev/shm') ? '/dev/shm' : undefined;

test('files made in the opposite order are seen in another order, where the file system keeps one', {
  skip: keepsOrder === undefined && 'this machine: no tmpfs to try it on',
}, async () => {
  const folder = mkdtempSync(join(keepsOrder ?? root, 'twinseal-order-'));
  const listed: string[] = [];
  try {
    for (const fileOrder of ['sorted', 'reversed', 'sorted'] as const) {
      const side = await makeSandbox({ folder, containment: best }).open(
        { name: 'a', tree: tree(), toolchain, conditions: { ...conditions, fileOrder }, limits },
        call(),
      );
      listed.push((await side.run(['/bin/sh', '-c', 'find . | cksum'], { PATH }, call())).stdout);
      await side.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  assert.equal(listed[0], listed[2]);
  assert.notEqual(listed[0], listed[1]);
});

function isMemory(path: string): boolean {
  const TMPFS_MAGIC = 0x01021994;
  return existsSync(path) && statfsSync(path).type === TMPFS_MAGIC;
}

for (const containment of best.kind === 'root' ? [best, userNamespace] : best.kind === 'user' ? [best] : []) {
  test(`namespaces (${containment.kind}): no network, no home, no secret, own name, read-only system`, async () => {
    const canary = join(root, 'canary');
    writeFileSync(canary, 'secret');
    const folder = mkdtempSync(join(root, 'ns-'));
    const side = await makeSandbox({ folder, containment }).open(
      { name: 'b', tree: tree(), toolchain, conditions, limits },
      call(),
    );
    const { isolation } = side;
    assert.equal(isolation.kind, 'namespaces');
    assert.ok(isolation.networkless);
    for (const each of ['network', 'mount', 'pid', 'uts', 'ipc']) assert.ok(isolation.inForce.includes(each), each);
    const script = [
      'uname -n',
      `cat ${canary} 2>/dev/null`,
      'cat /etc/hostname /etc/shadow 2>/dev/null',
      'ls /root /home /work /var 2>/dev/null',
      'touch /usr/x /usr/bin/x /x /proc/sys/kernel/x 2>/dev/null && echo written',
      'echo evil > /proc/sys/kernel/hostname && echo renamed',
      'mount -t tmpfs none /tmp 2>/dev/null && echo mounted',
      'ls /proc | grep -c "^[0-9]*$" | grep -vx "[1-9]"',
      // Who makes a user namespace has all powers in it.
      containment.kind === 'user' ? 'unshare --user true 2>/dev/null && echo nested' : ':',
      'grep CapEff /proc/self/status',
      'grep NoNewPrivs /proc/self/status',
      'pwd',
    ].join('\n');
    const run = await side.run(['/bin/sh', '-c', script], { PATH: '/usr/bin:/bin:/usr/sbin' }, call());
    assert.deepEqual(run.stdout.trim().split('\n'), [
      'side-under-test',
      'CapEff:\t0000000000000000',
      'NoNewPrivs:\t1',
      '/tmp/nested/side/source',
    ]);
    assert.notEqual(hostname(), 'side-under-test');
    await side.close();
    rmSync(folder, { recursive: true });
  });
}

test('plain processes say that nothing contains them', async () => {
  const folder = mkdtempSync(join(root, 'plain-'));
  const side = await makeSandbox({ folder, containment: plain }).open(
    { name: 'a', tree: tree(), toolchain, conditions, limits },
    call(),
  );
  assert.equal(side.isolation.kind, 'process');
  assert.equal(side.isolation.networkless, false);
  assert.ok(side.isolation.missing.some((each) => each.name === 'network' && each.why === 'the test asked for it'));
  await side.close();
});

test('a side dies with the process that opened it, even when that is killed', async () => {
  // A duration that no other process sleeps, so that it can be found by it.
  const nap = `4242.${process.pid}`;
  const program = join(root, 'opener.ts');
  const src = new URL('../../src', import.meta.url).pathname;
  symlinkSync(join(src, '../node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(
    program,
    `import { makeSandbox } from '${src}/adapters/sandbox/sandbox.ts';
     const call = { signal: new AbortController().signal, deadline: Date.now() + 60000 };
     const side = await makeSandbox({ folder: ${JSON.stringify(mkdtempSync(join(root, 'killed-')))} }).open({ name: 'a',
       tree: ${JSON.stringify(tree())}, toolchain: ${JSON.stringify(toolchain)}, conditions: ${JSON.stringify(conditions)}, limits: ${JSON.stringify(limits)} }, call);
     console.log('open');
     await side.run(['/bin/sleep', '${nap}'], {}, call);`,
  );
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  const running = (): boolean => execFileSync('ps', ['-eo', 'args']).toString().includes(`sleep ${nap}`);
  for (let i = 0; i < 400 && !running(); i += 1) await sleep(50);
  assert.ok(running());
  child.kill('SIGKILL');
  for (let i = 0; i < 400 && running(); i += 1) await sleep(50);
  assert.ok(!running());
});
