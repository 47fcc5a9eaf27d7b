import type { Descriptor } from '../formats/oci/descriptor.ts';
import type { ImageConfig, ImageIndex, ImageManifest } from '../formats/oci/documents.ts';
import { inspectAnnotations, inspectConfig } from '../judge/inspect/config-rules.ts';
import { inspectDescriptor } from '../judge/inspect/descriptor-rules.ts';
import { type DocumentKind, inspectDocument } from '../judge/inspect/document.ts';
import { FindingLog } from '../judge/inspect/finding-log.ts';
import { reportImage } from '../judge/inspect/image-report.ts';
import { DEFAULT_INSPECT_LIMITS, type InspectOptions, inspectLayout } from '../judge/inspect/layout.ts';
import { inspectPlatform, inspectPlatformList } from '../judge/inspect/platform-rules.ts';
import type { Call } from '../ports/call.ts';
import type { LayoutFiles } from '../ports/layout-files.ts';
import type { Finding, FindingSeverity } from '../records/finding.ts';

/** What `validate` found. */
export interface ValidationReport {
  readonly apiVersion: 'twinseal.dev/validation/v1';
  /** What was validated, as the user named it. */
  readonly target: string;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<FindingSeverity, number>>;
  /** No error was found; warnings and hints do not count. */
  readonly valid: boolean;
}

/**
 * Validates a layout folder.
 *
 * @param files - the layout as it lies there
 * @param options - `sparse` (default false), another reader of layers and programs, limits
 * @returns all findings; nothing that is wrong with the layout is thrown
 * @throws TwinsealError for a fault of the disk, `TIMEOUT`, `ABORTED`
 * @example const { valid } = await validateLayout(layoutFiles('./app.oci'), {}, call)
 */
export async function validateLayout(
  files: LayoutFiles,
  options: Partial<InspectOptions>,
  call: Call,
): Promise<ValidationReport> {
  const full: InspectOptions = {
    sparse: false,
    limits: DEFAULT_INSPECT_LIMITS,
    report: ({ descriptor, config, layers }) => reportImage({ subject: descriptor.digest, config, layers }, call),
    ...options,
  };
  return report(files.name, await inspectLayout(files, full, call));
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
  return report(target, log.findings);
}

const SINGLE_RULES = {
  descriptor: (descriptor: Descriptor, log: FindingLog) => {
    inspectDescriptor(descriptor, 'alone', '', {}, log);
    if (descriptor.platform !== undefined) inspectPlatform(descriptor.platform, '/platform', {}, log);
  },
  manifest: (manifest: ImageManifest, log: FindingLog) => {
    inspectDescriptor(manifest.config, 'config', '/config', {}, log);
    for (const [i, layer] of manifest.layers.entries()) inspectDescriptor(layer, 'layer', `/layers/${i}`, {}, log);
    if (manifest.subject !== undefined) inspectDescriptor(manifest.subject, 'subject', '/subject', {}, log);
    inspectAnnotations(manifest.annotations ?? {}, '/annotations', {}, log);
  },
  index: (index: ImageIndex, log: FindingLog) => {
    for (const [i, entry] of index.manifests.entries()) {
      inspectDescriptor(entry, 'entry', `/manifests/${i}`, {}, log);
      if (entry.platform !== undefined) inspectPlatform(entry.platform, `/manifests/${i}/platform`, {}, log);
    }
    inspectPlatformList(index.manifests, {}, log);
    if (index.subject !== undefined) inspectDescriptor(index.subject, 'subject', '/subject', {}, log);
    inspectAnnotations(index.annotations ?? {}, '/annotations', {}, log);
  },
  config: (config: ImageConfig, log: FindingLog) => inspectConfig(config, {}, log),
  layout: () => {},
} as const;

function report(target: string, findings: readonly Finding[]): ValidationReport {
  const count = (severity: FindingSeverity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { error: count('error'), warning: count('warning'), hint: count('hint') };
  return { apiVersion: 'twinseal.dev/validation/v1', target, findings, counts, valid: counts.error === 0 };
}
