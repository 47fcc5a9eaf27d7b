import express, { type Request, type Response } from 'express';
import { isDigest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../formats/json/value.ts';
import { parseRepositoryName } from '../../formats/reference.ts';
import type { PushedImage } from '../../records/pushed-image.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { atMost } from './concurrency.ts';
import { needs, only, type Routes } from './context.ts';

/** Bytes of an envelope. */
const MAX_BODY = 1024 * 1024;
const LIMITS = { maxBytes: MAX_BODY, maxDepth: 8, maxValues: 100_000 };
const MOST_AT_ONCE = 16;
const TYPES = [
  'application/vnd.docker.distribution.events.v1+json',
  'application/vnd.docker.distribution.events.v2+json',
  'application/json',
];
const MANIFEST = /manifest|image\.index/;

/** What `POST /notifications` needs. */
export interface NotificationsService {
  /**
   * Has an image looked into before anybody asks for it.
   * @returns false for one that no policy is for, or when too many wait
   * @example service.warm({ registry: 'registry.example.com', repository: 'team/app', digest })
   */
  warm(pushed: PushedImage): boolean;
}

/**
 * `POST /notifications`: what a registry sends when something was pushed. It is a hint and nothing more: nothing is decided by it.
 * @example httpApp({ open, authenticated: [notificationRoutes(service)] }, authenticator, options)
 * @see distribution, docs/content/about/notifications.md, "Events" and "Envelope"
 */
export function notificationRoutes(service: NotificationsService): Routes {
  const body = express.raw({ type: () => true, limit: MAX_BODY, inflate: false });
  return (app) => {
    app
      .route('/notifications')
      .post(
        needs('verify'),
        atMost(MOST_AT_ONCE, 'notifications'),
        body,
        (request: Request, response: Response): void => {
          const pushed = readEvents(request);
          const accepted = pushed.filter((one) => one !== undefined && service.warm(one)).length;
          response.status(202).json({ accepted, ignored: pushed.length - accepted });
        },
      )
      .all(only('POST'));
  };
}

/** One for each event; undefined for one that is no push of a manifest, or that is not understood. */
function readEvents(request: Request): readonly (PushedImage | undefined)[] {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!TYPES.includes(type))
    throw new TwinsealError('REQUEST_MEDIA_TYPE', `the body must be sent as Content-Type: ${TYPES[0]}`);
  const body: unknown = request.body;
  let value: JsonValue;
  try {
    value = parseJson(body instanceof Uint8Array ? body : new Uint8Array(), LIMITS);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw malformed(error.message, error);
  }
  const events = isJsonObject(value) ? value.events : undefined;
  if (!isJsonArray(events))
    throw new TwinsealError('INPUT_MALFORMED', 'the body must be an object with the list events');
  return events.map(pushedOf);
}

function pushedOf(event: JsonValue, at: number): PushedImage | undefined {
  const { action, target, request } = membersOf(event, `events/${at}`);
  if (action !== undefined && typeof action !== 'string') throw malformed(`events/${at}/action must be a text`);
  const { digest, repository, mediaType } = membersOf(target, `events/${at}/target`);
  const { host } = membersOf(request, `events/${at}/request`);
  if (action !== 'push' || typeof mediaType !== 'string' || !MANIFEST.test(mediaType)) return undefined;
  if (typeof digest !== 'string' || !isDigest(digest)) return undefined;
  if (typeof repository !== 'string' || typeof host !== 'string') return undefined;
  try {
    const name = parseRepositoryName(`${host}/${repository}`);
    // A short name would be one of docker.io, and no registry says that of itself.
    return name.registry === host.toLowerCase() ? { ...name, digest } : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function membersOf(value: JsonValue | undefined, at: string): JsonObject {
  if (value === undefined) return {};
  if (isJsonObject(value)) return value;
  throw malformed(`${at} must be an object`);
}

function malformed(why: string, cause?: unknown): TwinsealError {
  return new TwinsealError('INPUT_MALFORMED', `the body is malformed: ${why}`, { cause });
}
