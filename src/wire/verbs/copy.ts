import { copyCommand } from '../../doors/cli/copy.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { copyBetween } from '../../roads/copy-between.ts';
import { userPlaces } from '../places.ts';

/** Runs `twinseal copy` with the user's registries. @example await run(input, session) // 0 */
export const run: Runner = (input, session) =>
  copyCommand.run(
    input,
    { copy: (source, target, progress, call) => copyBetween(userPlaces(), source, target, call, progress) },
    session,
  );
