// Images of tests behind the distribution API, on loopback, with every request counted. What is served is chosen by the test,
// so this is no stand-in for a registry of the interop tests.
import { isDigest } from '../../src/formats/digest.ts';
import { type HostileRegistry, reply, startHostile } from './hostile-registry.ts';
import type { TestImage } from './sealed-image.ts';

/** A registry with the requests that it was asked, as `METHOD path`. */
export interface ServingRegistry extends HostileRegistry {
  readonly requests: string[];
  /** Answers 429 from now on, or no longer. */
  throttle(on: boolean): void;
}

/** Who may see a repository: 401 for everybody else, or 404 where it is hidden from them. */
export type Lets = (name: string, authorization: string | undefined) => boolean | 'hidden';

/**
 * Serves each image as `name:v1`, with its referrers.
 * @param lets - by the repository and the Authorization header; everybody unless given
 * @param before - is waited for before a path is answered
 */
export async function serveImages(
  images: ReadonlyMap<string, TestImage>,
  lets: Lets = () => true,
  before: (pathname: string) => Promise<void> | undefined = () => undefined,
): Promise<ServingRegistry> {
  const requests: string[] = [];
  let throttled = false;
  const throttle = (on: boolean): void => {
    throttled = on;
  };
  const registry = await startHostile(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://registry');
    requests.push(`${request.method} ${pathname}`);
    await before(pathname);
    if (throttled) return reply(response, 429, { 'retry-after': '0' });
    const [, name = '', kind = '', last = ''] =
      /^\/v2\/(.+)\/(manifests|blobs|referrers)\/([^/]+)$/.exec(pathname) ?? [];
    const seen = lets(name, request.headers.authorization);
    if (seen === 'hidden') return reply(response, 404);
    if (!seen) return reply(response, 401, { 'www-authenticate': 'Basic realm="tests"' });
    const image = images.get(name);
    if (image === undefined) return reply(response, pathname === '/v2/' ? 200 : 404, {}, '{}');
    const { store } = image;
    const digest = last === 'v1' ? image.index.digest : last;
    if (!isDigest(digest)) return reply(response, 404);
    if (kind === 'referrers') {
      const type = 'application/vnd.oci.image.index.v1+json';
      const index = { schemaVersion: 2, mediaType: type, manifests: store.referrersOf.get(digest) ?? [] };
      return reply(response, 200, { 'content-type': type }, JSON.stringify(index));
    }
    const bytes = store.contents.get(digest);
    if (bytes === undefined) return reply(response, 404);
    const type = kind === 'blobs' ? 'application/octet-stream' : mediaTypeOf(bytes);
    const headers = { 'content-type': type, 'docker-content-digest': digest, 'content-length': String(bytes.length) };
    reply(response, 200, headers, request.method === 'HEAD' ? '' : bytes);
  });
  return { ...registry, requests, throttle };
}

function mediaTypeOf(bytes: Uint8Array): string {
  return (JSON.parse(new TextDecoder().decode(bytes)) as { readonly mediaType: string }).mediaType;
}
