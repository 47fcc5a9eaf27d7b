import { FormatError } from '../../formats/format-error.ts';
import { parseTrustedRoot, type TrustedRoot } from '../../formats/sigstore/trusted-root.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readInputFile } from '../input-file.ts';

const MAX_BYTES = 1024 * 1024;

/**
 * Reads a file trusted_root.json that the user names.
 * @throws TwinsealError `INPUT_MALFORMED`, and what reading a file throws
 * @example (await readTrustedRootFile('trusted_root.json', call)).root.logs
 */
export async function readTrustedRootFile(
  path: string,
  call: Call,
): Promise<{ readonly bytes: Uint8Array; readonly root: TrustedRoot }> {
  const bytes = await readInputFile(path, MAX_BYTES, call);
  try {
    return { bytes, root: parseTrustedRoot(bytes) };
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('INPUT_MALFORMED', `${path} is no trusted root: ${cause.message}`, { cause });
  }
}
