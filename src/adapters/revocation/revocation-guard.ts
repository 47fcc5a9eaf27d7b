import { TwinsealError } from '../../records/twinseal-error.ts';
import { reachOf } from '../registry/addresses.ts';
import type { AddressGuard } from '../registry/transport.ts';

/** What may be reached besides the internet. */
export interface RevocationReach {
  /** Hosts (`host` or `host:port`) that may be in a private network; undefined: all of them. */
  readonly privateHosts?: readonly string[];
  /** Whether this machine itself may be asked. */
  readonly loopback: boolean;
}

/**
 * The guard of addresses that certificates name: who issues certificates below a trusted authority must not make this machine
 * knock at doors that only it can reach. Names are judged by the addresses that they have at the moment of connecting.
 *
 * @returns what gives the guard of one host
 * @example revocationGuard({ privateHosts: ['crl.intern'], loopback: false })('crl.intern')('10.1.2.3')
 * @see OWASP SSRF prevention; RFC 6890; CVE-2026-24117 (addresses taken from input)
 */
export function revocationGuard({ privateHosts, loopback }: RevocationReach): (host: string) => AddressGuard {
  return (host) => (address) => {
    const reach = reachOf(address);
    if (reach === 'public') return;
    if (reach === 'loopback' && loopback) return;
    if (reach === 'private' && (privateHosts === undefined || privateHosts.includes(host))) return;
    throw new TwinsealError(
      'REGISTRY_HOST_FORBIDDEN',
      reach === 'private'
        ? 'it leads to a private network, which this service asks only for hosts that revocation.privateHosts names'
        : 'it leads to an address that is never asked',
    );
  };
}
