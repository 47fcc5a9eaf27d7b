import type { Descriptor } from '../formats/oci/descriptor.ts';
import type { ImageConfig, ImageIndex, ImageManifest } from '../formats/oci/documents.ts';
import { inspectAnnotations } from '../judge/inspect/annotation-rules.ts';
import { openArchive } from '../judge/inspect/archive.ts';
import { repositorySource } from '../judge/inspect/blob-sources.ts';
import { inspectConfig } from '../judge/inspect/config-rules.ts';
import { inspectDescriptor, inspectSubjectKind } from '../judge/inspect/descriptor-rules.ts';
import { type DocumentKind, inspectDocument } from '../judge/inspect/document.ts';
import { FindingLog } from '../judge/inspect/finding-log.ts';
import {
  DEFAULT_INSPECT_LIMITS,
  type Inspected,
  type InspectOptions,
  inspectImage,
  inspectLayout,
} from '../judge/inspect/layout.ts';
import { inspectPlatform, inspectPlatformList } from '../judge/inspect/platform-rules.ts';
import type { Call } from '../ports/call.ts';
import type { ContentReader } from '../ports/content.ts';
import type { LayoutFiles } from '../ports/layout-files.ts';
import type { RandomAccessFile } from '../ports/random-access-file.ts';
import type { Finding, FindingSeverity } from '../records/finding.ts';
import { FINDING_CODES } from '../records/finding-codes.ts';
import type { ImagePrograms } from '../records/go-programs.ts';
import type { Selection } from '../records/selection.ts';

/** A finding with what to do about it. */
export interface ToldFinding extends Finding {
  readonly remedy: string;
}

/** What `validate` found. */
export interface ValidationReport {
  readonly apiVersion: 'twinseal.dev/validation/v1';
  /** What was validated, as the user named it. */
  readonly target: string;
  /** The digest that a reference was resolved to. */
  readonly digest?: string;
  readonly findings: readonly ToldFinding[];
  readonly counts: Readonly<Record<FindingSeverity, number>>;
  /** What runtimes would run on the machine that was asked for; absent when none was. */
  readonly selections?: readonly Selection[];
  /** How the Go programs of each image were built, those that a container sees; absent when there are none. */
  readonly goPrograms?: readonly ImagePrograms[];
  /** No error was found; warnings and hints do not count. */
  readonly valid: boolean;
}

/**
 * Validates a layout folder.
 *
 * @param files - the layout as it lies there
 * @param options - `sparse` (default false), the machine that it has to run on, limits
 * @returns all findings; nothing that is wrong with the layout is thrown
 * @throws TwinsealError for a fault of the disk, `TIMEOUT`, `ABORTED`
 * @example const { valid } = await validateLayout(layoutFiles('./app.oci'), {}, call)
 */
export async function validateLayout(
  files: LayoutFiles,
  options: Partial<InspectOptions>,
  call: Call,
): Promise<ValidationReport> {
  const log = new FindingLog();
  return report(files.name, log, options, await inspectLayout(files, whole(options), log, call));
}

/**
 * Validates a layout inside of a tar archive, which is read where it lies and never unpacked.
 *
 * @param file - the archive; blobs may stand in any order
 * @throws TwinsealError for a fault of the disk, `TIMEOUT`, `ABORTED`
 * @example const { valid } = await validateArchive(file, { sparse: true }, call)
 */
export async function validateArchive(
  file: RandomAccessFile,
  options: Partial<InspectOptions>,
  call: Call,
): Promise<ValidationReport> {
  const log = new FindingLog();
  const files = await openArchive(file, log, call);
  return report(
    file.name,
    log,
    options,
    files === undefined ? NOTHING : await inspectLayout(files, whole(options), log, call),
  );
}

/**
 * Validates an image of a registry: the manifest or index that a tag or digest names, all its children, every blob.
 *
 * @param target - tag or digest; undefined for `latest`
 * @param name - as the user wrote it
 * @throws TwinsealError `CONTENT_NOT_FOUND` when there is no such image, or a fault of network or registry
 * @example const { valid } = await validateImage(reader, 'v1.2.3', 'registry.example.com/app:v1.2.3', {}, call)
 */
export async function validateImage(
  reader: ContentReader,
  target: string | undefined,
  name: string,
  options: Partial<InspectOptions>,
  call: Call,
): Promise<ValidationReport> {
  const log = new FindingLog();
  const root = await reader.resolve(target, call);
  const inspected = await inspectImage(repositorySource(reader), root, whole(options), log, call);
  return { ...report(name, log, options, inspected), digest: root.digest };
}

/** A kind of document, as `validate --as` names it. */
export type { DocumentKind } from '../judge/inspect/document.ts';

/**
 * Validates a single document by itself: what it refers to is not looked for.
 *
 * @param kind - what it has to be
 * @param bytes - the whole document
 * @param target - its name, for the report
 * @example await validateDocument('manifest', bytes, 'manifest.json')
 */
export async function validateDocument(
  kind: DocumentKind,
  bytes: Uint8Array,
  target: string,
): Promise<ValidationReport> {
  const log = new FindingLog();
  const view = await inspectDocument(kind, bytes, log, {});
  if (view !== undefined) SINGLE_RULES[kind](view as never, log);
  return report(target, log, {}, NOTHING);
}

const NOTHING: Inspected = { selections: [], programs: [] };

const SINGLE_RULES = {
  descriptor: (descriptor: Descriptor, log: FindingLog) => {
    inspectDescriptor(descriptor, 'alone', '', {}, log);
    inspectAnnotations(descriptor.annotations ?? {}, '/annotations', {}, log, 'counting');
    if (descriptor.platform !== undefined) inspectPlatform(descriptor.platform, '/platform', {}, log);
  },
  manifest: (manifest: ImageManifest, log: FindingLog) => {
    inspectDescriptor(manifest.config, 'config', '/config', {}, log);
    for (const [i, layer] of manifest.layers.entries()) inspectDescriptor(layer, 'layer', `/layers/${i}`, {}, log);
    inspectSubject(manifest.subject, log);
    inspectAnnotations(manifest.annotations ?? {}, '/annotations', {}, log);
  },
  index: (index: ImageIndex, log: FindingLog) => {
    for (const [i, entry] of index.manifests.entries()) {
      inspectDescriptor(entry, 'entry', `/manifests/${i}`, {}, log);
      // It may be the index.json of a layout.
      inspectAnnotations(entry.annotations ?? {}, `/manifests/${i}/annotations`, {}, log, 'counting');
      if (entry.platform !== undefined) inspectPlatform(entry.platform, `/manifests/${i}/platform`, {}, log);
    }
    inspectPlatformList(index.manifests, {}, log);
    inspectSubject(index.subject, log);
    inspectAnnotations(index.annotations ?? {}, '/annotations', {}, log);
  },
  config: (config: ImageConfig, log: FindingLog) => inspectConfig(config, {}, log),
  layout: () => {},
} as const;

function inspectSubject(subject: Descriptor | undefined, log: FindingLog): void {
  if (subject === undefined) return;
  inspectDescriptor(subject, 'subject', '/subject', {}, log);
  inspectSubjectKind(subject, {}, log);
}

function whole(options: Partial<InspectOptions>): InspectOptions {
  return { sparse: false, limits: DEFAULT_INSPECT_LIMITS, ...options };
}

function report(
  target: string,
  { findings }: FindingLog,
  { runsOn }: Partial<InspectOptions>,
  { selections, programs }: Inspected,
): ValidationReport {
  const count = (severity: FindingSeverity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { error: count('error'), warning: count('warning'), hint: count('hint') };
  return {
    apiVersion: 'twinseal.dev/validation/v1',
    target,
    findings: findings.map((finding) => ({ ...finding, remedy: FINDING_CODES[finding.code].remedy })),
    counts,
    ...(runsOn !== undefined && { selections }),
    ...(programs.length > 0 && { goPrograms: programs }),
    valid: counts.error === 0,
  };
}
