import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialisePem } from '../../src/formats/der/pem.ts';
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
 * What cosign is told of an instance: version 3 by its trusted root, version 2 by files that variables name, since in this form it takes
 * no root.
 */
export function trustOf(
  cosign: PeerName,
  trustedRoot: string,
  folder: string,
): { readonly flags: readonly string[]; readonly env: Record<string, string> } {
  if (cosign !== 'cosign2') return { flags: ['--trusted-root', trustedRoot], env: {} };
  interface Chain {
    readonly certChain: { readonly certificates: readonly { readonly rawBytes: string }[] };
  }
  interface Log {
    readonly publicKey: { readonly rawBytes: string };
  }
  const root = JSON.parse(readFileSync(trustedRoot, 'utf8')) as {
    readonly tlogs: readonly Log[];
    readonly ctlogs: readonly Log[];
    readonly certificateAuthorities: readonly Chain[];
    readonly timestampAuthorities: readonly Chain[];
  };
  const pem = (label: string, rawBytes: string) => serialisePem(label, Buffer.from(rawBytes, 'base64'));
  const chain = (one: Chain | undefined) =>
    (one?.certChain.certificates ?? []).map(({ rawBytes }) => pem('CERTIFICATE', rawBytes)).join('');
  const key = (one: Log | undefined) => pem('PUBLIC KEY', one?.publicKey.rawBytes ?? '');
  const files = {
    SIGSTORE_ROOT_FILE: chain(root.certificateAuthorities[0]),
    SIGSTORE_REKOR_PUBLIC_KEY: key(root.tlogs[0]),
    SIGSTORE_CT_LOG_PUBLIC_KEY_FILE: key(root.ctlogs[0]),
    SIGSTORE_TSA_CERTIFICATE_FILE: chain(root.timestampAuthorities[0]),
  };
  const env: Record<string, string> = {};
  for (const [name, text] of Object.entries(files)) {
    env[name] = join(folder, `${name}.pem`);
    writeFileSync(env[name], text);
  }
  return { flags: [], env };
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
  const trust = trustOf(cosign, instance.trustedRoot, folder);
  const options = { env: trust.env };
  const common = [
    ...[...flags, ...trust.flags, '--allow-http-registry'],
    ...(stamps ? ['--use-signed-timestamps'] : []),
  ];
  for (const image of await documentsOf(reference))
    for (const [identity, good] of [
      [WHO.subject, true],
      [`${WHO.subject}/other`, false],
    ] as const) {
      const verified = await runPeer(
        cosign,
        ['verify', ...common, ...who(identity), '-a', 'build=4711', image],
        options,
      );
      assert.equal(verified.status === 0, good, verified.stderr);
      const statement = await runPeer(
        cosign,
        ['verify-attestation', '--type', TYPE, ...common, ...who(identity), image],
        options,
      );
      assert.equal(statement.status === 0, good, statement.stderr);
    }
  const keyless = { issuer: WHO.issuer, trustedRoot: readFileSync(instance.trustedRoot, 'utf8') };
  const require = { signatures: [{ by: 'ci' }], statements: [{ type: TYPE, by: ['ci'] }] };
  const ours = (identity: string) => judgedBy(folder, reference, { keyless: { ...keyless, identity } }, require);
  assert.deepEqual(await ours(WHO.subject), ['allow']);
  assert.equal((await ours(`${WHO.subject}/other`))[0], 'deny');
}
