import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '../../src/records/verdict.ts';
import { type PeerName, peerOutput, runPeer } from '../interop/peer.ts';
import { craneImage } from './crane-image.ts';
import { type KeylessInstance, WHO } from './keyless-instance.ts';
import { twinseal } from './twinseal-program.ts';

const TYPE = 'https://example.com/reviewed/v1';
const { SIGSTORE_ID_TOKEN: _, ...plain } = process.env;

/** Outcome, and codes of what stands against it. */
export async function judgedBy(
  folder: string,
  image: string,
  signer: object,
  require: object,
): Promise<readonly string[]> {
  const policy = join(folder, 'policy.json');
  const trust = [{ name: 'ci', ...signer }];
  writeFileSync(policy, JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require }));
  const { stdout, stderr } = await twinseal(['verify', image, '--policy', policy, '-o', 'json']);
  assert.notEqual(stdout, '', stderr);
  const { outcome, checks } = JSON.parse(stdout) as Verdict;
  const against = checks.filter(({ status }) => status === 'fail' || status === 'fault').map(({ code }) => code);
  return [outcome, ...new Set(against)];
}

/** Index and platforms of an image, by digest. */
export async function documentsOf(reference: string): Promise<readonly string[]> {
  const repository = reference.slice(0, reference.lastIndexOf(':'));
  const { manifests } = JSON.parse(await peerOutput('crane', ['manifest', reference]));
  const root = (await peerOutput('crane', ['digest', reference])).trim();
  return [root, ...manifests.map(({ digest }: { digest: string }) => digest)].map((one) => `${repository}@${one}`);
}

/**
 * Signs and attests for an identity in cosign's older form, and has it verified by a cosign and by Twinseal, for that identity and
 * for nobody else.
 *
 * @param flags - of that cosign, so that it looks under tags
 * @param stamps - whether the instance stamps too
 */
export async function proveKeylessLegacy(
  cosign: PeerName,
  flags: readonly string[],
  instance: KeylessInstance,
  host: string,
  folder: string,
  stamps: boolean,
): Promise<void> {
  const { reference } = await craneImage(folder, `${host}/team/${stamps ? 'stamped' : 'app'}`);
  const by = ['--signing-config', instance.config(1, stamps), '--trusted-root', instance.trustedRoot];
  const words = ['--legacy', ...by, '--identity-token', instance.token];
  const signed = await twinseal(['sign', reference, ...words, '-a', 'build=4711'], { env: plain });
  assert.equal(signed.status, 0, signed.stderr);
  const predicate = join(folder, 'reviewed.json');
  writeFileSync(predicate, '{"reviewed":true}');
  const attested = await twinseal(['attest', reference, ...words, '--type', TYPE, '--predicate', predicate], {
    env: plain,
  });
  assert.equal(attested.status, 0, attested.stderr);
  const who = (identity: string) => ['--certificate-identity', identity, '--certificate-oidc-issuer', WHO.issuer];
  const common = [
    ...[...flags, '--trusted-root', instance.trustedRoot, '--allow-http-registry'],
    ...(stamps ? ['--use-signed-timestamps'] : []),
  ];
  for (const image of await documentsOf(reference))
    for (const [identity, good] of [
      [WHO.subject, true],
      [`${WHO.subject}/other`, false],
    ] as const) {
      const verified = await runPeer(cosign, ['verify', ...common, ...who(identity), '-a', 'build=4711', image]);
      assert.equal(verified.status === 0, good, verified.stderr);
      const statement = await runPeer(cosign, [
        'verify-attestation',
        '--type',
        TYPE,
        ...common,
        ...who(identity),
        image,
      ]);
      assert.equal(statement.status === 0, good, statement.stderr);
    }
  const keyless = { issuer: WHO.issuer, trustedRoot: readFileSync(instance.trustedRoot, 'utf8') };
  const require = { signatures: [{ by: 'ci' }], statements: [{ type: TYPE, by: ['ci'] }] };
  const ours = (identity: string) => judgedBy(folder, reference, { keyless: { ...keyless, identity } }, require);
  assert.deepEqual(await ours(WHO.subject), ['allow']);
  assert.equal((await ours(`${WHO.subject}/other`))[0], 'deny');
}
