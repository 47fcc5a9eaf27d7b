import { isLoopbackRegistry } from '../../formats/reference.ts';

/** How one registry is reached. */
export interface Endpoint {
  /** As references name it: `docker.io`. */
  readonly registry: string;
  /** `https://registry-1.docker.io`. */
  readonly base: URL;
  /** Hosts besides its own (`auth.docker.io`) that may issue its tokens. */
  readonly realmHosts: readonly string[];
}

// Where the name that users write and the hosts that serve it differ, by their owners' documentation.
const HOSTS: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' };
const REALMS: Readonly<Record<string, readonly string[]>> = {
  'docker.io': ['auth.docker.io'],
  'registry.gitlab.com': ['gitlab.com'],
};

/**
 * The endpoint of a registry: HTTPS, or plain HTTP for loopback names.
 *
 * @param registry - checked by the reference grammar: `registry.example.com:5000`
 * @param options - `plainHttp` overrides the choice; `realms` allows further token hosts (`host` or `host:port`) by registry
 * @example endpointOf('127.0.0.1:5000', {}).base.href // 'http://127.0.0.1:5000/'
 */
export function endpointOf(
  registry: string,
  options: {
    readonly plainHttp?: boolean;
    readonly realms?: Readonly<Record<string, readonly string[]>>;
  },
): Endpoint {
  const plain = options.plainHttp ?? isLoopbackRegistry(registry);
  const host = Object.hasOwn(HOSTS, registry) ? HOSTS[registry] : registry;
  const own = Object.hasOwn(REALMS, registry) ? REALMS[registry] : undefined;
  const allowed =
    options.realms !== undefined && Object.hasOwn(options.realms, registry) ? options.realms[registry] : [];
  return {
    registry,
    base: new URL(`${plain ? 'http' : 'https'}://${host}/`),
    realmHosts: [...(own ?? []), ...(allowed ?? [])],
  };
}
