import { systemClock } from '../../adapters/clock.ts';
import { policyFiles } from '../../adapters/policy-files.ts';
import { readTestFiles } from '../../adapters/test-files.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { policyExplainCommand } from '../../doors/cli/policy-explain.ts';
import { explain } from '../../judge/decide/explain.ts';
import { compilePolicy } from '../../judge/policy/compile.ts';
import { parsePolicy } from '../../judge/policy/parse.ts';
import { openImage } from '../../roads/open-image.ts';
import { explainTrial } from '../../roads/try-policies.ts';
import { verifyImage } from '../../roads/verify.ts';
import { userPlaces } from '../places.ts';
import { revocationOver } from '../revocation.ts';
import { trialPorts } from '../trial-ports.ts';
import { userRoots } from '../trust-folder.ts';

/** Runs `twinseal policy explain`. @example await run(input, session) // 0 allow, 1 deny, 3 could not tell */
export const run: Runner = (input, session) =>
  policyExplainCommand.run(
    input,
    {
      async image(image, { policyFile, time, offline }, call) {
        const policy = compilePolicy(await parsePolicy(await policyFiles(userRoots).load(policyFile, call)));
        const { source: reader, image: target } = await openImage(userPlaces(), image, call);
        const ask = revocationOver(offline ? undefined : { loopback: true });
        const clock = time === undefined ? systemClock : { now: () => time };
        const { verdict, facts } = await verifyImage({ reader, requested: image, target, policy }, clock, call, ask);
        return { verdict, explanation: explain(policy.policy, verdict), facts, notes: [] };
      },
      async test(file, name, call) {
        const { ports, notes } = trialPorts(call);
        return { ...(await explainTrial(await readTestFiles(file, call), name, ports)), notes };
      },
    },
    session,
  );
