import type { TrialResult } from '../../../records/policy-trial.ts';
import type { Report, ReportLine } from './report.ts';

/**
 * Results of tests of policies as a report: one line a test; of one that failed, what was expected, what came out, and the
 * checks that say why.
 * @example trialReport('policies/tests', results).conclusion // 'passed'
 */
export function trialReport(subject: string, results: readonly TrialResult[]): Report {
  const lines = results.map(
    ({ file, name, passed, expected, got, checks }): ReportLine => ({
      status: passed ? 'pass' : 'fail',
      id: name,
      code: passed ? 'OK' : 'POLICY_TEST_FAILED',
      about: file,
      reason: passed ? got : `expected: ${expected}`,
      ...(!passed && { details: [`got: ${got}`, ...checks] }),
      path: file,
    }),
  );
  const failed = results.filter(({ passed }) => !passed).length;
  const policies = new Set(results.map(({ policy }) => policy)).size;
  const total = `${results.length} ${results.length === 1 ? 'test' : 'tests'} of ${policies} ${policies === 1 ? 'policy' : 'policies'}`;
  return {
    verb: 'policy test',
    subject,
    lines,
    document: {
      apiVersion: 'twinseal.dev/policy-test-report/v1',
      outcome: failed === 0 ? 'passed' : 'failed',
      tests: results,
    },
    ...(failed === 0
      ? { conclusion: 'passed', reason: total, exit: 0 }
      : { conclusion: 'failed', reason: `${failed} of ${total}`, exit: 1 }),
  };
}
