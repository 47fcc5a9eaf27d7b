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

/** Milliseconds before a stream that broke off is taken up again. */
const PAUSE = 500;
/** Streams in a row that bring nothing. */
const MOST_SILENT = 20;

/**
 * The events of a job as they come, to its end. A stream that breaks off, as it does when the service is started anew, is taken
 * up where it was.
 *
 * @param after - number of the last event that is known; 0 for all
 * @returns the job as it ended
 * @throws ServiceError; TwinsealError `SERVICE_UNREACHABLE`, `ABORTED`, `TIMEOUT`
 * @example for await (const event of followJob(client, origin, id, 0, call)) console.error(event.text)
 */
export async function* followJob(
  client: ServerClient,
  origin: string,
  id: string,
  after: number,
  call: Call,
): AsyncGenerator<JobEvent, Job, void> {
  const headers = { accept: 'text/event-stream' };
  const path = `/jobs/${step(id)}/events`;
  let [last, begun] = [after, false];
  for (let silent = 0; silent < MOST_SILENT; silent++) {
    let reply: ServerReply | undefined;
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
      const broke = error instanceof TwinsealError && error.code === 'SERVICE_UNREACHABLE';
      if (!broke || !begun || call.signal.aborted) throw error;
    } finally {
      reply?.cancel();
    }
    await sleep(PAUSE, undefined, { signal: call.signal }).catch(() => undefined);
  }
  throw new TwinsealError('SERVICE_UNREACHABLE', `${origin} ends the events of the job ${id} again and again`);
}
