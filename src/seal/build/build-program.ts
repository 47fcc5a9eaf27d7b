import type { Call } from '../../ports/call.ts';
import type { Side } from '../../ports/sandbox.ts';
import { readWhole } from '../../records/blob.ts';
import type { BuildPlan, BuildTarget, MainPackage } from '../../records/build-plan.ts';
import type { BuiltBinary } from '../../records/side-build.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { explainFailure, explainFullDisk } from './compiler-failure.ts';
import { explainMissingFiles } from './missing-files.ts';
import { packageLines, withoutPackages } from './package-lines.ts';
import { sideEnvironment } from './side-environment.ts';
import { askedSettings, goBuildArguments, type SideFlags } from './side-flags.ts';
import { splitProgram } from './split-program.ts';
import { checkBinary } from './static-check.ts';
import { unstrippedSize } from './unstripped-size.ts';

/** One program for one platform on one side. */
export interface ProgramRequest {
  readonly side: Side;
  readonly plan: BuildPlan;
  readonly flags: SideFlags;
  readonly main: MainPackage;
  readonly target: BuildTarget;
  /** Told the path of each package as soon as it is compiled. */
  readonly onPackage?: (path: string) => void;
  /** Path of the profile that the compiler finds, relative to the module. */
  readonly profile?: string | undefined;
}

const MAX_BINARY = 1024 ** 3;

/**
 * Builds one program for one platform inside a side, takes it out of the side's reach, and reads it.
 * @throws TwinsealError of the stage `build`, or `SOURCE_VENDOR_STALE`
 * @example (await buildProgram({ side, plan, flags, main, target }, call)).content.digest
 */
export async function buildProgram(request: ProgramRequest, call: Call): Promise<BuiltBinary> {
  const { side, plan, flags, main, target, profile } = request;
  const conditions = plan.sides[side.name];
  const file = `${main.name}-${target.platform.replaceAll('/', '-')}`;
  const what = `${main.package} for ${target.platform}`;
  const go = `${side.goroot}/bin/go`;
  const environment = sideEnvironment(side, plan, conditions, target);
  const argv = goBuildArguments(go, `${side.folders.out}/${file}`, main, flags, conditions.parallelism);
  const run = withoutPackages(await side.run(argv, environment, call, { onLine: packageLines(request.onPackage) }));
  if (run.status !== 0) {
    throw (
      explainFullDisk(side, run, what) ??
      (await explainMissingFiles(side, run, go, main, environment, what, call)) ??
      explainFailure(run, what)
    );
  }
  const content = await side.collect(file, call);
  if (content.size > MAX_BINARY)
    throw new TwinsealError(
      'BUILD_LIMIT',
      `${what} makes a binary of ${content.size} bytes, more than the ${MAX_BINARY} that are read`,
    );
  const bytes = await readWhole(content, call.signal);
  const built = { platform: target.platform, name: main.name, importPath: main.importPath };
  const asked = askedSettings(flags, profile);
  if (plan.build.debug !== 'split') {
    const facts = checkBinary(bytes, main, target, asked);
    // The sizes of both sides' programs are the same, so one side is enough to tell what was saved.
    const measured = plan.build.strip && side.name === 'a';
    const unstripped = measured ? await unstrippedSize(request, go, environment, call) : undefined;
    return { ...built, content, facts, ...(unstripped !== undefined && { unstripped }) };
  }
  const { shipped, debug, buildId, name } = splitProgram(bytes, what);
  return {
    ...built,
    facts: checkBinary(shipped, main, target, asked),
    content: await side.keep(shipped),
    debug: { content: await side.keep(debug), buildId, name, wholeSize: bytes.length },
  };
}
