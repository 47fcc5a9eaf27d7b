import type { Digest } from '../formats/digest.ts';
import { readElf } from '../formats/elf/elf-file.ts';
import { FormatError } from '../formats/format-error.ts';
import { binaryBuildInfo } from '../formats/gobuild/binary-build-info.ts';
import type { BuildInfo } from '../formats/gobuild/build-info.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import { platformText } from '../formats/oci/platform.ts';
import { gatherEvidence } from '../judge/gather/gather.ts';
import { reportImage, type WalkableImage } from '../judge/inspect/image-report.ts';
import { readProgramBytes } from '../judge/inspect/program-bytes.ts';
import type { Call } from '../ports/call.ts';
import type { ContentReader } from '../ports/content.ts';
import type { EvidenceSet, UnverifiedChild } from '../records/evidence-set.ts';
import type { ImageReport } from '../records/image-report.ts';
import type { RebuiltPlatform } from '../records/rebuild-result.ts';
import { TwinsealError } from '../records/twinseal-error.ts';

/** The program that one platform image runs, or why it can't be told. */
export interface PlatformProgram {
  readonly platform: string;
  readonly manifest: Descriptor;
  readonly program?: NonNullable<RebuiltPlatform['program']>;
  readonly bytes?: Uint8Array;
  readonly info?: BuildInfo;
  /** Why it can't be built again; then there is no `info`. */
  readonly why?: string;
}

/** An image with the program of each platform, and all that is attached to it, of which nothing is verified. */
export interface ImagePrograms {
  readonly evidence: EvidenceSet;
  readonly reports: readonly ImageReport[];
  readonly platforms: readonly PlatformProgram[];
}

/**
 * Finds the program that each platform image runs: entrypoint resolved through PATH, links and layers, as a verdict does it.
 * @param requested - as the user wrote it
 * @param target - tag or digest; undefined asks for a layout's only image
 * @throws TwinsealError `INDETERMINATE` when a part of the image could not be read; what reading it throws
 * @example (await readPrograms(reader, './app.oci', undefined, call)).platforms[0]?.program?.digest
 */
export async function readPrograms(
  reader: ContentReader,
  requested: string,
  target: string | undefined,
  call: Call,
): Promise<ImagePrograms> {
  const needs = { signers: [], predicateTypes: [], evidence: true, walkLayers: true };
  const evidence = await gatherEvidence(reader, { requested, target }, needs, call);
  const [fault] = evidence.faults.filter(({ what }) => what !== 'evidence' && what !== 'referrers');
  if (fault !== undefined) throw unread(requested, fault.reason);
  const reports: ImageReport[] = [];
  const platforms: PlatformProgram[] = [];
  for (const child of evidence.children.filter(({ isEvidence }) => !isEvidence)) {
    const { program, report } = await readProgram(child, requested, call);
    if (report !== undefined) reports.push(report);
    platforms.push(program);
  }
  if (platforms.length === 0)
    throw new TwinsealError(
      'INPUT_MALFORMED',
      `${requested} has no platform image, so there is no program to build again`,
    );
  return { evidence, reports, platforms };
}

async function readProgram(
  child: UnverifiedChild,
  requested: string,
  call: Call,
): Promise<{ readonly program: PlatformProgram; readonly report?: ImageReport }> {
  const { descriptor, config, layers, broken } = child;
  const named = descriptor.platform ?? config?.view;
  const base = { platform: named === undefined ? 'unknown/unknown' : platformText(named), manifest: descriptor };
  const [wrong] = broken;
  if (wrong !== undefined) return { program: { ...base, why: wrong.reason } };
  if (config === undefined) return { program: { ...base, why: 'it has no image config that says what it runs' } };
  const image: WalkableImage = { subject: descriptor.digest, config: config.view, layers };
  const report = await reportImage(image, call);
  const [fault] = report.faults;
  if (fault !== undefined) throw unread(requested, fault.reason);
  const { entrypoint } = report;
  const { digest, size, path, outcome } = entrypoint;
  if (outcome !== 'resolved' || digest === undefined || size === undefined || path === undefined) {
    const why = entrypoint.why ?? (outcome === 'interpreted' ? 'it is a script' : outcome);
    return { report, program: { ...base, why: `the program that it runs can not be told: ${why}` } };
  }
  const goVersion = entrypoint.go?.goVersion;
  const program = { path, digest, size, ...(goVersion !== undefined && { goVersion }) };
  const bytes = await readProgramBytes(image, { digest: digest as Digest, size }, call);
  if (bytes === undefined) return { report, program: { ...base, program, why: `${path} is too large to be read` } };
  const [other] = [...entrypoint.preload, ...(entrypoint.needed ?? [])];
  if (other !== undefined)
    return { report, program: { ...base, program, bytes, why: `${other} makes it run other code than its program's` } };
  const info = buildInfoOf(bytes);
  if (typeof info === 'string') return { report, program: { ...base, program, bytes, why: `${path} ${info}` } };
  return { report, program: { ...base, program, bytes, info } };
}

function buildInfoOf(bytes: Uint8Array): BuildInfo | string {
  try {
    const info = binaryBuildInfo(readElf(bytes));
    return info ?? 'has no Go build info, so nothing says how it was built';
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return `can not be read: ${error.message}`;
  }
}

function unread(requested: string, reason: string): TwinsealError {
  return new TwinsealError('INDETERMINATE', `${requested} could not be read to its end: ${reason}`);
}
