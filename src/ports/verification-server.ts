import type { DescribedContainer } from '../formats/kubernetes/described-container.ts';
import type { AnswerBody } from '../records/answer.ts';
import type { RequestContext } from '../records/decision.ts';
import type { TwinsealError } from '../records/twinseal-error.ts';
import type { Call } from './call.ts';

/** What a Twinseal server is asked: are these images allowed? */
export interface ServerQuestion {
  /** At least one reference, at most 50. */
  readonly images: readonly string[];
  /** A policy of the server; undefined: those that are bound to the caller or match. */
  readonly policy?: string;
  readonly request: Pick<RequestContext, 'namespace' | 'labels' | 'claims'>;
  /** What is to run the images, each with the image that it runs. */
  readonly containers?: readonly DescribedContainer[];
  /** Of one image: a tar of an OCI layout that holds it, in place of a registry. */
  readonly layout?: Uint8Array;
  /** Of one image: Sigstore bundles and notation envelopes beside what is found. */
  readonly bundles?: readonly Uint8Array[];
  /** The same key gets the same decision. */
  readonly idempotencyKey?: string;
  readonly explain?: boolean;
}

/** What became of one image: an answer, `unknown` too where there is a verdict; or why there is none. */
export type ServerResult =
  | { readonly image: string; readonly answer: AnswerBody }
  | { readonly image: string; readonly error: TwinsealError };

/** A Twinseal server that judges for us. */
export interface VerificationServer {
  /**
   * @returns one result for each image, in order
   * @throws TwinsealError where nothing became of any: the server's own code; `SERVICE_UNREACHABLE` when it can't be asked
   * @example (await server.verify({ images: ['registry.example.com/app:v1'], request: {} }, call))[0]
   */
  verify(question: ServerQuestion, call: Call): Promise<readonly ServerResult[]>;
}
