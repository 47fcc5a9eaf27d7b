// A process of its own, for one round: imports and locks a vendored module, and compares its modules with Go's checksum database and
// vendor/ with their zips. Prints the milliseconds of the comparison alone, and how many modules were authenticated, as
// {"took": 1234.5, "modules": 309}.
//   node bench/honesty-run.ts '{"compiled": DIR, "module": DIR, "work": DIR, "cache": DIR, "offline": true}'
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEFAULT_CHOICES } from '../src/records/build-choices.ts';

/** What is compared; paths are absolute. */
export interface HonestyRun {
  /** Twinseal's compiled sources. */
  readonly compiled: string;
  readonly module: string;
  /** An existing folder for files of the run. */
  readonly work: string;
  /** What XDG_CACHE_HOME is. */
  readonly cache: string;
  readonly offline: boolean;
}

console.log(JSON.stringify(await run(JSON.parse(process.argv[2] ?? '') as HonestyRun)));

async function run({ compiled, module: folder, work, cache, offline }: HonestyRun) {
  const { makeSourceImporter, makeGoToolchain, authenticityPorts, lockSource, authenticateSource } =
    await load(compiled);
  const call = { signal: new AbortController().signal, deadline: Date.now() + 600_000 };
  const own = await mkdtemp(join(work, 'honesty-'));
  await mkdir(join(own, 'import'), { mode: 0o700 });
  const importer = makeSourceImporter();
  const tree = await importer.importTree(folder, join(own, 'import'), call);
  const read = (path: string) => importer.readFile(tree, path, 1 << 24, call);
  const [goMod, goSum, modulesTxt] = [await read('go.mod'), await read('go.sum'), await read('vendor/modules.txt')];
  const plain = { vcs: undefined, claims: {}, sourceDateEpoch: undefined };
  const lock = lockSource({ folder, tree, goMod, goSum, modulesTxt, ...plain });
  const { goroot } = await makeGoToolchain(process.env).locate(undefined, call);
  const ports = authenticityPorts({ ...process.env, XDG_CACHE_HOME: cache }, { ...DEFAULT_CHOICES, offline }, own);
  try {
    const started = performance.now();
    const found = await authenticateSource({ lock, tree, modulesTxt, goroot, offline }, ports, call);
    const took = performance.now() - started;
    const [first] = found.others;
    if (found.outcome !== 'authenticated') throw new Error(`${first?.path} is ${first?.outcome}: ${first?.why}`);
    return { took, modules: found.authenticated };
  } finally {
    await ports.close();
  }
}

/** The compiled parts, loaded before anything is timed. */
async function load(compiled: string) {
  const from = async <Module>(path: string) =>
    (await import(pathToFileURL(join(compiled, path.replace(/\.ts$/, '.js'))).href)) as Module;
  return {
    ...(await from<typeof import('../src/adapters/source/importer.ts')>('adapters/source/importer.ts')),
    ...(await from<typeof import('../src/adapters/go/go-toolchain.ts')>('adapters/go/go-toolchain.ts')),
    ...(await from<typeof import('../src/wire/authenticity-ports.ts')>('wire/authenticity-ports.ts')),
    ...(await from<typeof import('../src/seal/source/lock-source.ts')>('seal/source/lock-source.ts')),
    ...(await from<typeof import('../src/roads/authenticate-source.ts')>('roads/authenticate-source.ts')),
  };
}
