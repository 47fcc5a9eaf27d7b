import { dirname, join } from 'node:path';
import { readInputFile } from '../../adapters/input-file.ts';
import { writeNewFiles } from '../../adapters/keys/new-files.ts';
import { readTrustStore } from '../../adapters/trust-store.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { policyImportCommand } from '../../doors/cli/policy-import.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';

const MAX_DOCUMENT = 256 * 1024;
const MAX_KEY_FILE = 1024 * 1024;

/** Runs `twinseal policy import`. @example await run(input, session) // 0 */
export const run: Runner = (input, session) =>
  policyImportCommand.run(
    input,
    {
      read: (path, call) => readInputFile(path, MAX_DOCUMENT, call),
      files: (path, keys, { trustStore, trustedRoot }, call) => ({
        async key(authority) {
          const file = keys.get(authority);
          return file === undefined ? undefined : decodeUtf8(await readInputFile(file, MAX_KEY_FILE, call));
        },
        store: async (type, name) =>
          (await readTrustStore(trustStore ?? join(dirname(path), 'truststore'), type, name, call)).pem,
        trustedRoot: async () =>
          trustedRoot === undefined ? undefined : await readInputFile(trustedRoot, MAX_KEY_FILE, call),
      }),
      write: (path, text) => writeNewFiles([{ path, text, secret: false }], 'OUTPUT_EXISTS'),
    },
    session,
  );
