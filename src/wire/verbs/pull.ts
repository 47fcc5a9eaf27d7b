import type { Runner } from '../../doors/cli/main.ts';
import { pullCommand } from '../../doors/cli/pull.ts';
import { pull } from '../../roads/pull.ts';
import { userPlaces } from '../places.ts';

/** Runs `twinseal pull` with the user's registries. @example await run(input, session) // 0 */
export const run: Runner = (input, session) =>
  pullCommand.run(
    input,
    { pull: (reference, layout, progress, call) => pull(userPlaces(), { reference, layout }, call, progress) },
    session,
  );
