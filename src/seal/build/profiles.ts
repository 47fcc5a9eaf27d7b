import type { Call } from '../../ports/call.ts';
import type { Side } from '../../ports/sandbox.ts';
import type { BuildPlan, MainPackage } from '../../records/build-plan.ts';
import type { UsedProfile } from '../../records/side-build.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { explainFailure, explainFullDisk } from './compiler-failure.ts';

// Copies what is there of the files that are named after the folder, and prints the number of each.
const COPY =
  'out=$1; shift; i=0; for file; do if [ -f "$file" ]; then cp -- "$file" "$out/profile-$i" || exit 1; echo "$i"; fi; i=$((i+1)); done';

/**
 * The file that Go takes a main package's profile from, if it is there.
 * @param pgo - `auto`, `off` or `./file`
 * @returns its path relative to the module, or `undefined` for none
 * @example profilePath('auto', { importPath: 'a.b/c/cmd/d', package: './cmd/d', name: 'd' }) // 'cmd/d/default.pgo'
 * @see go help build, -pgo; cmd/go/internal/load, setPGOProfilePath
 */
export function profilePath(pgo: string, main: MainPackage): string | undefined {
  if (pgo === 'off') return undefined;
  const path = pgo === 'auto' ? `${main.package}/default.pgo` : pgo;
  return path.replace(/^(?:\.\/)+/, '');
}

/**
 * Reads the profiles that the compiler will be given, as they stand inside a side after its `prepare` commands: build info
 * names them by their last element only, and what was imported may have been written over.
 * @throws TwinsealError `SETTINGS_INVALID` when the settings name a file that is not there; `DISK_FULL`, `BUILD_FAILED`
 * @example (await readProfiles(side, plan, environment, call))[0]?.digest
 */
export async function readProfiles(
  side: Side,
  plan: BuildPlan,
  environment: Readonly<Record<string, string>>,
  call: Call,
): Promise<readonly UsedProfile[]> {
  const { pgo } = plan.build;
  const wanted = plan.mains.flatMap((main) => {
    const path = profilePath(pgo, main);
    return path === undefined ? [] : [{ package: main.package, path }];
  });
  if (wanted.length === 0) return [];
  const files = wanted.map(({ path }) => `./${path}`);
  const run = await side.run(['/bin/sh', '-c', COPY, 'sh', side.folders.out, ...files], environment, call);
  const what = 'the profiles of the compiler';
  if (run.status !== 0) throw explainFullDisk(side, run, what) ?? explainFailure(run, what);
  const there = new Set(run.stdout.split('\n'));
  const missing = wanted.find((_, at) => !there.has(String(at)));
  if (pgo !== 'auto' && missing !== undefined)
    throw new TwinsealError('SETTINGS_INVALID', `build.pgo names ${missing.path}, which the source does not have`);
  const used: UsedProfile[] = [];
  for (const [at, profile] of wanted.entries())
    if (there.has(String(at))) used.push({ ...profile, digest: (await side.collect(`profile-${at}`, call)).digest });
  return used;
}
