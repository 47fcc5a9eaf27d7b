import { createHmac, randomBytes } from 'node:crypto';
import { cachedContent } from '../../adapters/cached-content/cached-content.ts';
import type { ContentMemory } from '../../adapters/cached-content/content-memory.ts';
import { openPlaces } from '../../adapters/places.ts';
import { type Credential, credentialOf, onlyFor } from '../../adapters/registry/credentials.ts';
import type { AddressGuard } from '../../adapters/registry/transport.ts';
import { observedContent } from '../../adapters/telemetry/observed-content.ts';
import { canonicalJson } from '../../formats/json/canonical.ts';
import { parseRepositoryName } from '../../formats/reference.ts';
import type { Call } from '../../ports/call.ts';
import type { ContentReader } from '../../ports/content.ts';
import type { PullSecrets } from '../../ports/pull-secrets.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import type { PullSource } from '../../records/question.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { OpenedImage } from '../../roads/open-image.ts';
import { keptClients } from './kept-clients.ts';

/** Clients that are open at one time, one for each credential of each namespace and registry; and milliseconds for which one is used. */
const CLIENTS = { most: 64, life: 600_000 };

/** What opening an image with the credentials of a cluster needs. */
export interface PulledParts {
  readonly secrets: PullSecrets;
  readonly memory: ContentMemory;
  readonly telemetry: Telemetry;
  /** As of all registries that callers name. */
  readonly guard?: (registry: string) => AddressGuard;
  readonly now: () => number;
}

/** Opens images with what a cluster would pull them with. */
export interface PulledRegistries {
  /**
   * The image, read with the first of its pull secrets that the registry takes; with the service's own credentials where none matches or is
   * taken.
   * @param own - the image as the service opens it by itself
   * @throws the reason of the call's signal; no fault of registry or cluster, which is told when the image is looked into
   * @example (await pulled.open(opened, pull, call)).source.access
   */
  open(own: OpenedImage, pull: PullSource, call: Call): Promise<OpenedImage>;
  /** Closes idle connections. @example await pulled.close() */
  close(): Promise<void>;
}

/**
 * Registries as the nodes of a cluster would ask them. Each credential of each namespace has a client of its own, which shows it to no host
 * but the registry that it matched, and a part of the memory of its own: what was read with one is never told to who asks without it, from
 * another namespace, or after it changed.
 *
 * @example const pulled = pulledRegistries({ secrets, memory, telemetry, now: Date.now })
 */
export function pulledRegistries({ secrets, memory, telemetry, guard, now }: PulledParts): PulledRegistries {
  const clients = keptClients<ReturnType<typeof openPlaces>>(CLIENTS, now);
  // Names an access without telling the credential, not even to who could guess it.
  const key = randomBytes(32);
  const accessOf = (namespace: string, credential: Credential): string =>
    createHmac('sha256', key)
      .update(canonicalJson([namespace, { ...credential }]))
      .digest('base64url');

  const readerOf = (name: string, namespace: string, credential: Credential): ContentReader => {
    const access = accessOf(namespace, credential);
    const { registry } = parseRepositoryName(name);
    const open = () =>
      openPlaces({ credentials: onlyFor(registry, credential), ...(guard !== undefined && { guard }) });
    const lend = () => {
      const { client, giveBack } = clients.lend(`${access} ${registry}`, open);
      return { reader: observedContent(client.repository(name), telemetry), giveBack };
    };
    return cachedContent({ name, repository: name, access, lend }, memory);
  };

  return {
    async open(own, pull, call) {
      const { repository: name } = own.source;
      const { credentials, problems } = await secrets.find(pull, name, call);
      for (const problem of problems)
        telemetry.log('warn', 'pull secret not read', { namespace: pull.namespace, problem });
      const refused: string[] = [];
      for (const { secret, auth } of credentials) {
        const credential = credentialOf(auth);
        if (credential === undefined) continue;
        const source = readerOf(name, pull.namespace, credential);
        const answer = await admission(source, own.image, call);
        if (answer === 'in') return { ...own, source };
        if (answer === 'refused') refused.push(secret);
      }
      if (problems.length === 0 && refused.length === 0) return own;
      return { ...own, source: withoutSecrets(own.source, problems, [...new Set(refused)]) };
    },
    close: () => clients.close(),
  };
}

/** Whether a registry lets somebody in. A fault is for whoever looks into the image to tell. */
async function admission(
  source: ContentReader,
  image: string | undefined,
  call: Call,
): Promise<'in' | 'refused' | 'absent'> {
  try {
    await source.resolve(image, call);
    return 'in';
  } catch (error) {
    call.signal.throwIfAborted();
    const code = error instanceof TwinsealError ? error.code : '';
    if (code === 'REGISTRY_UNAUTHORIZED') return 'refused';
    // Many a registry says so of what somebody may not see; a kubelet goes on to the next too.
    return code === 'CONTENT_NOT_FOUND' ? 'absent' : 'in';
  }
}

/**
 * An image that is asked for without the secrets that might have opened it: what the registry then refuses, or says it does not have, is
 * "could not tell", and says what was wrong with them.
 */
function withoutSecrets(source: ContentReader, problems: readonly string[], refused: readonly string[]): ContentReader {
  // The reader keeps its state in fields, which only its own methods see.
  return {
    name: source.name,
    repository: source.repository,
    ...(source.access !== undefined && { access: source.access }),
    async resolve(target, call) {
      try {
        return await source.resolve(target, call);
      } catch (error) {
        if (!(error instanceof TwinsealError)) throw error;
        if (error.code !== 'REGISTRY_UNAUTHORIZED' && error.code !== 'CONTENT_NOT_FOUND') throw error;
        const [problem] = problems;
        if (problem !== undefined)
          throw new TwinsealError('PULL_SECRET_UNREADABLE', `${problem}, and without it: ${error.message}`, {
            cause: error,
          });
        throw new TwinsealError(
          'REGISTRY_UNAUTHORIZED',
          `the registry refuses the pull secrets ${refused.join(', ')}, and without them: ${error.message}`,
          { cause: error },
        );
      }
    },
    manifest: (digest, call) => source.manifest(digest, call),
    blob: (descriptor, call) => source.blob(descriptor, call),
    referrers: (subject, call) => source.referrers(subject, call),
    ...(source.cosignTag !== undefined && { cosignTag: source.cosignTag.bind(source) }),
  };
}
