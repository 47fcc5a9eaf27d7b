import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { Call } from '../../ports/call.ts';
import type { Blob } from '../../records/blob.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { announcedLength } from './bodies.ts';
import { NetworkFault } from './faults.ts';
import { htmlAnswer, isHtml } from './refusals.ts';
import { retryAfter, sleep } from './retrying-transport.ts';
import type { RepositorySession } from './session.ts';
import type { RegistryResponse } from './transport.ts';

/**
 * Whether the repository has the blob.
 * @throws TwinsealError `CONTENT_MISMATCH` when it has one of another size; a fault, never read as "no"
 * @example await hasBlob(session, layer, call)
 * @see distribution-spec v1.1, "Checking if content exists in the registry"
 */
export async function hasBlob(
  session: RepositorySession,
  { digest, size }: Pick<Descriptor, 'digest' | 'size'>,
  call: Call,
): Promise<boolean> {
  const response = await session.read('HEAD', { url: session.url(`blobs/${digest}`) }, call);
  if (response.status === 200 && isHtml(response)) {
    // Without this, the connection stays with an answer that nobody reads.
    response.discard();
    throw htmlAnswer(response.url.host, `the blob ${digest}`);
  }
  const length = response.status === 200 ? announcedLength(response) : undefined;
  if (response.status !== 200 && response.status !== 404) throw await session.refusal(response, `the blob ${digest}`);
  response.discard();
  if (length !== undefined && length !== size)
    throw new TwinsealError(
      'CONTENT_MISMATCH',
      `${session.name} has ${digest} with ${length} bytes instead of ${size}: its copy is damaged`,
    );
  return response.status === 200;
}

/**
 * Asks the registry to take a blob over from another of its repositories.
 * @param from - name of that repository without the registry: `team/base`
 * @returns `mounted`, or where to upload to instead
 * @throws TwinsealError `REGISTRY_REFUSED`, `REGISTRY_PROTOCOL` or a fault
 * @example (await mountBlob(session, layer, 'team/base', call)) === 'mounted'
 * @see distribution-spec v1.1, "Mounting a blob from another repository"
 */
export async function mountBlob(
  session: RepositorySession,
  { digest }: Pick<Descriptor, 'digest'>,
  from: string,
  call: Call,
): Promise<'mounted' | URL> {
  const url = session.url('blobs/uploads/');
  url.searchParams.set('mount', digest);
  url.searchParams.set('from', from);
  const response = await session.write('POST', { url, scopes: [`repository:${from}:pull`] }, call);
  if (response.status === 201) {
    response.discard();
    return 'mounted';
  }
  return uploadLocation(session, response);
}

/**
 * Uploads a blob in one piece, streamed. A session that was cut is of no more use, so a repeat begins anew.
 * @param opened - where a mount that was declined told us to upload to
 * @throws TwinsealError `REGISTRY_REFUSED`, `REGISTRY_PROTOCOL`, `CONTENT_MISMATCH`, or the fault of the last attempt
 * @example await uploadBlob(session, memoryBlob(digest, bytes), call)
 * @see distribution-spec v1.1, "POST then PUT"
 */
export async function uploadBlob(session: RepositorySession, blob: Blob, call: Call, opened?: URL): Promise<void> {
  let location = opened ?? (await openUpload(session, call));
  for (let attempt = 0; ; attempt++) {
    const outcome = await uploadOnce(session, blob, call, location);
    if (outcome === 'done') return;
    const wait = Math.max(session.limits.backoff * 2 ** attempt, waitAsked(outcome));
    const given = attempt >= session.limits.retries || call.signal.aborted || Date.now() + wait >= call.deadline;
    if (given) throw outcome instanceof NetworkFault ? outcome : await refusedBlob(session, outcome, blob.digest);
    if (!(outcome instanceof NetworkFault)) outcome.discard();
    await sleep(wait, call.signal);
    // Outside of what is repeated here: the transport repeats this request by itself.
    location = await openUpload(session, call);
  }
}

async function openUpload(session: RepositorySession, call: Call): Promise<URL> {
  return uploadLocation(session, await session.write('POST', { url: session.url('blobs/uploads/') }, call));
}

/** One attempt; gives what it failed with when another may succeed, and throws anything else. */
async function uploadOnce(
  session: RepositorySession,
  blob: Blob,
  call: Call,
  location: URL,
): Promise<'done' | RegistryResponse | NetworkFault> {
  const { digest, size } = blob;
  const url = new URL(location);
  // Its query is the registry's state and stays as it is.
  url.searchParams.append('digest', digest);
  let response: RegistryResponse;
  try {
    response = await session.write(
      'PUT',
      {
        url,
        headers: { 'content-type': 'application/octet-stream' },
        body: { size, open: (signal) => blob.open(signal) },
        repeatable: false,
      },
      call,
    );
  } catch (error) {
    if (error instanceof NetworkFault && error.transient) return error;
    throw error;
  }
  if (response.status === 429 || response.status >= 500) return response;
  if (response.status !== 201 && response.status !== 204) throw await refusedBlob(session, response, digest);
  response.discard();
  return 'done';
}

/** Milliseconds that a failed attempt asks us to wait for. */
function waitAsked(outcome: RegistryResponse | NetworkFault): number {
  if (outcome instanceof NetworkFault) return 0;
  return retryAfter(outcome.headers['retry-after'], Date.now()) ?? 0;
}

function refusedBlob(session: RepositorySession, response: RegistryResponse, digest: string): Promise<TwinsealError> {
  return session.refusal(response, `the blob ${digest}`, true);
}

async function uploadLocation(session: RepositorySession, response: RegistryResponse): Promise<URL> {
  if (response.status !== 202) throw await session.refusal(response, 'an upload', true);
  response.discard();
  const text = response.headers.location ?? '';
  const base = response.url;
  const url = text !== '' && URL.canParse(text, base.href) ? new URL(text, base) : undefined;
  if (url === undefined)
    throw new TwinsealError('REGISTRY_PROTOCOL', `${session.registry} does not say where to upload to`);
  // Behind a proxy that ends TLS, registries write http into their own address: same host, so the scheme stays ours.
  if (url.host === base.host && url.protocol === 'http:') url.protocol = base.protocol;
  if (url.origin !== base.origin || url.username !== '' || url.password !== '')
    throw new TwinsealError(
      'REGISTRY_HOST_FORBIDDEN',
      `${session.registry} wants content uploaded to ${url.host}, which is not its own host: refused`,
    );
  url.hash = '';
  return url;
}
