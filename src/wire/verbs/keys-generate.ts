import { systemClock } from '../../adapters/clock.ts';
import { keysGenerateCommand } from '../../doors/cli/keys-generate.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { generateCosignKeyPair, generateLogKey, generateNotationTestChain } from '../../roads/keys.ts';
import { userKeyMaker } from '../keys.ts';

/** Runs `twinseal keys generate`. @example await run(input, session) // 0 */
export const run: Runner = (input, session) => {
  const ports = { maker: userKeyMaker(), clock: systemClock };
  return keysGenerateCommand.run(
    input,
    {
      async cosign(prefix, call) {
        const { privateKey, publicKey } = await generateCosignKeyPair(prefix, ports, call);
        return [privateKey, publicKey];
      },
      async notation(prefix, call) {
        const { privateKey, chain, root } = await generateNotationTestChain(prefix, 'twinseal-test', ports, call);
        return [privateKey, chain, root];
      },
      log: async (prefix, call) => [await generateLogKey(prefix, ports, call)],
    },
    session,
  );
};
