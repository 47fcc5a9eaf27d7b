import { systemClock } from '../../adapters/clock.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { signCommand } from '../../doors/cli/sign.ts';
import { sign } from '../../roads/sign.ts';
import { userKeys } from '../keys.ts';
import { userPlaces } from '../places.ts';

/** Runs `twinseal sign` with the user's registries and keys. @example await run(input, session) // 0 */
export const run: Runner = (input, session) => {
  const keys = userKeys(input);
  return signCommand.run(
    input,
    {
      async sign(request, call) {
        const version = await session.version();
        return await sign(request, { places: userPlaces(), keys, clock: systemClock, version }, call);
      },
    },
    session,
  );
};
