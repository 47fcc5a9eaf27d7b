// The older form of cosign with certificates, logs and timestamps, made by the real cosign 2 and 3 with the real Fulcio, a log and a timestamp
// authority on loopback, and verified by Twinseal; and the other way round.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sha256Of } from '../../src/judge/verify/outcome.ts';
import { craneImage } from '../support/crane-image.ts';
import { type KeylessInstance, startKeylessInstance } from '../support/keyless-instance.ts';
import { documentsOf, judgedBy, proveKeylessLegacy, trustOf } from '../support/legacy-keyless.ts';
import { type Fulcio, startFulcio } from './fulcio.ts';
import { type PeerName, peerOutput, runPeer, withoutPeers } from './peer.ts';
import { REGISTRIES } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'registry-distribution', 'fulcio', 'cosign', 'cosign2', 'crane');
const EMAIL = 'someone@example.com';
const TYPE = 'https://example.com/reviewed/v1';
const folder = mkdtempSync(join(tmpdir(), 'twinseal-legacy-keyless-'));
const predicate = join(folder, 'predicate.json');
writeFileSync(predicate, '{"reviewed":true}');
let fulcio: Fulcio;
let instance: KeylessInstance;
let trusted: string;
let env: Record<string, string>;
/** Of the instance: its log and its timestamp authority. */
let urls: { readonly rekor: string; readonly tsa: string };

after(async () => {
  await fulcio?.stop();
  await instance?.stop();
  rmSync(folder, { recursive: true, force: true });
});

before(async () => {
  if (skip !== false) return;
  [fulcio, instance] = await Promise.all([startFulcio(), startKeylessInstance(join(folder, 'instance'))]);
  const config = JSON.parse(readFileSync(instance.config(1, true), 'utf8'));
  urls = { rekor: config.rekorTlogUrls[0].url, tsa: config.tsaUrls[0].url };
  const root = JSON.parse(readFileSync(instance.trustedRoot, 'utf8'));
  const spki = fulcio.certificateLog.publicKey.export({ type: 'spki', format: 'der' });
  const ctlogKey = join(folder, 'ctlog.pub');
  writeFileSync(ctlogKey, fulcio.certificateLog.publicKey.export({ type: 'spki', format: 'pem' }));
  const [ctlog] = root.ctlogs;
  const [authority] = root.certificateAuthorities;
  const certificates = fulcio.chain.map((rawBytes) => ({ rawBytes: Buffer.from(rawBytes).toString('base64') }));
  const logId = { keyId: Buffer.from(sha256Of(spki).slice(7), 'hex').toString('base64') };
  root.ctlogs = [{ ...ctlog, publicKey: { ...ctlog.publicKey, rawBytes: spki.toString('base64') }, logId }];
  root.certificateAuthorities = [{ ...authority, certChain: { certificates } }];
  trusted = join(folder, 'trusted_root.json');
  writeFileSync(trusted, JSON.stringify(root));
  env = { COSIGN_PASSWORD: '', SIGSTORE_CT_LOG_PUBLIC_KEY_FILE: ctlogKey };
});

/** Flags by which each version writes its older form with these services. */
const OLD: Readonly<Record<'cosign' | 'cosign2', readonly string[]>> = {
  cosign: ['--new-bundle-format=false', '--use-signing-config=false', '-y', '--allow-http-registry'],
  cosign2: ['-y', '--allow-http-registry'],
};
const PEERS = ['cosign2', 'cosign'] as const;

/** Who signs: an identity, or a key; with a log, an authority for timestamps, or neither. */
function flagsOf(peer: 'cosign' | 'cosign2', key: string | undefined, log: boolean, stamp: boolean): readonly string[] {
  const by = key === undefined ? ['--fulcio-url', fulcio.url, '--identity-token', fulcio.token(EMAIL)] : ['--key', key];
  const trust = peer === 'cosign' && key === undefined ? ['--trusted-root', trusted] : [];
  return [
    ...OLD[peer],
    ...by,
    ...trust,
    ...(log ? ['--rekor-url', urls.rekor] : ['--tlog-upload=false']),
    ...(stamp ? ['--timestamp-server-url', urls.tsa] : []),
  ];
}

async function verifiesThere(peer: PeerName, image: string, words: readonly string[]): Promise<boolean> {
  const old = peer === 'cosign' ? ['--new-bundle-format=false'] : [];
  const trust = trustOf(peer, trusted, folder);
  const all = ['verify', ...old, ...trust.flags, '--allow-http-registry', ...words, image];
  const { status } = await runPeer(peer, all, { env: { ...env, ...trust.env } });
  return status === 0;
}

const who = (identity: string) => [
  ...['--certificate-identity', identity, '--certificate-oidc-issuer', fulcio.issuer.url],
];
const asIdentity = (identity: string) => ({
  keyless: { identity, issuer: fulcio.issuer.url, trustedRoot: readFileSync(trusted, 'utf8') },
});
const SIGNED = { signatures: [{ by: 'ci' }] };

for (const peer of PEERS)
  for (const stamp of [false, true])
    for (const [kind, start] of Object.entries(REGISTRIES))
      test(`an identity signs by ${peer}${stamp ? ' with a timestamp' : ''} on ${kind}: taken here and there, for nobody else`, {
        skip,
      }, async () => {
        const registry = await start();
        after(registry.stop);
        const { reference } = await craneImage(folder, `${registry.host}/team/app`);
        const image = (await documentsOf(reference))[0] ?? '';
        await peerOutput(peer, ['sign', '--recursive', ...flagsOf(peer, undefined, true, stamp), image], { env });
        for (const [identity, good] of [
          [EMAIL, true],
          [`x${EMAIL}`, false],
        ] as const) {
          const verdict = await judgedBy(folder, image, asIdentity(identity), SIGNED);
          assert.deepEqual(verdict, good ? ['allow'] : ['deny', 'SIGNATURE_UNTRUSTED']);
          const stamps = stamp ? ['--use-signed-timestamps'] : [];
          assert.equal(await verifiesThere('cosign2', image, [...who(identity), ...stamps]), good);
        }
        const attest = ['attest', ...flagsOf(peer, undefined, true, stamp), '--type', TYPE, '--predicate', predicate];
        for (const one of await documentsOf(reference)) await peerOutput(peer, [...attest, one], { env });
        const stated = { statements: [{ type: TYPE, by: ['ci'] }] };
        assert.deepEqual(await judgedBy(folder, image, asIdentity(EMAIL), stated), ['allow']);
        assert.equal((await judgedBy(folder, image, asIdentity(`x${EMAIL}`), stated))[0], 'deny');
      });

for (const peer of PEERS)
  test(`a key signs by ${peer}: the log and the timestamp are what a policy can demand`, { skip }, async () => {
    const registry = await REGISTRIES['go-containerregistry']();
    after(registry.stop);
    const prefix = join(folder, peer);
    await peerOutput('cosign', ['generate-key-pair', '--output-key-prefix', prefix], { env });
    const trust = (more: object) => ({
      cosign: { keyFile: `${prefix}.pub`, trustedRoot: readFileSync(trusted, 'utf8'), ...more },
    });
    for (const [name, log, stamp] of [
      ['bare', false, false],
      ['logged', true, false],
      ['stamped', false, true],
      ['both', true, true],
    ] as const) {
      const { reference } = await craneImage(folder, `${registry.host}/team/${name}`);
      const image = (await documentsOf(reference))[0] ?? '';
      await peerOutput(peer, ['sign', '--recursive', ...flagsOf(peer, `${prefix}.key`, log, stamp), image], { env });
      const logged = await judgedBy(folder, image, trust({ logs: 1 }), SIGNED);
      assert.deepEqual(logged, log ? ['allow'] : ['deny', 'SIGNATURE_LOGS_TOO_FEW'], name);
      const young = { signatures: [{ by: 'ci', maxAge: 3600 }] };
      const aged = await judgedBy(folder, image, trust({}), young);
      assert.deepEqual(aged, log || stamp ? ['allow'] : ['deny', 'SIGNATURE_TIME_UNKNOWN'], name);
    }
  });

test('by the referrers API, as cosign 2 can attach it', { skip }, async () => {
  const registry = await REGISTRIES['go-containerregistry']();
  after(registry.stop);
  const { reference } = await craneImage(folder, `${registry.host}/team/experimental`);
  const image = (await documentsOf(reference))[0] ?? '';
  const words = [
    'sign',
    '--recursive',
    '--registry-referrers-mode=oci-1-1',
    ...flagsOf('cosign2', undefined, true, true),
  ];
  await peerOutput('cosign2', [...words, image], { env: { ...env, COSIGN_EXPERIMENTAL: '1' } });
  const { stdout } = await runPeer('crane', ['ls', reference.slice(0, reference.lastIndexOf(':'))]);
  assert.doesNotMatch(stdout, /\.sig/, 'there is a tag too, so this would prove nothing');
  assert.deepEqual(await judgedBy(folder, image, asIdentity(EMAIL), SIGNED), ['allow']);
  assert.equal((await judgedBy(folder, image, asIdentity(`x${EMAIL}`), SIGNED))[0], 'deny');
});

for (const stamps of [false, true])
  test(`cosign 2 verifies what an identity signs and attests with --legacy${stamps ? ', stamped' : ''}`, {
    skip,
  }, async () => {
    const registry = await REGISTRIES.distribution();
    after(registry.stop);
    await proveKeylessLegacy('cosign2', [], instance, registry.host, folder, stamps);
  });
