import type { Runner } from '../../doors/cli/main.ts';
import { pushCommand } from '../../doors/cli/push.ts';
import { push } from '../../roads/push.ts';
import { userPlaces } from '../places.ts';

/** Runs `twinseal push` with the user's registries. @example await run(input, session) // 0 */
export const run: Runner = (input, session) =>
  pushCommand.run(
    input,
    { push: (layout, reference, progress, call) => push(userPlaces(), { layout, reference }, call, progress) },
    session,
  );
