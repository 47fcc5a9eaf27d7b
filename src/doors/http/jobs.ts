import express, { type Request, type Response } from 'express';
import type { Call } from '../../ports/call.ts';
import type { Caller } from '../../records/caller.ts';
import { isFinal, type Job, type JobEvent, type JobRequest } from '../../records/job.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { leave } from './concurrency.ts';
import { callerOf, callOf, type HttpOptions, LOOKUP_TIMEOUT, needs, only, type Routes } from './context.ts';
import { drained } from './drained.ts';
import { MAX_JOB_BODY, readJobRequest } from './job-request.ts';
import { readListing, sendPage } from './listing.ts';

const JOB_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Milliseconds after which a stream of events ends; whoever still listens comes back with `Last-Event-ID`. */
const STREAMING = 3_600_000;
/** Streams of events at once, of all callers. */
const MOST_STREAMS = 256;

/** What the routes of jobs need. */
export interface JobsService {
  /**
   * Keeps a new job; with a key that was used before for the same request, gives the job of then.
   * @throws TwinsealError `FORBIDDEN`, `SOURCE_UNKNOWN`, `REFERENCE_INVALID`, `OVERLOADED`, `STORE_FAILED`, `IDEMPOTENCY_KEY_REUSED` and its like
   * @example (await service.submit(request, caller, undefined, call)).id
   */
  submit(request: JobRequest, caller: Caller, key: string | undefined, call: Call): Promise<Job>;
  /** The job; undefined when there is none. @throws TwinsealError `STORE_FAILED` @example await service.job(id, call) */
  job(id: string, call: Call): Promise<Job | undefined>;
  /** Jobs, newest first, of one caller or of all. @example await service.jobs('ci', undefined, 50, call) */
  jobs(caller: string | undefined, before: string | undefined, limit: number, call: Call): Promise<readonly Job[]>;
  /** Asks for a job's end, by whose name. @throws TwinsealError `STORE_FAILED` @example await service.cancel(id, 'ci', call) */
  cancel(id: string, by: string, call: Call): Promise<void>;
  /** Events after a number, oldest first. @example await service.events(id, 0, call) */
  events(id: string, after: number, call: Call): Promise<readonly JobEvent[]>;
  /** Events as they come, until the job is final; undefined now and then while there is none. @example for await (const event of service.follow(id, 0, call)) */
  follow(id: string, after: number, call: Call): AsyncIterable<JobEvent | undefined>;
}

/**
 * `POST /builds`, `POST /seals`, `GET /jobs`, `GET /jobs/{id}`, `GET /jobs/{id}/events`, `POST /jobs/{id}/cancel`.
 * @example httpApp({ open, authenticated: [jobRoutes(service)] }, authenticator, options)
 */
export function jobRoutes(service: JobsService): Routes {
  return (app, options) => {
    const body = express.raw({ type: () => true, limit: MAX_JOB_BODY, inflate: false });
    for (const kind of ['build', 'seal'] as const)
      app
        .route(`/${kind}s`)
        .post(needs('seal'), body, submitRoute(service, kind, options))
        .all(only('POST'));
    app.route('/jobs').get(listRoute(service, options)).all(only('GET, HEAD'));
    app.route('/jobs/:id').get(jobRoute(service, options)).all(only('GET, HEAD'));
    app.route('/jobs/:id/events').get(eventsRoute(service, options)).all(only('GET, HEAD'));
    app.route('/jobs/:id/cancel').post(cancelRoute(service, options)).all(only('POST'));
  };
}

function submitRoute(service: JobsService, kind: JobRequest['kind'], options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const asked = readJobRequest(request, kind);
    const key = request.get('idempotency-key');
    const job = await service.submit(asked, callerOf(response), key, callOf(response, options, LOOKUP_TIMEOUT));
    response.status(202).location(`/jobs/${job.id}`).json(job);
  };
}

function jobRoute(service: JobsService, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    response.json(await ownJob(service, request, response, callOf(response, options, LOOKUP_TIMEOUT)));
  };
}

function listRoute(service: JobsService, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const { cursor, limit } = readListing(request, []);
    const { name, roles } = callerOf(response);
    const all = roles.includes('audit') || roles.includes('admin');
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    // A job that is gone, or another caller's, would begin an empty page that looks like the last one.
    if (cursor !== undefined && (await seenJob(service, cursor, response, call)) === undefined)
      throw new TwinsealError('USAGE', 'cursor is what `next` of a page said, whose last job is still kept');
    // One more than asked for tells whether there is a next page.
    const found = await service.jobs(all ? undefined : name, cursor, limit + 1, call);
    const jobs = found.slice(0, limit);
    sendPage(request, response, 'jobs', jobs, found.length > limit ? jobs.at(-1)?.id : undefined);
  };
}

function cancelRoute(service: JobsService, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    const { id, caller } = await ownJob(service, request, response, call);
    const { name, roles } = callerOf(response);
    if (!roles.includes('admin') && !(roles.includes('seal') && caller.name === name))
      throw new TwinsealError(
        'FORBIDDEN',
        'a job is cancelled by whoever asked for it, or by a caller with the role admin',
      );
    await service.cancel(id, callerOf(response).name, call);
    response.json(await ownJob(service, request, response, call));
  };
}

function eventsRoute(service: JobsService, options: HttpOptions) {
  let streams = 0;
  return async (request: Request, response: Response): Promise<void> => {
    const after = lastEvent(request);
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    const { id } = await ownJob(service, request, response, call);
    if (request.accepts(['text/event-stream', 'application/json']) === 'application/json')
      return void response.json({ events: await service.events(id, after, call) });
    // Its answer has no body to stream: held open, the connection would answer nothing that follows.
    if (request.method === 'HEAD') return void response.status(200).type('text/event-stream').end();
    if (streams >= MOST_STREAMS)
      throw new TwinsealError('OVERLOADED', `${MOST_STREAMS} streams are open; try again later`);
    streams += 1;
    leave(response);
    try {
      await stream(service, id, after, response, callOf(response, options, STREAMING));
    } finally {
      streams -= 1;
    }
  };
}

/**
 * Server-sent events: each event with its number as `id`, and the job as it ended as the last, `end`.
 * @see WHATWG HTML, "Server-sent events"
 */
async function stream(service: JobsService, id: string, after: number, response: Response, call: Call): Promise<void> {
  response.status(200).type('text/event-stream').flushHeaders();
  try {
    for await (const event of service.follow(id, after, call)) {
      const text =
        event === undefined
          ? ': waiting\n\n'
          : `id: ${event.sequence}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`;
      // Whoever reads slowly is waited for, so that nothing piles up here.
      if (!response.write(text)) await drained(response);
    }
    const job = await service.job(id, call);
    if (job !== undefined && isFinal(job.state)) response.write(`event: end\ndata: ${JSON.stringify(job)}\n\n`);
  } catch (error) {
    if (!call.signal.aborted) throw error;
  }
  response.end();
}

/** The job, for whoever asked for it, and for auditors and administrators. */
async function ownJob(service: JobsService, request: Request, response: Response, call: Call): Promise<Job> {
  const job = await seenJob(service, String(request.params.id), response, call);
  if (job === undefined) throw new TwinsealError('JOB_UNKNOWN', 'the caller has no job with this id');
  return job;
}

async function seenJob(service: JobsService, id: string, response: Response, call: Call): Promise<Job | undefined> {
  const job = JOB_ID.test(id) ? await service.job(id, call) : undefined;
  const { name, roles } = callerOf(response);
  const sees = roles.includes('audit') || roles.includes('admin') || job?.caller.name === name;
  return sees ? job : undefined;
}

function lastEvent(request: Request): number {
  const text = request.get('last-event-id') ?? '0';
  if (!/^\d{1,9}$/.test(text)) throw new TwinsealError('USAGE', 'Last-Event-ID is the number of an event');
  return Number(text);
}
