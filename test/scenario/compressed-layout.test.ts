// A layout that is sent along compressed is told as that: read as a tar it would seem to be cut short.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { tarOf } from '../support/tar.ts';
import { questionOf, startEngine } from '../support/test-engine.ts';
import { testCall } from '../support/walkable-image.ts';

const XZ = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0);

test('a layout that is sent compressed is refused with the word how, and one that is cut short as before', async (t) => {
  const policies = mkdtempSync(join(tmpdir(), 'twinseal-compressed-'));
  t.after(() => rmSync(policies, { recursive: true, force: true }));
  const policy = 'apiVersion: twinseal.dev/v1\nkind: Policy\nrequire:\n  image:\n    nonRoot: true\n';
  writeFileSync(join(policies, 'whole.yaml'), policy);
  const { engine } = await startEngine(t, policies);
  const ask = (layout: Uint8Array) =>
    engine.verify(questionOf('registry.example.com/app:v1', 'whole', { sent: { layout } }), undefined, testCall());
  const tar = tarOf([{ name: 'oci-layout', content: 'x'.repeat(4000) }]);
  const packed = { gzip: gzipSync(tar), zstd: zstdCompressSync(tar), xz: XZ };
  for (const [how, layout] of Object.entries(packed))
    await assert.rejects(ask(layout), {
      code: 'INPUT_MALFORMED',
      message: new RegExp(`the layout of the request is compressed with ${how}: send the tar uncompressed`),
    });
  await assert.rejects(ask(tar.subarray(0, 700)), { code: 'INPUT_MALFORMED', message: /ends inside/ });
});
