import { peerPath } from '../../test/interop/peer.ts';
import { type Bench, type Claim, type Figure, figureOf, median } from '../claim.ts';
import { plainEnvironment } from '../environment.ts';
import { type ManyImages, manyImages } from '../many-images.ts';
import { startBenchService } from '../service.ts';
import { timedRun } from '../timed-run.ts';

const TARGET = 1.5;
const IMAGES = 20;

/**
 * `POST /verify` of an image that the service never heard of, from a registry on loopback: the time that 95 of 100 stay under,
 * against one `cosign verify` process of the same image. The service judges the index and both platforms and walks their layers.
 */
export const serviceCold: Claim = {
  name: 'service-cold',
  async measure(bench) {
    const rounds = bench.rounds(3);
    const ground = await manyImages(bench, 'service-cold', 1 + rounds * IMAGES);
    try {
      return await measure(bench, ground, rounds);
    } finally {
      await ground.stop();
    }
  },
};

async function measure(bench: Bench, ground: ManyImages, rounds: number): Promise<readonly Figure[]> {
  const { images, home, publicKey } = ground;
  const env = plainEnvironment(home);
  const cosign = async (image: string): Promise<number> => {
    const argv = [peerPath('cosign'), 'verify', '--key', publicKey, '--insecure-ignore-tlog', image];
    return (await timedRun(argv, { cwd: home, env })).took;
  };
  const service = await startBenchService(ground, 'cold');
  try {
    const cold = async (image: string): Promise<number> => {
      const body = JSON.stringify({ image, policy: 'release' });
      const headers = { 'content-type': 'application/json' };
      const started = performance.now();
      const response = await fetch(`${service.url}/verify`, { method: 'POST', headers, body });
      const text = await response.text();
      const took = performance.now() - started;
      if (response.status !== 200 || !text.includes('"allow"')) throw new Error(`the service answered ${text}`);
      return took;
    };
    // The first of each loads code that the others find.
    await cold(images[0] ?? '');
    await cosign(images[0] ?? '');
    bench.say('asking for images that are not known yet');
    const [ours, peer]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      const [here, there]: [number[], number[]] = [[], []];
      for (const [at, image] of images.slice(1 + round * IMAGES, 1 + (round + 1) * IMAGES).entries())
        for (const ask of at % 2 === 0 ? [cold, cosign] : [cosign, cold])
          (ask === cold ? here : there).push(await ask(image));
      here.sort((a, b) => a - b);
      ours.push(here[Math.ceil(here.length * 0.95) - 1] ?? Number.NaN);
      peer.push(median(there));
    }
    return [figureOf('POST /verify, cold, p95', 'one cosign verify --key', ours, peer, TARGET)];
  } finally {
    await service.stop();
  }
}
