import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openBuildCaches } from '../adapters/build-cache.ts';
import { systemClock } from '../adapters/clock.ts';
import { makeGitReader } from '../adapters/git/git-reader.ts';
import { makeGoToolchain } from '../adapters/go/go-toolchain.ts';
import { memoryFolder } from '../adapters/memory-folder.ts';
import { checkOutputFolder, writeBlob } from '../adapters/output-blob.ts';
import { systemRandom } from '../adapters/random.ts';
import { makeSandbox } from '../adapters/sandbox/sandbox.ts';
import { makeSourceImporter } from '../adapters/source/importer.ts';
import { memoryImporter } from '../adapters/source/memory-importer.ts';
import { workspaces } from '../adapters/workspace.ts';
import { GZIP_PROFILE } from '../formats/gzip.ts';
import type { BuildChoices } from '../records/build-choices.ts';
import type { Progress } from '../records/progress.ts';
import type { BuildRoadPorts } from '../roads/build.ts';
import { ASSEMBLY_PROFILE } from '../seal/pack/assembly-profile.ts';
import { authenticityPorts } from './authenticity-ports.ts';

/** Everything that a twin build needs of this machine, in a private folder that goes away with the process. */
export interface TwinMachine extends BuildRoadPorts {
  /** For other files of the run, such as compressed layers. */
  readonly work: string;
  /** Removes the folder with all that is in it. @example await machine.remove() */
  remove(): Promise<void>;
}

/**
 * Sets the machine up for one run.
 * @example const machine = await twinMachine(choices, progress); try { await build(request, machine, call, progress); } finally { await machine.remove(); }
 */
export async function twinMachine(choices: BuildChoices, progress: Progress): Promise<TwinMachine> {
  const { folder, remove } = await workspaces().create('twin');
  const memory = await memoryFolder();
  const [source, git, sides, work] = ['source', 'git', 'sides', 'work'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  for (const each of [git, sides, work, join(source, 'import'), join(source, 'vendored')])
    await mkdir(each, { recursive: true, mode: 0o700 });
  const authentic = authenticityPorts(process.env, choices, work);
  return {
    source,
    work,
    assembly: { profile: ASSEMBLY_PROFILE, compressor: GZIP_PROFILE },
    checkOutput: checkOutputFolder,
    save: (path, program, call) => writeBlob(path, program, 0o755, call),
    lock: {
      importer: memory === undefined ? makeSourceImporter() : memoryImporter(makeSourceImporter(), memory),
      git: makeGitReader({ folder: git }),
      go: makeGoToolchain(process.env),
      sourceDateEpoch: process.env.SOURCE_DATE_EPOCH,
      ...authentic,
    },
    build: {
      sandbox: makeSandbox({ folder: sides, ...(memory !== undefined && { memory }) }),
      clock: systemClock,
      random: systemRandom,
      progress,
      processors: availableParallelism(),
      memory: process.availableMemory(),
      ...(choices.cache !== undefined && { caches: openBuildCaches(choices.cache) }),
    },
    async remove() {
      await authentic.close();
      await memory?.remove();
      await remove();
    },
  };
}
