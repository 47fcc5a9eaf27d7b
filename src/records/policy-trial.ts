import type { PlacedContainer } from '../formats/kubernetes/container-settings.ts';
import type { CheckStatus } from './check.ts';
import type { CheckCode } from './check-codes.ts';
import type { Effect } from './decision.ts';
import type { ImageDescription } from './image-description.ts';
import type { Outcome } from './verdict.ts';

/** One test of a policy. */
export interface PolicyTrial {
  readonly name: string;
  /** Path of the policy, relative to the file of the test. */
  readonly policy: string;
  /** Milliseconds since 1970: when the image is judged. */
  readonly time: number;
  readonly request: TrialRequest;
  /** Described, or the path of recorded facts, relative to the file of the test. */
  readonly image: ImageDescription | { readonly facts: string };
  readonly expect: TrialExpectation;
}

/** Where the image is, and where it is meant to run. */
export interface TrialRequest {
  /** Without tag and digest. Unless given: `registry.example.com/team/app`, or that of the recorded facts. */
  readonly repository?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** What is to run the image; each container of the pod that the test describes. */
  readonly containers?: readonly PlacedContainer[];
}

/** What must come out; all that is given. */
export interface TrialExpectation {
  readonly outcome?: Outcome;
  /** False: the policy is not for this request. */
  readonly applies?: boolean;
  /** What a door does, by the policy's mode. */
  readonly effect?: Effect;
  /** Exactly the codes of the checks that failed or could not be made, and that no exception excuses. */
  readonly codes?: readonly CheckCode[];
  /** Checks that must be there, among others. */
  readonly checks?: readonly ExpectedCheck[];
  /** Exactly the ids of the exceptions that were used. */
  readonly exceptions?: readonly string[];
  /** Name of the case that applies. */
  readonly case?: string;
}

/** One check, by as much of it as is given. */
export interface ExpectedCheck {
  readonly id: string;
  /** `index` or a platform; without it, every check of that id. */
  readonly on?: string;
  readonly status?: CheckStatus;
  readonly code?: CheckCode;
}

/** What became of a test. */
export interface TrialResult {
  readonly file: string;
  readonly name: string;
  readonly policy: string;
  readonly passed: boolean;
  /** In one line. */
  readonly expected: string;
  readonly got: string;
  /** Of a test that failed: the checks that say why, one line each. */
  readonly checks: readonly string[];
}
