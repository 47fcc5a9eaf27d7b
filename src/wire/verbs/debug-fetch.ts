import { resolve } from 'node:path';
import { writeBlob } from '../../adapters/output-blob.ts';
import { debugFetchCommand } from '../../doors/cli/debug-fetch.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { debugFetch } from '../../roads/debug-fetch.ts';
import { userPlaces } from '../places.ts';

/** Runs `twinseal debug fetch` with the user's registries. @example await run(input, session) // 0 */
export const run: Runner = (input, session) =>
  debugFetchCommand.run(
    input,
    {
      fetchDebug: (request, call) =>
        debugFetch(
          // Debuggers run elsewhere than we do, so they are told the whole path.
          { ...request, folder: resolve(request.folder) },
          userPlaces(),
          (path, file, saving) => writeBlob(path, file, 0o644, saving),
          call,
        ),
    },
    session,
  );
