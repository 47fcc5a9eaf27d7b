import { FormatError } from '../../formats/format-error.ts';
import { parseRfc3339 } from '../../formats/rfc3339.ts';
import type { Call } from '../../ports/call.ts';
import { ERROR_CATALOGUE } from '../../records/error-catalogue.ts';
import type { Explanation } from '../../records/explanation.ts';
import type { Facts } from '../../records/facts.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Verdict } from '../../records/verdict.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command, ExitCode, Input } from './command.ts';
import { explanationText } from './output/explanation-text.ts';
import { RESULT_FLAG } from './result-flag.ts';

/** A verdict and why it is what it is. */
export interface Explained {
  readonly verdict: Verdict;
  readonly explanation: Explanation;
  /** What the verdict rests on; absent for a test. */
  readonly facts?: Facts;
  /** Sentences for stderr. */
  readonly notes: readonly string[];
}

/** By what an image is explained. */
export interface ExplainBy {
  readonly policyFile: string;
  /** Milliseconds since 1970; undefined: now. */
  readonly time: number | undefined;
  /** Ask nobody about revoked certificates. */
  readonly offline: boolean;
}

/** What `policy explain` needs. */
export interface PolicyExplainUse {
  /**
   * Judges an image here and says why.
   * @throws TwinsealError when no verdict could be formed
   * @example (await use.image('app.oci', { policyFile: 'policies/release.yaml', offline: false }, call)).explanation.outcome
   */
  image(image: string, by: ExplainBy, call: Call): Promise<Explained>;
  /**
   * Judges the image that a test of a policy describes.
   * @param name - of the test; undefined where the file has one only
   * @throws TwinsealError `USAGE` for a test that is not there, or whose policy is not for its request
   * @example await use.test('policies/tests/release.yaml', 'root is refused', call)
   */
  test(file: string, name: string | undefined, call: Call): Promise<Explained>;
}

/** `twinseal policy explain`. */
export const policyExplainCommand: Command<PolicyExplainUse> = {
  name: 'policy explain',
  description:
    'Judges an image as verify does, and shows which rule of the policy asked for each check, what it demands, and on which\n' +
    'checks the outcome hangs. Instead of an image it takes one that a test of a policy describes.',
  arguments: [{ name: 'IMAGE', meaning: 'a layout on disk, or an image reference', optional: true }],
  flags: [
    { name: 'policy', short: 'p', kind: 'text', value: 'FILE', meaning: 'policy file' },
    {
      name: 'time',
      kind: 'text',
      value: 'TIME',
      meaning: 'judge as of this moment, such as 2026-12-31T00:00:00Z (now unless given)',
    },
    { name: 'test', kind: 'text', value: 'FILE', meaning: 'explain a test of a policy, in place of an image' },
    { name: 'name', kind: 'text', value: 'NAME', meaning: 'which test of the file' },
    {
      name: 'save-facts',
      kind: 'text',
      value: 'FILE',
      meaning: 'record what was verified about the image, for a test of a policy (name it *.facts.json)',
    },
    { name: 'offline', kind: 'switch', meaning: 'ask no authority about revoked certificates' },
    RESULT_FLAG,
  ],
  examples: [
    {
      command: 'twinseal policy explain app.oci --policy policies/release.yaml',
      meaning: 'why an image is allowed or denied',
    },
    {
      command: 'twinseal policy explain --test policies/tests/release.yaml --name unsigned',
      meaning: 'why a test comes out as it does',
    },
  ],
  async run(input, use, session) {
    const { verdict, explanation, facts, notes } = await explained(input, use, session.call);
    const file = input.text('save-facts');
    if (file !== undefined) await session.save(file, `${JSON.stringify(facts, undefined, 2)}\n`);
    if (!session.quiet) for (const note of notes) session.err(`note: ${escapeTerminal(note)}\n`);
    if (input.text('output') === 'json') {
      const { subject, validUntil } = verdict;
      const document = {
        apiVersion: 'twinseal.dev/explanation/v1',
        subject,
        ...explanation,
        ...(validUntil !== undefined && { validUntil }),
      };
      session.out(`${JSON.stringify(document, undefined, 2)}\n`);
    } else session.out(explanationText(explanation, verdict, session));
    // As for `verify`: a policy that does not enforce lets everything in.
    return explanation.mode === 'enforce' ? STATUS[verdict.outcome] : 0;
  },
};

const STATUS: Readonly<Record<Verdict['outcome'], ExitCode>> = {
  allow: 0,
  deny: 1,
  indeterminate: ERROR_CATALOGUE.INDETERMINATE.exit,
};

async function explained(input: Input, use: PolicyExplainUse, call: Call): Promise<Explained> {
  const image = input.optionalArgument('IMAGE');
  const [policy, time, test] = [input.text('policy'), input.text('time'), input.text('test')];
  if (test !== undefined) {
    if (image !== undefined || policy !== undefined || time !== undefined || input.text('save-facts') !== undefined)
      throw new TwinsealError(
        'USAGE',
        'a test has its own image, policy and time: give --test FILE and --name NAME alone',
      );
    return await use.test(test, input.text('name'), call);
  }
  if (image === undefined || policy === undefined || input.text('name') !== undefined)
    throw new TwinsealError('USAGE', 'say what to explain: IMAGE --policy FILE, or --test FILE');
  const by = {
    policyFile: policy,
    time: time === undefined ? undefined : timeOf(time),
    offline: input.is('offline'),
  };
  return await use.image(image, by, call);
}

function timeOf(text: string): number {
  try {
    return parseRfc3339(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('USAGE', `--time: ${error.message}`, { cause: error });
  }
}
