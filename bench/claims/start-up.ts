import { join } from 'node:path';
import { type Claim, figureOf } from '../claim.ts';
import { plainEnvironment } from '../environment.ts';
import { CHECKOUT, packagedTwinseal, pinnedNode } from '../programs.ts';
import { interleave } from '../rounds.ts';
import { timedRun } from '../timed-run.ts';

const TARGET = 4;

/** `twinseal --help` against a Node.js that does nothing: what our own code adds to the start. */
export const startUp: Claim = {
  name: 'start-up',
  async measure(bench) {
    const packaged = await packagedTwinseal(bench);
    const env = plainEnvironment(join(bench.scratch, 'start-up'));
    const run = (argv: readonly string[]) => async () => (await timedRun(argv, { cwd: '/', env })).took;
    const times = await interleave(
      {
        node: run([pinnedNode(), '-e', '0']),
        packaged: run([packaged, '--help']),
        checkout: run([CHECKOUT, '--help']),
      },
      bench.rounds(15),
      true,
    );
    return [
      figureOf('twinseal --help (package)', 'node -e 0', times.packaged, times.node, TARGET),
      figureOf('twinseal --help (checkout)', 'node -e 0', times.checkout, times.node, TARGET),
    ];
  },
};
