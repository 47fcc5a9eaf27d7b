import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bench, type Claim, figureOf } from '../claim.ts';
import { OFFLINE_GO, plainEnvironment } from '../environment.ts';
import { type BenchModule, shfmtModule } from '../modules.ts';
import { packagedTwinseal } from '../programs.ts';
import { interleave } from '../rounds.ts';
import { timedRun } from '../timed-run.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'] as const;
const SIDES = ['a', 'b'] as const;
const TARGET = 1.05;

/** A cold twin build against the four plain `go build` runs that it stands for: two sides, two platforms. */
export const twinBuild: Claim = {
  name: 'twin-build',
  async measure(bench) {
    const module = await shfmtModule(bench);
    const packaged = await packagedTwinseal(bench);
    const env = plainEnvironment(join(bench.scratch, 'twin-build'));
    const twin = [packaged, 'build', module.folder, '--main', module.main, '--platform', PLATFORMS.join(',')];
    // Module zips and Go's own module are fetched once for a machine; what is timed compares with what is kept of them.
    const fetching = [packaged, 'build', module.folder, '--main', './none', '--platform', 'linux/amd64'];
    await timedRun(fetching, { cwd: bench.scratch, env, status: 2 });
    const times = await interleave(
      {
        plain: (round) => plainBuilds(bench, module, round),
        twin: async (round) => {
          bench.say(`round ${round + 1}: the twin build`);
          return (await timedRun(twin, { cwd: bench.scratch, env, timeout: 1_800_000 })).took;
        },
      },
      bench.rounds(2),
      false,
    );
    return [
      figureOf(
        `twinseal build, cold (${module.name}, 2 platforms)`,
        '4 cold go build',
        times.twin,
        times.plain,
        TARGET,
      ),
    ];
  },
};

async function plainBuilds(bench: Bench, module: BenchModule, round: number): Promise<number> {
  let total = 0;
  for (const side of SIDES)
    for (const platform of PLATFORMS) {
      bench.say(`round ${round + 1}: go build for ${platform} (side ${side})`);
      // An empty cache, since Go refuses GOCACHE=off. It stays until the end: a file system may be slow to make files for
      // minutes after thousands were removed (ext4 without a journal does not reuse young inodes), which would hit the next one.
      const home = join(bench.scratch, `plain-${round}-${side}-${platform.replace('/', '-')}`);
      const cache = join(home, 'cache');
      await mkdir(cache, { recursive: true });
      const [GOOS = '', GOARCH = ''] = platform.split('/');
      const env = plainEnvironment(home, { ...OFFLINE_GO, GOCACHE: cache, GOOS, GOARCH });
      // -buildvcs=false as the twin build has it: the module has no repository to stamp from.
      const flags = ['-mod=vendor', '-trimpath', '-buildvcs=false', '-o', join(home, 'out')];
      total += (await timedRun(['go', 'build', ...flags, module.main], { cwd: module.folder, env })).took;
    }
  return total;
}
