import type { TarEntry } from '../../formats/tar/read.ts';
import type { DirectoryNode, Note, TreeNode } from './image-tree.ts';

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
 * Readers that go in order delete with an opaque whiteout what stands in its folder, but for what the layer itself has named there
 * before. A folder that the layer only implies by a path is not named: they delete it whole, with the layer's own files in it, which
 * readers that apply the whiteout to lower layers alone keep.
 *
 * @param own - tells whether the layer put a node there, or anything below it
 * @example noteOpaque(parent, layer, 'usr/.wh..wh..opq', note, (node) => hasOwn(node))
 * @see image-spec v1.1.1, layer.md, "Whiteouts"; image-spec #1314; containerd pkg/archive/tar.go, applyNaive
 */
export function noteOpaque(
  parent: DirectoryNode,
  layer: number,
  path: string,
  note: Note,
  own: (node: TreeNode) => boolean,
): void {
  const mine = [...parent.children.values()].filter(own);
  const folders: DirectoryNode[] = [];
  let deep = false;
  for (let todo = mine; !deep; ) {
    for (const node of todo) {
      if (node.kind !== 'directory') continue;
      deep ||= node.layer !== layer || node.implicit;
      folders.push(node);
    }
    const next = folders.pop();
    if (next === undefined) break;
    todo = [...next.children.values()].filter(own);
  }
  if (deep)
    note(
      'LAYER_OPAQUE_DEEP',
      path,
      'an opaque whiteout stands behind entries of its own layer in folders that the layer does not name',
    );
  else if (mine.length > 0)
    note('LAYER_OPAQUE_LATE', path, 'an opaque whiteout stands behind entries of its own folder', 'hint');
}

/**
 * An opaque whiteout of the root hides lower layers from readers that unpack, while the kernel passes over the mark where it lies on the
 * root of an overlay's layer: what lay below shows through.
 *
 * @example noteOpaqueRoot(root, layer, '.wh..wh..opq', note)
 * @see Linux Documentation/filesystems/overlayfs.rst, "whiteouts and opaque directories"; tried with a mount on Linux 6.18
 */
export function noteOpaqueRoot(root: DirectoryNode, layer: number, path: string, note: Note): void {
  if ([...root.children.values()].some((child) => child.layer < layer))
    note('LAYER_OPAQUE_ROOT', path, 'an opaque whiteout of the root, which overlay file systems do not obey');
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
