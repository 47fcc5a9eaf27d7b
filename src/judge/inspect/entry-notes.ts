import type { TarEntry } from '../../formats/tar/read.ts';
import type { DirectoryNode, Note } from './image-tree.ts';

/**
 * A folder in the place of one that the same layer hides: some readers let what lay in the old one show through.
 * @example noteRemade(parent, 'bin', layer, 'usr/bin', note)
 */
export function noteRemade(parent: DirectoryNode, name: string, layer: number, path: string, note: Note): void {
  if (parent.hidden?.get(name) === layer)
    note(
      'LAYER_WHITEOUT_REMADE',
      path,
      'a folder stands where a whiteout of the same layer hides one, and readers differ on what it holds',
    );
}

/**
 * Readers that go in order delete with an opaque whiteout what the layer itself has put there before it.
 * @param spend - is told of each step
 * @example noteLate(parent, layer, 'usr/.wh..wh..opq', note, () => {})
 * @see image-spec v1.1.1, layer.md, "Whiteouts"; image-spec #1314
 */
export function noteLate(parent: DirectoryNode, layer: number, path: string, note: Note, spend: () => void): void {
  for (const child of parent.children.values()) {
    spend();
    if (child.layer !== layer) continue;
    note('LAYER_OPAQUE_LATE', path, 'an opaque whiteout stands behind entries of its own folder', 'hint');
    return;
  }
}

/**
 * A name whose bytes are no text; stray bytes are lone surrogates here.
 * @example noteName(entry, note)
 */
export function noteName({ path }: TarEntry, note: Note): void {
  if (!path.isWellFormed()) note('LAYER_NAME_NOT_UTF8', path, 'the name of an entry is not UTF-8', 'warning');
}

/**
 * Two names of one folder that are the same text to file systems which normalise.
 * @example noteNormalised(parent, 'e\u0301', 'e\u0301', note)
 * @see Unicode Standard Annex 15; CVE-2026-23745
 */
export function noteNormalised({ children }: DirectoryNode, name: string, path: string, note: Note): void {
  if (!/[^\x00-\x7f]/.test(name)) return;
  const others = [name.normalize('NFC'), name.normalize('NFD')].filter((other) => other !== name);
  if (others.some((other) => children.has(other)))
    note('LAYER_NAME_UNICODE', path, 'two names in one folder are the same after Unicode normalisation', 'warning');
}
