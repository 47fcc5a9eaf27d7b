import { describeModule, type ModuleVersion } from '../../formats/gobuild/module-version.ts';
import type { VendoredModule } from '../../formats/gobuild/modules-txt.ts';
import type { SumdbAnswer } from '../../ports/checksum-database.ts';
import type { Authentication } from '../../records/authenticity.ts';
import type { LockedModule } from '../../records/source-lock.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** A module of the source, and the zip that its files should come from. */
export interface SourceModule {
  readonly path: string;
  readonly version: string;
  /** The module whose zip it is: itself or what replaces it; absent for a folder. */
  readonly zip?: ModuleVersion;
  /** The folder that replaces it. */
  readonly folder?: string;
  /** What go.sum claims of the zip. */
  readonly claimed?: string;
  readonly packages: readonly string[];
  /** The go version that vendor/modules.txt gives it. */
  readonly go?: string;
}

/** What is known of a module's sum before any file is compared. */
export interface SumJudgement {
  readonly outcome: Authentication;
  readonly why?: string;
  /** The sum of the zip to compare with: the database's, else the one that go.sum claims. */
  readonly h1?: string;
}

// Several times what the largest programs have; each one costs a question over the network.
const MAX_MODULES = 10_000;

/**
 * The modules that count: those of which something is vendored or that go.sum claims a sum of.
 * @param locked - of the source lock
 * @param vendored - of vendor/modules.txt
 * @throws TwinsealError `SOURCE_LIMIT` for more than a source of people has
 * @example sourceModules(lock.modules, parseModulesTxt(text)).map((module) => module.path)
 */
export function sourceModules(
  locked: readonly LockedModule[],
  vendored: readonly VendoredModule[],
): readonly SourceModule[] {
  const go = new Map<string, string>();
  // Of two entries the later one counts to Go, but for what it leaves out.
  for (const module of vendored) if (module.go !== undefined) go.set(describeModule(module), module.go);
  const counting = locked.filter((module) => module.packages.length > 0 || module.h1 !== undefined);
  if (counting.length > MAX_MODULES)
    throw new TwinsealError(
      'SOURCE_LIMIT',
      `the source has more than ${MAX_MODULES} modules, each of which would be looked up`,
    );
  return counting.map(({ path, version, h1, replacedBy: by, packages }) => {
    const language = go.get(describeModule({ path, version }));
    const zip = by === undefined ? { path, version } : { path: by.path, version: by.version ?? '' };
    return {
      path,
      version,
      ...(zip.version === '' ? { folder: zip.path } : { zip }),
      ...(h1 === undefined ? {} : { claimed: h1 }),
      packages,
      ...(language === undefined ? {} : { go: language }),
    };
  });
}

/**
 * Compares what go.sum claims of a module with what the checksum database says.
 * @param answer - undefined where it was not asked
 * @example judgeSum(module, await sumdb.lookup(module.path, module.version, call)).outcome // 'authenticated'
 * @see Go modules reference, "Authenticating modules"
 */
export function judgeSum(module: SourceModule, answer: SumdbAnswer | undefined): SumJudgement {
  const { claimed } = module;
  if (answer === undefined) return { outcome: 'unauthenticated', why: replacedByFolder(module) };
  const fallback = claimed === undefined ? {} : { h1: claimed };
  if (answer.outcome === 'contradicted') return { outcome: 'contradicted', why: answer.why };
  if (answer.outcome !== 'known') return { outcome: 'unauthenticated', why: answer.why, ...fallback };
  if (claimed === undefined)
    return {
      outcome: 'unauthenticated',
      why: 'go.sum has no sum of it: run "go mod tidy"',
      h1: answer.h1,
    };
  if (claimed === answer.h1) return { outcome: 'authenticated', h1: claimed };
  return {
    outcome: 'contradicted',
    why: `go.sum claims ${claimed}, and the checksum database knows ${answer.h1}`,
  };
}

function replacedByFolder({ folder }: SourceModule): string {
  return `go.mod replaces it by the folder ${JSON.stringify((folder ?? '').slice(0, 200))}, which no database knows`;
}
