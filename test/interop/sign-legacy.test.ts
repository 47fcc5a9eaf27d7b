// The older form of cosign, under tags: what `sign --legacy` and `attest --legacy` write, cosign 3 verifies as its own older form.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { proveLegacy } from '../support/legacy-signers.ts';
import { makeKeys, type OperatorKeys } from '../support/sealed-hello.ts';
import { withoutPeers } from './peer.ts';
import { startDistribution } from './registry.ts';

const skip = withoutPeers('registry-distribution', 'cosign', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-legacy-'));
after(() => rmSync(root, { recursive: true, force: true }));
const made: OperatorKeys[] = [];
for (const name of ['one', 'two', 'three']) made.push(await makeKeys(join(root, name)));
const [one, two, three] = made;
assert.ok(one !== undefined && two !== undefined && three !== undefined);
const OLD = ['--new-bundle-format=false'];
const VERIFY = [...OLD, '--insecure-ignore-tlog'];

test('cosign 3 verifies it, adds to it, and reads attestations', { skip }, async () => {
  const registry = await startDistribution();
  after(registry.stop);
  const signing = [...OLD, '--use-signing-config=false', '--tlog-upload=false'];
  await proveLegacy('cosign', VERIFY, signing, registry.host, root, [one, two, three]);
});
