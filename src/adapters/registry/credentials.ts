import type { DockerAuth } from '../../formats/docker-config.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** What opens a registry. Never part of a message. */
export type Credential =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** An OAuth2 refresh token, to be exchanged at the realm. */
  | { readonly kind: 'identity-token'; readonly token: string }
  /** A bearer token for the registry itself. */
  | { readonly kind: 'registry-token'; readonly token: string };

/** Where credentials come from. */
export interface CredentialSource {
  /**
   * @param registry - `registry.example.com:5000`, or `docker.io`
   * @param repository - some files have credentials for parts of a registry
   * @returns undefined when there are none: then the registry is asked anonymously
   * @throws TwinsealError when a file or helper that should have them can't be read
   * @example await source.find('registry.example.com:5000', 'team/app', call)
   */
  find(registry: string, repository: string, call: Call): Promise<Credential | undefined>;
}

/** No credentials at all. @example openRegistries({ credentials: ANONYMOUS }) */
export const ANONYMOUS: CredentialSource = { find: async () => undefined };

/**
 * Credentials for one registry, and for none but that.
 * @example openRegistries({ credentials: onlyFor('registry.example.com', credential) })
 */
export function onlyFor(registry: string, credential: Credential): CredentialSource {
  return { find: async (asked) => (asked === registry ? credential : undefined) };
}

/**
 * What an entry of Docker's configuration comes to.
 * @returns undefined for an entry without anything to show
 * @example credentialOf({ username: 'user', password: 'secret' })?.kind // 'password'
 */
export function credentialOf(auth: DockerAuth): Credential | undefined {
  if (auth.registryToken !== undefined) return { kind: 'registry-token', token: auth.registryToken };
  if (auth.identityToken !== undefined) return { kind: 'identity-token', token: auth.identityToken };
  if (auth.username === undefined || auth.password === undefined) return undefined;
  return { kind: 'password', username: auth.username, password: auth.password };
}

/**
 * The Authorization header for a user name and password.
 * @throws TwinsealError `REGISTRY_UNAUTHORIZED` when there is no user name and password
 * @example basicHeader({ kind: 'password', username: 'user', password: 'secret' }, 'registry.example.com')
 * @see RFC 7617 section 2
 */
export function basicHeader(credential: Credential | undefined, registry: string): string {
  if (credential?.kind !== 'password')
    throw new TwinsealError(
      'REGISTRY_UNAUTHORIZED',
      `${registry} wants a user name and password, and none were found: sign in with \`docker login ${registry}\``,
    );
  return `Basic ${Buffer.from(`${credential.username}:${credential.password}`, 'utf8').toString('base64')}`;
}
