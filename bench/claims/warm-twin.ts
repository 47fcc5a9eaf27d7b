import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bench, type Claim, type Figure, figureOf } from '../claim.ts';
import { OFFLINE_GO, plainEnvironment } from '../environment.ts';
import { type BenchModule, craneModule, orasModule } from '../modules.ts';
import { packagedTwinseal } from '../programs.ts';
import { interleave } from '../rounds.ts';
import { timedRun } from '../timed-run.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'] as const;
const SIDES = ['a', 'b'] as const;
const COLD = 1.05;
const WARM = 1.3;
const WARM_OF_COLD = 1 / 15;

/**
 * A twin build with kept caches: cold against the four cold `go build` that it stands for, and after an edit of one line
 * against four warm ones and against itself when it was cold.
 */
export const warmTwin: Claim = {
  name: 'warm-twin',
  async measure(bench) {
    const figures: Figure[] = [];
    for (const module of [await craneModule(bench), await orasModule(bench)])
      figures.push(...(await measureModule(bench, module)));
    return figures;
  },
};

async function measureModule(bench: Bench, module: BenchModule): Promise<readonly Figure[]> {
  const home = join(bench.scratch, `warm-twin-${module.name}`);
  const packaged = await packagedTwinseal(bench);
  const env = plainEnvironment(home);
  const build = [packaged, 'build', module.folder];
  // Module zips and Go's own module are fetched once for a machine; what is timed compares with what is kept of them.
  await timedRun([...build, '--main', './none', '--platform', 'linux/amd64'], { cwd: home, env, status: 2 });
  const twin = async (): Promise<number> => {
    const words = ['--main', module.main, '--platform', PLATFORMS.join(','), '--cache', join(home, 'kept')];
    return (await timedRun([...build, ...words], { cwd: home, env, timeout: 1_800_000 })).took;
  };
  const plain = () => plainBuilds(module, home);

  bench.say(`${module.name}: four cold go build`);
  const coldPlain = await plain();
  bench.say(`${module.name}: the cold twin build`);
  const coldTwin = await twin();
  const warm = await interleave(
    { plain: afterEdit(bench, module, plain), twin: afterEdit(bench, module, twin) },
    bench.rounds(7),
    true,
  );
  const of = `${module.name}, 2 platforms`;
  return [
    figureOf(`twinseal build --cache, cold (${of})`, '4 cold go build', [coldTwin], [coldPlain], COLD),
    figureOf(`after a one-line edit (${of})`, '4 warm go build', warm.twin, warm.plain, WARM),
    figureOf(
      `after a one-line edit (${of})`,
      'the cold twin build',
      warm.twin,
      warm.twin.map(() => coldTwin),
      WARM_OF_COLD,
    ),
  ];
}

/** Whoever runs next finds a line more than anybody has built. */
function afterEdit(bench: Bench, module: BenchModule, run: () => Promise<number>) {
  return async (round: number): Promise<number> => {
    bench.say(`${module.name}: round ${round + 1}, after an edit`);
    const line = `\nfunc init() { _ = ${JSON.stringify(`edited ${performance.now()}`)} }\n`;
    await appendFile(join(module.folder, module.main, 'main.go'), line);
    return await run();
  };
}

/** Both platforms with one cache a side, one after another: what two people without Twinseal would run. */
async function plainBuilds(module: BenchModule, home: string): Promise<number> {
  let total = 0;
  for (const side of SIDES)
    for (const platform of PLATFORMS) {
      const own = join(home, `plain-${side}`);
      await mkdir(join(own, 'cache'), { recursive: true });
      const [GOOS = '', GOARCH = ''] = platform.split('/');
      const env = plainEnvironment(own, { ...OFFLINE_GO, GOCACHE: join(own, 'cache'), GOOS, GOARCH });
      const flags = ['-mod=vendor', '-trimpath', '-buildvcs=false', '-o', join(own, 'out')];
      total += (await timedRun(['go', 'build', ...flags, module.main], { cwd: module.folder, env })).took;
    }
  return total;
}
