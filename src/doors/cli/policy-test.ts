import type { Call } from '../../ports/call.ts';
import type { TrialResult } from '../../records/policy-trial.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command } from './command.ts';
import { OUTPUT_FLAG, REPORT_FLAG, tellReport } from './output/print-report.ts';
import { trialReport } from './output/trial-report.ts';

/** Tests that were run, and what had to be made up for them. */
export interface TriedPolicies {
  readonly results: readonly TrialResult[];
  /** One sentence for each policy: which of its key files are not there. */
  readonly notes: readonly string[];
}

/** What `policy test` needs. */
export interface PolicyTestUse {
  /**
   * Runs the tests of a file, or of the files of a folder.
   * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_MALFORMED`, `POLICY_INVALID`
   * @example (await use.test('policies/tests', call)).results.length
   */
  test(path: string, call: Call): Promise<TriedPolicies>;
}

const DEFAULT_PATH = 'policies/tests';

/** `twinseal policy test`. */
export const policyTestCommand: Command<PolicyTestUse> = {
  name: 'policy test',
  description:
    'Runs unit tests of policies. Tests live apart from policies, in files of the kind PolicyTest: each names a policy, describes\n' +
    'an image and a moment, and says what must come out. No registry is asked and no key is needed: for files of keys that\n' +
    'are not there, stand-ins are made. docs/policy-tools.md has the format.',
  arguments: [
    { name: 'PATH', meaning: `a file of tests, or a folder of them (${DEFAULT_PATH} unless given)`, optional: true },
  ],
  flags: [OUTPUT_FLAG, REPORT_FLAG],
  examples: [
    { command: 'twinseal policy test', meaning: `the tests in ${DEFAULT_PATH}` },
    {
      command: 'twinseal policy test tests/release.yaml -o github --report junit=policy.xml',
      meaning: 'one file, as annotations of a GitHub run, and as JUnit for others',
    },
  ],
  async run(input, use, session) {
    const path = input.optionalArgument('PATH') ?? DEFAULT_PATH;
    const tried = async () => {
      const { results, notes } = await use.test(path, session.call);
      if (!session.quiet) for (const note of notes) session.err(`note: ${escapeTerminal(note)}\n`);
      return trialReport(path, results);
    };
    return await tellReport({ verb: 'policy test', subject: path }, tried, input, session);
  },
};
