import { FormatError } from '../../formats/format-error.ts';
import { formatRepositoryName, parseRepositoryName } from '../../formats/reference.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { AuthorizingTransport } from './authorizing-transport.ts';
import { ANONYMOUS, type CredentialSource } from './credentials.ts';
import { type Endpoint, endpointOf } from './endpoint.ts';
import { GuardedTransport } from './guarded-transport.ts';
import { HttpTransport } from './http-transport.ts';
import { LimitedTransport } from './limited-transport.ts';
import { DEFAULT_REGISTRY_LIMITS, type RegistryLimits } from './limits.ts';
import { RedirectingTransport } from './redirects.ts';
import { RegistryRepository } from './repository.ts';
import { RetryingTransport } from './retrying-transport.ts';
import { RepositorySession } from './session.ts';
import type { AddressGuard, Transport } from './transport.ts';

/** How registries are talked to. */
export interface RegistryOptions {
  /** Plain HTTP for all (true) or none (false); by default for loopback names only. */
  readonly plainHttp?: boolean;
  /** Further token hosts by registry: `{ 'registry.example.com': ['gitlab.example.com'] }`. */
  readonly realms?: Readonly<Record<string, readonly string[]>>;
  /** Default: none, that is anonymous. */
  readonly credentials?: CredentialSource;
  readonly limits?: Partial<RegistryLimits>;
  /**
   * Which addresses a registry may be at, or lead to. Default: any that it may lead to by itself.
   * @example openRegistries({ guard: (registry) => guardFor(registry) })
   */
  readonly guard?: (registry: string) => AddressGuard;
}

/** Opens repositories; connections and tokens are shared by those of one registry. */
export interface Registries {
  /**
   * One repository, whose connections and tokens are those of its registry.
   * @throws TwinsealError `REFERENCE_INVALID`
   * @example registries.repository('registry.example.com/app').name
   */
  repository(name: string): RegistryRepository;
  /** Closes idle connections. @example await registries.close() */
  close(): Promise<void>;
}

/**
 * Makes the client for all registries.
 * @example openRegistries({}).repository('127.0.0.1:5000/app')
 */
export function openRegistries(options: RegistryOptions): Registries {
  const limits = { ...DEFAULT_REGISTRY_LIMITS, ...options.limits };
  const http = new HttpTransport(limits.idle);
  const known = new Map<string, { readonly endpoint: Endpoint; readonly transport: Transport }>();
  const sessions = new Map<string, RepositorySession>();
  const registryOf = (registry: string) => {
    const opened = known.get(registry) ?? open(registry);
    known.set(registry, opened);
    return opened;
  };
  const open = (registry: string) => {
    const endpoint = endpointOf(registry, options);
    // Each registry has places of its own: one that stalls must not hold up the others.
    const limited = new LimitedTransport(http, limits.parallel);
    const guard = options.guard?.(registry);
    const checked = guard === undefined ? limited : new GuardedTransport(limited, guard);
    const wire = new RedirectingTransport(checked, limits.redirects);
    // Tokens are asked for where they must be, so redirects are not followed there.
    const tokens = new RetryingTransport(checked, limits);
    const authorizing = new AuthorizingTransport(wire, tokens, endpoint, options.credentials ?? ANONYMOUS);
    return { endpoint, transport: new RetryingTransport(authorizing, limits) };
  };
  return {
    repository(name) {
      const parsed = parseName(name);
      const { endpoint, transport } = registryOf(parsed.registry);
      const full = formatRepositoryName(parsed);
      const session = sessions.get(full) ?? new RepositorySession(parsed, endpoint, transport, limits);
      sessions.set(full, session);
      return new RegistryRepository(session);
    },
    close: () => http.close(),
  };
}

function parseName(name: string): ReturnType<typeof parseRepositoryName> {
  try {
    return parseRepositoryName(name);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('REFERENCE_INVALID', cause.message, { cause });
  }
}
