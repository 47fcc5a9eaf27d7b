import { newApiKey } from '../../adapters/callers/new-api-key.ts';
import { callersKeyCommand } from '../../doors/cli/callers-key.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { serialiseApiKey } from '../../formats/api-key.ts';

/** Runs `twinseal callers key`. @example await run(input, session) // 0 */
export const run: Runner = (input, session) => {
  const newKey = () => {
    const key = newApiKey();
    return { id: key.id, text: serialiseApiKey(key) };
  };
  return callersKeyCommand.run(input, { newKey }, session);
};
