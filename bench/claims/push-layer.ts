import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { peerPath } from '../../test/interop/peer.ts';
import { startDistribution } from '../../test/interop/registry.ts';
import { type Bench, type Claim, type Figure, figureOf } from '../claim.ts';
import { atDistance } from '../distant.ts';
import { plainEnvironment } from '../environment.ts';
import { type LayeredLayout, withLastLayerChanged, writeLayered } from '../layered-layout.ts';
import { packagedTwinseal } from '../programs.ts';
import { interleave } from '../rounds.ts';
import { timedRun } from '../timed-run.ts';

const LAYERS = 50;
/** The last one is what a Go program of 25 MB comes to. */
const SIZES = Array.from({ length: LAYERS }, (_, at) => (at === LAYERS - 1 ? 10_000_000 : 1_000_000));
/** Milliseconds until a registry's answer arrives, where it is not next door. */
const DISTANCE = 20;
const SECOND_PUSH = 1000;
/** The layer that changed, and the configuration that names it. */
const CHANGED = 2;

/**
 * A push of an image of 50 layers that the registry has, but for one that changed, against `oras cp` and `crane push` of the very same
 * layout, each into a repository of its own; and a push of what is there already. On loopback, where a round trip costs nothing and the
 * start of a process shows, and at a distance.
 */
export const pushLayer: Claim = {
  name: 'push-layer',
  async measure(bench) {
    const registry = await startDistribution();
    const far = await atDistance(registry.host, DISTANCE);
    try {
      const ground = await prepare(bench);
      return [
        ...(await measure(bench, ground, registry.host, 'near', 'loopback')),
        ...(await measure(bench, ground, far.host, 'far', `${DISTANCE} ms away`)),
      ];
    } finally {
      await far.stop();
      await registry.stop();
    }
  },
};

interface Ground {
  readonly packaged: string;
  readonly home: string;
  readonly base: LayeredLayout;
}

async function prepare(bench: Bench): Promise<Ground> {
  const packaged = await packagedTwinseal(bench);
  const home = join(bench.scratch, 'push-layer');
  await mkdir(home, { recursive: true });
  return { packaged, home, base: await writeLayered(join(home, 'base.oci'), SIZES) };
}

async function measure(
  bench: Bench,
  { packaged, home, base }: Ground,
  host: string,
  name: string,
  where: string,
): Promise<readonly Figure[]> {
  const options = { cwd: home, env: plainEnvironment(home) };
  const run = async (argv: readonly string[]) => (await timedRun(argv, options)).took;
  const oras = (layout: string) =>
    run([peerPath('oras'), 'cp', '--from-oci-layout', `${layout}:v1`, '--to-plain-http', `${host}/${name}/oras:v1`]);
  const crane = (layout: string) => run([peerPath('crane'), 'push', '--insecure', layout, `${host}/${name}/crane:v1`]);
  const push = async (layout: string, blobs: number): Promise<number> => {
    const argv = [packaged, 'push', layout, `${host}/${name}/twinseal:v1`, '-o', 'json'];
    const { took, stdout } = await timedRun(argv, options);
    const { uploaded } = (JSON.parse(stdout) as { readonly blobs: { readonly uploaded: number } }).blobs;
    // Whoever sends more, or less, has measured something else.
    if (uploaded !== blobs) throw new Error(`${uploaded} blobs were sent, and not ${blobs}`);
    return took;
  };

  bench.say(`pushing an image of ${LAYERS} layers three times, ${where}`);
  await push(base.folder, LAYERS + 1);
  await oras(base.folder);
  await crane(base.folder);
  // Each round has its own edit, made before any clock runs.
  const rounds = bench.rounds(7);
  const edited: string[] = [];
  for (let round = 0; round <= rounds; round += 1)
    edited.push((await withLastLayerChanged(base, join(home, `${name}-${round}.oci`))).folder);
  const layout = (round: number): string => edited[round + 1] ?? '';
  const times = await interleave(
    {
      oras: (round) => oras(layout(round)),
      ours: (round) => push(layout(round), CHANGED),
      crane: (round) => crane(layout(round)),
      again: () => push(base.folder, 0),
    },
    rounds,
    true,
  );
  const what = `twinseal push, one layer of ${LAYERS} changed (${where})`;
  const limit = times.again.map(() => SECOND_PUSH);
  return [
    figureOf(what, 'oras cp', times.ours, times.oras, 1),
    figureOf(what, 'crane push', times.ours, times.crane, 1),
    figureOf(`  a second push, which sends no blob (${where})`, 'a limit of 1 s', times.again, limit, 1),
  ];
}
