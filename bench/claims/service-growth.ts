import { type Claim, figureOf } from '../claim.ts';
import { load, residentMegabytes, serviceGround, startBenchService } from '../service.ts';

const VERDICTS = 1_000_000;
const PARTS = 10;
const TARGET = 1.1;

/**
 * Memory of the service over a million verdicts, all kept on disk: what it holds at the end of each tenth, beside what it held at
 * the end of the second, when its memories and the heap had their size. `VERDICTS=n` asks for another number.
 */
export const serviceGrowth: Claim = {
  name: 'service-growth',
  async measure(bench) {
    const verdicts = Number(process.env.VERDICTS ?? VERDICTS);
    if (!Number.isSafeInteger(verdicts) || verdicts < PARTS) throw new Error('VERDICTS is no number from 10 on');
    const ground = await serviceGround(bench, 'service-growth');
    const service = await startBenchService(ground, 'growth');
    try {
      const ask = {
        url: `${service.url}/verify`,
        bodies: [JSON.stringify({ image: ground.image, policy: 'release' })],
        connections: 32,
      };
      const held: number[] = [];
      for (let part = 1; part <= PARTS; part += 1) {
        const { statuses } = await load({ ...ask, requests: Math.ceil(verdicts / PARTS) }, ground.home);
        if (Object.keys(statuses).join() !== '200') throw new Error(`the service answered ${JSON.stringify(statuses)}`);
        held.push(residentMegabytes(service.pid));
        bench.say(`${(part * verdicts) / PARTS} verdicts, ${held.at(-1)?.toFixed(0)} MB`);
      }
      const [, second = Number.NaN, ...later] = held;
      const name = `twinseal serve: memory, ${verdicts.toLocaleString('en')} verdicts`;
      return [
        figureOf(
          name,
          'itself after two tenths',
          later,
          later.map(() => second),
          TARGET,
          'MB',
        ),
      ];
    } finally {
      await service.stop();
      await ground.stop();
    }
  },
};
