import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, rmdir, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Digest } from '../../formats/digest.ts';
import type { Call } from '../../ports/call.ts';
import type { KeptArchive, SourceArchives } from '../../ports/source-archives.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { diskError, errnoOf } from '../disk-error.ts';
import { writeAll } from '../layout/written-files.ts';
import { leftovers, ownerMark } from '../leftovers.ts';
import { makeFolder } from '../make-folder.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits, type ArchiveVisitor, readArchive } from './read-archive.ts';

const DAY = 24 * 60 * 60 * 1000;
const COMING = '.coming-';
const DIGEST = /^sha256:([0-9a-f]{64})$/;
/** Bytes and archives that are kept of one caller at a time. */
const OF_A_CALLER = { bytes: 4 * 1024 ** 3, archives: 256 };

/**
 * Keeps source archives in a folder, those of each caller in one of its own: nobody builds from what another has sent, even
 * if he knows its digest.
 * @param folder - is made (0700); on several machines, one that all of them see
 * @example const archives = archiveFolder('/var/lib/twinseal/sources');
 */
export function archiveFolder(folder: string, limits: ArchiveLimits = ARCHIVE_LIMITS): SourceArchives {
  const home = (caller: string): string => join(folder, createHash('sha256').update(caller).digest('hex').slice(0, 32));
  const pathOf = (caller: string, digest: string): string | undefined => {
    const hex = DIGEST.exec(digest)?.[1];
    return hex === undefined ? undefined : join(home(caller), hex);
  };
  const renew = async (caller: string, digest: string): Promise<boolean> => {
    const path = pathOf(caller, digest);
    try {
      const now = new Date();
      if (path !== undefined) await utimes(path, now, now);
      return path !== undefined;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return false;
      throw diskError(error, 'write', folder);
    }
  };
  return {
    async take(caller, stream, call) {
      const own = home(caller);
      const coming = join(own, `${COMING}${ownerMark()}-${randomUUID()}`);
      try {
        await makeFolder(own, 0o700);
        await refuseFull(own);
        const { digest, size } = await write(coming, stream, limits, call);
        const files = await readArchive(coming, limits, NOTHING, call);
        await rename(coming, join(own, digest.slice('sha256:'.length)));
        await renew(caller, digest);
        return { digest, size, files, until: new Date(Date.now() + DAY).toISOString() } satisfies KeptArchive;
      } catch (error) {
        throw diskError(error, 'write', folder);
      } finally {
        await rm(coming, { force: true });
      }
    },
    renew,
    async unpack(caller, digest, target, call) {
      const path = pathOf(caller, digest);
      if (path === undefined || !(await renew(caller, digest)))
        throw new TwinsealError('SOURCE_UNKNOWN', `there is no source archive ${digest.slice(0, 80)} of this caller`);
      await unpackArchive(path, target, limits, {}, call);
    },
    async sweep() {
      for (const each of await readdir(folder).catch(() => [])) {
        const own = join(folder, each);
        for (const left of await leftovers(own, COMING)) await rm(left, { force: true });
        for (const name of await readdir(own).catch(() => [])) {
          const info = await stat(join(own, name)).catch(() => undefined);
          if (!name.startsWith('.') && info !== undefined && Date.now() - info.mtimeMs > DAY)
            await rm(join(own, name), { force: true });
        }
        // Only an empty one goes.
        await rmdir(own).catch(() => undefined);
      }
    },
  };
}

/**
 * Unpacks an archive into a new folder, whose files are readable by us alone.
 * @param others - told of each link or device, which is left out; without `other` one is refused
 * @throws TwinsealError as {@link readArchive}, `DISK_FULL`, `OUTPUT_UNWRITABLE`
 * @example await unpackArchive('commit.tar', '/private/source', ARCHIVE_LIMITS, {}, call)
 */
export async function unpackArchive(
  path: string,
  target: string,
  limits: ArchiveLimits,
  others: Pick<ArchiveVisitor, 'other'>,
  call: Call,
): Promise<void> {
  try {
    await mkdir(target, { mode: 0o700 });
    const at = (parts: readonly string[]): string => join(target, ...parts);
    const visitor: ArchiveVisitor = {
      ...others,
      async folder(parts) {
        await mkdir(at(parts), { recursive: true, mode: 0o700 });
      },
      async file(parts, executable, content) {
        await mkdir(dirname(at(parts)), { recursive: true, mode: 0o700 });
        const file = await open(at(parts), 'wx', executable ? 0o700 : 0o600);
        try {
          for await (const chunk of content) await writeAll(file, chunk);
        } finally {
          await file.close();
        }
      },
    };
    await readArchive(path, limits, visitor, call);
  } catch (error) {
    throw diskError(error, 'write', target);
  }
}

const NOTHING: ArchiveVisitor = {
  folder() {},
  async file(_parts, _executable, content) {
    for await (const _ of content);
  },
};

async function write(
  path: string,
  stream: AsyncIterable<Uint8Array>,
  { size: most }: ArchiveLimits,
  call: Call,
): Promise<{ readonly digest: Digest; readonly size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of stream) {
      checkCall(call, 'taking a source archive');
      size += chunk.length;
      if (size > most) throw new TwinsealError('REQUEST_TOO_LARGE', `the archive has more than ${most} bytes`);
      hash.update(chunk);
      await writeAll(file, chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { digest: `sha256:${hash.digest('hex')}` as Digest, size };
}

async function refuseFull(own: string): Promise<void> {
  const names = await readdir(own);
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(own, name)).catch(() => undefined))?.size),
  );
  const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  if (names.length < OF_A_CALLER.archives && bytes < OF_A_CALLER.bytes) return;
  throw new TwinsealError(
    'SOURCE_LIMIT',
    `${names.length} source archives of this caller are kept already, ${bytes} bytes together: each goes a day after it was last used`,
  );
}
