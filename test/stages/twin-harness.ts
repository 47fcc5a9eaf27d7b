import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeGoToolchain } from '../../src/adapters/go/go-toolchain.ts';
import type { Containment } from '../../src/adapters/sandbox/containment.ts';
import { makeSandbox } from '../../src/adapters/sandbox/sandbox.ts';
import { makeSourceImporter } from '../../src/adapters/source/importer.ts';
import type { BuildCaches } from '../../src/ports/build-caches.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';
import type { BuildPlan, MainPackage } from '../../src/records/build-plan.ts';
import type { ImportedTree } from '../../src/records/imported-tree.ts';
import type { BuildSettings } from '../../src/records/settings.ts';
import type { SideBuild } from '../../src/records/side-build.ts';
import { type BuildPorts, buildSide } from '../../src/seal/build/build-side.ts';
import { discoverMains } from '../../src/seal/build/discover-mains.ts';
import { planBuild } from '../../src/seal/build/plan-build.ts';
import { compareTwins, type TwinComparison } from '../../src/seal/compare/compare-twins.ts';
import { lockSource } from '../../src/seal/source/lock-source.ts';

/** A private folder for one test file, with what a twin build needs. */
export interface TwinHarness {
  readonly root: string;
  readonly sandbox: Sandbox;
  module(files: Readonly<Record<string, string>>): string;
  plan(
    folder: string,
    build?: Partial<BuildSettings>,
    named?: readonly string[],
    platforms?: readonly string[],
  ): Promise<Planned>;
  side(planned: Planned, name: 'a' | 'b', caches?: BuildCaches): Promise<SideBuild>;
  twins(
    planned: Planned,
    caches?: BuildCaches,
  ): Promise<{ readonly a: SideBuild; readonly b: SideBuild; readonly comparison: TwinComparison }>;
  remove(): void;
}

export interface Planned {
  readonly plan: BuildPlan;
  readonly tree: ImportedTree;
  readonly mains: readonly MainPackage[];
}

export const DEFAULT_BUILD: BuildSettings = {
  tags: [],
  ldflags: [],
  gcflags: [],
  levels: {},
  prepare: [],
  cache: 'fresh',
  keep: [],
  vary: [],
  strip: false,
  debug: 'keep',
  experiments: [],
  pgo: 'auto',
  timeout: 300,
};

/** A call of a test: ten minutes. */
export function testCall(): { readonly signal: AbortSignal; readonly deadline: number } {
  return { signal: new AbortController().signal, deadline: Date.now() + 600_000 };
}

/** Makes a harness. @example const twin = twinHarness(); after(() => twin.remove()); */
export function twinHarness(containment?: Containment): TwinHarness {
  const root = mkdtempSync(join(tmpdir(), 'twinseal-twin-'));
  chmodSync(root, 0o700);
  const sandbox = makeSandbox({ folder: join(root, 'sides'), ...(containment === undefined ? {} : { containment }) });
  mkdirSync(join(root, 'sides'), { mode: 0o700 });
  mkdirSync(join(root, 'work'));
  const importer = makeSourceImporter();
  const ports: BuildPorts = {
    sandbox,
    clock: { now: () => Date.now() },
    random: { uuid: randomUUID },
  };
  const harness: TwinHarness = {
    root,
    sandbox,
    module: (files) => {
      const folder = mkdtempSync(join(root, 'module-'));
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      return folder;
    },
    plan: async (folder, build = {}, named = [], platforms = ['linux/amd64']) => {
      const call = testCall();
      const tree = await importer.importTree(folder, join(root, 'work'), call);
      const read = (path: string): Promise<Uint8Array | undefined> => importer.readFile(tree, path, 1024 * 1024, call);
      const source = lockSource({
        folder,
        tree,
        goMod: await read('go.mod'),
        goSum: await read('go.sum'),
        modulesTxt: await read('vendor/modules.txt'),
        vcs: undefined,
        claims: { version: '1.2.3' },
        sourceDateEpoch: undefined,
      });
      const toolchain = await makeGoToolchain(process.env).locate(source.goVersion, call);
      const settings = { ...DEFAULT_BUILD, ...build };
      const draft = planBuild({
        source,
        toolchains: { a: toolchain, b: toolchain },
        mains: [],
        platforms,
        build: settings,
        processors: availableParallelism(),
      });
      const side = await sandbox.open(
        { name: 'a', tree, toolchain, conditions: draft.sides.a, limits: draft.limits },
        call,
      );
      try {
        const mains = await discoverMains(
          {
            side,
            module: source.module,
            named,
            tags: settings.tags,
            experiments: settings.experiments,
            goarch: 'amd64',
          },
          call,
        );
        return { plan: { ...draft, mains }, tree, mains };
      } finally {
        await side.close();
      }
    },
    side: ({ plan, tree }, name, caches) =>
      buildSide(name, plan, tree, { ...ports, ...(caches !== undefined && { caches }) }, testCall()),
    twins: async (planned, caches) => {
      const a = await harness.side(planned, 'a', caches);
      const b = await harness.side(planned, 'b', caches);
      const comparison = await compareTwins({ plan: planned.plan, a, b, assembly: { profile: 1, compressor: 'test' } });
      return { a, b, comparison };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  return harness;
}
