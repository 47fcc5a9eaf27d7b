import type { Digest } from '../formats/digest.ts';
import type { Verdict } from './verdict.ts';

/** A verdict that was given to somebody, with what it rests on. */
export interface Decision {
  readonly apiVersion: 'twinseal.dev/decision/v1';
  readonly id: string;
  /** RFC 3339 UTC. */
  readonly time: string;
  readonly caller: string;
  readonly mode: 'enforce';
  readonly requested: string;
  readonly verdict: Verdict;
  /** Pinned inputs. */
  readonly inputs: { readonly image: Digest; readonly policy: Digest; readonly facts: Digest };
}
