// The same command run again adds nothing, and what was left undone by the first is added.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { makeImage, seal } from '../support/sealed-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { writeLayout } from '../support/written-layout.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-again-'));
after(() => rmSync(root, { recursive: true, force: true }));
const TYPE = 'https://example.com/reviewed/v1';

test('the very same statement by the same key is attached once, and another one or another key beside it', async () => {
  await writeLayout(seal(makeImage()), join(root, 'app.oci'));
  const [keys, others] = [await makeKeys(join(root, 'keys')), await makeKeys(join(root, 'others'))];
  writeFileSync(join(root, 'a.json'), '{"reviewed":true}');
  writeFileSync(join(root, 'b.json'), '{"reviewed":false}');
  const env = { PATH: process.env.PATH, HOME: root, COSIGN_PASSWORD: PASSWORD };
  const attest = async (file: string, key: string, ...more: readonly string[]) => {
    const words = ['attest', 'app.oci', '--type', TYPE, '--predicate', file, '--cosign-key', key, ...more];
    const { status, stdout, stderr } = await twinseal(words, { cwd: root, env });
    assert.equal(status, 0, stderr);
    const lines = stdout.split('\n');
    return [/ {2}attached$/, / {2}was attached already$/].map((one) => lines.filter((line) => one.test(line)).length);
  };
  const counts = async () => {
    const { stdout } = await twinseal(['tree', 'app.oci', '-o', 'json'], { cwd: root, env });
    return stdout.split('sigstore.bundle').length;
  };
  assert.deepEqual(await attest('a.json', keys.cosignKey), [3, 0]);
  const before = await counts();
  assert.deepEqual(await attest('a.json', keys.cosignKey), [0, 3]);
  assert.equal(await counts(), before, 'nothing was added');
  assert.deepEqual(await attest('b.json', keys.cosignKey), [3, 0]);
  assert.deepEqual(await attest('a.json', others.cosignKey), [3, 0]);
  assert.deepEqual(await attest('a.json', keys.cosignKey, '--again'), [3, 0]);
});
