// As sign-legacy-tags.heavy.test.ts, for cosign 2, whose only form it is.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { proveLegacy } from '../support/legacy-signers.ts';
import { makeKeys } from '../support/sealed-hello.ts';
import { withoutPeers } from './peer.ts';
import { REGISTRIES } from './registry.ts';

const skip = withoutPeers('registry-distribution', 'registry-ggcr', 'cosign2', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-legacy-'));
after(() => rmSync(root, { recursive: true, force: true }));
const [one, two, three] = await Promise.all(['one', 'two', 'three'].map((name) => makeKeys(join(root, name))));
assert.ok(one !== undefined && two !== undefined && three !== undefined);

for (const [kind, start] of Object.entries(REGISTRIES))
  test(`cosign 2 verifies what is signed and attested with --legacy on ${kind}`, { skip }, async () => {
    const registry = await start();
    after(registry.stop);
    await proveLegacy('cosign2', ['--insecure-ignore-tlog'], ['--tlog-upload=false'], registry.host, root, [
      one,
      two,
      three,
    ]);
  });
