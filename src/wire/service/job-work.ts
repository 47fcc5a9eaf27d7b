import { mkdir, mkdtemp, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultCacheFolder } from '../../adapters/cache-place.ts';
import { systemClock } from '../../adapters/clock.ts';
import { PakoLayerCompressor } from '../../adapters/compress/pako-layer-compressor.ts';
import { exportCommit } from '../../adapters/git/export-commit.ts';
import { makeGitReader } from '../../adapters/git/git-reader.ts';
import { removeTree } from '../../adapters/remove-tree.ts';
import { trialContainment } from '../../adapters/sandbox/sandbox.ts';
import { trialIsolation } from '../../adapters/sandbox/trial-isolation.ts';
import type { Call } from '../../ports/call.ts';
import type { ContentPlaces } from '../../ports/content.ts';
import type { GitReader } from '../../ports/git.ts';
import type { JobEnd } from '../../ports/job-queue.ts';
import type { SealedJobs } from '../../ports/sealed-jobs.ts';
import type { Keys } from '../../ports/signer.ts';
import type { SourceArchives } from '../../ports/source-archives.ts';
import { DEFAULT_CHOICES } from '../../records/build-choices.ts';
import type { Job, JobResult } from '../../records/job.ts';
import type { Progress } from '../../records/progress.ts';
import type { SealKeys } from '../../records/seal-keys.ts';
import type { ServiceSettings } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { type JobBuildPorts, type JobSource, jobBuild, jobSettings } from '../../roads/job-build.ts';
import { jobSeal } from '../../roads/job-seal.ts';
import type { SealOutcome, SealPorts } from '../../roads/seal.ts';
import { readSettings } from '../settings.ts';
import { twinMachine } from '../twin-ports.ts';
import { differenceSummary, twinSummary } from '../twin-summary.ts';

const UNNAMED_BUILDER = 'https://twinseal.dev/builders/unnamed';

/** What a worker has for all its jobs. */
export interface JobWork {
  readonly seal: NonNullable<ServiceSettings['seal']>;
  /** A private folder of this process. */
  readonly folder: string;
  readonly archives: SourceArchives;
  readonly sealed: SealedJobs;
  readonly places: ContentPlaces;
  /** Absent: this worker has no keys, and builds only. */
  readonly signing?: { readonly keys: Keys; readonly named: SealKeys };
  readonly version: string;
}

/**
 * Does one job, to the end that the queue is told.
 * @param held - asks the queue whether the job is still ours, and throws when it is not
 * @throws TwinsealError of the roads
 * @example await leased.finish(await workAt(job, work, held, call, progress), call)
 */
export async function workAt(
  job: Job,
  work: JobWork,
  held: (call: Call) => Promise<void>,
  call: Call,
  progress: Progress,
): Promise<JobEnd> {
  const folder = await mkdtemp(join(work.folder, 'job-'));
  const closing: (() => Promise<void>)[] = [];
  const begin = async () => {
    const { source, git } = await openSource(job, work, folder, call);
    const machine = await twinMachine(source.choices, progress);
    closing.push(() => machine.remove());
    const compressor = new PakoLayerCompressor({
      workFolder: machine.work,
      cacheFolder: defaultCacheFolder(process.env),
    });
    closing.push(() => compressor.close());
    const image = {
      importer: machine.lock.importer,
      compressor,
      places: work.places,
      keys: work.signing?.keys ?? NO_KEYS,
      clock: systemClock,
      version: work.version,
      builder: work.seal.builder ?? UNNAMED_BUILDER,
    };
    const trial = join(folder, 'trial');
    await mkdir(trial, { mode: 0o700 });
    const ports: SealPorts & JobBuildPorts = {
      ...machine,
      lock: { ...machine.lock, git },
      image,
      containment: (within) => trialIsolation(trial, within),
      uncontained: work.seal.uncontained === true,
      differences: join(folder, 'out'),
      summary: ({ twin, differences }) => ({
        outcome: twin.comparison.outcome,
        twin: twinSummary(twin),
        ...(differences.length > 0 && { differences: differences.map(differenceSummary).map(withoutPaths) }),
        notes: twin.plan.notes,
      }),
    };
    return { source, machine: ports };
  };
  try {
    if (job.request.kind === 'build') {
      const { source, machine } = await begin();
      return await jobBuild(source, machine, call, progress);
    }
    if (work.signing === undefined)
      throw new TwinsealError('KEY_UNREADABLE', 'this worker was given no key in its settings (seal.cosignKey)');
    const request = { id: job.id, keys: work.signing.named, push: job.request.push ?? '' };
    return await jobSeal(request, { ...work, begin, sealSummary, held }, call, progress);
  } finally {
    for (const close of closing.reverse()) await close();
    removeTree(folder);
  }
}

/** The job's source as a private copy, and how git is asked about it: never about what lies around the copy. */
async function openSource(
  { request, caller }: Job,
  { archives, seal }: JobWork,
  folder: string,
  call: Call,
): Promise<{ readonly source: JobSource; readonly git: GitReader }> {
  const root = join(folder, 'source');
  const gitFolder = join(folder, 'git');
  await mkdir(gitFolder, { mode: 0o700 });
  const directory = request.directory ?? '.';
  let git: GitReader;
  if ('archive' in request.source) {
    await archives.unpack(caller.name, request.source.archive, root, call);
    const own = (await stat(join(root, '.git')).catch(() => undefined))?.isDirectory() === true;
    git = makeGitReader({ folder: gitFolder, ...(!own && { at: 'nothing' }) });
  } else {
    const named = request.source.git;
    // The settings' own text is opened, so no path of a caller is ever resolved.
    const allowed = seal.gitFolders.find((each) => each === named);
    if (allowed === undefined)
      throw new TwinsealError('SOURCE_UNKNOWN', `the service reads no git folder ${named.slice(0, 100)}`);
    const containment = await trialContainment(join(folder, 'git-trial'), call);
    const wanted = request.source.revision;
    const from = { folder: allowed, wanted, target: root, work: gitFolder, containment };
    const { repository, revision } = await exportCommit(from, call);
    const prefix = [repository.prefix, directory === '.' ? '' : directory].filter((part) => part !== '').join('/');
    git = makeGitReader({ folder: gitFolder, containment, at: { repository: { ...repository, prefix }, revision } });
  }
  const module = join(root, directory);
  const settings = jobSettings(await readSettings(module, undefined, call), request, root);
  const vendor = request.vendor === true;
  if (vendor) refuseDirect(process.env.GOPROXY);
  return { source: { folder: module, settings, vendor, choices: DEFAULT_CHOICES }, git };
}

/** `direct` lets a hostile go.mod name hosts that Go then asks, from inside of the service's network. */
function refuseDirect(proxy: string | undefined): void {
  if (proxy !== undefined && proxy !== '' && !proxy.split(/[,|]/).includes('direct')) return;
  throw new TwinsealError(
    'SETTINGS_INVALID',
    'this service makes no vendor folder: send the source with its vendor/, or let GOPROXY of the worker name proxies and not `direct`',
  );
}

function sealSummary({ images, twin, notes }: Extract<SealOutcome, { readonly outcome: 'sealed' }>): JobResult {
  const [first] = images;
  if (first === undefined) throw new TwinsealError('INTERNAL', 'a seal made no image');
  return {
    outcome: 'identical',
    index: first.image.index.descriptor.digest,
    platforms: first.image.platforms.map(({ platform, manifest }) => ({
      platform,
      manifest: manifest.descriptor.digest,
    })),
    signedBy: first.signedBy,
    attached: first.attachments.length,
    twin: twinSummary(twin),
    notes,
  };
}

/** The files of a difference go with the job, and where they lay is nobody's business. */
function withoutPaths({ a, b, ...rest }: ReturnType<typeof differenceSummary>) {
  const bare = ({ digest, size }: typeof a) => ({ digest, size });
  return { ...rest, a: bare(a), b: bare(b) };
}

const refuseKeys = async (): Promise<never> => {
  throw new TwinsealError('KEY_UNREADABLE', 'a build opens no key');
};
const NO_KEYS: Keys = {
  keylessSigner: refuseKeys,
  look: refuseKeys,
  prove: refuseKeys,
  cosignSigner: refuseKeys,
  notationSigner: refuseKeys,
  pluginSigner: refuseKeys,
  timestamps: refuseKeys,
};
