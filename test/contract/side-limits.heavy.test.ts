// Each limit of a side, tried from inside: the side is ended with a code that names the limit and the flag, and nothing is left.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getuid } from 'node:process';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Containment } from '../../src/adapters/sandbox/containment.ts';
import { makeControlGroup } from '../../src/adapters/sandbox/control-group.ts';
import { findHierarchy } from '../../src/adapters/sandbox/control-hierarchy.ts';
import { makeSandbox, trialContainment } from '../../src/adapters/sandbox/sandbox.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import type { Side } from '../../src/ports/sandbox.ts';
import { DEFAULT_CHOICES, type SideLimits } from '../../src/records/build-choices.ts';
import type { PlannedConditions } from '../../src/records/build-plan.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { readableSources } from '../support/readable-sources.ts';

const MIB = 1024 ** 2;
const root = mkdtempSync(join(tmpdir(), 'twinseal-limits-'));
chmodSync(root, 0o711);
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
  umask: '022',
  root: '/build/side',
  environment: {},
  parallelism: 1,
  fileTime: 0,
  userId: 61_004,
  domain: 'domain.under.test',
  addresses: 'random',
  kernelName: 'own',
  fileOrder: 'sorted',
  lastOnPath: '',
};
const tree = { folder: root, files: [], treeDigest: sha256Digest(new Uint8Array()), leftOut: [] } as const;
const PATH = '/usr/bin:/bin';
/** A duration that no other process sleeps, so that what is left can be found by it. */
const NAP = `4243.${process.pid}`;

const best = await trialContainment(join(root, 'trial'), call());
const groups = await makeControlGroup(DEFAULT_CHOICES.limits);
const grouped = groups.group?.bounds.length === 2;
const places = (groups.group?.joins ?? []).map((file) => dirname(dirname(file)));
await groups.group?.remove();
const noGroup = !grouped && 'this machine: no control group can be made';

const kinds: readonly Containment[] = [
  best,
  ...(best.kind === 'root' ? [{ ...best, kind: 'user', why: 'the test asked for it' } as const] : []),
  ...(best.kind === 'process' ? [] : [{ ...best, kind: 'process', why: 'the test asked for it' } as const]),
];

/** Tries a script in a side with small limits and sees that nothing of it stays. */
async function tryOut(
  containment: Containment,
  limits: Partial<SideLimits>,
  script: (side: Side) => string,
  seconds = 60,
): Promise<unknown> {
  const folder = mkdtempSync(join(root, 'box-'));
  const before = groupsLeft();
  const side = await makeSandbox({ folder, containment }).open(
    { name: 'a', tree, toolchain, conditions, limits: { ...DEFAULT_CHOICES.limits, ...limits } },
    call(),
  );
  const error = await side.run(['/bin/sh', '-c', script(side)], { PATH }, call(seconds)).then(
    (run) => run,
    (reason: unknown) => reason,
  );
  await side.close();
  assert.deepEqual(readdirSync(folder), []);
  assert.deepEqual(groupsLeft(), before);
  for (let i = 0; i < 500 && stillRunning(); i += 1) await sleep(20);
  assert.ok(!stillRunning(), 'a program of the side is still running');
  return error;
}

function groupsLeft(pid = process.pid): readonly string[] {
  return places.flatMap((place) => readdirSync(place).filter((name) => name.includes(`-${pid}-`)));
}

function stillRunning(): boolean {
  return execFileSync('ps', ['-eo', 'args']).toString().includes(NAP);
}

function refused(error: unknown, code: string, pattern: RegExp): void {
  assert.ok(error instanceof TwinsealError, JSON.stringify(error));
  assert.equal(error.code, code);
  assert.match(error.message, pattern);
}

for (const containment of kinds) {
  const { kind } = containment;

  test(`${kind}: a fork bomb is stopped and swept away`, { skip: noGroup }, async () => {
    const bomb = `b() { sleep ${NAP} & b | b; }; b`;
    refused(await tryOut(containment, { processes: 64 }, () => bomb), 'BUILD_LIMIT', /side a .* 64 programs/);
  });

  test(`${kind}: programs that together want too much memory are stopped, and the flag is named`, {
    skip: noGroup,
  }, async () => {
    // tail keeps the last line, and a device of zeros is one line without end.
    const both = 'tail /dev/zero & tail /dev/zero & wait';
    refused(await tryOut(containment, { memory: 48 * MIB }, () => both), 'BUILD_LIMIT', /memory than 48MiB.*--memory/);
  });

  // Looked after from outside, in the same way for each.
  if (kind === 'user' && best.kind === 'root') continue;

  test(`${kind}: a disk filler is stopped, be it by one file, by many, or by files without a name`, async () => {
    const disk = 24 * MIB;
    const one = (side: Side): string => `cat /dev/zero > ${side.folders.out}/big`;
    refused(await tryOut(containment, { disk }, one), 'BUILD_LIMIT', /24MiB of disk.*--disk/);
    const many = ({ folders }: Side): string =>
      `i=0; while :; do i=$((i + 1)); head -c 1000000 /dev/zero > ${folders.tmp}/$i; done`;
    refused(await tryOut(containment, { disk }, many), 'BUILD_LIMIT', /24MiB of disk.*--disk/);
    const unnamed = ({ folders }: Side): string =>
      `for i in 3 4 5; do eval "exec $i> ${folders.tmp}/x$i"; rm ${folders.tmp}/x$i; head -c 16000000 /dev/zero >&$i; done; sleep ${NAP}`;
    refused(await tryOut(containment, { disk }, unnamed), 'BUILD_LIMIT', /24MiB of disk.*--disk/);
  });

  test(`${kind}: output without end is stopped`, async () => {
    refused(await tryOut(containment, {}, () => 'yes'), 'BUILD_LIMIT', /output/);
  });

  test(`${kind}: a sleeper, and what it left in another session, end with the time`, async () => {
    const script = `setsid sleep ${NAP} & sleep ${NAP}`;
    refused(await tryOut(containment, {}, () => script, 0.5), 'BUILD_TIMEOUT', /--timeout/);
    if (kind === 'process' && !grouped) return;
    // Ends well, and leaves somebody behind.
    const left = await tryOut(containment, {}, () => `setsid sleep ${NAP} > /dev/null 2>&1 & exit 0`);
    assert.ok(!(left instanceof Error), String(left));
  });
}

test('a group that a killed run left is removed by the next run', { skip: noGroup }, async () => {
  const src = new URL('../../src', import.meta.url).pathname;
  const program = join(root, 'killed.ts');
  writeFileSync(
    program,
    `import { makeControlGroup } from '${src}/adapters/sandbox/control-group.ts';
     await makeControlGroup({ memory: 1e9, disk: 1e9, processes: 64 });
     console.log('made');
     setInterval(() => {}, 1000);`,
  );
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  assert.ok(groupsLeft(child.pid).length > 0);
  child.kill('SIGKILL');
  await ended;
  assert.ok(groupsLeft(child.pid).length > 0);
  await (await makeControlGroup(DEFAULT_CHOICES.limits)).group?.remove();
  assert.deepEqual(groupsLeft(child.pid), []);
});

test('without a control group each program is bounded by itself, and the record says so', {
  skip: getuid?.() !== 0 && 'this machine: only root can become somebody else',
}, () => {
  const src = readableSources(root);
  const box = join(root, 'somebody');
  mkdirSync(box);
  execFileSync('chown', ['61005:61005', box]);
  const program = join(root, 'somebody.mts');
  writeFileSync(
    program,
    `import { makeSandbox } from '${src}/adapters/sandbox/sandbox.ts';
     const call = { signal: new AbortController().signal, deadline: Date.now() + 60000 };
     const told = [];
     for (const [limits, script] of [
       [{ memory: ${64 * MIB} }, 'tail /dev/zero'],
       [{ processes: 32 }, 'b() { sleep ${NAP} & b | b; }; b; exit 1'],
       [{ disk: ${24 * MIB} }, 'cat /dev/zero > big'],
       [{ memory: ${2048 * MIB} }, ${JSON.stringify('uname -n; cat /proc/sys/kernel/domainname')}],
     ]) {
       const side = await makeSandbox({ folder: ${JSON.stringify(box)} }).open({ name: 'a', tree: ${JSON.stringify(tree)},
         toolchain: ${JSON.stringify(toolchain)}, conditions: ${JSON.stringify(conditions)},
         limits: { ...${JSON.stringify(DEFAULT_CHOICES.limits)}, ...limits } }, call);
       const run = await side.run(['/bin/sh', '-c', script], { PATH: '${PATH}' }, call, { folder: side.folders.tmp }).then((run) => run, (error) => error.code + ': ' + error.message);
       told.push({ isolation: side.isolation, run });
       await side.close();
     }
     console.log(JSON.stringify(told));`,
  );
  const argv = ['--reuid=61005', '--regid=61005', '--clear-groups', process.execPath, program];
  const told = JSON.parse(execFileSync('setpriv', argv, { encoding: 'utf8' })) as {
    readonly isolation: Side['isolation'];
    /** What it ended with, or the error that stopped it. */
    readonly run: { readonly stdout: string; readonly status: number } | string;
  }[];
  const [memory, bomb, disk, names] = told;
  const runs = [memory, bomb, disk, names].map((each) => JSON.stringify(each?.run));
  assert.match(runs[0] ?? '', /^"BUILD_LIMIT: side a wanted more memory than 64MiB for one of its programs.*--memory/);
  assert.match(runs[2] ?? '', /^"BUILD_LIMIT: .*--disk/);
  const { inForce = [], missing = [], kind, bounds } = memory?.isolation ?? {};
  assert.match(missing.find(({ name }) => name === 'memory')?.why ?? '', /no control group.*RLIMIT_DATA/);
  assert.equal(bounds?.find(({ name }) => name === 'memory')?.most, 64 * MIB);
  if (kind !== 'namespaces') return;
  assert.ok(inForce.includes('user') && inForce.includes('network'));
  assert.match(runs[3] ?? '', /"stdout":"side-under-test\\ndomain\.under\.test\\n"/);
  if (inForce.includes('pids')) assert.match(runs[1] ?? '', /^"BUILD_LIMIT: .* 32 programs|"status":[1-9]/);
  assert.ok(!stillRunning());
  assert.deepEqual(existsSync(box) && readdirSync(box), []);
});

test('who is not root but owns a control group is bounded by one too', {
  skip:
    (getuid?.() !== 0 || !places.some((place) => existsSync(join(place, 'memory.limit_in_bytes')))) &&
    'this machine: no root or no control groups of version 1',
}, async () => {
  const src = readableSources(root);
  const folder = join(root, 'owner');
  const owned = places.map((place) => join(place, `twinseal-test-${process.pid}`));
  for (const each of [folder, ...owned]) {
    mkdirSync(each);
    execFileSync('chown', ['-R', '61006:61006', each]);
  }
  const program = join(root, 'owner.mts');
  writeFileSync(
    program,
    `import { trialIsolation } from '${src}/adapters/sandbox/trial-isolation.ts';
     const call = { signal: new AbortController().signal, deadline: Date.now() + 60000 };
     console.log(JSON.stringify((await trialIsolation(${JSON.stringify(folder)}, call)).isolation.inForce));`,
  );
  const script =
    'for each; do echo 0 > "$each/cgroup.procs"; done; exec setpriv --reuid=61006 --regid=61006 --clear-groups "$0" "$PROGRAM"';
  try {
    const told = execFileSync('sh', ['-c', script, process.execPath, ...owned], {
      encoding: 'utf8',
      env: { ...process.env, PROGRAM: program },
    });
    const inForce = JSON.parse(told) as string[];
    assert.ok(inForce.includes('memory') && inForce.includes('pids'), told);
  } finally {
    for (const each of owned) {
      for (let i = 0; i < 500 && readFileSync(join(each, 'cgroup.procs'), 'utf8') !== ''; i += 1) await sleep(20);
      rmdirSync(each);
    }
  }
});

test('hierarchies are found in both versions, in containers too, and nothing is made up', () => {
  const v1 = '31 24 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n';
  const v2 = '30 1 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n';
  assert.deepEqual(findHierarchy('memory', '4:memory:/a/b\n0::/\n', v1 + v2), {
    version: 1,
    folders: ['/sys/fs/cgroup/memory/a/b', '/sys/fs/cgroup/memory/a', '/sys/fs/cgroup/memory'],
  });
  const own = '0::/user.slice/user-1000.slice/user@1000.service/app.slice/shell.scope\n';
  assert.deepEqual(findHierarchy('pids', own, v2)?.folders.slice(0, 2), [
    '/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice/shell.scope',
    '/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice',
  ]);
  const docker = '31 24 0:27 /docker/0f1e /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n';
  assert.deepEqual(findHierarchy('memory', '4:memory:/docker/0f1e/x\n', docker)?.folders, [
    '/sys/fs/cgroup/memory/x',
    '/sys/fs/cgroup/memory',
  ]);
  assert.deepEqual(findHierarchy('memory', '4:memory:/elsewhere\n', docker)?.folders, ['/sys/fs/cgroup/memory']);
  assert.deepEqual(findHierarchy('memory', '4:memory:/../../etc\n', v1)?.folders.at(-1), '/sys/fs/cgroup/memory');
  assert.equal(findHierarchy('memory', '0::/\n', ''), undefined);
  assert.equal(findHierarchy('memory', '', v2), undefined);
});
