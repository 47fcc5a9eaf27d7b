// What cosign 2 signs with an Ed25519 key for a log: the hash of a file, in a form that the log takes.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startKeylessInstance } from '../support/keyless-instance.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { runPeer, withoutPeers } from './peer.ts';

const skip = withoutPeers('cosign2');
const folder = mkdtempSync(join(tmpdir(), 'twinseal-ed25519ph-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const FILE = Buffer.from('what is released\n');

test('Ed25519ph over a file in a log verifies by the file and by its SHA-512', { skip }, async () => {
  const instance = await startKeylessInstance(join(folder, 'instance'));
  after(() => instance.stop());
  const options = { cwd: folder, env: { COSIGN_PASSWORD: '' } };
  const cosign2 = async (...words: readonly string[]) => (await runPeer('cosign2', words, options)).status;
  writeFileSync(join(folder, 'app'), FILE);
  writeFileSync(join(folder, 'other'), 'something else\n');
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  assert.equal(await cosign2('import-key-pair', '--key', 'key.pem', '--output-key-prefix', 'key'), 0);
  const [{ url }] = JSON.parse(readFileSync(instance.config(1), 'utf8')).rekorTlogUrls;
  const logged = ['--rekor-url', url, '-y', '--new-bundle-format', '--bundle', 'bundle.json'];
  assert.equal(await cosign2('sign-blob', '--key', 'key.key', ...logged, 'app'), 0);

  const root = ['--trusted-root', instance.trustedRoot];
  const said = async (artifact: string, ...more: readonly string[]) =>
    (
      await twinseal(['bundle', 'verify', '--bundle', 'bundle.json', '--key', 'key.pub', ...more, artifact], {
        cwd: folder,
      })
    ).status;
  const digest = `sha512:${createHash('sha512').update(FILE).digest('hex')}`;
  assert.equal(await said('app', ...root), 0);
  assert.equal(await said('app'), 0);
  assert.equal(await said(digest, ...root), 0);
  assert.equal(await said('other', ...root), 1);
  assert.equal(await said(`sha512:${'0'.repeat(128)}`), 1);
  const theirs = ['verify-blob', '--key', 'key.pub', '--new-bundle-format', '--bundle', 'bundle.json', ...root];
  // cosign takes none of its own back: it verifies the plain form alone. The signature is the key's all the same, by RFC 8032.
  for (const file of ['app', 'other']) assert.notEqual(await cosign2(...theirs, file), 0);
});
