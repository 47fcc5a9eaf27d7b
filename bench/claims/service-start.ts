import { setTimeout as sleep } from 'node:timers/promises';
import { type Claim, figureOf } from '../claim.ts';
import { residentMegabytes, serviceGround, startBenchService } from '../service.ts';

const READY = 1000;
const MEMORY = 150;
const RESTING = 3_000;

/** `twinseal serve`: from before its start until /readyz says that it is ready, and what memory it holds some seconds later. */
export const serviceStart: Claim = {
  name: 'service-start',
  async measure(bench) {
    const ground = await serviceGround(bench, 'service-start');
    try {
      const ready: number[] = [];
      const held: number[] = [];
      // The first start fills Node's compile cache, as the first one of an installation does; it makes the store, too.
      await (await startBenchService(ground, 'start')).stop();
      for (let round = 0; round < bench.rounds(7); round += 1) {
        const service = await startBenchService(ground, 'start');
        ready.push(service.ready);
        await sleep(RESTING);
        held.push(residentMegabytes(service.pid));
        await service.stop();
      }
      const limit = (most: number) => ready.map(() => most);
      return [
        figureOf('twinseal serve: ready', 'a limit of 1 s', ready, limit(READY), 1),
        figureOf('twinseal serve: memory at rest', `a limit of ${MEMORY} MB`, held, limit(MEMORY), 1, 'MB'),
      ];
    } finally {
      await ground.stop();
    }
  },
};
