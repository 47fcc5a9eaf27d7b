import type { TarEntry } from '../../formats/tar/read.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { entryName } from '../source/entry-name.ts';

const MAX_DEPTH = 64;

/**
 * The paths of one archive, each allowed once: relative, without `.` and `..`, made of names that an import takes, no file in
 * the place of a folder, and none that another differs from by case or composition alone, since where such names are one file
 * the archive means something else.
 * @example const paths = new ArchivePaths(); paths.take(entry) // ['cmd', 'main.go']
 * @see CVE-2018-1002207, CVE-2021-32803 ("zip slip"); cmd/go module zips, "case-insensitive file name collision"
 */
export class ArchivePaths {
  /** By folded path: the path as it was written first, and what stands there. */
  readonly #seen = new Map<string, { readonly path: string; readonly kind: 'file' | 'folder'; listed: boolean }>();

  /**
   * The parts of an entry's path; none for the top folder itself.
   * @throws TwinsealError `SOURCE_ARCHIVE`, `SOURCE_NAME`
   * @example paths.take({ path: './cmd/main.go', type: 'file', ... }) // ['cmd', 'main.go']
   */
  take({ path, type }: Pick<TarEntry, 'path' | 'type'>): readonly string[] {
    const shown = JSON.stringify(path.slice(0, 200));
    const refuse = (why: string): never => {
      throw new TwinsealError('SOURCE_ARCHIVE', `the archive's entry ${shown} ${why}`);
    };
    if (type !== 'file' && type !== 'directory')
      refuse(`is a ${type}: a source archive has regular files and folders only`);
    if (path.startsWith('/')) refuse('has an absolute path');
    const bare = path.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '');
    if (type === 'directory' && (bare === '' || bare === '.')) return [];
    const parts = bare.split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..')) refuse('has a path with . or .. or //');
    if (parts.length > MAX_DEPTH) refuse(`is nested deeper than ${MAX_DEPTH} folders`);
    // Lone surrogates stand for bytes that are no UTF-8; encoding them gives other bytes, so they are looked for here.
    if (/[\ud800-\udfff]/u.test(bare)) refuse('has a name that is not valid UTF-8');
    for (const [i, part] of parts.entries()) entryName(Buffer.from(part), parts.slice(0, i).join('/'));
    for (let i = 1; i < parts.length; i++) this.#place(parts.slice(0, i).join('/'), 'folder', false, refuse);
    this.#place(bare, type === 'file' ? 'file' : 'folder', true, refuse);
    return parts;
  }

  #place(path: string, kind: 'file' | 'folder', listed: boolean, refuse: (why: string) => never): void {
    const key = path.normalize('NFC').toLowerCase();
    const before = this.#seen.get(key);
    if (before === undefined) return void this.#seen.set(key, { path, kind, listed });
    if (before.path !== path) refuse(`differs from ${JSON.stringify(before.path.slice(0, 200))} by case alone`);
    if (before.kind !== kind) refuse('stands for a file and a folder');
    if (listed && before.listed) refuse('is there twice');
    before.listed ||= listed;
  }
}
