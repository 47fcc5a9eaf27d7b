import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Call } from '../ports/call.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { errnoOf } from './disk-error.ts';
import { readInputFile } from './input-file.ts';

const MAX_DOCUMENT = 256 * 1024;
/** By preference: the newer name wins where both are there. */
const NAMES = ['trustpolicy.oci.json', 'trustpolicy.json'];

/** A trust policy as it lies on the disk. */
export interface TrustPolicyFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Where its trust store is, unless the user says otherwise. */
  readonly trustStore: string;
}

/**
 * Reads notation's trust policy: a file, or the one of a folder such as `~/.config/notation`. A link is refused, as notation
 * refuses it: whoever may place links must not choose whom to trust.
 *
 * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE`
 * @example (await readTrustPolicyFile('/home/me/.config/notation', call)).path // '.../trustpolicy.json'
 * @see notation-go v1.3.2, verifier/trustpolicy/trustpolicy.go, getDocument; dir/path.go of its main branch (trustpolicy.oci.json)
 */
export async function readTrustPolicyFile(given: string, call: Call): Promise<TrustPolicyFile> {
  const path = (await kindOf(given)) === 'folder' ? await inFolder(given) : given;
  const kind = await kindOf(path);
  if (kind !== 'file')
    throw new TwinsealError(
      'INPUT_UNREADABLE',
      kind === 'none'
        ? `cannot read ${path}: there is no such file`
        : `${path} is ${kind === 'link' ? 'a link' : 'no file'}, and a trust policy must be a file`,
    );
  return { path, bytes: await readInputFile(path, MAX_DOCUMENT, call), trustStore: join(dirname(path), 'truststore') };
}

async function inFolder(folder: string): Promise<string> {
  for (const name of NAMES) if ((await kindOf(join(folder, name))) !== 'none') return join(folder, name);
  throw new TwinsealError('INPUT_UNREADABLE', `${folder} has neither ${NAMES.join(' nor ')}`);
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'link' | 'other' | 'none'> {
  try {
    const stat = await lstat(path);
    if (stat.isSymbolicLink()) return 'link';
    return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return 'none';
    throw new TwinsealError('INPUT_UNREADABLE', `cannot read ${path}: the system answers ${errno}`, { cause: error });
  }
}
