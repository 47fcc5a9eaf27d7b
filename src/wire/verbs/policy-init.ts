import { readInputFile } from '../../adapters/input-file.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { policyInitCommand } from '../../doors/cli/policy-init.ts';
import { FormatError } from '../../formats/format-error.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import { certificatesPem, publicKeyPem } from '../../judge/policy/signers.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

const MAX_KEY_FILE = 1024 * 1024;

/** Reads key material as a policy would, so that what is printed is what will be taken. */
async function read(path: string, wanted: string, parse: (text: string) => string, call: Call): Promise<string> {
  const bytes = await readInputFile(path, MAX_KEY_FILE, call);
  try {
    return parse(decodeUtf8(bytes));
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('KEY_UNREADABLE', `${path} must hold ${wanted}: ${cause.message}`, { cause });
  }
}

/** Runs `twinseal policy init`. @example await run(input, session) // 0 */
export const run: Runner = (input, session) =>
  policyInitCommand.run(
    input,
    {
      publicKey: (path, call) => read(path, 'one public key in PEM', publicKeyPem, call),
      certificates: (path, call) => read(path, 'certificates in PEM', certificatesPem, call),
    },
    session,
  );
