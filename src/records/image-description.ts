import type { JsonValue } from '../formats/json/value.ts';
import type { Annotations } from '../formats/oci/descriptor.ts';
import type { RunConfig } from '../formats/oci/documents.ts';
import type { CheckCode } from './check-codes.ts';
import type { Fault } from './discovery.ts';
import type { EntrypointReport } from './image-report.ts';
import type { Interval } from './interval.ts';
import type { StatementContent, UnreadContent } from './statement-content.ts';

/** An image as a test of a policy describes it: what is not said is as a policy would wish, but nothing is signed or attested. */
export interface ImageDescription {
  /** With an index around the platforms. */
  readonly index: boolean;
  readonly platforms: readonly DescribedPlatform[];
  /** Of the index. */
  readonly annotations: Annotations;
  readonly signatures: readonly DescribedSignature[];
  readonly statements: readonly DescribedStatement[];
  readonly twins: readonly DescribedTwin[];
  readonly rebuilds: readonly DescribedRebuild[];
  readonly broken: readonly { readonly on: string; readonly code: CheckCode }[];
  readonly faults: readonly { readonly on: string; readonly what: Fault['what']; readonly code: Fault['code'] }[];
}

/** One platform image. */
export interface DescribedPlatform {
  readonly platform: string;
  readonly annotations: Annotations;
  readonly config: RunConfig;
  readonly program: DescribedProgram;
  /** Other Go programs in it. */
  readonly goPrograms: readonly (DescribedGoBuild & { readonly path: string })[];
}

/** The program that it runs. */
export interface DescribedProgram {
  readonly path: string;
  readonly outcome: EntrypointReport['outcome'];
  readonly static: boolean;
  readonly preload: readonly string[];
  /** Files with the setuid or setgid bit, of the program or others. */
  readonly setuid: readonly string[];
  /** Absent: Go did not build it. */
  readonly go?: DescribedGoBuild;
}

/** What its build info says. */
export interface DescribedGoBuild {
  /** `1.25.3`. */
  readonly version: string;
  readonly module: string;
  readonly trimpath: boolean;
  readonly cgo: boolean;
  /** Absent: no commit is recorded. */
  readonly modified?: boolean;
}

/** Who signed, what, and when that counts. */
export interface DescribedSigned {
  /** Name of a signer of the policy; anybody else is a stranger, whose signature does not count. */
  readonly by: string;
  /** `index` and names of platforms; what it is about. */
  readonly on: readonly string[];
  readonly valid: Interval;
  /** Which key of the signer, in the order of the policy: 1 is the first. */
  readonly key: number;
  /** Seconds since 1970: the time that a log or timestamp authority of the signer's trusted root signed, if one did. */
  readonly signed?: number;
  /** How many different logs have it; absent: as many as the policy asks for. */
  readonly logs?: number;
}

/** A signature over the image. */
export interface DescribedSignature extends DescribedSigned {
  readonly annotations: Annotations;
  /** The repository that it says that it is for. */
  readonly name?: string;
}

/** A signed statement about the image. */
export interface DescribedStatement extends DescribedSigned {
  /** URI. */
  readonly type: string;
  /** So many different ones. */
  readonly count: number;
  /** Seconds since 1970, as it claims. */
  readonly claimed: number;
  readonly predicate: JsonValue;
  readonly content?: StatementContent;
  readonly unread?: UnreadContent;
}

/** A twin proof. */
export interface DescribedTwin extends DescribedSigned {
  readonly identical: boolean;
  /** Whether it is about the program that the image runs. */
  readonly sameProgram: boolean;
  readonly varied: readonly string[];
  readonly isolation: readonly string[];
  readonly networkless: boolean;
  readonly cold: boolean;
  readonly toolchainAuthenticated: boolean;
  readonly modulesAuthenticated: boolean;
  /** Seconds since 1970. */
  readonly finished: number;
}

/** What somebody else got from the same source. */
export interface DescribedRebuild extends DescribedSigned {
  readonly reproduced: boolean;
  /** Seconds since 1970. */
  readonly finished: number;
}
