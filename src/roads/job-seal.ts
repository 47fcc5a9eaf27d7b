import type { Call } from '../ports/call.ts';
import type { JobEnd } from '../ports/job-queue.ts';
import type { SealedJobs } from '../ports/sealed-jobs.ts';
import type { CopyReport } from '../records/copy-report.ts';
import type { JobResult } from '../records/job.ts';
import type { Progress } from '../records/progress.ts';
import type { SealKeys } from '../records/seal-keys.ts';
import { differentEnd, type JobBuildPorts, type JobSource, refuseUncontained } from './job-build.ts';
import { push } from './push.ts';
import { type SealOutcome, type SealPorts, seal } from './seal.ts';

/** What a seal job needs of the world. */
export interface JobSealPorts {
  readonly sealed: SealedJobs;
  readonly places: SealPorts['image']['places'];
  /**
   * The source and this machine, made ready only when something has to be built.
   * @example const { source, machine } = await ports.begin(call);
   */
  begin(call: Call): Promise<{ readonly source: JobSource; readonly machine: SealPorts & JobBuildPorts }>;
  /** The outcome in the words of a job's result. @example ports.sealSummary(outcome) */
  sealSummary(outcome: Extract<SealOutcome, { readonly outcome: 'sealed' }>): JobResult;
  /**
   * Asks the queue, now, whether the job is still ours.
   * @throws TwinsealError `ABORTED` when it is not, or was cancelled
   * @example await ports.held(call)
   */
  held(call: Call): Promise<void>;
}

/** What to seal under which keys, and where to push it. */
export interface JobSealRequest {
  readonly id: string;
  readonly keys: SealKeys;
  /** `registry.example.com/team/app:v1.2.3`. */
  readonly push: string;
}

/**
 * A seal job: what an earlier attempt has sealed, else build twice and seal; then, if the job is still ours, push. Whatever
 * fails before that leaves the registry as it was, and a job that is begun anew pushes the very same bytes.
 * @throws TwinsealError of the road of a seal, of the registry, `ABORTED`
 * @example await jobSeal({ id, keys, push: 'registry.example.com/app:v1' }, ports, call, progress)
 */
export async function jobSeal(
  request: JobSealRequest,
  ports: JobSealPorts,
  call: Call,
  progress: Progress,
): Promise<JobEnd> {
  const { id } = request;
  let result = await ports.sealed.find(id, call);
  if (result === undefined) {
    const sealed = await sealNow(request, ports, call, progress);
    if ('state' in sealed) return sealed;
    result = sealed.result;
    await ports.sealed.keep(id, result, call);
  }
  const layout = await ports.sealed.layout(id);
  await ports.held(call);
  const report = await push(ports.places, { layout, reference: request.push }, call, progress);
  return { state: 'succeeded', result: { ...result, pushed: pushedPart(request.push, report) } };
}

async function sealNow(
  { id, keys }: JobSealRequest,
  ports: JobSealPorts,
  call: Call,
  progress: Progress,
): Promise<JobEnd | { readonly result: JobResult }> {
  const { source, machine } = await ports.begin(call);
  refuseUncontained(await machine.containment(call), machine.uncontained);
  const layout = await ports.sealed.layout(id);
  const outcome = await seal({ ...source, layout, keys }, machine, call, progress);
  if (outcome.outcome === 'sealed') return { result: ports.sealSummary(outcome) };
  return differentEnd(machine.summary(outcome));
}

function pushedPart(reference: string, { digest, to, referrers, notes }: CopyReport) {
  return { reference, repository: to, digest, referrers, notes };
}
