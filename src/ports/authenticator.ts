import type { Caller } from '../records/caller.ts';
import type { Call } from './call.ts';

/** What a request shows of who sends it. */
export interface Credentials {
  /** The `Authorization` header; undefined when there is none. */
  readonly authorization: string | undefined;
  /** DER of a client certificate that TLS has verified. */
  readonly certificate: Uint8Array | undefined;
}

/** Tells who asks. */
export interface Authenticator {
  /**
   * @returns the caller; without credentials, whoever the service's settings let in so (`loopback`, or nobody)
   * @throws TwinsealError for credentials that are not good; a fault when they can't be checked now
   * @example (await authenticator.caller({ authorization, certificate: undefined }, call)).roles
   */
  caller(credentials: Credentials, call: Call): Promise<Caller>;
}
