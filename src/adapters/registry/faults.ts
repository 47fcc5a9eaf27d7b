import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * A fault of the network. `transient`: another attempt, a moment later, may well succeed, and was not made yet.
 * @example new NetworkFault('registry.example.com cut the connection: try again', true)
 */
export class NetworkFault extends TwinsealError {
  readonly transient: boolean;

  /** @param message - one sentence that names the host */
  constructor(message: string, transient: boolean, cause?: unknown) {
    super('REGISTRY_UNREACHABLE', message, { cause });
    this.transient = transient;
  }
}

const SENTENCES: Readonly<Record<string, readonly [(host: string) => string, boolean]>> = {
  ECONNREFUSED: [(host) => `nothing listens at ${host}: start the registry, or check host and port`, false],
  ENOTFOUND: [(host) => `the host name of ${host} is unknown: check its spelling, or the network's DNS`, false],
  EAI_AGAIN: [(host) => `DNS gives no answer for ${host}: check the network and try again`, true],
  ECONNRESET: [(host) => `${host} cut the connection: try again`, true],
  EPIPE: [(host) => `${host} cut the connection: try again`, true],
  ETIMEDOUT: [(host) => `${host} does not answer: check the network and try again`, true],
  EHOSTUNREACH: [(host) => `there is no way to ${host}: check the network`, false],
  ENETUNREACH: [(host) => `there is no way to ${host}: check the network`, false],
  EPROTO: [
    (host) => `${host} does not speak TLS: ask for plain HTTP if that is what it speaks, and you accept that`,
    false,
  ],
  CERT_HAS_EXPIRED: [(host) => `the certificate of ${host} has expired: its owner must renew it`, false],
  CERT_NOT_YET_VALID: [(host) => `the certificate of ${host} is not valid yet: check this machine's clock`, false],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    (host) => `the certificate of ${host} was made for another name: check the host`,
    false,
  ],
};

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
]);

/**
 * Turns what Node throws while talking to a host into one clear sentence. Errors of ours pass through.
 * @param host - `host:port`, for the message
 * @returns the error to throw: `ABORTED`, `TIMEOUT`, `REGISTRY_UNREACHABLE`, `REGISTRY_PROTOCOL`
 * @example throw networkFault(error, url.host, call);
 */
export function networkFault(error: unknown, host: string, call: Call): TwinsealError {
  if (error instanceof TwinsealError) return error;
  const stopped = stoppedBy(call, host, error);
  if (stopped !== undefined) return stopped;
  // Our own timer can run a moment ahead of the wall clock.
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError'))
    return new TwinsealError('TIMEOUT', timedOut(host), { cause: error });
  const code = codeOf(error);
  const known = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  if (known !== undefined) return new NetworkFault(known[0](host), known[1], error);
  if (UNTRUSTED.has(code))
    return new NetworkFault(
      `the certificate of ${host} was issued by nobody this machine trusts: name its CA file in NODE_EXTRA_CA_CERTS`,
      false,
      error,
    );
  // The HTTP parser of Node: what came is no HTTP, or has headers without end.
  if (code.startsWith('HPE_'))
    return new TwinsealError('REGISTRY_PROTOCOL', `${host} does not speak HTTP as it should (${code})`, {
      cause: error,
    });
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_'))
    return new NetworkFault(`no TLS connection to ${host} could be made (${code})`, false, error);
  return new NetworkFault(`the connection to ${host} failed (${code === '' ? 'unknown cause' : code})`, true, error);
}

/**
 * The error when the caller gave up or its time is over; else undefined.
 * @returns `ABORTED` or `TIMEOUT`
 * @example const stopped = stoppedBy(call, url.host);
 */
export function stoppedBy(call: Call, host: string, cause?: unknown): TwinsealError | undefined {
  // The CLI's time limit is a signal too, and no user who gave up.
  const { aborted, reason } = call.signal;
  if (aborted && !(reason instanceof Error && reason.name === 'TimeoutError'))
    return new TwinsealError('ABORTED', `talking to ${host} was cancelled`, cause === undefined ? {} : { cause });
  if (aborted || Date.now() >= call.deadline) return new TwinsealError('TIMEOUT', timedOut(host), { cause });
  return undefined;
}

function timedOut(host: string): string {
  return `${host} took longer than the time allowed: try again, or allow more`;
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^[A-Z0-9_]{1,64}$/.test(code) ? code : '';
}

/**
 * Waits for something that does not know of this call, such as another caller's request, at most until the call ends.
 * The work itself goes on.
 * @param host - `host:port`, for the message
 * @throws TwinsealError `ABORTED` or `TIMEOUT`; else whatever the work fails with
 * @example await withinCall(place, call, request.url.host)
 */
export async function withinCall<T>(work: Promise<T>, call: Call, host: string): Promise<T> {
  const stopped = stoppedBy(call, host);
  if (stopped !== undefined) {
    // Nobody waits for it any more, and its failure is told elsewhere.
    work.catch(() => {});
    throw stopped;
  }
  return new Promise<T>((resolve, reject) => {
    const ended = (): void => end(() => reject(networkFault(callEnded(), host, call)));
    const timer = setTimeout(ended, millisecondsLeft(call));
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', ended);
      settle();
    };
    call.signal.addEventListener('abort', ended, { once: true });
    work.then(
      (result) => end(() => resolve(result)),
      (error: unknown) => end(() => reject(error)),
    );
  });
}

/** What a request is ended with when its call is over. @example client.destroy(callEnded()) */
export function callEnded(): Error {
  return new DOMException('the call has ended', 'AbortError');
}

/** How long a timer may wait for a call. @example setTimeout(end, millisecondsLeft(call)) */
export function millisecondsLeft(call: Call): number {
  return Math.min(Math.max(1, Math.ceil(call.deadline - Date.now())), 2 ** 31 - 1);
}
