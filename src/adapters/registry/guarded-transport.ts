import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { reachOf } from './addresses.ts';
import type { AddressGuard, RegistryRequest, RegistryResponse, Transport } from './transport.ts';

/**
 * Puts a guard on every request of one registry: to itself, to its realm, and to wherever it redirects.
 * @example new GuardedTransport(inner, (address) => refusePrivate(address))
 */
export class GuardedTransport implements Transport {
  readonly #inner: Transport;
  readonly #guard: AddressGuard;

  /** @param guard - throws for an address that is refused */
  constructor(inner: Transport, guard: AddressGuard) {
    this.#inner = inner;
    this.#guard = guard;
  }

  /** As {@link Transport.send}; throws what the guard throws. */
  send(request: RegistryRequest, call: Call): Promise<RegistryResponse> {
    const guard = (address: string): void => {
      this.#guard(address);
      request.guard?.(address);
    };
    return this.#inner.send({ ...request, guard }, call);
  }
}

/**
 * The guard of a service whose callers choose the registry: whoever reaches the service must not reach through it what
 * only it can reach. Names are judged by the addresses that they have at the moment of connecting.
 *
 * @param allowed - registries (`host` or `host:port`) that may be in the private network
 * @param loopback - whether this machine's own registries may be reached: when every caller is on this machine too
 * @returns what gives the guard of one registry
 * @example callerGuard({ allowed: ['registry.intern:5000'], loopback: false })('registry.intern:5000')('10.1.2.3')
 * @see OWASP SSRF prevention; RFC 6890; CVE-2026-24117 (addresses taken from input)
 */
export function callerGuard(options: {
  readonly allowed: readonly string[];
  readonly loopback: boolean;
}): (registry: string) => AddressGuard {
  return (registry) => (address) => {
    const reach = reachOf(address);
    if (reach === 'public') return;
    // Both are open to whoever is on this machine already.
    if (options.loopback && reach !== 'link-local') return;
    if (reach === 'private' && options.allowed.includes(registry)) return;
    // Says nothing about what was found there: the caller may be probing.
    throw new TwinsealError(
      'REGISTRY_HOST_FORBIDDEN',
      reach === 'private'
        ? `${registry} leads to a private network, which this service reaches for registries named by --private-registry only`
        : `${registry} leads to an address that this service never reaches`,
    );
  };
}
