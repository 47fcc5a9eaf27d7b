import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bench, type Claim, figureOf } from '../claim.ts';
import { plainEnvironment, ROOT } from '../environment.ts';
import { CHECKOUT, packagedTwinseal } from '../programs.ts';
import { interleave } from '../rounds.ts';
import { timedRun } from '../timed-run.ts';

const LIMIT = 2000;
const LARGE = 50_000_000;
const VERSION = 'github.com/distribution/distribution/v3/version.version';

/**
 * `twinseal compare` of two real programs of more than 50 MB, as a whole process: the figure is the part that it takes of two
 * seconds. They are the registry that the other claims talk to, linked twice with values of different lengths, so that
 * constants move and half the file is not the same.
 */
export const explain: Claim = {
  name: 'explain',
  async measure(bench) {
    const packaged = await packagedTwinseal(bench);
    const pair = await largePair(bench);
    const env = plainEnvironment(join(bench.scratch, 'explain'));
    const run = (program: string) => async () => {
      const { took, stdout } = await timedRun([program, 'compare', pair.a, pair.b], { cwd: '/', env, status: 1 });
      if (!stdout.includes('(linker-value)')) throw new Error('the difference was not explained');
      return took;
    };
    const times = await interleave({ packaged: run(packaged), checkout: run(CHECKOUT) }, bench.rounds(7), true);
    const size = `${Math.round((await stat(pair.a)).size / 1_000_000)} MB`;
    const limit = times.packaged.map(() => LIMIT);
    return [
      figureOf(`twinseal compare, 2 x ${size} (package)`, 'a limit of 2 s', times.packaged, limit, 1),
      figureOf(`twinseal compare, 2 x ${size} (checkout)`, 'a limit of 2 s', times.checkout, limit, 1),
    ];
  },
};

/** Both programs; linking them takes some ten seconds, so that they are kept. */
async function largePair(bench: Bench): Promise<{ readonly a: string; readonly b: string }> {
  const folder = join(bench.kept, 'explain');
  const pair = { a: join(folder, 'a'), b: join(folder, 'b') };
  if (!existsSync(folder)) {
    bench.say('linking two programs of more than 50 MB');
    const making = `${folder}.new`;
    await rm(making, { recursive: true, force: true });
    await mkdir(making, { recursive: true });
    await link(join(making, 'a'), 'one');
    await link(join(making, 'b'), 'another-and-longer-one');
    await rename(making, folder);
  }
  const { size } = await stat(pair.a);
  if (size < LARGE) throw new Error(`the programs have ${size} bytes, which is less than 50 MB`);
  return pair;
}

/** As build-peers.sh builds the registry, whose packages are in the caller's cache since. */
async function link(out: string, version: string): Promise<void> {
  const cwd = join(ROOT, 'test', 'interop', 'tools', 'distribution');
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const env = { ...Object.fromEntries(inherited), GOFLAGS: '-mod=readonly', GOWORK: 'off', CGO_ENABLED: '0' };
  const flags = ['-gcflags=all=-c=1 -dwarf=false', `-ldflags=-s -w -X ${VERSION}=${version}`];
  const program = 'github.com/distribution/distribution/v3/cmd/registry';
  await timedRun(['go', 'build', '-buildvcs=false', ...flags, '-o', out, program], { cwd, env });
}
