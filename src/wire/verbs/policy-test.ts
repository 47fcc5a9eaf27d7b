import { readTestFiles } from '../../adapters/test-files.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { policyTestCommand } from '../../doors/cli/policy-test.ts';
import { tryPolicies } from '../../roads/try-policies.ts';
import { trialPorts } from '../trial-ports.ts';

/** Runs `twinseal policy test`. @example await run(input, session) // 0 when every test passes, 1 when one does not */
export const run: Runner = (input, session) =>
  policyTestCommand.run(
    input,
    {
      async test(path, call) {
        const { ports, notes } = trialPorts(call);
        return { results: await tryPolicies(await readTestFiles(path, call), ports), notes };
      },
    },
    session,
  );
