import { chmodSync, constants, copyFileSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Repository } from './repository.ts';
import { readSmallFile } from './small-file.ts';

const MAX_FILES = 500_000;
const MAX_BYTES = 8 * 1024 ** 3;
// Loose objects in their 256 folders, and packs with their indexes; nothing else of objects/ is taken: not info/alternates
// (other object stores), nor commit-graphs and multi-pack indexes, which git makes do without.
const LOOSE_FOLDER = /^[0-9a-f]{2}$/;
const LOOSE_FILE = /^(?:[0-9a-f]{38}|[0-9a-f]{62})$/;
const PACK_FILE = /^pack-(?:[0-9a-f]{40}|[0-9a-f]{64})\.(?:pack|idx)$/;

/**
 * Makes a git folder of our own that holds a repository's objects and the refs that we choose, and no line of its config: no
 * fsmonitor, hook, filter, include, gpg program, alternate, graft or replacement comes along.
 * @param target - a new folder
 * @param revision - what HEAD shall be
 * @param tags - tags by name
 * @throws TwinsealError `SOURCE_GIT` when there are more objects than are taken
 * @example snapshotRepository(repository, '/private/git', revision, new Map())
 * @see gitrepository-layout(5)
 */
export function snapshotRepository(
  repository: Repository,
  target: string,
  revision: string,
  tags: ReadonlyMap<string, string>,
): void {
  mkdirSync(join(target, 'objects/pack'), { recursive: true });
  mkdirSync(join(target, 'refs/heads'), { recursive: true });
  const sha256 = revision.length === 64;
  const format = sha256 ? '\trepositoryformatversion = 1\n' : '\trepositoryformatversion = 0\n';
  const extensions = sha256 ? '[extensions]\n\tobjectformat = sha256\n' : '';
  writeFileSync(join(target, 'config'), `[core]\n${format}\tbare = true\n${extensions}`);
  writeFileSync(join(target, 'HEAD'), `${revision}\n`);
  const lines = [...tags].map(([name, object]) => `${object} refs/tags/${name}\n`).sort();
  writeFileSync(join(target, 'packed-refs'), lines.join(''));
  // A shallow clone says where its history ends; without that, git takes the missing parents for damage.
  const shallow = readSmallFile(join(repository.commonDir, 'shallow'), 16 * 1024 * 1024);
  if (shallow !== undefined && /^(?:[0-9a-f]{40,64}\n)+$/.test(shallow))
    writeFileSync(join(target, 'shallow'), shallow);
  const budget = { files: 0, bytes: 0 };
  const objects = join(repository.commonDir, 'objects');
  for (const entry of readdirSync(objects, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    if (entry.name === 'pack') copyMatching(join(objects, 'pack'), join(target, 'objects/pack'), PACK_FILE, budget);
    if (!LOOSE_FOLDER.test(entry.name)) continue;
    mkdirSync(join(target, 'objects', entry.name));
    copyMatching(join(objects, entry.name), join(target, 'objects', entry.name), LOOSE_FILE, budget);
  }
}

/**
 * Whether the repository's history was cut off when it was cloned.
 * @example isShallow(repository) // true after `git clone --depth 1`
 * @see gitrepository-layout(5), "shallow"
 */
export function isShallow(repository: Repository): boolean {
  return lstatSync(join(repository.commonDir, 'shallow'), { throwIfNoEntry: false }) !== undefined;
}

function copyMatching(from: string, to: string, pattern: RegExp, budget: { files: number; bytes: number }): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (!entry.isFile() || !pattern.test(entry.name)) continue;
    const path = join(from, entry.name);
    budget.files += 1;
    budget.bytes += lstatSync(path).size;
    if (budget.files > MAX_FILES || budget.bytes > MAX_BYTES) {
      throw new TwinsealError(
        'SOURCE_GIT',
        'the git repository is too large to be read: seal from a shallow clone, or give --revision',
      );
    }
    // Shares the blocks where the file system can; a real copy else, since a link would share the file itself.
    copyFileSync(path, join(to, entry.name), constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    chmodSync(join(to, entry.name), 0o444);
  }
}
