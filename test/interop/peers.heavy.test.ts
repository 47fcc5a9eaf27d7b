// The peers that the long suite alone needs, and that tell of themselves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPeer, withoutPeers } from './peer.ts';

for (const [name, args] of [
  ['dlv', ['version']],
  ['pyspdxtools', ['--help']],
] as const) {
  test(`the real ${name} runs`, { skip: withoutPeers(name) }, async () => {
    const { status, stderr } = await runPeer(name, args);
    assert.equal(status, 0, stderr);
  });
}
