import { hash1 } from '../formats/gobuild/dirhash.ts';
import type { ModuleManifest } from '../formats/gobuild/module-manifest.ts';
import { parseModulesTxt } from '../formats/gobuild/modules-txt.ts';
import { decodeUtf8 } from '../formats/utf8.ts';
import type { Call } from '../ports/call.ts';
import type { ChecksumDatabase, SumdbAnswer } from '../ports/checksum-database.ts';
import type { ModuleZips, ZipAnswer } from '../ports/module-zips.ts';
import type { ModuleAuthenticity, SourceAuthenticity } from '../records/authenticity.ts';
import type { ImportedTree } from '../records/imported-tree.ts';
import type { SourceLock } from '../records/source-lock.ts';
import { judgeSum, type SourceModule, type SumJudgement, sourceModules } from '../seal/source/module-sums.ts';
import { sourceAuthenticity } from '../seal/source/source-authenticity.ts';
import { compareVendor } from '../seal/source/vendor-honesty.ts';
import { inParallel } from './in-parallel.ts';

/** What authenticating needs of the world. */
export interface AuthenticatePorts {
  /** One that stays offline answers from its cache, and `unreachable`. */
  readonly sumdb: ChecksumDatabase;
  readonly zips: ModuleZips;
}

/** What is to be authenticated. */
export interface SourceToAuthenticate {
  readonly lock: SourceLock;
  readonly tree: ImportedTree;
  /** vendor/modules.txt, where there is one. */
  readonly modulesTxt: Uint8Array | undefined;
  /** The Go that downloads zips. */
  readonly goroot: string;
  /** Download nothing. */
  readonly offline: boolean;
}

interface Judged {
  readonly module: SourceModule;
  readonly answer: SumdbAnswer | undefined;
  readonly sum: SumJudgement;
}

const LOOKUPS_AT_ONCE = 16;

/**
 * Compares the source's modules with what Go's checksum database knows: each sum of go.sum with the database, each file below
 * vendor/ with the zip that has the sum. Nothing here is refused; that is for whoever reads the record.
 * @throws TwinsealError `SOURCE_LIMIT`, `ABORTED`, `TIMEOUT`
 * @example (await authenticateSource({ lock, tree, modulesTxt, goroot, offline: false }, ports, call)).outcome
 */
export async function authenticateSource(
  source: SourceToAuthenticate,
  ports: AuthenticatePorts,
  call: Call,
): Promise<SourceAuthenticity> {
  const { lock, tree, modulesTxt } = source;
  const vendored = modulesTxt === undefined ? [] : parseModulesTxt(decodeUtf8(modulesTxt));
  const modules = sourceModules(lock.modules, vendored);
  const judged = await inParallel(modules, LOOKUPS_AT_ONCE, async (module): Promise<Judged> => {
    const { zip } = module;
    const answer = zip === undefined ? undefined : await ports.sumdb.lookup(zip.path, zip.version, call);
    return { module, answer, sum: judgeSum(module, answer) };
  });
  const zips = await readZips(judged, source, ports, call);
  const files = judged.map(({ module, answer }, index) => {
    const zip = zips[index];
    return { ...module, ...(zip?.outcome === 'read' ? { manifest: trusted(zip.manifest, answer) } : {}) };
  });
  const differences =
    modulesTxt === undefined
      ? { modules: modules.map(() => []), stray: unlistedCode(tree) }
      : compareVendor(tree.files, files, lock.goVersion);
  return sourceAuthenticity({
    modules: judged.map((each, index) => moduleOutcome(each, zips[index], differences.modules[index] ?? [])),
    stray: differences.stray,
    heads: judged.flatMap(({ answer }) => (answer?.outcome === 'known' ? [answer.head] : [])),
    offline: source.offline,
  });
}

/** Without modules.txt Go below 1.23 still imports packages from a folder of that name; what else lies there it does not read. */
function unlistedCode({ files }: ImportedTree): readonly string[] {
  return files.filter(({ path }) => /^vendor\/.+\/[^/]+\.go$/.test(path)).map(({ path }) => `added ${path}`);
}

async function readZips(
  judged: readonly Judged[],
  { goroot, offline }: SourceToAuthenticate,
  ports: AuthenticatePorts,
  call: Call,
): Promise<readonly (ZipAnswer | undefined)[]> {
  const wanted = judged.map(({ module: { zip, packages }, answer, sum }) =>
    zip === undefined || sum.h1 === undefined || packages.length === 0
      ? undefined
      : // What the database does not know may lead anywhere: such a zip is read only where it lies here already.
        { module: zip, h1: sum.h1, download: !offline && answer?.outcome === 'known' },
  );
  const answers = await ports.zips.manifests(
    wanted.filter((want) => want !== undefined),
    goroot,
    call,
  );
  let next = 0;
  return wanted.map((want) => (want === undefined ? undefined : answers[next++]));
}

/** Without its go version where the go.mod of the zip is not the one that Go reads it from. */
function trusted(manifest: ModuleManifest, answer: SumdbAnswer | undefined): ModuleManifest {
  const goMod = manifest.files.find((file) => file.path === 'go.mod');
  if (goMod === undefined || answer?.outcome !== 'known') return manifest;
  if (hash1([{ name: 'go.mod', sha256: goMod.sha256 }]) === answer.goModH1) return manifest;
  const { goVersion: _, ...rest } = manifest;
  return rest;
}

function moduleOutcome(
  { module, sum }: Judged,
  zip: ZipAnswer | undefined,
  differences: readonly string[],
): ModuleAuthenticity {
  const { path, version } = module;
  if (differences.length > 0) {
    const why = `its files in vendor/ differ from the module with the sum ${sum.h1 ?? ''}`;
    return { path, version, outcome: 'contradicted', why, differences };
  }
  const { outcome, why } = sum;
  if (outcome === 'authenticated' && zip?.outcome === 'absent')
    return { path, version, outcome: 'unauthenticated', why: `its files were not compared: ${zip.why}` };
  return { path, version, outcome, ...(why === undefined ? {} : { why }) };
}
