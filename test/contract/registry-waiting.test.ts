// Who waits for somebody else's request, for a place or for a token, is held by the own call and by no other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { AuthorizingTransport } from '../../src/adapters/registry/authorizing-transport.ts';
import { ANONYMOUS } from '../../src/adapters/registry/credentials.ts';
import { endpointOf } from '../../src/adapters/registry/endpoint.ts';
import { HttpTransport } from '../../src/adapters/registry/http-transport.ts';
import { LimitedTransport } from '../../src/adapters/registry/limited-transport.ts';
import type { RegistryRequest, RegistryResponse, Transport } from '../../src/adapters/registry/transport.ts';
import type { Call } from '../../src/ports/call.ts';
import { refused, reply, startHostile } from '../support/hostile-registry.ts';

const at = (url: string): RegistryRequest => ({
  method: 'GET',
  url: new URL(url),
  headers: {},
  scopes: ['repository:app:pull'],
  repeatable: true,
});

// Short, so that a test that fails does not wait for long.
const patient = (): Call => ({ signal: new AbortController().signal, deadline: Date.now() + 10_000 });
const until = (signal: AbortSignal): Call => ({ ...patient(), signal });
const abortedIn = (milliseconds: number): Call => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), milliseconds);
  return until(stop.signal);
};

/** The ways in which a call ends, each soon, and what is told of it. */
const ENDS: readonly (readonly [string, () => Call])[] = [
  ['ABORTED', () => abortedIn(50)],
  ['ABORTED', () => until(AbortSignal.abort())],
  ['TIMEOUT', () => until(AbortSignal.timeout(50))],
  ['TIMEOUT', () => ({ ...patient(), deadline: Date.now() + 50 })],
];

async function endsSoon(code: string, work: Promise<unknown>): Promise<void> {
  const late = sleep(2_000, undefined, { ref: false }).then(() => 'the end of the own call is not told at once');
  assert.equal(await Promise.race([refused(work, code, /127\.0\.0\.1/).then(() => 'told'), late]), 'told');
}

/** Answers when the test says so. */
class Held implements Transport {
  readonly sent: { readonly path: string; readonly answer: () => void }[] = [];

  send(request: RegistryRequest): Promise<RegistryResponse> {
    const { promise, resolve } = Promise.withResolvers<RegistryResponse>();
    const { url } = request;
    const answer = () =>
      resolve({
        status: 200,
        headers: {},
        url,
        remoteAddress: '',
        framed: true,
        body: (async function* () {})(),
        discard() {},
      });
    this.sent.push({ path: url.pathname, answer });
    return promise;
  }

  get paths(): readonly string[] {
    return this.sent.map(({ path }) => path);
  }
}

test('a call that ends while it waits for a place is told so at once, and is not sent later', async () => {
  const held = new Held();
  const limited = new LimitedTransport(held, 1);
  const first = limited.send(at('http://127.0.0.1/first'), patient());
  for (const [code, callNow] of ENDS) await endsSoon(code, limited.send(at('http://127.0.0.1/dead'), callNow()));
  const next = limited.send(at('http://127.0.0.1/next'), patient());
  held.sent[0]?.answer();
  await first;
  await sleep(5);
  assert.deepEqual(held.paths, ['/first', '/next']);
  held.sent[1]?.answer();
  await next;
});

test('a place that is given at the moment its waiter ends goes on to the next, and none comes to be', async () => {
  for (let ticks = 0; ticks < 12; ticks++) {
    const held = new Held();
    const limited = new LimitedTransport(held, 1);
    const first = limited.send(at('http://127.0.0.1/first'), patient());
    const stop = new AbortController();
    const ended = limited.send(at('http://127.0.0.1/ended'), until(stop.signal)).catch(() => {});
    const others = ['a', 'b'].map((name) => limited.send(at(`http://127.0.0.1/${name}`), patient()));
    await sleep(1);
    held.sent[0]?.answer();
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
    stop.abort();
    await first;
    await sleep(1);
    // Sent before it ended, it holds the place like any other.
    if (held.paths[1] === '/ended') {
      held.sent[1]?.answer();
      await ended;
      await sleep(1);
    }
    assert.equal(held.paths.at(-1), '/a', `after ${ticks} ticks`);
    held.sent.at(-1)?.answer();
    await sleep(1);
    assert.equal(held.paths.at(-1), '/b', `after ${ticks} ticks`);
    held.sent.at(-1)?.answer();
    await Promise.all([ended, ...others]);
  }
});

test('who waits for the token of another call waits as long as the own call allows, and asks anew when the other ends', async (t) => {
  const http = new HttpTransport(60_000);
  let tokens = 0;
  const registry = await startHostile((request, response) => {
    // The first token never comes.
    if (request.url?.startsWith('/token'))
      return tokens++ === 0 ? undefined : reply(response, 200, {}, '{"token":"t"}');
    if (request.headers.authorization === 'Bearer t') return reply(response, 200);
    return reply(response, 401, { 'www-authenticate': `Bearer realm="${registry.url}/token"`, 'content-length': '0' });
  });
  t.after(async () => {
    await http.close();
    await registry.stop();
  });
  const transport = new AuthorizingTransport(http, http, endpointOf(registry.host, {}), ANONYMOUS);
  const ask = (call: Call) => transport.send(at(`${registry.url}/v2/`), call);
  const stop = new AbortController();
  const first = refused(ask(until(stop.signal)), 'ABORTED');
  while (tokens === 0) await sleep(5);
  for (const [code, callNow] of ENDS) await endsSoon(code, ask(callNow()));
  const waiting = ask(patient());
  await sleep(20);
  assert.equal(tokens, 1);
  stop.abort();
  await first;
  const answer = await waiting;
  answer.discard();
  assert.equal(answer.status, 200);
  assert.equal(tokens, 2);
});
