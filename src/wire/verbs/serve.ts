import type { Runner } from '../../doors/cli/main.ts';
import { serveCommand } from '../../doors/cli/serve.ts';
import { serve } from '../api.ts';

export const run: Runner = (input, session) => serveCommand.run(input, { serve }, session);
