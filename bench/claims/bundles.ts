import { strict as assert } from 'node:assert';
import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot as ProtobufRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { type Digest, sha256Digest } from '../../src/formats/digest.ts';
import { parseTrustedRoot } from '../../src/formats/sigstore/trusted-root.ts';
import { verifyBlobBundle } from '../../src/judge/verify/blob-bundle.ts';
import type { WantedSigner } from '../../src/judge/verify/bundle-signer.ts';
import { publicKeyOf } from '../../src/judge/verify/public-key.ts';
import { peerPath } from '../../test/interop/peer.ts';
import { IDENTITY, ISSUER, makeInstance, SIGNED } from '../../test/support/sigstore-instance.ts';
import { type Bench, type Claim, type Figure, figureOf } from '../claim.ts';
import { recordCrypto } from '../crypto-floor.ts';
import { plainEnvironment } from '../environment.ts';
import { CHECKOUT, packagedTwinseal } from '../programs.ts';
import { interleave } from '../rounds.ts';
import { timedRun } from '../timed-run.ts';

const FILE = Buffer.from('the artifact');
const BUNDLES = 200;
/** At least half of the floor's rate, five times that of sigstore-js; four times the time of cosign's process. */
const [FLOOR, PEER, PROCESS] = [2, 1 / 5, 4];

/**
 * Bundles in process, on one core: by key, and without one (chain, timestamp of a log of certificates, proof of inclusion,
 * checkpoint), each bundle another one, against the calls of node:crypto that the same evidence takes, and against
 * sigstore-js. And `bundle verify` as a process against `cosign verify-blob` of the same files.
 */
export const bundles: Claim = {
  name: 'bundles',
  async measure(bench) {
    return [...(await inProcess(bench)), ...(await asProcess(bench))];
  },
};

const instance = makeInstance();
const root = parseTrustedRoot(instance.rootBytes);
const artifact = { name: 'app', digest: sha256Digest(FILE) as Digest, blob: { bytes: FILE } };

function ours(all: readonly Uint8Array[], wanted: WantedSigner, trusted?: typeof root): () => void {
  return () => {
    for (const bytes of all) {
      const one = {
        name: 'bundle',
        bytes,
        artifact,
        wanted,
        now: SIGNED,
        ...(trusted !== undefined && { root: trusted }),
      };
      assert.equal(verifyBlobBundle(one).outcome, 'verified');
    }
  };
}

/** Milliseconds of this process's own processor time: what others do on the machine counts less than by the clock. */
function timed(work: () => void): () => Promise<number> {
  return async () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}

async function inProcess(bench: Bench): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const keyed = keyedBundles();
  const byKey = ours(keyed.bundles, { kind: 'key', key: publicKeyOf(keyed.spki) });
  const verifier = sigstoreJs();
  const identity = { kind: 'identity', identity: IDENTITY, issuer: ISSUER } as const;
  for (const log of ['v1', 'v2'] as const) {
    const all = Array.from({ length: BUNDLES }, () => instance.bundle({ file: FILE }, { log }));
    const work = ours(all, identity, root);
    work();
    const floor = recordCrypto(work);
    // Artifact, certificate, timestamp of the log of certificates, checkpoint; and the promise of v1, the timestamp of v2.
    assert.deepEqual(floor.counts, { verify: 5 * BUNDLES, createPublicKey: BUNDLES });
    const theirs = () => {
      for (const bytes of all) verifier(bytes);
    };
    const times = await interleave(
      { floor: timed(floor.again), ours: timed(work), theirs: timed(theirs) },
      bench.rounds(11),
      true,
    );
    const claim = `a keyless bundle in a log of ${log}, in process`;
    figures.push(figureOf(claim, 'its calls of node:crypto', times.ours, times.floor, FLOOR));
    figures.push(figureOf(claim, '@sigstore/verify', times.ours, times.theirs, PEER));
  }
  byKey();
  const floor = recordCrypto(byKey);
  assert.deepEqual(floor.counts, { verify: BUNDLES });
  const times = await interleave({ floor: timed(floor.again), ours: timed(byKey) }, bench.rounds(11), true);
  figures.push(figureOf('a bundle by key, in process', 'its calls of node:crypto', times.ours, times.floor, FLOOR));
  return figures;
}

/** sigstore-js with the same trusted root; it, too, reads each bundle from its bytes. */
function sigstoreJs(): (bytes: Uint8Array) => void {
  const material = toTrustMaterial(ProtobufRoot.fromJSON(JSON.parse(instance.rootBytes.toString())));
  const v1 = new Verifier(material, { tlogThreshold: 1, ctlogThreshold: 1, timestampThreshold: 1 });
  return (bytes) => {
    const bundle = bundleFromJSON(JSON.parse(Buffer.from(bytes).toString()));
    v1.verify(toSignedEntity(bundle, FILE), { subjectAlternativeName: IDENTITY, extensions: { issuer: ISSUER } });
  };
}

/** What `cosign sign-blob --key` makes without a log. */
function keyedBundles(): { readonly bundles: readonly Uint8Array[]; readonly spki: Uint8Array } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const digest = createHash('sha256').update(FILE).digest();
  const bundles = Array.from({ length: BUNDLES }, () =>
    Buffer.from(
      JSON.stringify({
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        verificationMaterial: { publicKey: { hint: base64(createHash('sha256').update(spki).digest()) } },
        messageSignature: {
          messageDigest: { algorithm: 'SHA2_256', digest: base64(digest) },
          signature: base64(sign('sha256', FILE, privateKey)),
        },
      }),
    ),
  );
  assert.ok(createPublicKey(privateKey).equals(publicKey));
  return { bundles, spki };
}

async function asProcess(bench: Bench): Promise<readonly Figure[]> {
  const packaged = await packagedTwinseal(bench);
  const cwd = join(bench.scratch, 'bundles');
  await mkdir(cwd, { recursive: true });
  const env = plainEnvironment(cwd);
  await writeFile(join(cwd, 'app'), FILE);
  await writeFile(join(cwd, 'root.json'), instance.rootBytes);
  await writeFile(join(cwd, 'app.json'), instance.bundle({ file: FILE }, { log: 'v1' }));
  const who = ['--certificate-identity', IDENTITY, '--certificate-oidc-issuer', ISSUER, '--trusted-root', 'root.json'];
  const words = ['--bundle', 'app.json', ...who, 'app'];
  const run = (argv: readonly string[]) => async () => (await timedRun(argv, { cwd, env })).took;
  const cosign = [peerPath('cosign'), 'verify-blob', '--new-bundle-format', ...words];
  const times = await interleave(
    {
      cosign: run(cosign),
      packaged: run([packaged, 'bundle', 'verify', ...words]),
      checkout: run([CHECKOUT, 'bundle', 'verify', ...words]),
    },
    bench.rounds(15),
    true,
  );
  return [
    figureOf('twinseal bundle verify (package)', 'cosign verify-blob', times.packaged, times.cosign, PROCESS),
    figureOf('twinseal bundle verify (checkout)', 'cosign verify-blob', times.checkout, times.cosign, PROCESS),
  ];
}
