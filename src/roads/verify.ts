import { decide } from '../judge/decide/decide.ts';
import { gatherEvidence } from '../judge/gather/gather.ts';
import type { CompiledPolicy } from '../judge/policy/compile.ts';
import { verifyEvidence } from '../judge/verify/verify.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContentReader } from '../ports/content.ts';
import type { EvidenceSet } from '../records/evidence-set.ts';
import type { Facts } from '../records/facts.ts';
import type { ImageReport } from '../records/image-report.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { Verdict } from '../records/verdict.ts';

/** One image to judge by one policy. */
export interface VerifyRequest {
  readonly reader: ContentReader;
  /** As the caller wrote it, for the verdict. */
  readonly requested: string;
  /** Tag or digest; undefined asks for a layout's only image. */
  readonly target?: string | undefined;
  readonly policy: CompiledPolicy;
}

/** A verdict with what it rests on. */
export interface Verified {
  readonly verdict: Verdict;
  readonly facts: Facts;
  /** What the facts were established from. */
  readonly set: EvidenceSet;
  readonly reports: readonly ImageReport[];
  /** Milliseconds since 1970: the moment that the verdict is for. */
  readonly now: number;
}

/**
 * Judges an image: gather, inspect, verify, decide.
 *
 * @param request - the image, where it is, and the compiled policy
 * @param clock - asked once, after everything was read
 * @returns the verdict; `deny` and `indeterminate` are answers, not errors
 * @throws TwinsealError when no verdict can be formed: the image is not there, its first document can't be fetched, or
 *   the call was ended (`TIMEOUT`, `ABORTED`)
 * @example const { verdict } = await verifyImage({ reader, requested, target, policy }, clock, call)
 */
export async function verifyImage(request: VerifyRequest, clock: Clock, call: Call): Promise<Verified> {
  const { reader, requested, target, policy } = request;
  try {
    const set = await gatherEvidence(reader, { requested, target }, policy.needs, call);
    const reports = policy.needs.walkLayers ? await inspectPlatforms(set, call) : [];
    const facts = await verifyEvidence(set, policy.needs, reports, call.signal);
    const now = clock.now();
    return { facts, set, reports, now, verdict: decide(facts, policy.policy, policy.digest, now) };
  } catch (error) {
    if (error instanceof TwinsealError || !call.signal.aborted) throw error;
    const late = clock.now() >= call.deadline;
    throw new TwinsealError(
      late ? 'TIMEOUT' : 'ABORTED',
      `verifying ${requested} was ${late ? 'out of time' : 'cancelled'}`,
      {
        cause: error,
      },
    );
  }
}

/** Walks the layers of each platform image, one after another, so that memory does not grow with their number. */
async function inspectPlatforms(set: EvidenceSet, call: Call): Promise<readonly ImageReport[]> {
  // Readers of tar, gzip and ELF, which a policy about signatures alone never needs: loaded here, they cost it nothing.
  const { reportImage } = await import('../judge/inspect/image-report.ts');
  const reports = new Map<string, ImageReport>();
  for (const { descriptor, config, layers, isEvidence } of set.children) {
    if (isEvidence || config === undefined || reports.has(descriptor.digest)) continue;
    reports.set(
      descriptor.digest,
      await reportImage({ subject: descriptor.digest, config: config.view, layers }, call),
    );
  }
  return [...reports.values()];
}
