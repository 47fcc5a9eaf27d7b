import type { Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { fallbackTag, sharesFallbackTag } from '../../formats/oci/fallback-tag.ts';
import { parseImageIndex } from '../../formats/oci/image-index.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import type { Call } from '../../ports/call.ts';
import type { ReferrerListing } from '../../ports/content.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { manifestHead } from '../layout/manifest-head.ts';
import { readBounded } from './bodies.ts';
import { nextLink } from './link-header.ts';
import { readManifest } from './manifest-reading.ts';
import { htmlAnswer, isHtml } from './refusals.ts';
import type { RepositorySession } from './session.ts';
import { mediaTypeOf, type RegistryResponse } from './transport.ts';

// Answers of registries that don't know the API. A fault is none of them: it must not look like "no referrers".
const NO_API = new Set([400, 404, 405, 406]);

/**
 * All referrers of a subject: by the API, page by page, or from the fallback tag. Nothing is filtered by annotation,
 * since registries and tools differ in which ones they hand on (cosign #4641).
 *
 * @throws TwinsealError a fault; never for an absence
 * @example (await listReferrers(session, index.digest, call)).descriptors.length
 * @see distribution-spec v1.1, "Listing Referrers" and "Unavailable Referrers API"
 */
export async function listReferrers(session: RepositorySession, subject: Digest, call: Call): Promise<ReferrerListing> {
  const url = session.url(`referrers/${subject}`);
  const first = await askPage(session, url, call);
  if (typeof first === 'object') return fromPages(session, url, first, call);
  const listing = await fromTag(session, subject, call);
  // A page that asks to sign in looks like a server that has no API: with nothing found, nobody can tell the two apart.
  if (first === 'a web page' && listing.descriptors.length === 0) throw htmlAnswer(session.registry, 'the referrers');
  return listing;
}

/**
 * As {@link listReferrers}, but by the API alone; undefined when the registry does not have it.
 * @throws TwinsealError as {@link listReferrers}
 * @example (await listReferrersByApi(session, index.digest, call))?.form // 'referrers-api'
 */
export async function listReferrersByApi(
  session: RepositorySession,
  subject: Digest,
  call: Call,
): Promise<ReferrerListing | undefined> {
  const url = session.url(`referrers/${subject}`);
  const first = await askPage(session, url, call);
  return typeof first === 'object' ? fromPages(session, url, first, call) : undefined;
}

async function fromPages(
  session: RepositorySession,
  start: URL,
  first: RegistryResponse,
  call: Call,
): Promise<ReferrerListing> {
  const { referrerPages, referrerEntries } = session.limits;
  const found = new Map<Digest, Descriptor>();
  const seen = new Set([start.href]);
  const listing = (overflow: boolean): ReferrerListing => ({
    form: 'referrers-api',
    descriptors: [...found.values()].slice(0, referrerEntries),
    overflow,
  });
  let page: RegistryResponse = first;
  let url = start;
  for (;;) {
    const bytes = await readBounded(page, session.limits.manifestBytes, 'a list of referrers');
    for (const entry of indexEntries(bytes, session, 'the list of referrers'))
      if (!found.has(entry.digest)) found.set(entry.digest, entry);
    const next = nextLink(page.headers.link);
    if (found.size > referrerEntries) return listing(true);
    if (next === undefined) return listing(false);
    url = nextUrl(next, url, start, session);
    if (seen.size >= referrerPages || seen.has(url.href)) return listing(true);
    seen.add(url.href);
    const answer = await askPage(session, url, call);
    if (typeof answer !== 'object')
      throw new TwinsealError('REGISTRY_PROTOCOL', `${session.registry} lost the list of referrers between two pages`);
    page = answer;
  }
}

async function askPage(
  session: RepositorySession,
  url: URL,
  call: Call,
): Promise<RegistryResponse | 'no API' | 'a web page'> {
  const response = await session.read('GET', { url, headers: { accept: MEDIA_TYPES.ociIndex } }, call);
  if (response.status === 200 && mediaTypeOf(response) === MEDIA_TYPES.ociIndex) return response;
  // go-containerregistry takes a 200 of another type as "no API" too: some servers answer so to any path.
  if (response.status === 200 || NO_API.has(response.status)) {
    response.discard();
    return response.status === 200 && isHtml(response) ? 'a web page' : 'no API';
  }
  throw await session.refusal(response, 'the referrers');
}

function nextUrl(link: string, current: URL, start: URL, session: RepositorySession): URL {
  const url = URL.canParse(link, current.href) ? new URL(link, current) : undefined;
  if (url === undefined || url.origin !== start.origin || url.username !== '' || url.password !== '')
    throw new TwinsealError(
      'REGISTRY_HOST_FORBIDDEN',
      `${session.registry} names another host for the next page of referrers, which is refused`,
    );
  return url;
}

async function fromTag(session: RepositorySession, subject: Digest, call: Call): Promise<ReferrerListing> {
  const { referrerEntries } = session.limits;
  const document = await readFallbackTag(session, subject, call);
  if (document === undefined) return { form: 'referrers-tag', descriptors: [], overflow: false };
  const entries = indexEntries(document.bytes, session, `the tag ${fallbackTag(subject)}`);
  const all = [...new Map(entries.toReversed().map((entry) => [entry.digest, entry])).values()].toReversed();
  const listed = all.slice(0, referrerEntries);
  return {
    form: 'referrers-tag',
    descriptors: sharesFallbackTag(subject) ? await ofSubject(session, listed, subject, call) : listed,
    overflow: all.length > referrerEntries,
  };
}

/**
 * The index under a subject's fallback tag; undefined when there is no such tag.
 * @throws TwinsealError `REGISTRY_PROTOCOL` when something else stands there
 */
async function readFallbackTag(
  session: RepositorySession,
  subject: Digest,
  call: Call,
): Promise<PackedDocument | undefined> {
  const tag = fallbackTag(subject);
  try {
    const document = await readManifest(session, tag, call);
    if (document.descriptor.mediaType === MEDIA_TYPES.ociIndex) return document;
  } catch (error) {
    if (error instanceof TwinsealError && error.code === 'CONTENT_NOT_FOUND') return undefined;
    throw error;
  }
  throw new TwinsealError(
    'REGISTRY_PROTOCOL',
    `the tag ${tag} of ${session.name} should hold an index of referrers and holds something else: remove that tag`,
  );
}

// Two sha512 digests that begin alike share a tag: what each entry says of itself tells them apart.
async function ofSubject(
  session: RepositorySession,
  entries: readonly Descriptor[],
  subject: Digest,
  call: Call,
): Promise<readonly Descriptor[]> {
  const kept: Descriptor[] = [];
  for (const entry of entries) {
    try {
      const { bytes } = await readManifest(session, entry.digest, call);
      if (manifestHead(bytes)?.subject === subject) kept.push(entry);
    } catch (error) {
      if (!(error instanceof TwinsealError) || error.kind.exit === 3) throw error;
    }
  }
  return kept;
}

function indexEntries(bytes: Uint8Array, session: RepositorySession, what: string): readonly Descriptor[] {
  try {
    return parseImageIndex(bytes).manifests;
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('REGISTRY_PROTOCOL', `${what} of ${session.name} is malformed: ${cause.message}`, {
      cause,
    });
  }
}
