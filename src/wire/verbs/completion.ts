import { completionCommand } from '../../doors/cli/completion.ts';
import type { Runner } from '../../doors/cli/main.ts';

/** `completion` needs no road. @example await run(input, session) // 0 */
export const run: Runner = (input, session) => completionCommand.run(input, undefined, session);
