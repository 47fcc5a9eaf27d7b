import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModuleVersion } from '../../formats/gobuild/module-version.ts';
import { describeModule } from '../../formats/gobuild/module-version.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { runProcess } from '../process/process-run.ts';
import { removeTree } from '../remove-tree.ts';
import { moduleEnvironment, type UserEnvironment } from './module-environment.ts';

/** A zip that was downloaded, or one sentence why not. */
export type Download = { readonly zip: string } | { readonly why: string };

/** Zips by `path@version`, in a folder that goes away. */
export interface Downloads {
  readonly zips: ReadonlyMap<string, Download>;
  /** Removes them. @example await downloads.remove() */
  remove(): Promise<void>;
}

const BATCH = 40;
const MAX_OUTPUT = 16 * 1024 * 1024;
const MINUTES = 10 * 60 * 1000;

/**
 * Downloads module zips with `go mod download`, from where the user's settings say, into an empty module cache of its own: the
 * user's stays as it is, and no file of the source tree is near. Go asks no checksum database here, since every h1 is computed
 * and compared by us; only for toolchains does it insist.
 * @param work - a private folder
 * @throws TwinsealError `ABORTED`; whatever else goes wrong is a sentence for the module
 * @example const downloads = await downloadModules(modules, '/usr/local/go', work, process.env, call)
 */
export async function downloadModules(
  modules: readonly ModuleVersion[],
  goroot: string,
  work: string,
  environment: UserEnvironment,
  call: Call,
): Promise<Downloads> {
  await mkdir(work, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(work, 'download-'));
  const empty = join(folder, 'empty');
  await mkdir(empty, { mode: 0o700 });
  const zips = new Map<string, Download>();
  const bounded = { ...call, deadline: Math.min(call.deadline, Date.now() + MINUTES) };
  const own = {
    GOMODCACHE: join(folder, 'mod'),
    GOPATH: join(folder, 'path'),
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
    ...(modules.some(({ path }) => path === 'golang.org/toolchain') ? {} : { GOSUMDB: 'off' }),
    GOTELEMETRY: 'off',
    // An empty variable would let the user's own file of settings speak.
    GOFLAGS: '-modcacherw',
  };
  try {
    for (let from = 0; from < modules.length; from += BATCH) {
      const batch = modules.slice(from, from + BATCH).map(describeModule);
      const run = await runProcess(
        {
          argv: [join(goroot, 'bin/go'), 'mod', 'download', '-json', ...batch],
          environment: { ...moduleEnvironment(environment), ...own },
          folder: empty,
          maxOutput: MAX_OUTPUT,
        },
        bounded,
      );
      for (const [name, download] of readAnswers(run.stdout)) zips.set(name, download);
      const [first = 'it says nothing'] = run.stderr.split('\n').filter((line) => line !== '');
      for (const name of batch)
        if (!zips.has(name)) zips.set(name, { why: `go mod download failed: ${first.slice(0, 300)}` });
    }
  } catch (error) {
    if (!(error instanceof TwinsealError) || error.code === 'ABORTED') {
      removeTree(folder);
      throw error;
    }
    for (const module of modules)
      if (!zips.has(describeModule(module))) zips.set(describeModule(module), { why: error.message });
  }
  return {
    zips,
    async remove() {
      removeTree(folder);
    },
  };
}

// It prints one object after another, each over several lines of which only its last one is a lone brace.
function readAnswers(stdout: string): readonly (readonly [string, Download])[] {
  return stdout.split(/^\}$/m).flatMap((text): (readonly [string, Download])[] => {
    try {
      const value = JSON.parse(`${text}}`) as Readonly<Record<string, unknown>>;
      const name = `${String(value.Path)}@${String(value.Version)}`;
      if (typeof value.Zip === 'string' && value.Error === undefined) return [[name, { zip: value.Zip }]];
      return [[name, { why: `go mod download failed: ${String(value.Error ?? 'no zip').slice(0, 300)}` }]];
    } catch {
      return [];
    }
  });
}
