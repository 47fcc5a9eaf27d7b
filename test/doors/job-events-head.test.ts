// HEAD of a stream: its answer has no body, and the connection has to be free for what follows.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { type JobsService, jobRoutes } from '../../src/doors/http/jobs.ts';
import type { Job } from '../../src/records/job.ts';
import { serveDoors } from '../support/serve-doors.ts';

const ID = '00000000-0000-4000-8000-000000000001';

test('HEAD of the events of a running job ends with its headers, and the next request is answered', async (t) => {
  let followed = 0;
  const service: Partial<JobsService> = {
    job: async () => ({ id: ID, state: 'running', caller: { name: 'ci', by: 'api-key' } }) as Job,
    // A running job's events never end.
    async *follow(_id, _after, { signal }) {
      followed += 1;
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      yield undefined;
    },
  };
  const caller = async () => ({ name: 'ci', by: 'api-key' as const, roles: ['seal' as const] });
  const { port, stop } = await serveDoors([jobRoutes(service as JobsService)], { caller });
  t.after(stop);
  const socket = connect(port, '127.0.0.1');
  t.after(() => socket.destroy());
  const both = ['HEAD', 'DELETE'].map((method) => `${method} /jobs/${ID}/events HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  let text = '';
  const answered = new Promise<void>((resolve, reject) => {
    setTimeout(() => reject(new Error(`only this was answered:\n${text}`)), 5_000).unref();
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('METHOD_NOT_ALLOWED')) resolve();
    });
  });
  socket.write(both.join(''));
  await answered;
  assert.match(text, /^HTTP\/1\.1 200 OK\r\n/);
  assert.match(text, /Content-Type: text\/event-stream/i);
  assert.match(text, /HTTP\/1\.1 405 [\s\S]*Allow: GET, HEAD\r\n/);
  assert.equal(followed, 0);
});
