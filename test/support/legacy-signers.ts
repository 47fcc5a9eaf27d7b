import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PeerName, peerOutput, runPeer } from '../interop/peer.ts';
import { craneImage } from './crane-image.ts';
import type { OperatorKeys } from './sealed-hello.ts';
import { PASSWORD } from './sealed-hello.ts';
import { twinseal } from './twinseal-program.ts';

const env = { ...process.env, COSIGN_PASSWORD: PASSWORD };

/** The index and each platform of an image, by reference. */
async function documents(reference: string): Promise<readonly string[]> {
  const repository = reference.slice(0, reference.lastIndexOf(':'));
  const { manifests } = JSON.parse(await peerOutput('crane', ['manifest', reference]));
  const digests = [
    (await peerOutput('crane', ['digest', reference])).trim(),
    ...manifests.map((one: { digest: string }) => one.digest),
  ];
  return digests.map((digest) => `${repository}@${digest}`);
}

/**
 * Signs and attests in cosign's older form and has it verified by a cosign: two signers one after the other, cosign itself as a third,
 * annotations, the signed name, and attestations.
 *
 * @param flags - of that cosign, so that it looks under tags
 * @param signFlags - so that it signs offline in that form
 */
export async function proveLegacy(
  cosign: PeerName,
  flags: readonly string[],
  signFlags: readonly string[],
  host: string,
  folder: string,
  [one, two, three]: readonly [OperatorKeys, OperatorKeys, OperatorKeys],
): Promise<void> {
  const { reference } = await craneImage(folder, `${host}/team/app`);
  const repository = reference.slice(0, reference.lastIndexOf(':'));
  const verify = (keys: OperatorKeys, image: string, ...words: readonly string[]) =>
    runPeer(cosign, ['verify', ...flags, '--key', keys.cosignPub, '--allow-http-registry', ...words, image]);
  const sign = async (keys: OperatorKeys, ...words: readonly string[]) => {
    const all = ['sign', reference, '--legacy', '--cosign-key', keys.cosignKey, '-o', 'json', ...words];
    const { status, stdout, stderr } = await twinseal(all, { env });
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout).signatures as { outcome: string; evidence: string }[];
  };
  const all = await documents(reference);
  const [index = ''] = all;

  await sign(one, '-a', 'build=4711');
  for (const image of all) {
    const { status, stdout, stderr } = await verify(one, image, '-a', 'build=4711');
    assert.equal(status, 0, stderr);
    const [{ critical }] = JSON.parse(stdout);
    assert.equal(critical.identity['docker-reference'], repository);
    assert.notEqual((await verify(one, image, '-a', 'build=4712')).status, 0);
    assert.notEqual((await verify(two, image)).status, 0);
  }
  assert.deepEqual(
    (await sign(one, '-a', 'build=4711')).map(({ outcome }) => outcome),
    ['already', 'already', 'already'],
  );

  // A second signer, and cosign itself, add to what is there.
  await sign(two);
  await peerOutput(cosign, ['sign', ...signFlags, '--key', three.cosignKey, '--allow-http-registry', '-y', index], {
    env: { COSIGN_PASSWORD: PASSWORD },
  });
  const last = await sign(one);
  for (const keys of [one, two, three]) assert.equal((await verify(keys, index)).status, 0);
  const tag = `${repository}:${index.split('@')[1]?.replace(':', '-')}.sig`;
  const manifest = JSON.parse(await peerOutput('crane', ['manifest', tag]));
  assert.equal(manifest.layers.length, 4);
  assert.equal((await peerOutput('crane', ['digest', tag])).trim(), last[0]?.evidence);
  const config = JSON.parse(await peerOutput('crane', ['config', tag]));
  assert.deepEqual(config.rootfs.diff_ids.length, 4);
  for (const { cosignPub } of [one, two]) {
    const verified = await twinseal(['verify', reference, '--cosign-key', cosignPub]);
    assert.equal(verified.status, 0, verified.stdout + verified.stderr);
  }

  const predicate = join(folder, 'reviewed.json');
  writeFileSync(predicate, '{"reviewed":true}');
  const type = 'https://example.com/reviewed/v1';
  const words = [
    'attest',
    reference,
    '--legacy',
    '--type',
    type,
    '--predicate',
    predicate,
    '--cosign-key',
    one.cosignKey,
  ];
  const attested = await twinseal(words, { env });
  assert.equal(attested.status, 0, attested.stderr);
  const attestation = (image: string, of: string) =>
    runPeer(cosign, [
      ...['verify-attestation', ...flags, '--key', one.cosignPub, '--allow-http-registry', '--type', of, image],
    ]);
  for (const image of all) {
    const { status, stderr } = await attestation(image, type);
    assert.equal(status, 0, stderr);
  }
  assert.notEqual((await attestation(index, 'vuln')).status, 0);
}
