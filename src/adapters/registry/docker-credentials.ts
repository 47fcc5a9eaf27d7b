import { join } from 'node:path';
import { type DockerConfig, findAuth, normaliseAuthKey, parseDockerConfig } from '../../formats/docker-config.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { askHelper } from './credential-helper.ts';
import { type Credential, type CredentialSource, credentialOf } from './credentials.ts';

const MAX_FILE = 1024 * 1024;

/**
 * Credentials as docker, crane and podman find them: `$REGISTRY_AUTH_FILE` where it is set, `$DOCKER_CONFIG/config.json`
 * or `~/.docker/config.json`, then podman's `auth.json` of the session. Nothing is read before a registry asks.
 * @example await new DockerCredentials(process.env).find('registry.example.com', 'team/app', call)
 */
export class DockerCredentials implements CredentialSource {
  readonly #environment: Readonly<Record<string, string | undefined>>;
  #configs: Promise<readonly DockerConfig[]> | undefined;

  /** @param environment - of this process @example new DockerCredentials({ HOME: '/home/user' }) */
  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
  }

  /**
   * As {@link CredentialSource.find}; files are read at the first call and remembered once all could be read.
   * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_MALFORMED`, `CONTENT_TOO_LARGE`; `REGISTRY_UNAUTHORIZED` of a helper
   */
  async find(registry: string, repository: string, call: Call): Promise<Credential | undefined> {
    this.#configs ??= this.#read();
    for (const config of await this.#configs) {
      const found = await this.#findIn(config, registry, repository, call);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #read(): Promise<readonly DockerConfig[]> {
    const configs = Promise.all(configFiles(this.#environment).map(readConfig));
    // Another program may be writing such a file right now, or someone repairs it: a service reads it again then.
    configs.catch(() => {
      this.#configs = undefined;
    });
    return configs;
  }

  async #findIn(
    config: DockerConfig,
    registry: string,
    repository: string,
    call: Call,
  ): Promise<Credential | undefined> {
    const helper = config.credentialHelpers.get(normaliseAuthKey(registry)) ?? config.credentialStore;
    if (helper !== undefined) {
      // Docker's own key for its hub.
      const server = registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
      const found = await askHelper(helper, server, this.#environment, call);
      if (found !== undefined) return found;
    }
    const auth = findAuth(config, `${registry}/${repository}`);
    return auth === undefined ? undefined : credentialOf(auth);
  }
}

function configFiles(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const { REGISTRY_AUTH_FILE: named, DOCKER_CONFIG: folder, HOME: home, XDG_RUNTIME_DIR: session } = environment;
  const docker = folder ? join(folder, 'config.json') : home ? join(home, '.docker', 'config.json') : undefined;
  const podman = session ? join(session, 'containers', 'auth.json') : undefined;
  return [named, docker, podman].filter((path) => path !== undefined && path !== '') as string[];
}

async function readConfig(path: string): Promise<DockerConfig> {
  const { open } = await import('node:fs/promises');
  let bytes: Uint8Array;
  try {
    const file = await open(path, 'r');
    try {
      const buffer = Buffer.alloc(MAX_FILE + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length);
        length += bytesRead;
        if (bytesRead === 0 || length === buffer.length) break;
      }
      if (length > MAX_FILE)
        throw new TwinsealError('CONTENT_TOO_LARGE', `${path} has more than 1 MiB: check the file`);
      bytes = buffer.subarray(0, length);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof TwinsealError) throw cause;
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
      return { auths: new Map(), credentialHelpers: new Map() };
    throw new TwinsealError('INPUT_UNREADABLE', `${path} cannot be read: check its permissions`, { cause });
  }
  try {
    return parseDockerConfig(bytes);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    // Only the place is told: a parser's message could quote a password.
    throw new TwinsealError(
      'INPUT_MALFORMED',
      `${path} is malformed${cause.at === '' ? '' : ` at ${cause.at.slice(0, 80)}`}: repair it, or sign in again`,
    );
  }
}
