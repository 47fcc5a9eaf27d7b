// `seal` and `attest` by other signers than key files: an identity with logs and timestamps, and a plugin of notation. Everything that
// a policy demands of a sealed image verifies, and notation verifies its half.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { writeHelloModule } from '../support/hello-module.ts';
import { startKeylessInstance, WHO } from '../support/keyless-instance.ts';
import { writePlugin } from '../support/notation-plugin.ts';
import { makeKeys } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { notationHome } from './notation-home.ts';
import { peerOutput, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'notation');
const root = mkdtempSync(join(tmpdir(), 'twinseal-seal-signers-'));
after(() => rmSync(root, { recursive: true, force: true }));

test('a seal by an identity and a plugin, with timestamps, and a scan by the identity', { skip }, async () => {
  const keys = await makeKeys(join(root, 'keys'));
  const plugin = writePlugin(join(root, 'plugins'), 'vault', { key: keys.notationKey, chain: keys.notationChain });
  const instance = await startKeylessInstance(join(root, 'instance'));
  after(() => instance.stop());
  const registry = await startGgcr();
  after(registry.stop);
  const home = join(root, 'home');
  mkdirSync(home);
  writeHelloModule(join(root, 'module'));
  const layout = join(root, 'app.oci');
  const identity = ['--signing-config', instance.config(2), '--trusted-root', instance.trustedRoot];
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    GOSUMDB: 'off',
    SIGSTORE_ID_TOKEN: readFileSync(instance.token, 'utf8'),
  };
  const words = ['seal', join(root, 'module'), '--platform', 'linux/amd64', '--layout', layout, ...identity];
  const by = ['--notation-plugin', plugin.program, '--notation-plugin-key-id', 'key-1'];
  const sealed = await twinseal([...words, ...by], { env });
  assert.equal(sealed.status, 0, sealed.stderr);
  assert.ok(plugin.asked().every(({ env: seen }) => seen.SIGSTORE_ID_TOKEN === undefined));

  const clean = join(root, 'clean.json');
  writeFileSync(clean, '[]');
  const attested = await twinseal(['attest', layout, '--from', 'gitleaks', '--predicate', clean, ...identity], { env });
  assert.equal(attested.status, 0, attested.stderr);

  const policy = join(root, 'policy.json');
  const decide = async (name: string) => {
    const keyless = { issuer: WHO.issuer, identity: name, trustedRoot: readFileSync(instance.trustedRoot, 'utf8') };
    const require = { signatures: [{ by: 'ci' }], twinBuild: { by: ['ci'] }, secrets: { by: ['ci'] } };
    const trust = [{ name: 'ci', keyless }];
    writeFileSync(policy, JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require }));
    const { stdout, stderr } = await twinseal(['verify', layout, '--policy', policy, '-o', 'json']);
    assert.notEqual(stdout, '', stderr);
    return JSON.parse(stdout);
  };
  const verdict = await decide(WHO.subject);
  assert.equal(verdict.outcome, 'allow', JSON.stringify(verdict.checks));
  assert.equal((await decide('https://example.com/ci/other')).outcome, 'deny');

  const reference = `${registry.host}/team/app:v1`;
  assert.equal((await twinseal(['push', layout, reference])).status, 0);
  const notation = await notationHome(keys.notationRoot, [`${registry.host}/team/app`]);
  await peerOutput('notation', ['verify', '--insecure-registry', reference], { home: notation });
});
