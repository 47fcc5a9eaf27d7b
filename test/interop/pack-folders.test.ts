// A prepared folder as an image: the same bytes wherever it lies, and one that real tools read, sign and verify.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { goElf } from '../support/go-elf.ts';
import { makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { runPeer, withoutPeers } from './peer.ts';
import { startDistribution } from './registry.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-pack-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const LONG = `a/${'long-name-'.repeat(12)}/of a folder`;
const FILES: Readonly<Record<string, readonly [string | Uint8Array, number]>> = {
  'usr/bin/app': [goElf(62), 0o755],
  'etc/passwd': ['root:x:0:0:root:/root:/bin/sh\n', 0o644],
  'etc/größe': ['ü', 0o600],
  [`${LONG}/file`]: ['deep', 0o444],
  'usr/bin/su': ['x', 0o4755],
};

function makeRoot(name: string, order: readonly string[], time: number): string {
  const root = join(folder, name);
  for (const path of order) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    const [text, mode] = FILES[path] ?? ['', 0];
    writeFileSync(join(root, path), text);
    chmodSync(join(root, path), mode);
    utimesSync(join(root, path), time, time);
  }
  mkdirSync(join(root, 'tmp'));
  for (const [path, mode] of [
    ['tmp', 0o1777],
    ['usr', 0o755],
    ['usr/bin', 0o755],
    ['etc', 0o755],
    ['a', 0o755],
    [dirname(LONG), 0o755],
    [LONG, 0o755],
  ] as const)
    chmodSync(join(root, path), mode);
  symlinkSync('usr/bin', join(root, 'bin'));
  symlinkSync('/nowhere/../../etc/shadow', join(root, 'etc', 'outside'));
  return root;
}

const run = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  twinseal(words, { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, COSIGN_PASSWORD: PASSWORD, ...env } });
const packed = async (root: string, layout: string, ...more: readonly string[]) => {
  const words = ['pack', '--root', `linux/amd64=${root}`, '--layout', layout, '--entrypoint', '/bin/app', '-o', 'json'];
  const { status, stdout, stderr } = await run([...words, ...more]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as { readonly index: string; readonly notes: readonly string[] };
};

test('the same files give the same image, whatever wrote them, when and in which order', async () => {
  const names = Object.keys(FILES);
  const one = await packed(makeRoot('one', names, 1_000_000_000), 'one.oci');
  const two = await packed(makeRoot('two', names.toReversed(), 1_700_000_000), 'two.oci');
  assert.equal(one.index, two.index);
  assert.match(one.notes.join(), /setuid and setgid bits of 1 files/);
  const third = makeRoot('three', names, 1_000_000_000);
  writeFileSync(join(third, 'etc', 'passwd'), 'root:x:0:0:root:/root:/bin/sH\n');
  assert.notEqual((await packed(third, 'three.oci')).index, one.index);
});

test('real tools read it, and it is signed and judged as any image', {
  skip: withoutPeers('registry-distribution', 'crane', 'cosign'),
}, async () => {
  const registry = await startDistribution();
  after(registry.stop);
  const { index } = await packed(join(folder, 'one'), 'app.oci', '--version', 'v1.2.3', '--label', 'team=a');
  const keys = await makeKeys(join(folder, 'keys'));
  const step = async (...words: readonly string[]) => {
    const { status, stdout, stderr } = await run(words);
    assert.equal(status, 0, stderr + stdout);
  };
  await step('validate', 'app.oci');
  await step('sign', 'app.oci', '--cosign-key', keys.cosignKey);
  await step('verify', 'app.oci', '--cosign-key', keys.cosignPub);
  const reference = `${registry.host}/packed:v1`;
  await step('push', 'app.oci', reference);
  const peer = async (...words: Parameters<typeof runPeer>) => {
    const { status, stdout, stderr } = await runPeer(...words);
    assert.equal(status, 0, stderr);
    return stdout;
  };
  assert.equal((await peer('crane', ['digest', '--insecure', reference])).trim(), index);
  await peer('crane', ['validate', '--insecure', '--remote', reference]);
  const verify = ['verify', '--key', keys.cosignPub, '--insecure-ignore-tlog', '--allow-http-registry', reference];
  await peer('cosign', verify);
  const config = await peer('crane', ['config', '--insecure', '--platform', 'linux/amd64', reference]);
  assert.match(config, /"team":"a"/);
  const tar = join(folder, 'out.tar');
  await peer('crane', ['export', '--insecure', '--platform', 'linux/amd64', reference, tar]);
  const listing = execFileSync('tar', ['-tvf', tar], { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } });
  assert.match(listing, /lrwxrwxrwx 0\/0 .* bin -> usr\/bin/);
  assert.match(listing, /etc\/outside -> \/nowhere\/\.\.\/\.\.\/etc\/shadow/);
  assert.match(listing, /-rw------- 0\/0 .* 1970-01-01 .* etc\/größe/);
  assert.match(listing, /-rwxr-xr-x 0\/0 .* usr\/bin\/su/);
  assert.match(listing, /drwxrwxrwt 0\/0 .* tmp/);
  assert.ok(listing.includes(`${LONG}/file`));
});

test('what no image carries to other machines is refused, and mistakes are told', async () => {
  const bad = join(folder, 'bad');
  mkdirSync(bad);
  const socket = createServer();
  await new Promise<void>((resolve) => socket.listen(join(bad, 'socket'), resolve));
  after(() => socket.close());
  const words = (...more: readonly string[]) => ['pack', '--layout', 'bad.oci', '--entrypoint', '/app', ...more];
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [words('--root', `linux/amd64=${bad}`), /ROOT_INVALID|socket/],
    [words('--root', `linux/amd64=${join(folder, 'absent')}`), /no such file|does not exist|cannot read/],
    [words('--root', `linux/amd64=${join(folder, 'one', 'etc', 'passwd')}`), /is no folder \(ROOT_INVALID\)/],
    [words('--root', `linux/x86_64=${bad}`), /amd64/],
    [words('--root', bad), /PLATFORM=DIR/],
    [words(), /name a prepared folder/],
    [words('--root', `linux/amd64=${bad}`, '--root', `linux/amd64=${bad}`), /name it once/],
    [words('--root', `linux/amd64=${bad}`, '--user', 'root'), /by number/],
    [words('--root', `linux/amd64=${bad}`, '--env', '1=2'), /NAME=VALUE/],
    [['pack', '--layout', 'bad.oci', '--root', `linux/amd64=${bad}`, '--entrypoint', 'app'], /absolute path/],
    [['pack', '--layout', 'bad.oci', '--root', `linux/amd64=${bad}`], /say what runs/],
  ];
  for (const [given, says] of cases) {
    const { status, stderr } = await run(given);
    assert.equal(status, 2, `${given.join(' ')}\n${stderr}`);
    assert.match(stderr, says);
  }
  const epoch = await run(words('--root', `linux/amd64=${join(folder, 'one')}`), { SOURCE_DATE_EPOCH: 'now' });
  assert.deepEqual([epoch.status, /SOURCE_DATE_EPOCH/.test(epoch.stderr)], [2, true]);
});

test('a whiteout among the files would delete what lies below, so it is refused', async () => {
  const root = join(folder, 'whiteout');
  mkdirSync(join(root, 'etc'), { recursive: true });
  writeFileSync(join(root, 'etc', '.wh.passwd'), '');
  const { status, stderr } = await run([
    ...['pack', '--root', `linux/amd64=${root}`, '--layout', 'bad.oci', '--entrypoint', '/app'],
  ]);
  assert.deepEqual([status, /whiteout/.test(stderr)], [2, true], stderr);
});
