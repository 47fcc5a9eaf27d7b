import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { ImageIndex } from '../../formats/oci/documents.ts';
import { ANNOTATION_KEYS } from '../../formats/oci/metadata.ts';
import type { Call } from '../../ports/call.ts';
import type { LayoutEntry, LayoutFiles } from '../../ports/layout-files.ts';
import type { FindingCode } from '../../records/finding-codes.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { inspectDocument } from './document.ts';
import type { FindingLog, Place } from './finding-log.ts';

const PAGE = 'image-spec v1.1.1, image-layout.md';
const MAX_HEADER = 64 * 1024;
const MAX_INDEX = 4 * 1024 * 1024;

/**
 * Checks the three entries that a layout has: `oci-layout`, `index.json`, `blobs`.
 *
 * @returns the index, `undefined` when it can't be read; what is wrong is in the log
 * @example const index = await inspectLayoutRoot(files, log, call)
 * @see image-spec v1.1.1, image-layout.md, "Content"
 */
export async function inspectLayoutRoot(
  files: LayoutFiles,
  log: FindingLog,
  call: Call,
): Promise<ImageIndex | undefined> {
  const root = await files.look('.', call);
  if (root.kind !== 'directory') {
    const what = root.kind === 'missing' ? 'does not exist' : `is a ${root.kind}`;
    log.add('error', 'LAYOUT_NOT_A_FOLDER', {}, undefined, `${files.name} ${what}, and a layout is a folder`, PAGE);
    return undefined;
  }
  if ((await files.look('image-layout.json', call)).kind !== 'missing')
    log.add(
      'hint',
      'LAYOUT_HEADER_NAME',
      { file: 'image-layout.json' },
      undefined,
      'the header of a layout is the file oci-layout; image-layout.json, of which some articles speak, means nothing',
      `${PAGE}, "oci-layout file"`,
    );
  const header = await rootFile(files, 'oci-layout', 'LAYOUT_HEADER_MISSING', MAX_HEADER, log, call);
  if (header !== undefined) await inspectDocument('layout', header, log, { file: 'oci-layout' });
  const blobs = await files.look('blobs', call);
  if (blobs.kind === 'missing')
    log.add('error', 'LAYOUT_BLOBS_MISSING', { file: 'blobs' }, undefined, 'the layout has no folder blobs', PAGE);
  else if (blobs.kind !== 'directory') inspectEntry(blobs, { file: 'blobs' }, 'blobs', log);
  const index = await rootFile(files, 'index.json', 'LAYOUT_INDEX_MISSING', MAX_INDEX, log, call);
  if (index === undefined) return undefined;
  return inspectDocument('index', index, log, { file: 'index.json' });
}

async function rootFile(
  files: LayoutFiles,
  file: 'oci-layout' | 'index.json',
  missing: FindingCode,
  maxBytes: number,
  log: FindingLog,
  call: Call,
): Promise<Uint8Array | undefined> {
  const entry = await files.look(file, call);
  if (entry.kind === 'missing') {
    log.add('error', missing, { file }, undefined, `the layout has no file ${file}`, PAGE);
    return undefined;
  }
  if (!inspectEntry(entry, { file }, file, log)) return undefined;
  try {
    return await files.read(file, maxBytes, call);
  } catch (error) {
    if (!(error instanceof TwinsealError) || error.code !== 'CONTENT_TOO_LARGE') throw error;
    log.add('error', 'LAYOUT_FILE_TOO_LARGE', { file }, undefined, `${file} is larger than ${maxBytes} bytes`);
    return undefined;
  }
}

/**
 * Tells whether an entry is a regular file, and what it is when not. Hard links are hinted at: whoever writes the other
 * name changes this layout too.
 * @param path - inside the layout, for the message
 * @example inspectEntry(await files.look('index.json', call), { file: 'index.json' }, 'index.json', log)
 */
export function inspectEntry(entry: LayoutEntry, place: Place, path: string, log: FindingLog): boolean {
  if (entry.kind === 'symlink') {
    const reason = `${path} is, or lies behind, a symbolic link, which is not followed: copy the file itself`;
    log.add('error', 'LAYOUT_LINK', place, undefined, reason, PAGE);
    return false;
  }
  if (entry.kind === 'refused') return false;
  if (entry.kind !== 'file') {
    const reason = `${path} must be a regular file, and is a ${entry.kind}`;
    log.add('error', 'LAYOUT_SPECIAL_FILE', place, undefined, reason, PAGE);
    return false;
  }
  if (entry.links > 1) {
    const reason = `${path} has ${entry.links} names (hard links): whoever writes one of them changes this layout`;
    // One line for all blobs: a layout made by `cp -al` has them everywhere.
    log.add('hint', 'LAYOUT_HARD_LINK', 'blob' in place ? { file: 'blobs' } : place, undefined, reason, PAGE);
  }
  return true;
}

/**
 * One name for two contents is legal, and most readers take either.
 * @example inspectRefNames(index.manifests, log)
 * @see image-spec v1.1.1, image-layout.md, "index.json file"
 */
export function inspectRefNames(entries: readonly Descriptor[], log: FindingLog): void {
  const named = new Map<string, Descriptor>();
  for (const [i, entry] of entries.entries()) {
    const name = entry.annotations?.[ANNOTATION_KEYS.refName];
    if (name === undefined) continue;
    const first = named.get(name);
    if (first === undefined) named.set(name, entry);
    else if (first.digest !== entry.digest)
      log.add(
        'hint',
        'LAYOUT_REF_NAME_DUPLICATE',
        { file: 'index.json' },
        `/manifests/${i}`,
        `two entries of index.json are named ${JSON.stringify(name)}: readers disagree on which one is meant`,
        `${PAGE}, "index.json file"`,
      );
  }
}
