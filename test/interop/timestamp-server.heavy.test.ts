// The timestamp authority of the Sigstore project, as it runs in the world: its timestamps in both families, verified by both peers.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { craneImage } from '../support/crane-image.ts';
import { makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { notationHome } from './notation-home.ts';
import { peerOutput, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';
import { startTimestampServer } from './timestamp-server.ts';

const skip = withoutPeers('registry-ggcr', 'cosign', 'notation', 'crane', 'timestamp-server');
const root = mkdtempSync(join(tmpdir(), 'twinseal-tsa-server-'));
after(() => rmSync(root, { recursive: true, force: true }));

test('its timestamps are verified by cosign and notation', { skip }, async () => {
  const { url, chain } = await startTimestampServer();
  const chainFile = join(root, 'chain.pem');
  writeFileSync(chainFile, chain);
  const last =
    chain
      .trim()
      .split(/(?=-----BEGIN)/)
      .at(-1) ?? '';
  const rootFile = join(root, 'root.pem');
  writeFileSync(rootFile, last);
  const keys = await makeKeys(join(root, 'keys'));
  const registry = await startGgcr();
  after(registry.stop);
  const { reference } = await craneImage(root, `${registry.host}/team/app`);
  const notation = ['--notation-key', keys.notationKey, '--notation-cert', keys.notationChain];
  const words = ['--cosign-key', keys.cosignKey, ...notation, '--timestamp-url', url, '--timestamp-roots', rootFile];
  const env = { ...process.env, COSIGN_PASSWORD: PASSWORD };
  const { status, stderr } = await twinseal(['sign', reference, ...words], { env });
  assert.equal(status, 0, stderr);

  const home = await notationHome(keys.notationRoot, [reference.slice(0, reference.lastIndexOf(':'))]);
  await peerOutput('notation', ['cert', 'add', '--type', 'tsa', '--store', 'stamps', rootFile], { home });
  const file = join(home, '.config', 'notation', 'trustpolicy.json');
  const policy = JSON.parse(readFileSync(file, 'utf8'));
  policy.trustPolicies[0].trustStores.push('tsa:stamps');
  writeFileSync(file, JSON.stringify(policy));
  await peerOutput('notation', ['verify', '--insecure-registry', reference], { home });

  const trusted = join(root, 'trusted_root.json');
  await peerOutput('cosign', ['trusted-root', 'create', '--timestamp-certificate-chain', chainFile, '--out', trusted]);
  await peerOutput('cosign', [
    ...['verify', '--key', keys.cosignPub, '--insecure-ignore-tlog', '--use-signed-timestamps'],
    ...['--trusted-root', trusted, '--allow-http-registry', reference],
  ]);
});
