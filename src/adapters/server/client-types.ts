import type { DescribedContainer } from '../../formats/kubernetes/described-container.ts';
import type { AnswerBody } from '../../records/answer.ts';
import type { Attestation } from '../../records/attestation.ts';
import type { RequestContext } from '../../records/decision.ts';
import type { JobRequest } from '../../records/job.ts';
import type { ChangeRecord } from '../../records/log-entry.ts';
import type { Outcome } from '../../records/verdict.ts';
import type { ServerOptions } from './server-transport.ts';

/** How a client reaches its service and how patient it is. */
export interface ClientOptions extends ServerOptions {
  /** How often a request that the service turned away for now (429, retryable 503 without a decision) is sent again; 2 unless given. */
  readonly retries?: number;
  /** Milliseconds for one call with its retries; 120,000 unless given. Streams and uploads have an hour. */
  readonly timeout?: number;
}

/** Of every call. */
export interface CallOptions {
  /** Ends the call. */
  readonly signal?: AbortSignal;
  /** Milliseconds, in place of the client's. */
  readonly timeout?: number;
}

/** Of a verification. */
export interface VerifyOptions extends CallOptions, Pick<RequestContext, 'namespace' | 'labels' | 'claims'> {
  /** A policy of the service; without it, those that are bound to the caller or match. */
  readonly policy?: string;
  /** A tar of an OCI layout that holds the image, in place of a registry; never taken as complete. One image, 11 MiB at most. */
  readonly layout?: Uint8Array;
  /** What is to run the images, for policies with `require.pod`; each with the image that it runs. */
  readonly containers?: readonly DescribedContainer[];
  /** Sigstore bundles and notation envelopes for one image, beside what is found. */
  readonly bundles?: readonly Uint8Array[];
  /** The same key gets the same decision. */
  readonly idempotencyKey?: string;
  /** Adds `explanations`. */
  readonly explain?: boolean;
}

/** What became of one image of a batch: an answer, or why there is none. */
export type BatchOutcome =
  | { readonly image: string; readonly answer: AnswerBody; readonly error?: undefined }
  | {
      readonly image: string;
      readonly error: Error & { readonly code: string; readonly retryable: boolean };
      readonly answer?: undefined;
    };

/** Of a listing: pages are fetched as they are needed. */
export interface ListOptions extends CallOptions {
  /** Entries of one page, 1 to 200. */
  readonly pageSize?: number;
}

/** Which decisions to list; all that is given must hold. */
export interface DecisionQuery extends ListOptions {
  /** Of the image, or of a subject or a piece of evidence of a check. */
  readonly digest?: string;
  /** Name without tag or digest. */
  readonly repository?: string;
  /** The claim `release` of the request. */
  readonly release?: string;
  /** At or after it, and before it. */
  readonly since?: Date | string;
  readonly until?: Date | string;
  readonly outcome?: Outcome;
  readonly policy?: string;
  readonly caller?: string;
  /** Whether a shadow came to another outcome than the policy beside it. */
  readonly shadowDiffers?: boolean;
}

/** An attestation, and whether its bytes are still there. */
export interface KeptAttestation extends Attestation {
  readonly kept: boolean;
}

/** A change with its place in the log. */
export interface LoggedChange extends ChangeRecord {
  readonly index: number;
}

/** Bytes with their media type. */
export interface TypedBytes {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Of an upload. */
export interface SourceOptions extends CallOptions {
  /** `application/x-tar` unless given. */
  readonly mediaType?: 'application/x-tar' | 'application/gzip';
}

/** Of `POST /builds` and `POST /seals`. */
export interface SubmitOptions extends CallOptions {
  /** One key, one job, however often it is sent. */
  readonly idempotencyKey?: string;
}

/** A build to be asked for. */
export type BuildRequest = Omit<JobRequest, 'kind' | 'push'>;

/** A seal to be asked for. */
export type SealRequest = BuildRequest & { readonly push: string };
