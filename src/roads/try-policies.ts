import { decide } from '../judge/decide/decide.ts';
import { explain } from '../judge/decide/explain.ts';
import type { CompiledPolicy } from '../judge/policy/compile.ts';
import { selects } from '../judge/policy/select.ts';
import { compare, type TrialOutcome } from '../judge/trial/compare.ts';
import { describeFacts } from '../judge/trial/describe-facts.ts';
import { readTrials } from '../judge/trial/read-trials.ts';
import { effectOf } from '../records/decision.ts';
import type { Explanation } from '../records/explanation.ts';
import type { Facts } from '../records/facts.ts';
import type { PolicyTrial, TrialResult } from '../records/policy-trial.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { Verdict } from '../records/verdict.ts';

/** A file of tests. */
export interface TrialFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What the tests name, relative to their file. */
export interface TrialPorts {
  /** @throws TwinsealError `INPUT_UNREADABLE`, `POLICY_INVALID` @example await ports.policy('policies/tests/a.yaml', '../release.yaml') */
  policy(file: string, path: string): Promise<CompiledPolicy>;
  /** Recorded facts. @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_MALFORMED` @example await ports.facts(file, 'app.facts.json') */
  facts(file: string, path: string): Promise<Facts>;
}

const MAX_NAMED = 20;
const DEFAULT_REPOSITORY = 'registry.example.com/team/app';

/** One test with what its policy made of it. */
export interface TriedTrial {
  readonly file: string;
  readonly trial: PolicyTrial;
  readonly compiled: CompiledPolicy;
  readonly outcome: TrialOutcome;
}

/**
 * Runs the tests of some files, each against the policy that it names.
 *
 * @param files - those that hold policies are passed over
 * @returns a result for each test, in their order
 * @throws TwinsealError `INPUT_MALFORMED` for a file, or when none of them holds a test; what `ports` throw
 * @example (await tryPolicies(files, ports)).every(({ passed }) => passed)
 */
export async function tryPolicies(files: readonly TrialFile[], ports: TrialPorts): Promise<readonly TrialResult[]> {
  const results: TrialResult[] = [];
  for (const { path, bytes } of files)
    for (const trial of readTrials(path, bytes) ?? []) {
      const { outcome } = await tryPolicy(path, trial, ports);
      results.push({ file: path, name: trial.name, policy: trial.policy, ...compare(trial.expect, outcome) });
    }
  if (results.length === 0)
    throw new TwinsealError('INPUT_MALFORMED', 'no test of a policy was found: a file of tests has kind: PolicyTest');
  return results;
}

/**
 * Judges the image of one test.
 * @throws TwinsealError as `ports` do
 * @example (await tryPolicy('policies/tests/release.yaml', trial, ports)).outcome.applies
 */
export async function tryPolicy(file: string, trial: PolicyTrial, ports: TrialPorts): Promise<TriedTrial> {
  const compiled = await ports.policy(file, trial.policy);
  const { policy, digest } = compiled;
  const facts = await factsOf(file, trial, compiled, ports);
  const selection = selects(policy, { ...trial.request, repository: facts.repository });
  if (!selection.selected) return { file, trial, compiled, outcome: { applies: false, reason: selection.reason } };
  const verdict = decide(facts, policy, digest, trial.time, trial.request.containers);
  const explanation = explain(policy, verdict);
  const places = new Map(facts.subjects.map(({ digest: subject, platform }) => [subject, platform ?? 'index']));
  const effect = effectOf(verdict.outcome, policy.mode);
  return { file, trial, compiled, outcome: { applies: true, verdict, explanation, effect, places } };
}

async function factsOf(
  file: string,
  { image, request: { repository } }: PolicyTrial,
  { policy, needs }: CompiledPolicy,
  ports: TrialPorts,
): Promise<Facts> {
  if (!('facts' in image)) {
    return describeFacts(image, { trust: policy.trust, repository: repository ?? DEFAULT_REPOSITORY, needs });
  }
  const facts = await ports.facts(file, image.facts);
  return repository === undefined ? facts : { ...facts, repository };
}

/**
 * The verdict on the image of one test, and why.
 *
 * @param name - of the test; undefined where there is one only
 * @throws TwinsealError `USAGE` for a test that is not there, or whose policy is not for its request; as {@link tryPolicies}
 * @example (await explainTrial(files, 'root is refused', ports)).explanation.rules
 */
export async function explainTrial(
  files: readonly TrialFile[],
  name: string | undefined,
  ports: TrialPorts,
): Promise<{ readonly verdict: Verdict; readonly explanation: Explanation }> {
  const all = files.flatMap(({ path, bytes }) => (readTrials(path, bytes) ?? []).map((trial) => ({ path, trial })));
  const [found, second] = name === undefined ? all : all.filter(({ trial }) => trial.name === name);
  if (found === undefined || second !== undefined)
    throw new TwinsealError(
      'USAGE',
      `${found === undefined ? 'there is no such test' : 'there are several tests'}: name one with --name, of ${all
        .slice(0, MAX_NAMED)
        .map(({ trial }) => JSON.stringify(trial.name))
        .join(', ')}${all.length > MAX_NAMED ? ' and more' : ''}`,
    );
  const { outcome } = await tryPolicy(found.path, found.trial, ports);
  if (!outcome.applies)
    throw new TwinsealError('USAGE', `the policy of this test is not for its request: ${outcome.reason}`);
  return { verdict: outcome.verdict, explanation: outcome.explanation };
}
