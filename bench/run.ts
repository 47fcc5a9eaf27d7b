// Measures what Twinseal promises, each as a ratio against a peer or against doing nothing, within one run.
//   node bench/run.ts [CLAIM...]      ROUNDS=n: that many interleaved rounds of each instead of each one's own number
// Prints a table and keeps the times in .cache/bench/<date>.json. It is a measurement: a target that is missed is no failure
// (status 0), a claim that could not be measured is one (status 1).
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, type Claim, type Figure, reached } from './claim.ts';
import { admission } from './claims/admission.ts';
import { afterBuild } from './claims/after-build.ts';
import { bundles } from './claims/bundles.ts';
import { ciSeal } from './claims/ci-seal.ts';
import { explain } from './claims/explain.ts';
import { moduleHonesty } from './claims/module-honesty.ts';
import { pushLayer } from './claims/push-layer.ts';
import { sandbox } from './claims/sandbox.ts';
import { serviceBurst } from './claims/service-burst.ts';
import { serviceCold } from './claims/service-cold.ts';
import { serviceGrowth } from './claims/service-growth.ts';
import { serviceRate } from './claims/service-rate.ts';
import { serviceStart } from './claims/service-start.ts';
import { startUp } from './claims/start-up.ts';
import { twinBuild } from './claims/twin-build.ts';
import { validateLayout } from './claims/validate-layout.ts';
import { verify } from './claims/verify.ts';
import { warmTwin } from './claims/warm-twin.ts';
import { ROOT } from './environment.ts';
import { table, type Unmeasured } from './table.ts';

// The short ones first, so that a user sees something soon.
const CLAIMS: readonly Claim[] = [
  ...[startUp, verify, bundles, explain, pushLayer, moduleHonesty, afterBuild],
  ...[sandbox, twinBuild, warmTwin, ciSeal, validateLayout],
  ...[serviceStart, serviceRate, serviceCold, serviceBurst, admission, serviceGrowth],
];

// Nothing is held against a peer that was compiled in haste, for tests.
process.env.TWINSEAL_PEERS = 'optimized';
process.exitCode = await main(process.argv.slice(2), process.env.ROUNDS);

async function main(names: readonly string[], rounds: string | undefined): Promise<number> {
  const known = CLAIMS.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined || (rounds !== undefined && !/^[1-9]\d?$/.test(rounds))) {
    console.error(
      unknown === undefined
        ? `bench: ROUNDS is a number from 1 to 99, not ${rounds}`
        : `bench: there is no claim named ${unknown}; known are ${known.join(', ')}`,
    );
    return 2;
  }
  const kept = join(ROOT, '.cache', 'bench');
  await mkdir(kept, { recursive: true });
  const scratch = await mkdtemp(join(tmpdir(), 'twinseal-bench-'));
  const bench: Bench = {
    scratch,
    kept,
    rounds: (usual) => (rounds === undefined ? usual : Number(rounds)),
    say: (text) => console.error(`bench: ${text}`),
  };
  const figures: Figure[] = [];
  const unmeasured: Unmeasured[] = [];
  try {
    for (const claim of CLAIMS.filter(({ name }) => names.length === 0 || names.includes(name)))
      try {
        figures.push(...(await claim.measure(bench)));
      } catch (error) {
        unmeasured.push({ claim: claim.name, why: error instanceof Error ? error.message : String(error) });
      }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  console.log(table(figures, unmeasured));
  console.error(`bench: the times are in ${await keep(kept, figures, unmeasured)}`);
  return unmeasured.length === 0 ? 0 : 1;
}

async function keep(folder: string, figures: readonly Figure[], unmeasured: readonly Unmeasured[]): Promise<string> {
  const now = new Date();
  const machine = { processors: availableParallelism(), model: cpus()[0]?.model ?? 'unknown', node: process.version };
  const measured = figures.map((figure) => ({ ...figure, reached: reached(figure) }));
  const file = join(folder, `${now.toISOString().replaceAll(/[:.]/g, '-')}.json`);
  await writeFile(
    file,
    `${JSON.stringify({ date: now.toISOString(), machine, figures: measured, unmeasured }, null, 2)}\n`,
  );
  return file;
}
