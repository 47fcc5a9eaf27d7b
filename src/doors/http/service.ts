import type { Call } from '../../ports/call.ts';
import type { DecisionEntry } from '../../records/decision.ts';

/** What the HTTP door needs; the wire gives it. */
export interface Service {
  /**
   * Judges an image and keeps the decision; it is on disk when this returns.
   *
   * @param image - a reference, never a path
   * @param caller - who asks, for the record
   * @throws TwinsealError when there is nothing to decide on (`POLICY_UNKNOWN`, `REFERENCE_INVALID`, `CONTENT_NOT_FOUND`) or
   *   the decision could not be kept (`STORE_FAILED`)
   * @example (await service.verify('registry.example.com/app:v1', 'release', 'loopback', call)).id
   */
  verify(image: string, policy: string, caller: string, call: Call): Promise<DecisionEntry>;
  /**
   * The decision of that id; undefined when there is none. @throws TwinsealError `STORE_FAILED`
   * @example await service.decision(id, call)
   */
  decision(id: string, call: Call): Promise<DecisionEntry | undefined>;
  /**
   * Names of the policies that are loaded.
   * @throws TwinsealError when the service can't do its work
   * @example await service.ready(call) // ['release']
   */
  ready(call: Call): Promise<readonly string[]>;
}

/** How the door behaves. */
export interface HttpOptions {
  /** Listening on loopback: names other than loopback's are refused, so that no web page reaches it by DNS rebinding. */
  readonly loopback: boolean;
  /** Milliseconds for one verification. */
  readonly verifyTimeout: number;
  /** Verifications under way at once; more are told to come back. */
  readonly maxConcurrent: number;
  /** `openapi.yaml` as JSON text. */
  readonly openapi: string;
  /** Milliseconds since 1970. @example options.now() + options.verifyTimeout */
  now(): number;
  /** Told of what no caller should see: defects. @example options.report(error) */
  report(error: unknown): void;
}
