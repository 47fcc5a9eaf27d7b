import type { CallerRecord } from './caller.ts';
import type { RequestContext } from './decision.ts';

/** Is this image allowed here? Whatever door it came through, the engine is asked this. */
export interface Question {
  /** A reference as the caller wrote it, never a path. */
  readonly image: string;
  readonly caller: CallerRecord;
  /** Which door was asked: `verify`, `admission`, `image-review`, `external-data`. */
  readonly door: string;
  readonly request: RequestContext;
  /** The policy that the caller names; undefined: those that are bound to him or match. */
  readonly policy?: string;
  readonly sent?: SentEvidence;
  readonly pull?: PullSource;
}

/**
 * What an image would be pulled with in a cluster. Only a caller whom the settings trust with it may bring it about, since whoever names a
 * namespace asks with its credentials.
 */
export interface PullSource {
  readonly namespace: string;
  /** Names of secrets. */
  readonly secrets: readonly string[];
  /** Names of service accounts whose secrets count too. */
  readonly serviceAccounts: readonly string[];
}

/** What a request brings along, for those whom no registry serves. It is never taken as complete. */
export interface SentEvidence {
  /** A tar of an OCI layout that holds the image; no registry is asked then. */
  readonly layout?: Uint8Array;
  /** Sigstore bundles and notation envelopes. */
  readonly bundles?: readonly Uint8Array[];
}
