// A process of its own, for one round: builds a module twice for real, but out of a warm Go cache, and then seals it. Prints
// the milliseconds from the moment when the binaries exist to the finished layout, as {"took": 1234.5}.
//   node bench/seal-run.ts '{"twinseal": DIR, "module": DIR, ...}'
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Sandbox } from '../src/ports/sandbox.ts';
import { DEFAULT_CHOICES } from '../src/records/build-choices.ts';
import type { Progress } from '../src/records/progress.ts';
import type { Settings } from '../src/records/settings.ts';

/** What is sealed, how, and where its parts lie; paths are absolute. */
export interface SealRun {
  /** Twinseal's compiled sources. */
  readonly compiled: string;
  readonly module: string;
  readonly main: string;
  readonly platforms: readonly string[];
  /** A Go build cache that is warm. */
  readonly goCache: string;
  /** An existing folder for files of the run. */
  readonly work: string;
  /** Where compressed layers are remembered. */
  readonly layerCache: string;
  readonly cosignKey: string;
  readonly layout: string;
}

console.log(JSON.stringify({ took: await run(JSON.parse(process.argv[2] ?? '') as SealRun) }));

async function run(request: SealRun): Promise<number> {
  const { module, main, platforms, layout, cosignKey } = request;
  const parts = await load(request.compiled);
  const call = { signal: new AbortController().signal, deadline: Date.now() + 600_000 };
  const progress: Progress = () => {};
  const work = await mkdtemp(join(request.work, 'seal-'));
  for (const name of ['import', 'sides', 'git', 'layers']) await mkdir(join(work, name), { mode: 0o700 });
  const importer = parts.makeSourceImporter();
  const ports = {
    importer,
    git: parts.makeGitReader({ folder: join(work, 'git') }),
    go: parts.makeGoToolchain(process.env),
    sourceDateEpoch: undefined,
    ...parts.authenticityPorts(process.env, { ...DEFAULT_CHOICES, offline: true }, work),
  };
  const locked = await parts.lock(
    { folder: module, vendor: false, choices: { ...DEFAULT_CHOICES, offline: true }, claims: {} },
    ports,
    work,
    call,
    progress,
  );
  const compressor = new parts.PakoLayerCompressor({
    workFolder: join(work, 'layers'),
    cacheFolder: request.layerCache,
  });
  const settings: Settings = { ...parts.DEFAULT_SETTINGS, main: [main], platforms };
  // Namespaces would hide the cache: plain processes, for what comes before the part that counts.
  const containment = { kind: 'process', why: 'a measurement with a warm cache', tools: parts.findTools() } as const;
  const building = {
    sandbox: warm(parts.makeSandbox({ folder: join(work, 'sides'), containment }), request.goCache),
    clock: parts.systemClock,
    random: parts.systemRandom,
    processors: 2,
  };
  const assembly = { profile: parts.ASSEMBLY_PROFILE, compressor: compressor.name };
  const { plan, a, b, comparison } = await parts.twinBuild(locked, settings, assembly, building, call, progress);
  if (comparison.outcome !== 'identical') throw new Error('the sides differ');

  const started = performance.now();
  await parts.sealImages(
    { locked, plan, twin: comparison.result, a, b, settings, layout, keys: { cosignKey } },
    {
      importer,
      compressor,
      places: parts.userPlaces(),
      keys: parts.fileKeys(parts.takePassword(process.env, undefined)),
      clock: parts.systemClock,
      version: '0.0.0-bench',
      builder: 'https://bench.example/builder',
    },
    call,
    progress,
  );
  const took = performance.now() - started;
  await compressor.close();
  return took;
}

/** Sides that see the warm cache instead of their own empty one; all else stays as it is. */
function warm(sandbox: Sandbox, goCache: string): Sandbox {
  return {
    async open(...given) {
      const side = await sandbox.open(...given);
      const run: typeof side.run = (argv, environment, call, options) =>
        side.run(argv, 'GOCACHE' in environment ? { ...environment, GOCACHE: goCache } : environment, call, options);
      return { ...side, run };
    },
  };
}

/** The compiled parts, loaded before anything is timed, as a process that has just built has them. */
async function load(compiled: string) {
  const from = async <Module>(path: string) =>
    (await import(pathToFileURL(join(compiled, path.replace(/\.ts$/, '.js'))).href)) as Module;
  return {
    ...(await from<typeof import('../src/adapters/source/importer.ts')>('adapters/source/importer.ts')),
    ...(await from<typeof import('../src/adapters/git/git-reader.ts')>('adapters/git/git-reader.ts')),
    ...(await from<typeof import('../src/adapters/go/go-toolchain.ts')>('adapters/go/go-toolchain.ts')),
    ...(await from<typeof import('../src/adapters/sandbox/sandbox.ts')>('adapters/sandbox/sandbox.ts')),
    ...(await from<typeof import('../src/adapters/clock.ts')>('adapters/clock.ts')),
    ...(await from<typeof import('../src/adapters/random.ts')>('adapters/random.ts')),
    ...(await from<typeof import('../src/adapters/compress/pako-layer-compressor.ts')>(
      'adapters/compress/pako-layer-compressor.ts',
    )),
    ...(await from<typeof import('../src/adapters/keys/file-keys.ts')>('adapters/keys/file-keys.ts')),
    ...(await from<typeof import('../src/adapters/keys/password.ts')>('adapters/keys/password.ts')),
    ...(await from<typeof import('../src/roads/lock.ts')>('roads/lock.ts')),
    ...(await from<typeof import('../src/roads/twin-build.ts')>('roads/twin-build.ts')),
    ...(await from<typeof import('../src/roads/seal-image.ts')>('roads/seal-image.ts')),
    ...(await from<typeof import('../src/seal/settings/parse-settings.ts')>('seal/settings/parse-settings.ts')),
    ...(await from<typeof import('../src/seal/pack/assembly-profile.ts')>('seal/pack/assembly-profile.ts')),
    ...(await from<typeof import('../src/wire/places.ts')>('wire/places.ts')),
    ...(await from<typeof import('../src/wire/authenticity-ports.ts')>('wire/authenticity-ports.ts')),
    ...(await from<typeof import('../src/adapters/sandbox/tools.ts')>('adapters/sandbox/tools.ts')),
  };
}
