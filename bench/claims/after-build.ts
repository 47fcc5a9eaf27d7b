import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { peerPath } from '../../test/interop/peer.ts';
import { startDistribution } from '../../test/interop/registry.ts';
import { type Bench, type Claim, type Figure, figureOf } from '../claim.ts';
import { pushEmptyBase } from '../empty-base.ts';
import { OFFLINE_GO, plainEnvironment, ROOT } from '../environment.ts';
import { type BenchModule, craneModule } from '../modules.ts';
import { packagedTwinseal, pinnedNode } from '../programs.ts';
import { interleave } from '../rounds.ts';
import type { SealRun } from '../seal-run.ts';
import { timedRun } from '../timed-run.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'];
const PASSWORD = { COSIGN_PASSWORD: 'bench' };
const TARGET_NEW = 1.2;
const TARGET_UNCHANGED = 0.5;

/**
 * Everything after the binaries exist (layers, SBOMs, statements, signatures, layout, push), for two binaries of about
 * 17 MB, against `ko build` of the same module to the same registry. ko's Go cache is warm, so what it does is to link, to
 * write its SBOMs, to compress and to push; it signs nothing. Both push to a new repository, or both to one that has it all.
 */
export const afterBuild: Claim = {
  name: 'after-build',
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
  const module = await craneModule(bench);
  const packaged = await packagedTwinseal(bench);
  const home = join(bench.scratch, 'after-build');
  await mkdir(home, { recursive: true });
  await timedRun([packaged, 'keys', 'generate', 'cosign'], { cwd: home, env: plainEnvironment(home, PASSWORD) });
  const base = await pushEmptyBase(host);
  // Paid once for all runs on this machine; a cache that is warm is what this claim is about.
  const goCache = join(bench.kept, 'go-cache');
  await mkdir(goCache, { recursive: true });

  const ko = (repository: string, extra: Readonly<Record<string, string>> = {}) =>
    koBuild(bench, module, { goCache, base, repository: `${host}/${repository}`, extra });
  const ours = (repository: string, layerCache: string) =>
    sealAndPush({ bench, module, packaged, home, goCache, layerCache, reference: `${host}/${repository}:bench` });
  bench.say('ko build, to warm the Go cache: minutes for the first time on a machine');
  await ko('ko/known');
  const KOCACHE = join(home, 'ko-binaries');
  await ko('ko/known', { KOCACHE });
  const known = join(home, 'layers-known');
  await ours('twinseal/known', known);

  const times = await interleave(
    {
      koNew: (round) => ko(`ko/new-${round}`),
      oursNew: (round) => ours(`twinseal/new-${round}`, join(home, `layers-${round}`)),
      koKnown: () => ko('ko/known'),
      oursKnown: () => ours('twinseal/known', known),
      koCached: (round) => ko(`ko/cached-${round}`, { KOCACHE }),
    },
    bench.rounds(3),
    false,
  );
  const ofNew = `after the build: seal + push (${module.name}, 2 platforms)`;
  return [
    figureOf(ofNew, 'ko build, warm', times.oursNew, times.koNew, TARGET_NEW),
    figureOf('  the same, unchanged binary', 'ko build, warm, again', times.oursKnown, times.koKnown, TARGET_UNCHANGED),
    figureOf('  for comparison', 'ko build, warm, not linking (KOCACHE)', times.oursNew, times.koCached),
  ];
}

interface KoBuild {
  readonly goCache: string;
  readonly base: string;
  readonly repository: string;
  readonly extra: Readonly<Record<string, string>>;
}

async function koBuild(bench: Bench, module: BenchModule, build: KoBuild): Promise<number> {
  const env = plainEnvironment(join(bench.scratch, 'ko'), {
    ...OFFLINE_GO,
    // As the twin build has it: the module has no repository to stamp from.
    GOFLAGS: '-buildvcs=false',
    GOCACHE: build.goCache,
    KO_DOCKER_REPO: build.repository,
    KO_DEFAULTBASEIMAGE: build.base,
    ...build.extra,
  });
  const argv = [peerPath('ko'), 'build', '--bare', `--platform=${PLATFORMS.join(',')}`, module.main];
  return (await timedRun(argv, { cwd: module.folder, env, timeout: 1_200_000 })).took;
}

interface SealAndPush {
  readonly bench: Bench;
  readonly module: BenchModule;
  readonly packaged: string;
  readonly home: string;
  readonly goCache: string;
  readonly layerCache: string;
  readonly reference: string;
}

/** The part of a seal that follows the build, timed inside its process, and the whole process that pushes. */
async function sealAndPush(given: SealAndPush): Promise<number> {
  const { bench, module, packaged, home, layerCache, reference } = given;
  const layout = join(home, 'crane.oci');
  await rm(layout, { recursive: true, force: true });
  const request: SealRun = {
    compiled: join(packaged, '..', '..', 'dist'),
    module: module.folder,
    main: module.main,
    platforms: PLATFORMS,
    goCache: given.goCache,
    work: home,
    layerCache,
    cosignKey: join(home, 'cosign.key'),
    layout,
  };
  const script = join(ROOT, 'bench', 'seal-run.ts');
  const node = [pinnedNode(), '--disable-warning=ExperimentalWarning', script, JSON.stringify(request)];
  const { stdout } = await timedRun(node, { cwd: home, env: plainEnvironment(home, PASSWORD) });
  const { took } = JSON.parse(stdout) as { readonly took: number };
  const pushed = await timedRun([packaged, 'push', layout, reference], { cwd: home, env: plainEnvironment(home) });
  bench.say(`sealed in ${took.toFixed(0)} ms, pushed in ${pushed.took.toFixed(0)} ms`);
  return took + pushed.took;
}
