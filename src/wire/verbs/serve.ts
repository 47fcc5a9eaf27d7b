import type { Runner } from '../../doors/cli/main.ts';
import { serveCommand } from '../../doors/cli/serve.ts';
import { serve } from '../api.ts';

/** Runs `twinseal serve` until it is stopped. @example await run(input, session) // 0 */
export const run: Runner = (input, session) => serveCommand.run(input, { serve }, session);
