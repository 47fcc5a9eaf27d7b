// What a signing plugin does wrong, or a program that is put in its place, is told and gives no signature.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { notationPlugins } from '../../src/adapters/plugin/plugin-signer.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { writePlugin } from '../support/notation-plugin.ts';
import { makeKeys } from '../support/sealed-hello.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-plugins-'));
after(() => rmSync(root, { recursive: true, force: true }));
const keys = await makeKeys(join(root, 'keys'));
const plugin = writePlugin(root, 'com.example.test', { key: keys.notationKey, chain: keys.notationChain });
const plugins = notationPlugins({ ...process.env, XDG_CONFIG_HOME: root });
const within = (milliseconds: number) => ({
  signal: new AbortController().signal,
  deadline: Date.now() + milliseconds,
});

async function signs(named: string, config: Readonly<Record<string, string>>, milliseconds = 60_000) {
  const call = within(milliseconds);
  const signer = await plugins.signer({ plugin: named, keyId: config.key ?? 'key-1', config }, call);
  assert.ok('sign' in signer);
  return await signer.sign(new Uint8Array([1, 2, 3]), 'ecdsa-der', call);
}

const refusedAs = (code: string, say: RegExp) => (error: unknown) =>
  error instanceof TwinsealError && error.code === code && say.test(error.message) && !error.message.includes('\n');

test('one that does nothing wrong signs', async () => {
  assert.equal((await signs('com.example.test', {}))[0], 0x30);
});

for (const [config, say, code = 'PLUGIN_REFUSED'] of [
  [{ name: 'other' }, /calls itself other/],
  [{ contract: '2.0' }, /version 2\.0/],
  [{ capability: 'SIGNATURE_VERIFIER.REVOCATION_CHECK' }, /makes neither bare signatures nor envelopes/],
  [{ key: 'unknown' }, /VALIDATION_ERROR \(there is no such key\)/],
  [{ describes: 'key-2' }, /described another key/],
  [{ spec: 'EC-384', algorithm: 'ECDSA-SHA-384' }, /certificate is for ecdsa-p256/],
  [{ spec: 'DSA-1024' }, /must be one of RSA-2048/],
  [{ signs: 'other' }, /does not verify with the key of its certificate/],
  [{ signsWith: 'key-2' }, /signed with another key/],
  [{ algorithm: 'ECDSA-SHA-512' }, /EC-256 takes ECDSA-SHA-256/],
  [{ chain: keys.notationRoot }, /does not verify with the key of its certificate/],
  [{ at: 'describe-key', do: 'error:ACCESS_DENIED' }, /ACCESS_DENIED \(as it was told\)/],
  [{ at: 'get-plugin-metadata', do: 'junk' }, /answer is none of the protocol/],
  [{ at: 'generate-signature', do: 'flood' }, /more than 1 MiB/],
  [{ at: 'generate-signature', do: 'error:THROTTLED' }, /THROTTLED/, 'PLUGIN_FAILED'],
  [{ at: 'generate-signature', do: 'crash' }, /ended with status 7/, 'PLUGIN_FAILED'],
] as const) {
  test(`${JSON.stringify(config).replace(root, '')} gives no signature`, async () => {
    await assert.rejects(signs('com.example.test', config), refusedAs(code, say));
  });
}

test('a signer of a plugin makes no signatures of another kind', async () => {
  const signer = await plugins.signer({ plugin: plugin.program, keyId: 'key-1', config: {} }, within(60_000));
  assert.ok('sign' in signer);
  for (const scheme of ['rsa-pss', 'rsa-pkcs1', 'ed25519'] as const)
    await assert.rejects(
      signer.sign(new Uint8Array(), scheme, within(60_000)),
      refusedAs('PLUGIN_REFUSED', /EC-256 key makes no/),
    );
});

test('a plugin that never answers is ended with the time that it has', async () => {
  const config = { at: 'describe-key', do: 'hang' };
  await assert.rejects(signs('com.example.test', config, 3_000), refusedAs('PLUGIN_FAILED', /did not answer in time/));
});

test('a call that was cancelled runs nothing', async () => {
  const before = plugin.asked().length;
  const call = { ...within(60_000), signal: AbortSignal.abort() };
  await assert.rejects(plugins.signer({ plugin: 'com.example.test', keyId: 'k', config: {} }, call), {
    code: 'ABORTED',
  });
  assert.equal(plugin.asked().length, before);
});

test('what is no plugin is not run', async () => {
  const link = join(root, 'notation-link');
  symlinkSync(plugin.program, link);
  const plain = join(root, 'notation-plain');
  writeFileSync(plain, 'no program');
  for (const [named, say] of [
    ['com.example.absent', /is not there/],
    ['..', /the name of a plugin has/],
    ['', /the name of a plugin has/],
    [link, /no regular file/],
    [plain, /may not be run/],
    [join(root, 'keys', '/'), /no regular file/],
  ] as const)
    await assert.rejects(plugins.find(named), refusedAs('PLUGIN_REFUSED', say));
});
