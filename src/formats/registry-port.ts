import { matchesPath } from './path-glob.ts';
import { isLoopbackRegistry } from './reference.ts';

const PORT = /:([0-9]+)$/;

/**
 * The name of a registry, or of a repository of it, without the port that its scheme has anyway: `registry.example.com:443/app` is
 * `registry.example.com/app`, and on loopback, where plain HTTP is spoken, `127.0.0.1:80` is `127.0.0.1`. Names are compared by this, and
 * shown and asked for as they were written: clients, containerd and Docker keep them apart as texts, and reach one registry.
 *
 * @example withoutDefaultPort('registry.example.com:443/team/app') // 'registry.example.com/team/app'
 * @see RFC 9110, section 4.2 (default ports); distribution/reference, reference.go (a domain is kept as it is written)
 */
export function withoutDefaultPort(name: string): string {
  const [registry, rest] = parts(name);
  return PORT.exec(registry)?.[1] === defaultPort(registry) ? `${registry.replace(PORT, '')}${rest}` : name;
}

/**
 * Whether a pattern is for a repository, with or without the default port of its registry in either of them.
 * @example matchesRepository('registry.example.com/team/**', 'registry.example.com:443/team/app') // true
 */
export function matchesRepository(glob: string, repository: string): boolean {
  const plain = withoutDefaultPort(repository);
  const [registry, rest] = parts(plain);
  // A folder and what is no reference have no registry.
  const withPort = rest === '' || PORT.test(registry) ? plain : `${registry}:${defaultPort(registry)}${rest}`;
  return matchesPath(glob, plain) || matchesPath(glob, withPort);
}

function parts(name: string): readonly [string, string] {
  const slash = name.indexOf('/');
  return slash < 0 ? [name, ''] : [name.slice(0, slash), name.slice(slash)];
}

function defaultPort(registry: string): string {
  return isLoopbackRegistry(registry) ? '80' : '443';
}
