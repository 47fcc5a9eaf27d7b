import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Claim, figureOf } from '../claim.ts';
import { ROOT } from '../environment.ts';
import type { HonestyRun } from '../honesty-run.ts';
import { syftModule } from '../modules.ts';
import { packagedTwinseal, pinnedNode } from '../programs.ts';
import { interleave } from '../rounds.ts';
import { timedRun } from '../timed-run.ts';

/** Milliseconds that comparing 300 modules may take when nothing has to be fetched. */
const LIMIT = 5000;

/**
 * Comparing every module of a program of more than 300 with Go's checksum database, and every file below vendor/ with its
 * module, from caches alone. The peer that informs is what CI does instead: vendor anew and compare the folders.
 */
export const moduleHonesty: Claim = {
  name: 'module-honesty',
  async measure(bench) {
    const { folder } = await syftModule(bench);
    const packaged = await packagedTwinseal(bench);
    const [work, cache] = [join(bench.scratch, 'honesty'), join(bench.kept, 'honesty-cache')];
    for (const each of [work, cache]) await mkdir(each, { recursive: true });
    const env = Object.fromEntries(
      Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    let modules = 0;
    const ours = async (offline: boolean): Promise<number> => {
      const request: HonestyRun = {
        compiled: join(dirname(dirname(packaged)), 'dist'),
        module: folder,
        work,
        cache,
        offline,
      };
      const argv = [pinnedNode(), join(ROOT, 'bench', 'honesty-run.ts'), JSON.stringify(request)];
      const answer = JSON.parse((await timedRun(argv, { cwd: ROOT, env, timeout: 900_000 })).stdout) as {
        readonly took: number;
        readonly modules: number;
      };
      modules = answer.modules;
      return answer.took;
    };
    bench.say('asking the checksum database and reading module zips, for the first time on a machine');
    await ours(false);
    const goEnv = { ...env, GOFLAGS: '-mod=readonly', GOWORK: 'off' };
    const anew = async (round: number): Promise<number> => {
      const other = join(work, `vendor-${round}`);
      const vendor = await timedRun(['go', 'mod', 'vendor', '-o', other], { cwd: folder, env: goEnv });
      const diff = await timedRun(['diff', '-r', join(folder, 'vendor'), other], { cwd: folder, env });
      await rm(other, { recursive: true });
      return vendor.took + diff.took;
    };
    const times = await interleave({ ours: () => ours(true), anew }, bench.rounds(5), true);
    const claim = `modules honesty of ${modules} modules, warm`;
    return [
      figureOf(
        claim,
        'a limit of 5 s',
        times.ours,
        times.ours.map(() => LIMIT),
        1,
      ),
      figureOf('  for comparison', 'go mod vendor, and diff -r', times.ours, times.anew),
    ];
  },
};
