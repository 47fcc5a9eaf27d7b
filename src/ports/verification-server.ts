import type { Verdict } from '../records/verdict.ts';
import type { Call } from './call.ts';

/** A Twinseal server that judges for us. */
export interface VerificationServer {
  /**
   * @param policy - a policy that the server has loaded
   * @returns the verdict, `indeterminate` too, with the id under which the server keeps it
   * @throws TwinsealError the server's own code where it has no verdict; `SERVICE_UNREACHABLE` when it can't be asked
   * @example (await server.verify('registry.example.com/app:v1', 'release', call)).verdict.outcome
   */
  verify(
    image: string,
    policy: string,
    call: Call,
  ): Promise<{ readonly verdict: Verdict; readonly decisionId: string }>;
}
