import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { peerPath } from '../../test/interop/peer.ts';
import { startDistribution } from '../../test/interop/registry.ts';
import { type Bench, type Claim, type Figure, figureOf } from '../claim.ts';
import { plainEnvironment } from '../environment.ts';
import { tinyModule } from '../modules.ts';
import { CHECKOUT, packagedTwinseal } from '../programs.ts';
import { interleave } from '../rounds.ts';
import { timedRun } from '../timed-run.ts';

const TARGET = 5;
const PASSWORD = { COSIGN_PASSWORD: 'bench' };

/**
 * `twinseal verify` with a key against `cosign verify` with the same key, both of one image in a registry on loopback.
 * Twinseal judges the index and every platform, cosign the index alone.
 */
export const verify: Claim = {
  name: 'verify',
  async measure(bench) {
    const registry = await startDistribution();
    try {
      return await measure(bench, `${registry.host}/tiny:bench`);
    } finally {
      await registry.stop();
    }
  },
};

async function measure(bench: Bench, reference: string): Promise<readonly Figure[]> {
  const packaged = await packagedTwinseal(bench);
  const home = join(bench.scratch, 'verify');
  await mkdir(home, { recursive: true });
  const env = plainEnvironment(home);
  const publicKey = await sealAndPush(bench, packaged, home, reference);

  const ours = ['verify', reference, '--cosign-key', publicKey];
  // No transparency log was asked when it was sealed, so none is to be asked now.
  const cosign = [peerPath('cosign'), 'verify', '--key', publicKey, '--insecure-ignore-tlog', reference];
  const run = (argv: readonly string[]) => async () => (await timedRun(argv, { cwd: home, env })).took;
  const times = await interleave(
    { cosign: run(cosign), packaged: run([packaged, ...ours]), checkout: run([CHECKOUT, ...ours]) },
    bench.rounds(11),
    true,
  );
  return [
    figureOf('twinseal verify --cosign-key (package)', 'cosign verify --key', times.packaged, times.cosign, TARGET),
    figureOf('twinseal verify --cosign-key (checkout)', 'cosign verify --key', times.checkout, times.cosign, TARGET),
  ];
}

/** Seals a tiny program for two platforms and pushes it; gives the path of the public key. */
async function sealAndPush(bench: Bench, twinseal: string, home: string, reference: string): Promise<string> {
  const options = { cwd: home, env: plainEnvironment(home, PASSWORD) };
  const module = await tinyModule(join(home, 'tiny'));
  await timedRun([twinseal, 'keys', 'generate', 'cosign'], options);
  bench.say('sealing a tiny program');
  const platforms = ['--platform', 'linux/amd64,linux/arm64'];
  const layout = ['--layout', 'tiny.oci', '--cosign-key', 'cosign.key'];
  await timedRun([twinseal, 'seal', module.folder, ...platforms, ...layout], options);
  await timedRun([twinseal, 'push', 'tiny.oci', reference], options);
  return join(home, 'cosign.pub');
}
