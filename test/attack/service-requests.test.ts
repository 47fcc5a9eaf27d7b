import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { withoutCredentials } from '../../src/adapters/callers/without-credentials.ts';
import { systemAlarm } from '../../src/adapters/clock.ts';
import { httpApp } from '../../src/doors/http/app.ts';
import { decisionRoutes } from '../../src/doors/http/decisions.ts';
import { healthRoutes } from '../../src/doors/http/health.ts';
import { verifyRoutes } from '../../src/doors/http/verify.ts';
import type { Question } from '../../src/records/question.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

/** A service that tells which image, policy and id reached it, on a real port. */
async function start(t: TestContext, maxConcurrent = 4) {
  const reached: string[] = [];
  const service = {
    verifyTimeout: 5000,
    maxConcurrent,
    async verify({ image, policy }: Question): Promise<never> {
      reached.push(`${image} ${policy}`);
      throw new TwinsealError('POLICY_UNKNOWN', `no policy is named ${policy}`);
    },
    verifyAll: async () => [],
    async decision(id: string) {
      reached.push(id);
      return undefined;
    },
    list: async () => [],
    changes: async () => [],
    ready: async () => ({ policies: [], broken: [] }),
  };
  const reports: unknown[] = [];
  const doors = { open: [healthRoutes(service)], authenticated: [verifyRoutes(service), decisionRoutes(service)] };
  const report = (error: unknown) => reports.push(error);
  const options = { loopback: true, now: () => Date.now(), alarm: systemAlarm, report };
  const server = createServer(httpApp(doors, withoutCredentials(true), options));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port, reached, reports };
}

/** Sends bytes as they are and gives the whole answer. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(text));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('end', () => resolve(answer)).on('error', reject);
  });
}
const head = (path: string, method = 'GET') => `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`;
function post(body: string, more = ''): string {
  return `${head('/verify', 'POST')}Content-Type: application/json\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
const statusOf = (answer: string): number => Number(answer.split(' ')[1]);

test('bodies that are sent slowly take no place from those who ask', async (t) => {
  const { port, reached } = await start(t, 2);
  const sockets: Socket[] = [];
  t.after(() => {
    for (const socket of sockets) socket.destroy();
  });
  for (let i = 0; i < 8; i++) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    await new Promise<void>((resolve) =>
      socket.write(post('{"image":"x","policy":"p"}').slice(0, -5), () => resolve()),
    );
  }
  assert.equal(statusOf(await exchange(port, post('{"image":"a/b","policy":"p"}'))), 404);
  assert.deepEqual(reached, ['a/b p']);
});

test('no path, line break or inherited name gets past the names of policies and decisions', async (t) => {
  const { port, reached, reports } = await start(t);
  const names = [
    '../release',
    'a/b',
    '..',
    '.',
    '',
    'a\\\\b',
    'a\\r\\nSet-Cookie: x',
    'a\\u0000',
    'ä',
    'a'.repeat(129),
  ];
  for (const name of names)
    assert.equal(statusOf(await exchange(port, post(`{"image":"a/b","policy":"${name}"}`))), 400, name);
  for (const body of [
    '{"image":"a/b","policy":"p","__proto__":{"policy":"q"}}',
    '{"image":"a/b","policy":"p","policy":"q"}',
    '{"image":"a/b","Policy":"p"}',
    '[{"image":"a/b"}]',
    `{"image":${'['.repeat(2000)}`,
  ])
    assert.equal(statusOf(await exchange(port, post(body))), 400, body.slice(0, 60));
  assert.deepEqual(reached, []);
  for (const id of ['..%2f..%2fetc', '%00', '__proto__', '%0d%0aX:1', `${'a'.repeat(36)}/`, '%', 'A'.repeat(36)]) {
    const answer = await exchange(port, `${head(`/decisions/${id}`)}\r\n`);
    assert.ok([400, 404].includes(statusOf(answer)), id);
    assert.doesNotMatch(answer, /\r\nX:/i);
  }
  for (const name of ['__proto__', 'constructor', 'toString', 'a..b'])
    assert.ok([400, 404].includes(statusOf(await exchange(port, post(`{"image":"a/b","policy":"${name}"}`)))), name);
  assert.deepEqual(reports, []);
});

test('requests that two readers could split in two ways are refused', async (t) => {
  const { port, reached } = await start(t);
  const body = '{"image":"a/b","policy":"p"}';
  const both = post(body, 'Transfer-Encoding: chunked\r\n');
  const twice = post(body, 'Content-Length: 3\r\n');
  const folded = post(body, 'X: a\r\n b: c\r\n').replace('X: a\r\n b', 'X : a\r\nb');
  for (const text of [both, twice, folded]) assert.equal(statusOf(await exchange(port, text)), 400);
  const noHost = post(body).replace('Host: localhost\r\n', '');
  const otherHost = post(body).replace('Host: localhost', 'Host: localhost@evil.example.com');
  for (const text of [noHost, otherHost])
    assert.ok([400, 403, 421].includes(statusOf(await exchange(port, text))), text);
  assert.deepEqual(reached, []);
});
