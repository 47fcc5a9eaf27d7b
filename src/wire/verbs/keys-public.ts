import { keysPublicCommand } from '../../doors/cli/keys-public.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { showPublicKey } from '../../roads/keys.ts';
import { userKeyMaker } from '../keys.ts';

/** Runs `twinseal keys public`. @example await run(input, session) // 0 */
export const run: Runner = (input, session) => {
  const ports = { maker: userKeyMaker() };
  return keysPublicCommand.run(
    input,
    { publicKey: async (path, call) => (await showPublicKey(path, ports, call)).pem },
    session,
  );
};
