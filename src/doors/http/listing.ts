import type { Request, Response } from 'express';
import { decodeBase64Url, encodeBase64Url } from '../../formats/base64.ts';
import type { Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { decodeUtf8, encodeUtf8 } from '../../formats/utf8.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

const DIGEST = /^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$/;
const PAGE = { standard: 50, most: 200 };
/** Characters of one value in a query: all together have to fit into the first line of a request, percent-encoded. */
const MOST: Readonly<Record<string, number>> = { digest: 135, repository: 512, release: 512, cursor: 512 };
const MOST_OF_OTHERS = 128;

/** What a listing is asked for. */
export interface ListingAsked {
  readonly limit: number;
  /** What {@link cursorOf} was given; undefined for the first page. */
  readonly cursor: string | undefined;
  /** The other parameters. @example asked.filter('outcome') // 'deny' */
  filter(name: string): string | undefined;
}

/**
 * Reads the query of a listing. Each parameter stands there once at most, and unknown ones are refused: a mistyped filter
 * would list what was not asked for.
 *
 * @param filters - names of the parameters besides `cursor` and `limit`
 * @throws TwinsealError `USAGE`
 * @example readListing(request, ['outcome']).limit // 50
 */
export function readListing(request: Request, filters: readonly string[]): ListingAsked {
  const query = queryOf(request);
  const known = [...filters, 'cursor', 'limit'];
  const names = [...query.keys()];
  if (names.some((name) => !known.includes(name)) || new Set(names).size !== names.length)
    throw new TwinsealError('USAGE', `this path knows the query parameters ${known.join(', ')}, each once`);
  for (const [name, value] of query) {
    const most = MOST[name] ?? MOST_OF_OTHERS;
    if (value === '' || value.length > most || !value.isWellFormed())
      throw new TwinsealError('USAGE', `${name} is a text of 1 to ${most} characters`);
  }
  const limit = query.get('limit') ?? String(PAGE.standard);
  if (!/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > PAGE.most)
    throw new TwinsealError('USAGE', `limit is a number from 1 to ${PAGE.most}`);
  const cursor = query.get('cursor');
  return {
    limit: Number(limit),
    cursor: cursor === null ? undefined : readCursor(cursor),
    filter: (name) => query.get(name) ?? undefined,
  };
}

/**
 * A digest as callers give it; those of other algorithms are nobody's here.
 * @throws TwinsealError `USAGE`
 * @example readDigest(asked.filter('digest'))
 */
export function readDigest(text: string | undefined): Digest | undefined {
  if (text === undefined) return undefined;
  const digest = asDigest(text);
  if (digest !== undefined) return digest;
  throw new TwinsealError('USAGE', 'a digest is one such as sha256:<64 hexadecimal characters>');
}

/** The same of what callers did not write as one: undefined for what is none. @example asDigest('9') // undefined */
export function asDigest(text: string): Digest | undefined {
  return DIGEST.test(text) ? (text as Digest) : undefined;
}

/** The cursor of a place in a listing, which means nothing to callers. @example cursorOf('41') // 'NDE' */
export function cursorOf(place: string): string {
  return encodeBase64Url(encodeUtf8(place));
}

/** Refuses a cursor that no page gave. @example throw strangeCursor() */
export function strangeCursor(): TwinsealError {
  return new TwinsealError('USAGE', 'cursor is what `next` of a page of this path said');
}

/**
 * Sends one page, with the way to the next one in `next` and in `Link`.
 * @param next - place behind which the next page begins; undefined on the last one
 * @example sendPage(request, response, 'decisions', page, '41')
 * @see RFC 8288 section 3
 */
export function sendPage(
  request: Request,
  response: Response,
  name: string,
  items: readonly object[],
  next: string | undefined,
): void {
  if (next === undefined) return void response.json({ [name]: items });
  const cursor = cursorOf(next);
  const query = queryOf(request);
  query.set('cursor', cursor);
  response.setHeader('Link', `<${request.path}?${query}>; rel="next"`);
  response.json({ [name]: items, next: cursor });
}

/** The query as it stands: Express would fold repeated names into arrays. @example queryOf(request).get('digest') */
export function queryOf(request: Request): URLSearchParams {
  const at = request.originalUrl.indexOf('?');
  return new URLSearchParams(at === -1 ? '' : request.originalUrl.slice(at + 1));
}

function readCursor(text: string): string {
  try {
    return decodeUtf8(decodeBase64Url(text));
  } catch (error) {
    if (error instanceof FormatError) throw strangeCursor();
    throw error;
  }
}
