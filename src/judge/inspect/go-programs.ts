import type { TarEntry } from '../../formats/tar/read.ts';
import type { GoProgram, GoPrograms } from '../../records/go-programs.ts';
import { type GoScan, GoScanner } from './go-scanner.ts';
import type { ContentPlace, DirectoryNode, ImageTree } from './image-tree.ts';

const MAX_PATH = 512;
// A report is kept, hashed and stored: UTF-16 units of all that is told.
const MAX_TOLD = 2 ** 20;
// Letting go of what is hidden goes through the whole tree: names that are looked at for it, all times together.
const MAX_LOOKS = 20_000_000;
// More entries than a layer may have.
const ORDINALS = 2 ** 24;

/**
 * Collects the Go programs of an image while its layers pass, bounded in number: what a later layer replaces or hides is let go.
 * @example
 * const programs = new CollectedPrograms(512);
 * if (programs.wants(entry)) programs.keep(layer, entry, scan, tree);
 * programs.seenIn(tree).programs[0]?.go?.goVersion
 */
export class CollectedPrograms {
  readonly scanner = new GoScanner();
  readonly #max: number;
  readonly #found = new Map<number, NonNullable<GoScan>>();
  #looks = 0;
  #more = false;

  /** @param max - programs that are told of */
  constructor(max: number) {
    this.#max = max;
  }

  /** True for a file that a container could execute. @example programs.wants(entry) */
  wants({ type, mode, size }: TarEntry): boolean {
    return type === 'file' && (mode & 0o111) !== 0 && size > 64;
  }

  /** Keeps what was found in a file. @param tree - with that file in its place @example programs.keep(0, entry, scanner.end(), tree) */
  keep(layer: number, { ordinal }: TarEntry, found: GoScan, tree: ImageTree): void {
    if (found === undefined) return;
    if (this.#found.size >= this.#max * 2) this.#prune(tree);
    if (this.#found.size >= this.#max * 2) this.#more = true;
    else this.#found.set(keyOf({ layer, ordinal }), found);
  }

  /** Those that a container sees. @example programs.seenIn(tree).more // true, when there are more than are told of */
  seenIn(tree: ImageTree): GoPrograms {
    const names = this.#names(tree);
    const all = [...names]
      .map(([key, path]): GoProgram => ({ path: path.slice(0, MAX_PATH).toWellFormed(), ...this.#found.get(key) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    let left = MAX_TOLD;
    const over = all.findIndex((one, i) => {
      left -= JSON.stringify(one).length;
      return left < 0 || i >= this.#max;
    });
    const more = this.#more || over >= 0;
    return { programs: over < 0 ? all : all.slice(0, over), ...(more && { more }) };
  }

  #prune(tree: ImageTree): void {
    if (this.#looks > MAX_LOOKS) return;
    const names = this.#names(tree);
    for (const key of this.#found.keys()) if (!names.has(key)) this.#found.delete(key);
  }

  /** The first path of each program that is still there and may be executed. */
  #names({ root }: ImageTree): ReadonlyMap<number, string> {
    const names = new Map<number, string>();
    if (this.#found.size === 0) return names;
    const todo: (readonly [string, DirectoryNode])[] = [['', root]];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      const [path, { children }] = next;
      this.#looks += children.size;
      for (const [name, child] of children) {
        if (child.kind === 'directory') todo.push([`${path}/${name}`, child]);
        else if (child.kind === 'file' && (child.mode & 0o111) !== 0) {
          const key = keyOf(child.content);
          if (!this.#found.has(key)) continue;
          const [known, own] = [names.get(key), `${path}/${name}`];
          if (known === undefined || own < known) names.set(key, own);
        }
      }
    }
    return names;
  }
}

function keyOf({ layer, ordinal }: Pick<ContentPlace, 'layer' | 'ordinal'>): number {
  return layer * ORDINALS + ordinal;
}
