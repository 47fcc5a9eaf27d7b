import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { peerPath } from '../../test/interop/peer.ts';
import { type Bench, type Claim, type Figure, figureOf } from '../claim.ts';
import { plainEnvironment } from '../environment.ts';
import { load, processorTime, type ServiceGround, serviceGround, startBenchService } from '../service.ts';
import { timedRun } from '../timed-run.ts';

const RATE = 1500;
const P99 = 20;
const REQUESTS = 12_000;
const CONNECTIONS = 32;
const FLUSHES = 200;

/**
 * `POST /verify` of an image that is known, each decision on disk before it is answered: how long one takes when many ask, with
 * all threads of the service on one processor and the load on another; and the time that 99 of 100 stay under at half the rate
 * that is promised. On a machine that has other work, the processor time of one says more than the clock. Beside it what the same disk needs for one flush, and `cosign verify` in a loop.
 */
export const serviceRate: Claim = {
  name: 'service-rate',
  async measure(bench) {
    const ground = await serviceGround(bench, 'service-rate');
    try {
      return await measure(bench, ground);
    } finally {
      await ground.stop();
    }
  },
};

async function measure(bench: Bench, ground: ServiceGround): Promise<readonly Figure[]> {
  const two = availableParallelism() > 1;
  const [here, there] = two ? [0, 1] : [undefined, undefined];
  const service = await startBenchService(ground, 'rate', here);
  try {
    const body = JSON.stringify({ image: ground.image, policy: 'release' });
    const ask = { url: `${service.url}/verify`, bodies: [body], connections: CONNECTIONS };
    const warm = await load({ ...ask, requests: REQUESTS / 4 }, ground.home, there);
    onlyAllowed(warm.statuses);
    bench.say(`asking the service, ${REQUESTS} times a round`);
    const each: number[] = [];
    const worked: number[] = [];
    const slowest: number[] = [];
    const flush: number[] = [];
    const waits: number[] = [];
    const cosign: number[] = [];
    for (let round = 0; round < bench.rounds(5); round += 1) {
      const { mean, p99 } = flushes(ground.home);
      flush.push(mean);
      // Who comes while a batch is on its way to the disk waits for that flush, and then for his own.
      waits.push(2 * p99);
      cosign.push(await cosignTime(ground));
      const used = processorTime(service.pid);
      const full = await load({ ...ask, requests: REQUESTS }, ground.home, there);
      onlyAllowed(full.statuses);
      each.push((full.seconds * 1000) / REQUESTS);
      worked.push((processorTime(service.pid) - used) / REQUESTS);
      const half = await load({ ...ask, requests: REQUESTS / 2, rate: RATE / 2 }, ground.home, there);
      onlyAllowed(half.statuses);
      slowest.push(half.p99);
    }
    const limit = (milliseconds: number) => each.map(() => milliseconds);
    const core = two ? 'one core' : 'the only core, with the load';
    return [
      figureOf(`POST /verify on disk, ${core}`, `a limit of 1/${RATE} s`, each, limit(1000 / RATE), 1),
      figureOf('POST /verify on disk, processor time', `a limit of 1/${RATE} s`, worked, limit(1000 / RATE), 1),
      figureOf(`POST /verify, p99 at ${RATE / 2}/s`, `a limit of ${P99} ms`, slowest, limit(P99), 1),
      figureOf(`POST /verify, p99 at ${RATE / 2}/s`, 'two flushes of the same disk, p99', slowest, waits),
      figureOf('POST /verify on disk', 'one flush of the same disk', each, flush),
      figureOf('POST /verify on disk', 'cosign verify --key', each, cosign),
    ];
  } finally {
    await service.stop();
  }
}

/** A service that refuses quickly must not win. */
function onlyAllowed(statuses: Readonly<Record<string, number>>): void {
  if (Object.keys(statuses).join() !== '200') throw new Error(`the service answered ${JSON.stringify(statuses)}`);
}

/** Milliseconds of one append of a page and its way to the disk: in the mean, and those that 99 of 100 stay under. */
function flushes(folder: string): { readonly mean: number; readonly p99: number } {
  const file = openSync(join(folder, 'flushed'), 'a');
  try {
    const page = Buffer.alloc(4096, 1);
    const times: number[] = [];
    for (let i = 0; i < FLUSHES; i += 1) {
      const started = performance.now();
      writeSync(file, page);
      fdatasyncSync(file);
      times.push(performance.now() - started);
    }
    times.sort((one, other) => one - other);
    const sum = times.reduce((all, one) => all + one, 0);
    return { mean: sum / FLUSHES, p99: times[Math.floor(FLUSHES * 0.99)] ?? Number.NaN };
  } finally {
    closeSync(file);
  }
}

async function cosignTime({ publicKey, image, home }: ServiceGround): Promise<number> {
  const argv = [peerPath('cosign'), 'verify', '--key', publicKey, '--insecure-ignore-tlog', image];
  return (await timedRun(argv, { cwd: home, env: plainEnvironment(home) })).took;
}
