import { FormatError } from '../../formats/format-error.ts';
import { formatRepositoryName, parseReference } from '../../formats/reference.ts';
import type { SealKeys } from '../../records/seal-keys.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Flag, Input } from './command.ts';

/** For which repository signatures are. */
export const SIGNED_NAME_FLAG: Flag = {
  name: 'signed-name',
  kind: 'text',
  value: 'REPOSITORY',
  meaning: 'sign along that it is for this repository: copied elsewhere, the signature does not count there',
};

/**
 * Adds the name that is to be signed along: that of the flag, else that of the image in its layout where it is a whole
 * reference. A tag alone, or a short name that stands for another one, names no repository.
 *
 * @param name - of the image in its layout
 * @throws TwinsealError `USAGE`
 * @example withSignedName(keys, input, 'registry.example.com/app:v1').signedName // 'registry.example.com/app'
 */
export function withSignedName(keys: SealKeys, input: Input, name?: string): SealKeys {
  const flag = input.text('signed-name');
  if (flag !== undefined) return { ...keys, signedName: repositoryOf(flag) };
  const host = name?.slice(0, Math.max(0, name.indexOf('/'))) ?? '';
  return name !== undefined && (/[.:]/.test(host) || host === 'localhost')
    ? { ...keys, signedName: repositoryOf(name, '--name') }
    : keys;
}

function repositoryOf(text: string, flag = '--signed-name'): string {
  try {
    return formatRepositoryName(parseReference(text));
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('USAGE', `${flag}: ${cause.message}`, { cause });
  }
}
