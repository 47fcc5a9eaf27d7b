import type { Call } from '../ports/call.ts';
import type { JobEnd } from '../ports/job-queue.ts';
import type { FoundContainment } from '../ports/machine.ts';
import { askedPlatforms } from '../records/asked-platform.ts';
import type { BuildChoices } from '../records/build-choices.ts';
import type { JobRequest, JobResult } from '../records/job.ts';
import type { Progress } from '../records/progress.ts';
import type { Settings } from '../records/settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { type BuildOutcome, type BuildRoadPorts, build } from './build.ts';

/** What a job builds. */
export interface JobSource {
  /** Folder of the module: a private copy. */
  readonly folder: string;
  /** Of the module, with what the job asks for laid over them. */
  readonly settings: Settings;
  readonly vendor: boolean;
  readonly choices: BuildChoices;
}

/** What a build job needs of the world. */
export interface JobBuildPorts extends BuildRoadPorts {
  /** What contains a side here. @example (await ports.containment(call)).kind // 'user' */
  containment(call: Call): Promise<FoundContainment>;
  /** Build even where nothing does. */
  readonly uncontained: boolean;
  /** A private folder for the files of a difference. */
  readonly differences: string;
  /** The outcome in the words of a job's result. @example ports.summary(outcome) */
  summary(outcome: Pick<BuildOutcome, 'twin' | 'differences'>): JobResult;
}

/**
 * A build job: refuse where sides can't be contained, build twice, compare. Two sides that differ are a failed job, whose
 * result says how.
 * @throws TwinsealError `BUILD_SANDBOX`; of the stages `source` and `build`
 * @example await jobBuild(source, ports, call, progress) // { state: 'succeeded', result: { outcome: 'identical', ... } }
 */
export async function jobBuild(
  source: JobSource,
  ports: JobBuildPorts,
  call: Call,
  progress: Progress,
): Promise<JobEnd> {
  refuseUncontained(await ports.containment(call), ports.uncontained);
  const outcome = await build({ ...source, out: ports.differences }, ports, call, progress);
  const result = ports.summary(outcome);
  return outcome.differences.length === 0 ? { state: 'succeeded', result } : differentEnd(result);
}

/**
 * Refuses to run the code of others where it could see this machine, unless its operator has said that it may.
 * @throws TwinsealError `BUILD_SANDBOX`
 * @example refuseUncontained(await ports.containment(call), false)
 */
export function refuseUncontained({ kind, why, isolation }: FoundContainment, allowed: boolean): void {
  if (allowed || (kind !== 'process' && isolation.networkless)) return;
  throw new TwinsealError(
    'BUILD_SANDBOX',
    `the worker's machine cannot contain a build, so none is run (${why.slice(0, 200)}): see \`twinseal doctor\` there, or set seal.uncontained`,
  );
}

/** How a job with two different sides ends. @example differentEnd(result).failure?.code // 'TWIN_DIFFERENT' */
export function differentEnd(result: JobResult): JobEnd {
  const reason = 'the two sides differ, so nothing was signed or pushed; the result says where and why';
  return { state: 'failed', result, failure: { code: 'TWIN_DIFFERENT', reason, retryable: false } };
}

/**
 * Lays what a job asks for over the settings of its source, and refuses what would lead outside of it.
 * @param root - folder of the whole source, absolute
 * @throws TwinsealError `PLATFORM_UNKNOWN`, `SETTINGS_INVALID`
 * @example jobSettings(settings, job.request, '/private/source').platforms
 */
export function jobSettings(settings: Settings, request: JobRequest, root: string): Settings {
  const { kind, platforms, main } = request;
  if (settings.images !== undefined && (kind === 'seal' || main !== undefined))
    throw new TwinsealError('SETTINGS_INVALID', 'the settings name several images, and a job makes one: name one');
  const { base } = settings.image;
  // The copy of the source has no links, so a path below it stays below it.
  if (base !== 'scratch' && !base.startsWith(`${root}/`))
    throw new TwinsealError('SETTINGS_INVALID', 'image.base must be a layout in the source: copy it there');
  return {
    ...settings,
    ...(platforms !== undefined && { platforms: askedPlatforms(platforms, 'platforms') }),
    ...(main !== undefined && { main }),
  };
}
