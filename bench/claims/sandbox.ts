import { cp, mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { makeGoToolchain } from '../../src/adapters/go/go-toolchain.ts';
import { makeSandbox, trialContainment } from '../../src/adapters/sandbox/sandbox.ts';
import { makeSourceImporter } from '../../src/adapters/source/importer.ts';
import type { Side } from '../../src/ports/sandbox.ts';
import { DEFAULT_CHOICES } from '../../src/records/build-choices.ts';
import { CONDITION_PROBE } from '../../src/seal/build/probe.ts';
import { type Claim, figureOf } from '../claim.ts';
import { OFFLINE_GO } from '../environment.ts';
import { shfmtModule } from '../modules.ts';
import { interleave } from '../rounds.ts';
import { timedRun } from '../timed-run.ts';

const TARGET = 1.03;
const MINUTES = 60_000;

/**
 * A cold build inside a side, all that making the side costs included, against the same `go build` as a plain process in a
 * copy of the source, with the same environment.
 */
export const sandbox: Claim = {
  name: 'sandbox',
  async measure(bench) {
    const module = await shfmtModule(bench);
    const folder = join(bench.scratch, 'sandbox');
    await mkdir(join(folder, 'sides'), { recursive: true, mode: 0o700 });
    await mkdir(join(folder, 'imported'), { mode: 0o700 });
    const call = () => ({ signal: new AbortController().signal, deadline: Date.now() + 30 * MINUTES });
    const tree = await makeSourceImporter().importTree(module.folder, join(folder, 'imported'), call());
    const toolchain = await makeGoToolchain(process.env).locate(undefined, call());
    const containment = await trialContainment(join(folder, 'trial'), call());
    if (containment.kind === 'process') throw new Error(`sides are plain processes here: ${containment.why}`);
    const sides = makeSandbox({ folder: join(folder, 'sides'), containment });
    const go = join(toolchain.goroot, 'bin/go');
    const environment = (at: Side['folders']) => ({
      ...OFFLINE_GO,
      PATH: `${toolchain.goroot}/bin:/usr/bin:/bin`,
      HOME: at.home,
      TMPDIR: at.tmp,
      GOTMPDIR: at.tmp,
      GOCACHE: at.cache,
      GOPATH: join(at.home, 'go'),
      GOMAXPROCS: String(availableParallelism()),
      TZ: 'UTC',
      LC_ALL: 'C',
      GOOS: 'linux',
      GOARCH: 'amd64',
    });
    const build = (at: Side['folders']) =>
      [go, 'build', '-mod=vendor', '-trimpath', '-buildvcs=false', '-o', join(at.out, 'program'), module.main] as const;
    // What was built stays until the end, since removing thousands of files slows whoever makes files next.
    const open: Side[] = [];
    try {
      const times = await interleave(
        {
          plain: async (round) => {
            bench.say(`round ${round + 1}: a plain process`);
            const started = performance.now();
            const home = join(folder, `plain-${round}`);
            const [source = '', ...others] = ['source', 'home', 'cache', 'tmp', 'out'].map((name) => join(home, name));
            for (const each of others) await mkdir(each, { recursive: true });
            await cp(module.folder, source, { recursive: true });
            const [inHome = '', cache = '', tmp = '', out = ''] = others;
            const at = { source, home: inHome, cache, tmp, out };
            await timedRun(build(at), { cwd: source, env: environment(at) });
            return performance.now() - started;
          },
          side: async (round) => {
            bench.say(`round ${round + 1}: a side (${containment.kind})`);
            const started = performance.now();
            const request = {
              name: 'a',
              tree,
              toolchain,
              conditions: CONDITIONS,
              limits: DEFAULT_CHOICES.limits,
            } as const;
            const side = await sides.open(request, call());
            open.push(side);
            const env = environment(side.folders);
            await side.run(['/bin/sh', '-c', CONDITION_PROBE], env, call());
            const run = await side.run(build(side.folders), env, call());
            if (run.status !== 0) throw new Error(`the build in a side failed: ${run.stderr.slice(-1000)}`);
            return performance.now() - started;
          },
        },
        bench.rounds(5),
        false,
      );
      const what = `a side: made, asked, cold go build (${module.name})`;
      return [figureOf(what, 'the same as a plain process', times.side, times.plain, TARGET)];
    } finally {
      for (const side of open) await side.close();
    }
  },
};

const CONDITIONS = {
  hostname: 'side-a',
  domain: 'side-a.example',
  timezone: 'UTC',
  locale: 'C',
  umask: '022',
  root: '/build/a',
  environment: {},
  parallelism: availableParallelism(),
  fileTime: 1_000_000_000,
  userId: 61_001,
  addresses: 'random',
  kernelName: 'own',
  fileOrder: 'sorted',
  lastOnPath: '',
} as const;
