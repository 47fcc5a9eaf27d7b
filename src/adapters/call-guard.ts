import type { Call } from '../ports/call.ts';
import { TwinsealError } from '../records/twinseal-error.ts';

/**
 * Gives up when a call was cancelled or is past its deadline. Adapters ask before each step that costs time.
 *
 * @param call - signal and deadline
 * @param doing - for the message: `reading ./app.oci`
 * @throws TwinsealError `ABORTED` or `TIMEOUT`
 * @example checkCall(call, 'reading ./app.oci')
 */
export function checkCall(call: Call, doing: string): void {
  if (call.signal.aborted) throw new TwinsealError('ABORTED', `${doing} was cancelled`, { cause: call.signal.reason });
  if (Date.now() > call.deadline) throw new TwinsealError('TIMEOUT', `${doing} ran out of time`);
}
