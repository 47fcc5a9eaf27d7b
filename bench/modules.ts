import { cp, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fetchProgram, PROGRAM } from '../examples/demo/module.ts';
import type { Bench } from './claim.ts';
import { ROOT } from './environment.ts';
import { timedRun } from './timed-run.ts';

/** A module in a folder, vendored. */
export interface BenchModule {
  readonly folder: string;
  /** Main package, such as `./cmd/crane`. */
  readonly main: string;
  /** Name of the program. */
  readonly name: string;
}

/** Two binaries of about 17 MB: the size for which the figures are promised. */
const CRANE = {
  path: 'github.com/google/go-containerregistry',
  version: 'v0.22.1',
  h1: 'h1:RZuuSYhTvlDvtsK+NkutoCZ//C0X2ebLK8X8l3ULs84=',
  main: './cmd/crane',
  name: 'crane',
} as const;

/** A program of more than 300 packages, those of the standard library among them. */
const ORAS = {
  path: 'oras.land/oras',
  version: 'v1.3.6',
  h1: 'h1:Lhsfr2tQLjsu/+CJZp6vYatwKT+62fbIUTlp4lUrfOA=',
  main: './cmd/oras',
  name: 'oras',
} as const;

/** shfmt, checked against its recorded h1 and vendored; kept between runs. */
export async function shfmtModule(bench: Bench): Promise<BenchModule> {
  const kept = join(bench.kept, `${PROGRAM.name}-${PROGRAM.version}`);
  await once(kept, async (making) => {
    bench.say(`fetching ${PROGRAM.path}@${PROGRAM.version}`);
    await fetchProgram(making);
    await vendor(making);
  });
  return { folder: await outside(bench, kept), main: PROGRAM.main, name: PROGRAM.name };
}

/** crane, checked against its recorded h1 and vendored; kept between runs. */
export async function craneModule(bench: Bench): Promise<BenchModule> {
  const kept = join(bench.kept, `${CRANE.name}-${CRANE.version}`);
  await once(kept, async (making) => {
    bench.say(`fetching ${CRANE.path}@${CRANE.version}`);
    await fetchProgram(making, CRANE);
    await vendor(making);
  });
  return { folder: await outside(bench, kept), main: CRANE.main, name: CRANE.name };
}

/** A module that builds syft as its tool, with its more than 300 modules vendored; kept between runs. */
export async function syftModule(bench: Bench): Promise<BenchModule> {
  const kept = join(bench.kept, 'syft-tool');
  await once(kept, async (making) => {
    bench.say('vendoring the modules of syft');
    await cp(join(ROOT, 'test/interop/tools/syft'), making, { recursive: true });
    await vendor(making);
  });
  return { folder: kept, main: 'github.com/anchore/syft/cmd/syft', name: 'syft' };
}

/** oras, checked against its recorded h1 and vendored; kept between runs. */
export async function orasModule(bench: Bench): Promise<BenchModule> {
  const kept = join(bench.kept, `${ORAS.name}-${ORAS.version}`);
  await once(kept, async (making) => {
    bench.say(`fetching ${ORAS.path}@${ORAS.version}`);
    await fetchProgram(making, ORAS);
    await vendor(making);
  });
  return { folder: await outside(bench, kept), main: ORAS.main, name: ORAS.name };
}

/** A module of one small file and no requirements. */
export async function tinyModule(folder: string): Promise<BenchModule> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'go.mod'), 'module bench.example/tiny\n\ngo 1.24\n');
  await writeFile(join(folder, 'main.go'), 'package main\n\nfunc main() { println("tiny") }\n');
  return { folder, main: '.', name: 'tiny' };
}

/** Makes a folder under another name first, so that a run that is stopped leaves nothing that looks whole. */
async function once(folder: string, make: (making: string) => Promise<void>): Promise<void> {
  if ((await stat(folder).catch(() => undefined)) !== undefined) return;
  const making = `${folder}.new`;
  await rm(making, { recursive: true, force: true });
  await make(making);
  await rename(making, folder);
}

/** A copy that lies in no git repository: below the checkout, every build would be one of the checkout's own commit. */
async function outside(bench: Bench, kept: string): Promise<string> {
  const folder = join(bench.scratch, 'modules', basename(kept));
  await cp(kept, folder, { recursive: true });
  return folder;
}

async function vendor(folder: string): Promise<void> {
  await go(['mod', 'vendor'], folder);
}

/** Fetching is the one step that needs the caller's Go settings: they say where modules come from. */
async function go(args: readonly string[], cwd: string): Promise<{ readonly stdout: string }> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const env = { ...Object.fromEntries(inherited), GOFLAGS: '-mod=mod', GOWORK: 'off' };
  return await timedRun(['go', ...args], { cwd, env });
}
