import { systemClock } from '../../adapters/clock.ts';
import { readInputFile } from '../../adapters/input-file.ts';
import { attestCommand } from '../../doors/cli/attest.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { STATEMENT_LIMITS } from '../../formats/in-toto.ts';
import { attest } from '../../roads/attest.ts';
import { userKeys } from '../keys.ts';
import { userPlaces } from '../places.ts';

/** Runs `twinseal attest` with the user's registries and keys. @example await run(input, session) // 0 */
export const run: Runner = (input, session) => {
  const keys = userKeys(input);
  return attestCommand.run(
    input,
    {
      async attest(request, call) {
        const bytes = await readInputFile(request.file, STATEMENT_LIMITS.maxBytes, call);
        const ports = { places: userPlaces(), keys, clock: systemClock };
        return await attest({ ...request, bytes }, ports, call);
      },
    },
    session,
  );
};
