import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startDistribution } from '../../test/interop/registry.ts';
import { type Bench, type Claim, type Figure, figureOf } from '../claim.ts';
import { plainEnvironment, ROOT } from '../environment.ts';
import { type BenchModule, shfmtModule } from '../modules.ts';
import { packagedTwinseal } from '../programs.ts';
import { interleave } from '../rounds.ts';
import { timedRun } from '../timed-run.ts';

const PLATFORM = 'linux/amd64';
const PASSWORD = { COSIGN_PASSWORD: 'bench' };

/**
 * The script that CI jobs run, deploy/ci/seal.sh, after an edit of one line: sealed, signed and pushed to a registry on loopback by a
 * runner that kept nothing, by one that kept what the templates keep, and by one that kept build caches too.
 */
export const ciSeal: Claim = {
  name: 'ci-seal',
  async measure(bench) {
    const registry = await startDistribution();
    try {
      return await measure(bench, registry.host);
    } finally {
      await registry.stop();
    }
  },
};

async function measure(bench: Bench, host: string): Promise<readonly Figure[]> {
  const module = await shfmtModule(bench);
  const packaged = await packagedTwinseal(bench);
  const home = join(bench.scratch, 'ci-seal');
  await mkdir(home, { recursive: true });
  await timedRun([packaged, 'keys', 'generate', 'cosign'], { cwd: home, env: plainEnvironment(home, PASSWORD) });
  const seal = async (runner: string, kept: string, more: Readonly<Record<string, string>> = {}): Promise<number> => {
    bench.say(`sealing ${module.name} on a runner with ${kept}`);
    await edit(module);
    const env = plainEnvironment(join(home, runner), {
      ...PASSWORD,
      TWINSEAL: packaged,
      TWINSEAL_DIR: module.folder,
      TWINSEAL_MAIN: module.main,
      TWINSEAL_PLATFORMS: PLATFORM,
      TWINSEAL_COSIGN_KEY: join(home, 'cosign.key'),
      TWINSEAL_PUSH: `${host}/ci/${kept}:v1`,
      TWINSEAL_LAYOUT: join(home, runner, 'app.oci'),
      TWINSEAL_CACHE: join(home, runner, 'cache'),
      ...more,
    });
    const argv = ['sh', join(ROOT, 'deploy', 'ci', 'seal.sh')];
    return (await timedRun(argv, { cwd: home, env, timeout: 1_800_000 })).took;
  };
  const rounds = bench.rounds(3);
  // What is kept was written by an earlier job. A runner that kept nothing has a home of its own each time.
  await seal('kept', 'kept');
  await seal('warm', 'warm', { TWINSEAL_WARM: 'true' });
  const times = await interleave(
    {
      nothing: (round) => seal(`nothing-${round}`, 'nothing'),
      kept: () => seal('kept', 'kept'),
      warm: () => seal('warm', 'warm', { TWINSEAL_WARM: 'true' }),
    },
    rounds,
    false,
  );
  const what = `deploy/ci/seal.sh after a one-line edit (${module.name}, ${PLATFORM})`;
  return [
    figureOf(`${what}: cache kept`, 'nothing kept', times.kept, times.nothing),
    figureOf(`${what}: TWINSEAL_WARM`, 'nothing kept', times.warm, times.nothing),
  ];
}

async function edit(module: BenchModule): Promise<void> {
  const line = `\nfunc init() { _ = ${JSON.stringify(`edited ${performance.now()}`)} }\n`;
  await appendFile(join(module.folder, module.main, 'main.go'), line);
}
