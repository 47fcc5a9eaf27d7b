import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { type Containment, runContained, type Surroundings } from '../sandbox/containment.ts';
import { removeBox } from '../sandbox/side-folders.ts';
import { unpackArchive } from '../sources/archive-folder.ts';
import { ARCHIVE_LIMITS } from '../sources/read-archive.ts';
import { GIT_ENVIRONMENT, GIT_OPTIONS } from './git-reader.ts';
import { headRevision, objectOf } from './refs.ts';
import { openRepository, type Repository } from './repository.ts';
import { snapshotRepository } from './snapshot.ts';

/** A commit's files, and where they are from. */
export interface ExportedCommit {
  readonly repository: Repository;
  /** Name of the commit. */
  readonly revision: string;
}

// Higher than any file of the commit: each file comes out byte by byte as git keeps it, and none is left out.
const ATTRIBUTES = '* -export-ignore -export-subst -text -eol -ident -filter -working-tree-encoding\n';

/**
 * Writes the files of a commit into a new folder without running anything of the repository: git sees a folder of ours with
 * copied objects, inside the sandbox. Links and submodules are left out, as they are of every import.
 * @param folder - of a repository, one that somebody of this machine has named
 * @param wanted - a whole commit name, a tag or a branch; what HEAD stands for unless given
 * @param target - is made
 * @param work - a private folder
 * @throws TwinsealError `SOURCE_GIT`, `SOURCE_UNKNOWN` when there is no such commit, as {@link unpackArchive}
 * @example await exportCommit({ folder: '/srv/git/app', wanted: 'v1.2.3', target: '/private/source', work: '/private', containment }, call)
 * @see git-archive(1), "ATTRIBUTES"; gitattributes(5): `$GIT_DIR/info/attributes` has the last word
 */
export async function exportCommit(
  from: {
    readonly folder: string;
    readonly wanted: string | undefined;
    readonly target: string;
    readonly work: string;
    readonly containment: Containment;
  },
  call: Call,
): Promise<ExportedCommit> {
  const { folder, wanted, containment } = from;
  const unknown = () =>
    new TwinsealError('SOURCE_UNKNOWN', `${folder} has no commit ${(wanted ?? 'HEAD').slice(0, 100)}`);
  const repository = openRepository(folder);
  if (repository === undefined) throw new TwinsealError('SOURCE_GIT', `${folder} is no git repository`);
  const object = wanted === undefined ? headRevision(repository) : objectOf(repository, wanted);
  if (object === undefined) throw unknown();
  const place = mkdtempSync(join(from.work, 'export-'));
  try {
    const box = join(place, 'box');
    for (const each of [join(place, 'view'), box]) mkdirSync(each, { mode: 0o700 });
    snapshotRepository(repository, join(box, 'git'), object, new Map());
    mkdirSync(join(box, 'git', 'info'));
    writeFileSync(join(box, 'git', 'info', 'attributes'), ATTRIBUTES);
    const around: Surroundings = {
      view: join(place, 'view'),
      box,
      inside: containment.kind === 'process' ? box : '/repository',
      hostname: 'git',
      domain: '(none)',
      umask: '077',
      go: '',
      goroot: '',
      uid: 0,
      joins: [],
      resources: { fileSize: ARCHIVE_LIMITS.totalBytes },
      look: [],
    };
    const git = async (...args: readonly string[]): Promise<string> => {
      const request = {
        argv: ['/usr/bin/env', 'git', ...GIT_OPTIONS, ...args] as const,
        environment: { ...GIT_ENVIRONMENT, GIT_DIR: `${around.inside}/git` },
        folder: `${around.inside}/git`,
      };
      const run = await runContained(containment, around, request, call);
      if (run.status !== 0) throw unknown();
      return run.stdout.trim();
    };
    const revision = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${object}^{commit}`);
    await git('archive', '--format=tar', `--output=${around.inside}/commit.tar`, revision);
    await unpackArchive(join(box, 'commit.tar'), from.target, ARCHIVE_LIMITS, { other: () => undefined }, call);
    return { repository, revision };
  } finally {
    removeBox(place);
  }
}
