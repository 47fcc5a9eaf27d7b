import { proxyRegistry } from '../../test/support/registry-proxy.ts';
import { type Bench, type Claim, type Figure, figureOf } from '../claim.ts';
import { type ManyImages, manyImages } from '../many-images.ts';
import { load, startBenchService } from '../service.ts';

const IMAGES = 50;
const REQUESTS = 500;

/**
 * 500 requests at once over 50 images that the service never heard of: how often the registry is asked for the same digest, and
 * whether each is answered with a verdict. A service is started anew for each round.
 */
export const serviceBurst: Claim = {
  name: 'service-burst',
  async measure(bench) {
    const ground = await manyImages(bench, 'service-burst', IMAGES);
    try {
      return await measure(bench, ground);
    } finally {
      await ground.stop();
    }
  },
};

async function measure(bench: Bench, ground: ManyImages): Promise<readonly Figure[]> {
  const most: number[] = [];
  const refused: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < bench.rounds(3); round += 1) {
    const counted = await proxyRegistry(ground.image.split('/')[0] ?? '');
    const service = await startBenchService(ground, `burst-${round}`);
    try {
      const bodies = ground.images.map((image) =>
        JSON.stringify({ image: image.replace(/^[^/]+/, counted.host), policy: 'release' }),
      );
      const ask = { url: `${service.url}/verify`, bodies, connections: REQUESTS, requests: REQUESTS };
      const { statuses, seconds } = await load(ask, ground.home);
      const digests = [...counted.asked].filter(([path]) => path.includes('/sha256:'));
      if (digests.length < IMAGES) throw new Error('the registry was not asked');
      most.push(Math.max(...digests.map(([, count]) => count)));
      refused.push(REQUESTS - (statuses['200'] ?? 0));
      whole.push(seconds * 1000);
    } finally {
      await service.stop();
      await counted.stop();
    }
  }
  const once = most.map(() => 1);
  return [
    figureOf(`a burst of ${REQUESTS}: fetches of one digest`, 'one', most, once, 1, 'times'),
    figureOf(
      `a burst of ${REQUESTS}: without a verdict, plus one`,
      'one',
      refused.map((n) => n + 1),
      once,
      1,
      'times',
    ),
    figureOf(
      `a burst of ${REQUESTS} over ${IMAGES} cold images`,
      'a limit of 10 s',
      whole,
      whole.map(() => 10_000),
    ),
  ];
}
