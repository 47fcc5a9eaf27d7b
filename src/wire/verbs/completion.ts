import { completionCommand } from '../../doors/cli/completion.ts';
import type { Runner } from '../../doors/cli/main.ts';

/** `completion` needs no road. */
export const run: Runner = (input, session) => completionCommand.run(input, undefined, session);
