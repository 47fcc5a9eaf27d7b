import { setTimeout as sleep } from 'node:timers/promises';
import { readEvents } from '../../formats/event-stream.ts';
import { FormatError } from '../../formats/format-error.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { Job, JobEvent } from '../../records/job.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { step } from './client-calls.ts';
import type { ServerClient } from './server-client.ts';
import type { ServerReply } from './server-transport.ts';
import { ServiceError } from './service-error.ts';

/** Milliseconds before a stream that broke off is taken up again: after the first one, and at most. */
const PAUSES = { first: 500, longest: 5_000 };

/**
 * The events of a job as they come, to its end. A stream that breaks off, as it does when the service is started anew, is taken
 * up where it was, until the time of the call is over.
 *
 * @param after - number of the last event that is known; 0 for all
 * @returns the job as it ended
 * @throws ServiceError; TwinsealError `SERVICE_UNREACHABLE` before the first stream, `ABORTED`, `TIMEOUT` with what failed last
 * @example for await (const event of followJob(client, origin, id, 0, call)) console.error(event.text)
 */
export async function* followJob(
  client: ServerClient,
  origin: string,
  id: string,
  after: number,
  call: Call,
  pauses = PAUSES,
): AsyncGenerator<JobEvent, Job, void> {
  const headers = { accept: 'text/event-stream' };
  const path = `/jobs/${step(id)}/events`;
  let [last, begun] = [after, false];
  for (let silent = 0; ; silent++) {
    let reply: ServerReply | undefined;
    let failed: TwinsealError | undefined;
    try {
      const asked = { method: 'GET' as const, path, headers: { ...headers, 'last-event-id': String(last) } };
      reply = await client.bytes({ ...asked, repeatable: true }, [200], call);
      begun = true;
      for await (const { event, data } of readEvents(reply.body)) {
        const value: unknown = JSON.parse(JSON.stringify(parseJson(encodeUtf8(data))));
        if (event === 'end') return value as Job;
        const told = value as JobEvent;
        if (!(Number(told.sequence) > last)) continue;
        last = told.sequence;
        silent = 0;
        yield told;
      }
    } catch (error) {
      if (error instanceof FormatError)
        throw new TwinsealError('SERVICE_UNREACHABLE', `${origin} sent events that are none: ${error.message}`, {
          cause: error,
        });
      if (!begun || call.signal.aborted || !passes(error)) throw error;
      failed = error;
    } finally {
      reply?.cancel();
    }
    await untilNext(pauses, silent, failed, `${origin} could not tell how the job ${id} ends`, call);
  }
}

/** Whether it is what a service that starts anew brings about: nobody answers, or it says that it is not ready. */
function passes(error: unknown): error is TwinsealError {
  if (error instanceof ServiceError) return error.retryable;
  return error instanceof TwinsealError && error.code === 'SERVICE_UNREACHABLE';
}

/** Waits longer each time that nothing came; once the next try would be too late, that is said, and why there was none. */
async function untilNext(
  { first, longest }: typeof PAUSES,
  silent: number,
  failed: TwinsealError | undefined,
  what: string,
  call: Call,
): Promise<void> {
  const asked = failed instanceof ServiceError ? (failed.retryAfter ?? 0) * 1000 : 0;
  const pause = Math.max(asked, Math.min(longest, first * 2 ** silent));
  if (Date.now() + pause >= call.deadline)
    throw new TwinsealError('TIMEOUT', `${what}: ${failed?.message ?? 'it ends the events again and again'}`, {
      cause: failed,
    });
  await sleep(pause, undefined, { signal: call.signal }).catch(() => undefined);
}
