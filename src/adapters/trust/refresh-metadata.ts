import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeptTrust } from '../../formats/sigstore/kept-trust.ts';
import { parseTufMetadata } from '../../formats/tuf/metadata.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { temporaryDiskError } from '../disk-error.ts';
import { type Mirror, NotAtMirror } from './mirror.ts';

/** Metadata of a repository, all of one moment. */
export type TufDocuments = Pick<KeptTrust, 'roots' | 'timestamp' | 'snapshot' | 'targets'>;

/** Bytes of each file; what metadata says of the length of others is taken where it is less. */
const CAPS = { root: 512 * 1024, timestamp: 16 * 1024, snapshot: 1024 * 1024, targets: 4 * 1024 * 1024 } as const;
/** Rotations that one update follows. */
const MAX_ROTATIONS = 64;
const NAMES = ['timestamp', 'snapshot', 'targets'] as const;
const ROLES = ['root', ...NAMES] as const;
type Role = (typeof ROLES)[number];

/**
 * Brings the metadata of a TUF repository up to date by the workflow of its specification: roots one by one, then
 * timestamp, snapshot, targets, each against what was known before. The workflow is tuf-js's, in a folder of its own that
 * is thrown away; what comes of it is proved again by whoever keeps it. Files are asked for by {@link Mirror} alone.
 *
 * @param known - roots to begin with, and the metadata that must not be gone back behind
 * @throws TwinsealError `TRUST_UNREACHABLE`, `TRUST_EXPIRED`, `TRUST_REFUSED`
 * @example (await refreshMetadata(mirror, { roots: [shippedRoot] })).roots.length
 * @see TUF specification 1.0.34 section 5
 */
export async function refreshMetadata(
  mirror: Mirror,
  known: Pick<TufDocuments, 'roots'> & Partial<TufDocuments>,
): Promise<TufDocuments> {
  const folder = await mkdtemp(join(tmpdir(), 'twinseal-trust-')).catch((error: unknown) => {
    throw temporaryDiskError(error, 'the trusted root could not be updated');
  });
  try {
    const last = known.roots.at(-1);
    if (last === undefined) throw new TypeError('there is no root to begin with');
    await writeFile(join(folder, 'root.json'), last);
    for (const name of NAMES) {
      const bytes = known[name];
      if (bytes !== undefined) await writeFile(join(folder, `${name}.json`), bytes);
    }
    const roots = await refresh(mirror, folder, known);
    const [timestamp, snapshot, targets] = await Promise.all(
      NAMES.map((name) => readFile(join(folder, `${name}.json`))),
    );
    if (timestamp === undefined || snapshot === undefined || targets === undefined)
      throw new TypeError('a file of metadata is missing');
    return { roots: [...known.roots, ...roots], timestamp, snapshot, targets };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns the roots that were newer, in order */
async function refresh(
  mirror: Mirror,
  folder: string,
  known: Parameters<typeof refreshMetadata>[1],
): Promise<readonly Uint8Array[]> {
  const [{ Updater }, { DownloadHTTPError }] = await Promise.all([import('tuf-js'), import('tuf-js/dist/error.js')]);
  const roots: Uint8Array[] = [];
  const files = new Map<Role, Uint8Array>();
  for (const role of ROLES) {
    const bytes = role === 'root' ? known.roots.at(-1) : known[role];
    if (bytes !== undefined) files.set(role, bytes);
  }
  // tuf-js writes what others threw into a text: the first fault is remembered as it was.
  let fault: TwinsealError | undefined;
  const downloadBytes = async (address: string, maxLength: number): Promise<Buffer> => {
    const role = roleOf(address);
    try {
      const bytes = await mirror.json(address, Math.min(maxLength, CAPS[role]));
      if (role === 'root') roots.push(bytes);
      files.set(role, bytes);
      return Buffer.from(bytes);
    } catch (error) {
      if (error instanceof NotAtMirror) {
        if (role === 'root') throw new DownloadHTTPError(error.message, error.status);
        fault ??= new TwinsealError('TRUST_UNREACHABLE', error.message, { cause: error });
      } else if (error instanceof TwinsealError) fault ??= error;
      throw error;
    }
  };
  try {
    const updater = new Updater({
      metadataDir: folder,
      metadataBaseUrl: mirror.address,
      fetcher: {
        downloadBytes,
        downloadFile: () => Promise.reject(new TypeError('targets are asked for elsewhere')),
      },
      config: { maxRootRotations: MAX_ROTATIONS, rootMaxLength: CAPS.root, timestampMaxLength: CAPS.timestamp },
    });
    await updater.refresh();
    return roots;
  } catch (error) {
    if (fault !== undefined) throw fault;
    if (!(error instanceof Error)) throw error;
    throw expired(error, files) ?? new TwinsealError('TRUST_REFUSED', sentence(error), { cause: error });
  }
}

/** tuf-js says which file has ended, and not when. @see TUF specification 1.0.34 sections 5.3.10, 5.4.4, 5.5.6 and 5.6.6 */
function expired({ message }: Error, files: ReadonlyMap<Role, Uint8Array>): TwinsealError | undefined {
  const role = /\b(root|timestamp|snapshot|targets)\.json is expired/.exec(message)?.[1] as Role | undefined;
  const bytes = role === undefined ? undefined : files.get(role);
  if (role === undefined || bytes === undefined) return undefined;
  const { version, expires } = parseTufMetadata(bytes, role);
  return new TwinsealError(
    'TRUST_EXPIRED',
    `${role}.json of version ${version}, the newest that the mirror has, ended at ${new Date(expires * 1000).toISOString()}: it is set up wrong or held back; what was kept stays in use`,
  );
}

function roleOf(address: string): Role {
  const file = address.slice(address.lastIndexOf('/') + 1);
  const role = /^(?:\d+\.)?(root|timestamp|snapshot|targets)\.json$/.exec(file)?.[1];
  // Delegated roles are never asked for: what is wanted stands in targets.json.
  if (role === undefined)
    throw new TwinsealError('TRUST_REFUSED', `${file.slice(0, 200)} is no file that is asked for`);
  return role as Role;
}

function sentence({ message }: Error): string {
  const text = message.replace(
    /^Unable to load (?:snapshot|targets) metadata error |^Unable to load targets error /,
    '',
  );
  return `the metadata of the mirror is refused, and what was kept stays in use: ${text.replace(/^\w*Error: /, '').slice(0, 500)}`;
}
