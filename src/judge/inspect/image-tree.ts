import type { TarEntry } from '../../formats/tar/read.ts';
import type { FindingSeverity } from '../../records/finding.ts';
import type { FindingCode } from '../../records/finding-codes.ts';
import { noteName, noteNormalised, noteOpaque, noteOpaqueRoot, noteRemade } from './entry-notes.ts';
import { LayerProblem } from './layer-problem.ts';

/** Where the bytes of a file are. */
export interface ContentPlace {
  /** Number of the layer, from 0 for the lowest. */
  readonly layer: number;
  /** Number of the entry in that layer. */
  readonly ordinal: number;
  /** Bytes. */
  readonly size: number;
}

/** A file, link, directory or other thing of the image, as all layers together make it. */
export type TreeNode =
  | { readonly kind: 'file'; readonly layer: number; readonly mode: number; readonly content: ContentPlace }
  | { readonly kind: 'symlink'; readonly layer: number; readonly target: string }
  | { readonly kind: 'other'; readonly layer: number }
  | DirectoryNode;

/** A directory; `implicit` when only the paths of its entries imply it. */
export interface DirectoryNode {
  readonly kind: 'directory';
  layer: number;
  mode: number;
  implicit: boolean;
  readonly children: Map<string, TreeNode>;
  /** Names that a whiteout hid, with the layer that did it last; most folders have none. */
  hidden?: Map<string, number>;
}

/**
 * Notes something about an entry of the current layer: an error, unless another severity is said.
 * @example const note: Note = (code, path, message) => notes.push(`${code} ${path}: ${message}`);
 */
export type Note = (code: FindingCode, path: string, message: string, severity?: FindingSeverity) => void;

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
const MAX_LINKS = 40;
/** The setuid and setgid bits of a mode. */
export const SETUID = 0o6000;
const MAX_RAISED = 1024;
// Linux takes paths and targets of links of less than 4096 bytes (PATH_MAX), so of 2048 parts.
const MAX_PATH = 4096;
const MAX_PARTS = 2048;
// A folder with its two maps, measured on Node.js 24.
const NODE_ROOM = 500;

/** Steps that may still be taken over the whole tree. */
interface Work {
  left: number;
}

/**
 * The file system that layers make, by name and kind only: no content is held. Entries are applied as containerd does,
 * and wherever another reader would do something else the entry is noted, since then one image is two.
 *
 * @example new ImageTree(limits.maxSteps, limits.maxTree).apply(0, entry, note)
 * @see image-spec v1.1.1, layer.md, "Applying Changesets" and "Whiteouts"
 */
export class ImageTree {
  readonly root: DirectoryNode = {
    kind: 'directory',
    layer: -1,
    mode: 0o755,
    implicit: true,
    children: new Map(),
  };

  readonly #work: Work;
  /** The first paths of hard links that gave the file that they name a setuid or setgid bit. */
  readonly raised = new Set<string>();
  #room: number;

  /**
   * @param maxWork - steps for all layers together: links and whiteouts can make each entry dear
   * @param maxRoom - bytes, about, that the tree may take: one entry can imply two thousand folders
   */
  constructor(maxWork: number, maxRoom: number) {
    this.#work = { left: maxWork };
    this.#room = maxRoom;
  }

  /**
   * Applies one entry of a layer.
   * @param layer - its number, the lowest is 0
   * @throws LayerProblem `LAYER_TAR_LIMIT` when the entries together take more steps or room than any real image
   * @example tree.apply(0, entry, note)
   */
  apply(layer: number, entry: TarEntry, note: Note): void {
    if (entry.path.length >= MAX_PATH) {
      note('LAYER_PATH_LENGTH', entry.path.slice(0, 80), 'an entry has a longer path than a kernel takes');
      return;
    }
    const parts = this.#parts(entry.path);
    if (parts === undefined) {
      if (climbs(entry.path)) note('LAYER_PATH', entry.path, 'an entry has ".." in its path');
      else note('LAYER_PATH_LENGTH', entry.path, 'an entry has too many parts in its path');
      return;
    }
    noteName(entry, note);
    const base = parts.pop();
    if (base === undefined) {
      if (entry.type !== 'directory') note('LAYER_ROOT', entry.path, 'the root of the image is no directory');
      else this.root.mode = entry.mode;
      return;
    }
    // aufs kept its books in such folders: Docker passes over them, containerd makes a folder of that name.
    if (parts.some((part) => part.startsWith(WHITEOUT))) {
      note('LAYER_WHITEOUT_BELOW', entry.path, 'an entry lies below a folder that has the name of a whiteout');
      return;
    }
    const parent = this.#parent(layer, parts, entry.path, note);
    if (parent === undefined) return;
    if (base.startsWith(WHITEOUT)) {
      if (entry.type !== 'file' || entry.size > 0)
        note('LAYER_WHITEOUT_FORM', entry.path, 'a whiteout is no empty file', 'warning');
      if (base === OPAQUE) {
        const own = (node: TreeNode): boolean => hasOwn(node, layer, this.#work);
        if (parent === this.root) noteOpaqueRoot(this.root, layer, entry.path, note);
        noteOpaque(parent, layer, entry.path, note, own);
        prune(parent, layer, this.#work);
      } else whiteout(parent, base.slice(WHITEOUT.length), layer, entry.path, note, this.#work);
      return;
    }
    const existing = parent.children.get(base);
    const both = existing?.kind === 'directory' && entry.type === 'directory';
    if (existing !== undefined && !both && hasOwn(existing, layer, this.#work))
      note('LAYER_DUPLICATE', entry.path, 'the layer has two entries of this path');
    if (existing === undefined) noteNormalised(parent, base, entry.path, note);
    if (entry.type === 'directory') noteRemade(parent, base, layer, entry.path, note);
    if (both && existing.kind === 'directory') {
      existing.layer = layer;
      existing.mode = entry.mode;
      existing.implicit = false;
      return;
    }
    // Parts of a path are views of it, so the whole path stays in memory.
    this.#hold(entry.path.length + (entry.linkTarget?.length ?? 0));
    const node = this.#node(layer, entry, note);
    if (node !== undefined) parent.children.set(base, node);
  }

  /** The node at a path of plain names, without following links. @example tree.at('/usr/bin/app')?.kind // 'file' */
  at(path: string): TreeNode | undefined {
    let node: TreeNode | undefined = this.root;
    for (const part of path.split('/').filter((name) => name !== ''))
      node = node?.kind === 'directory' ? node.children.get(part) : undefined;
    return node;
  }

  #node(layer: number, entry: TarEntry, note: Note): TreeNode | undefined {
    switch (entry.type) {
      case 'directory':
        return { kind: 'directory', layer, mode: entry.mode, implicit: false, children: new Map() };
      case 'symlink': {
        const target = entry.linkTarget ?? '';
        if (target.length < MAX_PATH) return { kind: 'symlink', layer, target };
        note('LAYER_PATH_LENGTH', entry.path, 'a link has a longer target than a kernel takes');
        return { kind: 'other', layer };
      }
      case 'file':
        return { kind: 'file', layer, mode: entry.mode, content: { layer, ordinal: entry.ordinal, size: entry.size } };
      case 'hardlink': {
        const parts = this.#parts(entry.linkTarget ?? '');
        const target = parts === undefined ? undefined : this.at(parts.join('/'));
        if (target === undefined || target.kind === 'directory') {
          note('LAYER_LINK', entry.path, 'a hard link leads to nothing that could be linked');
          return { kind: 'other', layer };
        }
        // containerd gives the file the permissions of the link, others leave it those of its first name.
        if (target.kind === 'file' && ((target.mode ^ entry.mode) & 0o111) !== 0)
          note('LAYER_LINK_MODE', entry.path, 'a hard link has other execute permissions than the file that it names');
        // So a link can make the file behind it setuid, under every other name too, whatever hides the link later.
        if (target.kind === 'file' && (entry.mode & ~target.mode & SETUID) !== 0) {
          if (this.raised.size < MAX_RAISED) this.raised.add(entry.path);
          note('LAYER_LINK_SETUID', entry.path, 'a hard link makes the file that it names setuid or setgid', 'warning');
        }
        // The link is a second name of what stands there now; what replaces the first name later does not change it.
        return { ...target, layer };
      }
      default:
        return { kind: 'other', layer };
    }
  }

  /** The directory that an entry goes into; made where nothing says what it is. */
  #parent(layer: number, parts: readonly string[], path: string, note: Note): DirectoryNode | undefined {
    const stack: DirectoryNode[] = [this.root];
    const todo = [...parts].reverse();
    for (let links = 0; todo.length > 0; ) {
      spend(this.#work, 1);
      const part = todo.pop() ?? '';
      if (part === '..') {
        if (stack.length > 1) stack.pop();
        continue;
      }
      const here = stack.at(-1) ?? this.root;
      const child = here.children.get(part);
      if (child?.kind === 'directory') {
        stack.push(child);
      } else if (child?.kind === 'symlink') {
        // containerd follows the link inside the image; a reader that unpacks each layer by itself replaces it.
        note('LAYER_UNDER_LINK', path, 'the entry lies below a symbolic link, so readers put it into different places');
        if (++links > MAX_LINKS) return undefined;
        if (child.target.startsWith('/')) stack.splice(1);
        const target = child.target.split('/').filter((name) => name !== '' && name !== '.');
        spend(this.#work, target.length);
        todo.push(...target.reverse());
      } else {
        if (child !== undefined) note('LAYER_UNDER_FILE', path, 'the entry lies below something that is no directory');
        noteRemade(here, part, layer, path, note);
        this.#hold(part.length);
        const made: DirectoryNode = {
          kind: 'directory',
          layer,
          mode: 0o755,
          implicit: true,
          children: new Map(),
        };
        here.children.set(part, made);
        stack.push(made);
      }
    }
    return stack.at(-1);
  }

  #hold(length: number): void {
    this.#room -= NODE_ROOM + length;
    if (this.#room < 0)
      throw new LayerProblem('LAYER_TAR_LIMIT', 'the layers name more folders and files than any real image', true);
  }

  #parts(path: string): string[] | undefined {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    return parts.includes('..') || parts.length > MAX_PARTS ? undefined : parts;
  }
}

function whiteout(parent: DirectoryNode, hidden: string, layer: number, path: string, note: Note, work: Work): void {
  const node = parent.children.get(hidden);
  if (hidden === '' || hidden === '.' || hidden === '..') {
    note('LAYER_WHITEOUT', path, 'a whiteout hides nothing');
    return;
  }
  // aufs keeps its own books under names with a second prefix; those hide nothing.
  if (hidden.startsWith(WHITEOUT)) return;
  parent.hidden ??= new Map();
  parent.hidden.set(hidden, layer);
  if (node === undefined) return;
  if (!hasOwn(node, layer, work)) {
    parent.children.delete(hidden);
    return;
  }
  // Only lower layers may be hidden, yet a reader that deletes in order would delete this layer's own entries too.
  note('LAYER_WHITEOUT_OWN', path, 'a whiteout hides an entry of its own layer, which only some readers delete');
  if (node.kind === 'directory') prune(node, layer, work);
}

function climbs(path: string): boolean {
  return path.split('/').includes('..');
}

/** True when the layer itself put the node there, or anything below it. */
function hasOwn(node: TreeNode, layer: number, work: Work): boolean {
  spend(work, 1);
  if (node.layer === layer) return true;
  if (node.kind !== 'directory') return false;
  for (const child of node.children.values()) if (hasOwn(child, layer, work)) return true;
  return false;
}

/** Removes what lower layers put into a directory. */
function prune(directory: DirectoryNode, layer: number, work: Work): void {
  for (const [name, child] of directory.children) {
    spend(work, 1);
    if (child.kind === 'directory') {
      prune(child, layer, work);
      if (child.layer < layer && child.children.size === 0) directory.children.delete(name);
    } else if (child.layer < layer) {
      directory.children.delete(name);
    }
  }
}

function spend(work: Work, steps: number): void {
  work.left -= steps;
  if (work.left < 0)
    throw new LayerProblem(
      'LAYER_TAR_LIMIT',
      'the links and whiteouts of the layers take more steps than any real image',
      true,
    );
}
