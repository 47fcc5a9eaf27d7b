import { createHash } from 'node:crypto';
import { type Digest, parseDigest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { TAR_END, tarHeader, tarPadding } from '../../formats/tar/write.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { SourceImporter } from '../../ports/source-importer.ts';
import type { ImportedFile, ImportedTree } from '../../records/imported-tree.ts';
import { type LicenseMatch, matchLicense } from './license-match.ts';
import { copyrightLines } from './license-words.ts';

/** A licence file of a module and what it was found to be. */
export interface LicenseFile extends LicenseMatch {
  /** In the source tree: `vendor/golang.org/x/text/LICENSE`. */
  readonly path: string;
  readonly sha256: string;
  readonly copyright: readonly string[];
}

/** What the files of one module show. */
export interface ModuleEvidence {
  /**
   * SHA-256 of the module's archive: a tar of its regular files as they stand in the tree, names relative to the
   * module's folder and sorted by bytes, mode 0644, time, owner and group 0, ustar, two zero blocks at the end. Absent
   * when there is no file or a name that tar can't hold.
   */
  readonly archive?: Digest;
  readonly fileCount: number;
  /** Those in the module's own folder, in path order. */
  readonly licenses: readonly LicenseFile[];
  /** Licence files in folders below, which were not read. */
  readonly further: readonly string[];
}

const MAX_LICENSE_FILE = 512 * 1024;
const LICENSE_NAME = /^(?:un)?licen[cs]e(?:[-_.][^/]*)?$|^copying(?:[-_.][^/]*)?$/i;
// Programs and data that are called after licences.
const NO_TEXT = /\.(?:go|ya?ml|json|sh|py|tmpl|tpl)$/i;
/** Modules that are read at the same time. */
const SIDE_BY_SIDE = 4;

/**
 * Reads the modules of a source tree: archive digest and licences of each.
 *
 * A vendored file belongs to the module with the longest path that leads to it; a file outside `vendor/` to the main
 * module.
 *
 * @param modules - module paths to read; the main module's path among them or not
 * @param main - path of the main module
 * @throws what the importer throws
 * @example (await gatherModuleEvidence(tree, ['golang.org/x/text'], lock.module, importer, call)).get('golang.org/x/text')
 */
export async function gatherModuleEvidence(
  tree: ImportedTree,
  modules: readonly string[],
  main: string,
  importer: SourceImporter,
  call: Call,
): Promise<ReadonlyMap<string, ModuleEvidence>> {
  const files = filesByModule(tree, new Set(modules), main);
  const result = new Map<string, ModuleEvidence>();
  const waiting = [...modules];
  const work = async () => {
    for (let module = waiting.shift(); module !== undefined; module = waiting.shift()) {
      const folder = module === main ? '' : `vendor/${module}/`;
      result.set(module, await readModule(folder, files.get(module) ?? [], tree, importer, call));
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return result;
}

function filesByModule(tree: ImportedTree, modules: ReadonlySet<string>, main: string): Map<string, ImportedFile[]> {
  const files = new Map<string, ImportedFile[]>();
  for (const file of tree.files) {
    let owner: string | undefined = main;
    if (file.path.startsWith('vendor/')) {
      const parts = file.path.slice('vendor/'.length).split('/');
      do parts.pop();
      while (parts.length > 0 && !modules.has(parts.join('/')));
      owner = parts.length > 0 ? parts.join('/') : undefined;
    }
    if (owner === undefined || !modules.has(owner)) continue;
    const list = files.get(owner) ?? [];
    list.push(file);
    files.set(owner, list);
  }
  return files;
}

async function readModule(
  folder: string,
  files: readonly ImportedFile[],
  tree: ImportedTree,
  importer: SourceImporter,
  call: Call,
): Promise<ModuleEvidence> {
  const hash = createHash('sha256');
  const licenses: LicenseFile[] = [];
  const further: string[] = [];
  let tarable = files.length > 0;
  for (const file of byPathBytes(files)) {
    const bytes = await importer.readFile(tree, file.path, file.size, call);
    const name = file.path.slice(folder.length);
    const header = headerOf(name, file.size);
    if (bytes?.length !== file.size || header === undefined) tarable = false;
    else if (tarable) hash.update(header).update(bytes).update(tarPadding(file.size));
    const base = name.slice(name.lastIndexOf('/') + 1);
    if (!LICENSE_NAME.test(base) || NO_TEXT.test(base) || bytes === undefined) continue;
    if (base !== name || file.size > MAX_LICENSE_FILE) further.push(file.path);
    else licenses.push(licenseFile(file, bytes));
  }
  return {
    ...(tarable ? { archive: parseDigest(`sha256:${hash.update(TAR_END).digest('hex')}`) } : {}),
    fileCount: files.length,
    licenses,
    further,
  };
}

function licenseFile(file: ImportedFile, bytes: Uint8Array): LicenseFile {
  // Old licence files are Latin-1 in places; a character that is lost there decides nothing.
  const text = new TextDecoder('utf-8').decode(bytes);
  return { path: file.path, sha256: file.sha256, ...matchLicense(text), copyright: copyrightLines(text) };
}

function headerOf(path: string, size: number): Uint8Array | undefined {
  try {
    return tarHeader({ path, type: 'file', mode: 0o644, size, mtime: 0 });
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function byPathBytes(files: readonly ImportedFile[]): readonly ImportedFile[] {
  const keyed = files.map((file) => ({ file, key: encodeUtf8(file.path) }));
  return keyed.sort((a, b) => compareBytes(a.key, b.key)).map(({ file }) => file);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
