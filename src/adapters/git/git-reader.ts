import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError } from '../../formats/format-error.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import { compareSemver, type Semver, versionOfTag } from '../../formats/semver.ts';
import type { GitReader } from '../../ports/git.ts';
import type { SideRun } from '../../ports/sandbox.ts';
import type { ImportedTree } from '../../records/imported-tree.ts';
import type { VcsFacts } from '../../records/source-lock.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { type Containment, runContained, type Surroundings } from '../sandbox/containment.ts';
import { trialContainment } from '../sandbox/sandbox.ts';
import { removeBox } from '../sandbox/side-folders.ts';
import { headRevision, tags } from './refs.ts';
import { remoteUrl } from './remote-url.ts';
import { findRepository, type Repository } from './repository.ts';
import { readSmallFile } from './small-file.ts';
import { isShallow, snapshotRepository } from './snapshot.ts';

/** Where the reader works, and an optional containment for tests. */
export interface GitReaderOptions {
  /** A private folder. */
  readonly folder: string;
  readonly containment?: Containment;
  /** The repository and commit that every folder is of, whatever lies in or above it; `nothing`: of none. */
  readonly at?: { readonly repository: Repository; readonly revision: string } | 'nothing';
}

const MAX_TREE_OUTPUT = 128 * 1024 * 1024;
// It is asked to read.
const MAX_GIT_FILE = 1024 ** 2;
const MAX_CHANGED = 100;
/** gitattributes, config and hooks of the repository are not there at all; these keep out what the machine has of them. */
export const GIT_ENVIRONMENT = {
  PATH: '/usr/bin:/bin:/usr/local/bin:/run/current-system/sw/bin',
  HOME: '/nonexistent',
  XDG_CONFIG_HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  LC_ALL: 'C',
};
/** Before the verb of each git command. */
export const GIT_OPTIONS = ['-c', 'core.fsmonitor=', '-c', 'core.hooksPath=/dev/null', '-c', 'safe.directory=*'];

/**
 * Reads a git repository without running anything of it: git sees a folder of ours with copied objects and chosen refs,
 * inside the sandbox without network; whether files were changed is found out by hashing them here, so that no filter,
 * text conversion or monitor is ever asked.
 * @example await makeGitReader({ folder: '/private' }).read('./app', tree, call)
 */
export function makeGitReader(options: GitReaderOptions): GitReader {
  return {
    read: async (folder, tree, call) => {
      if (options.at === 'nothing') return undefined;
      const repository = options.at?.repository ?? findRepository(folder);
      if (repository === undefined) return undefined;
      const revision = options.at?.revision ?? headRevision(repository);
      // An unborn branch has no commit to tell of; the folder then is like one without git.
      if (revision === undefined) return undefined;
      const work = mkdtempSync(join(options.folder, 'git-'));
      try {
        const containment = options.containment ?? (await trialContainment(join(work, 'trial'), call));
        const releases = releaseTags(repository);
        const box = join(work, 'box');
        mkdirSync(join(work, 'view'), { mode: 0o700 });
        snapshotRepository(repository, join(box, 'git'), revision, releases);
        chmodSync(work, 0o700);
        const around: Surroundings = {
          view: join(work, 'view'),
          box,
          inside: containment.kind === 'process' ? box : '/repository',
          hostname: 'git',
          domain: '(none)',
          umask: '022',
          go: '',
          goroot: '',
          // Root without privileges where we are root, since the copies are root's; else whoever we are.
          uid: 0,
          joins: [],
          resources: { fileSize: MAX_GIT_FILE },
          look: [],
        };
        const git = (args: readonly string[]): Promise<SideRun> =>
          runContained(
            containment,
            around,
            {
              argv: ['/usr/bin/env', 'git', ...GIT_OPTIONS, ...args],
              environment: { ...GIT_ENVIRONMENT, GIT_DIR: `${around.inside}/git` },
              folder: `${around.inside}/git`,
              maxOutput: MAX_TREE_OUTPUT,
            },
            call,
          );
        return await readFacts(git, repository, revision, releases, tree);
      } finally {
        removeBox(work);
      }
    },
  };
}

type Git = (args: readonly string[]) => Promise<SideRun>;

async function readFacts(
  git: Git,
  repository: Repository,
  revision: string,
  releases: ReadonlyMap<string, string>,
  tree: ImportedTree,
): Promise<VcsFacts | undefined> {
  const time = Number((await must(git, ['show', '-s', '--format=%ct', revision])).trim());
  const committed = committedFiles(await must(git, ['ls-tree', '-r', '-z', '--full-tree', revision]), repository);
  // A repository that holds nothing of the folder (a home under git, say) tells nothing of it.
  if (committed.size === 0) return undefined;
  const changed = changedFiles(committed, revision, tree);
  const nearest = releases.size === 0 ? undefined : await nearestTag(git, revision);
  const distance =
    nearest === undefined && !isShallow(repository)
      ? { commitsSinceTag: Number((await must(git, ['rev-list', '--count', revision])).trim()) }
      : {};
  const remote = remoteUrl(readSmallFile(join(repository.commonDir, 'config'), 1024 * 1024) ?? '');
  return {
    kind: 'git',
    revision,
    commitTime: formatUtcSeconds(time),
    ...(nearest ?? distance),
    dirty: changed.length > 0,
    changed: changed.slice(0, MAX_CHANGED),
    ...(remote === undefined ? {} : { remote }),
  };
}

/** Tags that are SemVer versions, for this module: one in a sub-folder has its path before the version. */
function releaseTags(repository: Repository): ReadonlyMap<string, string> {
  const before = repository.prefix === '' ? '' : `${repository.prefix}/`;
  const all = [...tags(repository)];
  const versions = (prefix: string): readonly [string, string][] =>
    all.filter(([name]) => name.startsWith(prefix) && semver(name.slice(prefix.length)) !== undefined);
  const own = before === '' ? [] : versions(before);
  // A program in a sub-folder is often released by the repository's own tags.
  const chosen = own.length > 0 ? own : versions('');
  return new Map(chosen.filter(([name]) => !/[\s~^:?*[\\]|\.\.|[^\x21-\x7e]/.test(name)));
}

async function nearestTag(git: Git, revision: string): Promise<Pick<VcsFacts, 'tag' | 'commitsSinceTag'> | undefined> {
  const here = (
    await must(git, ['for-each-ref', `--points-at=${revision}`, '--format=%(refname:strip=2)', 'refs/tags'])
  )
    .split('\n')
    .filter((name) => name !== '');
  const best = here
    .map((name) => ({ name, version: semver(lastPart(name)) }))
    .filter((each): each is { name: string; version: Semver } => each.version !== undefined)
    .sort((a, b) => compareSemver(b.version, a.version))[0];
  if (best !== undefined) return { tag: lastPart(best.name), commitsSinceTag: 0 };
  const run = await git(['describe', '--tags', '--long', '--abbrev=40', revision]);
  const [, name, count] = /^(.+)-(\d+)-g[0-9a-f]+\n$/.exec(run.stdout) ?? [];
  return run.status === 0 && name !== undefined ? { tag: lastPart(name), commitsSinceTag: Number(count) } : undefined;
}

interface Committed {
  readonly mode: string;
  readonly object: string;
}

/** The regular files of the commit below the module's folder, by path from there. */
function committedFiles(listing: string, repository: Repository): Map<string, Committed> {
  const before = repository.prefix === '' ? '' : `${repository.prefix}/`;
  const committed = new Map<string, Committed>();
  for (const line of listing.split('\0')) {
    const [, mode = '', object = '', path = ''] = /^(\d{6}) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(line) ?? [];
    // Links and submodules (120000, 160000) are left out of the import and recorded there.
    if (mode.startsWith('100') && path.startsWith(before)) committed.set(path.slice(before.length), { mode, object });
  }
  return committed;
}

/** Paths whose bytes, presence or run bit are not those of the commit. */
function changedFiles(committed: Map<string, Committed>, revision: string, tree: ImportedTree): readonly string[] {
  const changed: string[] = [];
  for (const file of tree.files) {
    const there = committed.get(file.path);
    committed.delete(file.path);
    const same =
      there !== undefined &&
      (there.mode === '100755') === file.executable &&
      there.object === blobId(readFileSync(join(tree.folder, file.path)), revision.length === 64);
    if (!same) changed.push(file.path);
  }
  return [...changed, ...committed.keys()].sort();
}

function blobId(bytes: Uint8Array, sha256: boolean): string {
  return createHash(sha256 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

async function must(git: Git, args: readonly string[]): Promise<string> {
  const run = await git(args);
  if (run.status === 0 && !run.truncated) return run.stdout;
  throw new TwinsealError(
    'SOURCE_GIT',
    `git could not read the repository (git ${args[0]}): repair it, or give --revision and --version`,
    {
      details: run.stderr.split('\n').slice(0, 10),
    },
  );
}

function semver(tag: string): Semver | undefined {
  try {
    return versionOfTag(tag);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function lastPart(tag: string): string {
  return tag.slice(tag.lastIndexOf('/') + 1);
}
