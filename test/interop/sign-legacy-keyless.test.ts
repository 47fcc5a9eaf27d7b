// The older form of cosign for an identity: what `sign --legacy` and `attest --legacy` write, cosign 3 verifies as its own older form.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { craneImage } from '../support/crane-image.ts';
import { startKeylessInstance } from '../support/keyless-instance.ts';
import { proveKeylessLegacy } from '../support/legacy-keyless.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { runPeer, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'cosign', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-legacy-keyless-'));
after(() => rmSync(root, { recursive: true, force: true }));
const instance = await startKeylessInstance(join(root, 'instance'));
after(() => instance.stop());

for (const stamps of [false, true])
  test(`cosign 3 verifies what an identity signs and attests with --legacy${stamps ? ', stamped' : ''}`, {
    skip,
  }, async () => {
    const registry = await startGgcr();
    after(registry.stop);
    await proveKeylessLegacy('cosign', ['--new-bundle-format=false'], instance, registry.host, root, stamps);
  });

test('a log of Rekor 2 has no place there, and an instance that lies leaves nothing attached', { skip }, async () => {
  const registry = await startGgcr();
  after(registry.stop);
  const { reference } = await craneImage(root, `${registry.host}/team/other`);
  const liar = await startKeylessInstance(join(root, 'liar'), {
    answer: (path, body) =>
      path.endsWith('v1/log/entries') ? body.replace(/"integratedTime":(\d+)/, '"integratedTime":1$1') : body,
  });
  after(() => liar.stop());
  for (const [config, trusted, token, status, why] of [
    [instance.config(2), instance.trustedRoot, instance.token, 2, /one entry of one log, Rekor 1/],
    [liar.config(1), liar.trustedRoot, liar.token, 3, /does not verify by its trusted root, so nothing was attached/],
  ] as const) {
    const words = ['--signing-config', config, '--trusted-root', trusted, '--identity-token', token];
    const made = await twinseal(['sign', reference, '--legacy', ...words]);
    assert.match(made.stderr, why);
    assert.equal(made.status, status, made.stderr);
  }
  const listed = await runPeer('crane', ['ls', reference.slice(0, reference.lastIndexOf(':'))]);
  assert.doesNotMatch(listed.stdout, /\.sig/);
});
