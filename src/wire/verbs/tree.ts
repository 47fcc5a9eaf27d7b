import type { Runner } from '../../doors/cli/main.ts';
import { treeCommand } from '../../doors/cli/tree.ts';
import { openImage } from '../../roads/open-image.ts';
import { readTree } from '../../roads/tree.ts';
import { userPlaces } from '../places.ts';

/** Runs `twinseal tree` with the user's registries. @example await run(input, session) // 0 */
export const run: Runner = (input, session) =>
  treeCommand.run(
    input,
    {
      async tree(argument, call) {
        const { source, image } = await openImage(userPlaces(), argument, call);
        return await readTree(source, image, call);
      },
    },
    session,
  );
