import type { Request, Response } from 'express';
import { FormatError } from '../../formats/format-error.ts';
import { parseRfc3339 } from '../../formats/rfc3339.ts';
import { summariseDecision } from '../../judge/audit/summarise-decision.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionFilter, DecisionLedger } from '../../ports/decision-ledger.ts';
import type { DecisionEntry } from '../../records/decision.ts';
import { LOG_KINDS, type LogKind } from '../../records/log-entry.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Outcome } from '../../records/verdict.ts';
import { callOf, type HttpOptions, LOOKUP_TIMEOUT, needs, only, type Routes } from './context.ts';
import { type ListingAsked, readDigest, readListing, sendPage, strangeCursor } from './listing.ts';

const DECISION_ID = /^[0-9a-f-]{36}$/;
const READS = 'GET, HEAD';
const OUTCOMES: readonly Outcome[] = ['allow', 'deny', 'indeterminate'];
const CHANGES = LOG_KINDS.filter((kind): kind is Exclude<LogKind, 'decision'> => kind !== 'decision');
const FILTERS = [
  'digest',
  'repository',
  'release',
  'since',
  'until',
  'outcome',
  'policy',
  'caller',
  'shadowDiffers',
] as const;

/** What the decision routes need. */
export interface DecisionsService extends Pick<DecisionLedger, 'list' | 'changes'> {
  /**
   * The decision of that id; undefined when there is none. @throws TwinsealError `STORE_FAILED`
   * @example await service.decision(id, call)
   */
  decision(id: string, call: Call): Promise<DecisionEntry | undefined>;
}

/**
 * `GET /decisions`, `GET /decisions/{id}` and `GET /changes`, for auditors.
 * @example httpApp({ open, authenticated: [decisionRoutes(service)] }, authenticator, options)
 */
export function decisionRoutes(service: DecisionsService): Routes {
  const role = needs('audit');
  return (app, options) => {
    app.route('/decisions').get(role, listRoute(service, options)).all(only(READS));
    app.route('/decisions/:id').get(role, decisionRoute(service, options)).all(only(READS));
    app.route('/changes').get(role, changesRoute(service, options)).all(only(READS));
  };
}

function decisionRoute(service: DecisionsService, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const id = String(request.params.id);
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    const entry = DECISION_ID.test(id) ? await service.decision(id, call) : undefined;
    if (entry === undefined) throw new TwinsealError('DECISION_UNKNOWN', 'no decision has this id');
    response.json(entry);
  };
}

function listRoute(service: DecisionsService, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const asked = readListing(request, FILTERS);
    const filter = readFilter(asked);
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    // One more than asked for tells whether there is a next page.
    const found = await service.list(filter, placeOf(asked), asked.limit + 1, call);
    const page = found.slice(0, asked.limit).map(summariseDecision);
    const next = found.length > asked.limit ? page.at(-1)?.index : undefined;
    sendPage(request, response, 'decisions', page, next?.toString());
  };
}

function changesRoute(service: DecisionsService, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const asked = readListing(request, ['kind']);
    const kind = oneOf(asked, 'kind', CHANGES);
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    const found = await service.changes(kind, placeOf(asked), asked.limit + 1, call);
    const page = found
      .slice(0, asked.limit)
      .map(({ index, document }) => ({ index, ...(JSON.parse(document) as object) }));
    const next = found.length > asked.limit ? page.at(-1)?.index : undefined;
    sendPage(request, response, 'changes', page, next?.toString());
  };
}

/**
 * The filter that a query asks for.
 * @throws TwinsealError `USAGE`
 * @example readFilter(readListing(request, FILTERS)).outcome // 'deny'
 */
function readFilter(asked: ListingAsked): DecisionFilter {
  const text = (name: 'repository' | 'release' | 'policy' | 'caller') => {
    const value = asked.filter(name);
    return value === undefined ? {} : { [name]: value };
  };
  const time = (name: 'since' | 'until') => {
    const value = asked.filter(name);
    if (value === undefined) return {};
    try {
      parseRfc3339(value);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new TwinsealError('USAGE', `${name} is an RFC 3339 time such as 2026-11-24T12:00:00Z`, { cause: error });
    }
    return { [name]: value };
  };
  const digest = readDigest(asked.filter('digest'));
  const outcome = oneOf(asked, 'outcome', OUTCOMES);
  const differs = oneOf(asked, 'shadowDiffers', ['true', 'false'] as const);
  return {
    ...(digest !== undefined && { digest }),
    ...text('repository'),
    ...text('release'),
    ...time('since'),
    ...time('until'),
    ...(outcome !== undefined && { outcome }),
    ...text('policy'),
    ...text('caller'),
    ...(differs !== undefined && { shadowDiffers: differs === 'true' }),
  };
}

function oneOf<T extends string>(asked: ListingAsked, name: string, known: readonly T[]): T | undefined {
  const value = asked.filter(name);
  if (value === undefined) return undefined;
  const one = known.find((each) => each === value);
  if (one === undefined) throw new TwinsealError('USAGE', `${name} is one of ${known.join(', ')}`);
  return one;
}

function placeOf({ cursor }: ListingAsked): number | undefined {
  if (cursor === undefined) return undefined;
  const place = /^(?:0|[1-9]\d{0,15})$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (!Number.isSafeInteger(place)) throw strangeCursor();
  return place;
}
