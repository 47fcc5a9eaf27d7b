import { MAX_CRL_BYTES } from '../../formats/der/crl.ts';
import { MAX_OCSP_BYTES } from '../../formats/der/ocsp.ts';
import type { Call } from '../../ports/call.ts';
import type { RevocationQuestion, RevocationSource } from '../../ports/revocation.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { errnoOf } from '../disk-error.ts';
import { readBounded } from '../registry/bodies.ts';
import { NetworkFault } from '../registry/faults.ts';
import { HttpTransport } from '../registry/http-transport.ts';
import type { AddressGuard, RegistryRequest, RegistryResponse } from '../registry/transport.ts';

/** Milliseconds for one answer, and its bytes. @see notation-core-go revocation.go, NewWithOptions */
const LIMITS = {
  ocsp: { milliseconds: 2_000, bytes: MAX_OCSP_BYTES, what: 'an OCSP response' },
  crl: { milliseconds: 5_000, bytes: MAX_CRL_BYTES, what: 'a revocation list' },
} as const;

/**
 * Asks over plain HTTP, and nothing else: answers are signed, and TLS would need certificates whose revocation is to be asked
 * for. No redirect is followed, so that only hosts that a certificate names are ever spoken to.
 *
 * @see RFC 5280 section 8 (no HTTPS in such addresses); RFC 6960 appendix A
 * @example await new HttpRevocation(revocationGuard({ privateHosts: [], loopback: true })).ask(question, call)
 */
export class HttpRevocation implements RevocationSource {
  readonly #transport = new HttpTransport(LIMITS.crl.milliseconds);
  readonly #guard: (host: string) => AddressGuard;

  /** @param guard - gives what refuses the addresses of one host */
  constructor(guard: (host: string) => AddressGuard) {
    this.#guard = guard;
  }

  /** As {@link RevocationSource.ask}. */
  async ask(
    question: RevocationQuestion,
    call: Call,
  ): Promise<{ readonly bytes: Uint8Array } | { readonly failure: string }> {
    const url = URL.canParse(question.address) ? new URL(question.address) : undefined;
    if (url?.protocol !== 'http:') return { failure: 'only addresses of plain HTTP are asked' };
    if (url.username !== '' || url.password !== '')
      return { failure: 'its address has a password, which is never sent' };
    const { milliseconds, bytes, what } = LIMITS[question.kind];
    // What `AbortSignal.timeout` counts is the clock of the process, which a change of the time does not stop.
    const late = AbortSignal.timeout(milliseconds);
    const own = { signal: AbortSignal.any([call.signal, late]), deadline: Date.now() + milliseconds };
    try {
      const response = await this.#send(this.#request(question, url), own);
      if (response.status !== 200) {
        response.discard();
        const redirect = response.status >= 300 && response.status < 400;
        return { failure: `it answered ${response.status}${redirect ? ', and redirects are not followed' : ''}` };
      }
      return { bytes: await readBounded(response, bytes, what) };
    } catch (error) {
      if (call.signal.aborted || !(error instanceof TwinsealError)) throw error;
      const slow = late.aborted || error.code === 'TIMEOUT';
      return { failure: slow ? `it took more than ${milliseconds / 1000} seconds` : clauseOf(error) };
    }
  }

  /** Closes pooled connections. @example await source.close() */
  async close(): Promise<void> {
    await this.#transport.close();
  }

  /**
   * Once more where the connection was cut before an answer: most often a kept one that had ended meanwhile, which says nothing about
   * who is asked. A question may be asked twice, and the time for both is that of one.
   */
  async #send(request: RegistryRequest, call: Call): Promise<RegistryResponse> {
    try {
      return await this.#transport.send(request, call);
    } catch (error) {
      if (!(error instanceof NetworkFault) || errnoOf(error.cause) !== 'ECONNRESET') throw error;
      return await this.#transport.send(request, call);
    }
  }

  #request(question: RevocationQuestion, url: URL): RegistryRequest {
    const common = { url, scopes: [], repeatable: true, guard: this.#guard(url.host) };
    if (question.kind === 'crl') return { ...common, method: 'GET', headers: { accept: 'application/pkix-crl' } };
    const { request } = question;
    return {
      ...common,
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
      body: {
        size: request.length,
        async *open() {
          yield request;
        },
      },
    };
  }
}

/** The sentences of the transport speak of registries, and advise to start one. */
function clauseOf(error: TwinsealError): string {
  const { cause, code, message } = error;
  if (code === 'CONTENT_TOO_LARGE' || code === 'REGISTRY_HOST_FORBIDDEN') return message;
  const errno = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return `the connection failed${/^[A-Z0-9_]{1,64}$/.test(errno) ? ` (${errno})` : ''}`;
}
