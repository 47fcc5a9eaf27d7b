// The process that holds the keys: what it does is what keys in files do, and nothing else can be had from it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { type RunningSigner, startSigner } from '../../src/adapters/signer/signer-client.ts';
import { encodeFrame, FRAME_LIMITS, readFrames } from '../../src/adapters/signer/signer-frames.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import type { JsonObject } from '../../src/formats/json/value.ts';
import type { Call } from '../../src/ports/call.ts';
import { makeKeys, PASSWORD } from '../support/sealed-hello.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-signer-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const made = await makeKeys(folder);
const keys = { cosignKey: made.cosignKey, notation: { key: made.notationKey, certificate: made.notationChain } };
const program = join(import.meta.dirname, '..', '..', 'src', 'wire', 'signer.ts');
const call = (): Call => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
const started: RunningSigner[] = [];
after(async () => void (await Promise.all(started.map((each) => each.stop()))));
async function start(password: string | undefined = PASSWORD): Promise<RunningSigner> {
  const signer = await startSigner({ program, keys, password }, call());
  started.push(signer);
  return signer;
}

test('it signs with both keys what a public key verifies, also what is as long as a large SBOM', async () => {
  const { keys: held } = await start();
  await held.look(keys, call());
  const cosign = await held.cosignSigner(made.cosignKey, call());
  const message = new Uint8Array(12 * 1024 * 1024).fill(7);
  const [short, long] = await Promise.all([
    cosign.sign(new Uint8Array([1, 2, 3]), 'ecdsa-der', call()),
    cosign.sign(message, 'ecdsa-der', call()),
  ]);
  const key = { key: Buffer.from(cosign.spki), format: 'der', type: 'spki' } as const;
  assert.ok(verify('sha256', new Uint8Array([1, 2, 3]), key, short));
  assert.ok(verify('sha256', message, key, long));
  const notation = await held.notationSigner({ key: made.notationKey, certificate: made.notationChain }, call());
  assert.equal(notation.chain.length, 2);
  assert.notDeepEqual(notation.spki, cosign.spki);
});

test('it opens no other key, makes no signature of another kind, and says why a password is wrong', async () => {
  const { keys: held } = await start();
  await assert.rejects(held.look({ cosignKey: '/etc/passwd' }, call()), { code: 'KEY_UNREADABLE' });
  await assert.rejects(held.cosignSigner(made.notationKey, call()), { code: 'KEY_UNREADABLE' });
  const cosign = await held.cosignSigner(made.cosignKey, call());
  await assert.rejects(cosign.sign(new Uint8Array(), 'rsa-pss', call()), { code: 'KEY_UNREADABLE' });
  await assert.rejects(start('wrong'), { code: 'KEY_PASSWORD', message: /does not unlock/ });
  const absent = { program, keys: { cosignKey: join(folder, 'absent.key') }, password: '' };
  await assert.rejects(startSigner(absent, call()), { code: 'KEY_UNREADABLE', message: /absent\.key/ });
});

test('it has no environment, no terminal, no file but its pipe, and no word of the password in what others see', async () => {
  const { pid } = await start();
  const proc = `/proc/${pid}`;
  assert.equal(readFileSync(`${proc}/environ`, 'utf8'), '');
  assert.ok(!readFileSync(`${proc}/cmdline`, 'utf8').includes(PASSWORD));
  assert.match(readFileSync(`${proc}/cmdline`, 'utf8'), /--permission\0/);
  assert.equal(readlinkSync(`${proc}/cwd`), '/');
  const files = readdirSync(`${proc}/fd`).map((fd) => readlinkSync(`${proc}/fd/${fd}`));
  assert.deepEqual(
    files.filter((file) => !/^(?:\/dev\/null|socket:|pipe:|anon_inode:)/.test(file)),
    [],
  );
  assert.equal(files.filter((file) => file.startsWith('socket:')).length, 1);
});

test('when it is killed, whoever asks is told at once; when its pipe closes, it ends', async () => {
  const signer = await start();
  const cosign = await signer.keys.cosignSigner(made.cosignKey, call());
  process.kill(signer.pid ?? 0, 'SIGTERM');
  await cosign.sign(new Uint8Array([1]), 'ecdsa-der', call());
  process.kill(signer.pid ?? 0, 'SIGKILL');
  await assert.rejects(cosign.sign(new Uint8Array([1]), 'ecdsa-der', call()), { code: 'SIGNER_FAILED' });
  await signer.ended;
  await assert.rejects(cosign.sign(new Uint8Array([1]), 'ecdsa-der', call()), { code: 'SIGNER_FAILED' });
  const other = await start();
  await other.stop();
  assert.throws(() => process.kill(other.pid ?? 0, 0));
});

test('a starter that is killed takes its signer with it', async () => {
  const script = `
    const { startSigner } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/adapters/signer/signer-client.ts'))});
    const call = { signal: new AbortController().signal, deadline: Infinity };
    const signer = await startSigner(${JSON.stringify({ program, keys, password: PASSWORD })}, call);
    process.stdout.write(String(signer.pid), () => process.kill(process.pid, 'SIGKILL'));`;
  let pid = '';
  try {
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  } catch (error) {
    pid = String((error as { stdout: string }).stdout);
  }
  assert.match(pid, /^\d+$/);
  for (let i = 0; i < 1_000; i++) {
    try {
      process.kill(Number(pid), 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail('the signer is still there');
});

async function read(bytes: Uint8Array, step: number): Promise<readonly { head: JsonObject; body: Uint8Array }[]> {
  const stream = new PassThrough();
  for (let at = 0; at < bytes.length; at += step) stream.write(bytes.subarray(at, at + step));
  stream.end();
  const frames = [];
  for await (const frame of readFrames(stream)) frames.push(frame);
  return frames;
}

test('frames come out as they went in, however the stream is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string(), fc.uint8Array({ maxLength: 64 })), { maxLength: 5 }),
      fc.integer({ min: 1, max: 40 }),
      async (parts, step) => {
        const bytes = Buffer.concat(
          parts.map(([text, body]) => encodeFrame({ n: 1, text: JSON.stringify(text) }, body)),
        );
        const frames = await read(bytes, step);
        assert.deepEqual(
          frames.map(({ head, body }) => [JSON.parse(String(head.text)), [...body]]),
          parts.map(([text, body]) => [text, [...body]]),
        );
      },
    ),
    { numRuns: 50 },
  );
});

test('frames that are too large, cut off or malformed are refused before they are held', async () => {
  const huge = Buffer.alloc(8);
  huge.writeUInt32BE(2, 0);
  huge.writeUInt32BE(FRAME_LIMITS.body + 1, 4);
  const whole = encodeFrame({ n: 1 }, new Uint8Array(4));
  for (const bytes of [huge, whole.subarray(0, whole.length - 1), whole.subarray(0, 3), encodeFrame([] as never)])
    await assert.rejects(read(bytes, 1000), FormatError);
  assert.throws(() => encodeFrame({ n: 'x'.repeat(FRAME_LIMITS.head) }), FormatError);
});
