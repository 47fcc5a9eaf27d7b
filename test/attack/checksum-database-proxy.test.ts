// A module proxy that sends something else than the checksum database: each is told from an answer, within bounds.
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, test } from 'node:test';
import { reply, startHostile } from '../support/hostile-registry.ts';
import { MODULE, QUICK, refuses, sending, sumdbBench, VERSION } from '../support/sumdb-bench.ts';
import { newLogKey, SumdbLog } from '../support/sumdb-log.ts';

test('pages, empty bodies and noise in place of answers are told from answers', async () => {
  const bench = await sumdbBench();
  const page = '<!doctype html>\n<html><body>\n\n<p>Sign in</p></body></html>\n';
  const html = { 'content-type': 'text/html; charset=utf-8' };
  bench.interfere = sending(/./, page, 200, html);
  refuses(await bench.ask(), 'unreachable', /answered with an HTML page/);
  bench.interfere = sending(/^\/lookup/, page, 200, html);
  refuses(await bench.ask(), 'unreachable', /answered with an HTML page/);
  for (const body of [
    page,
    '',
    '\n',
    '600\n',
    new Uint8Array(4096),
    'null',
    '600\n\n\n',
    `600\n${'x'.repeat(60_000)}\n\nx`,
  ]) {
    bench.interfere = sending(/^\/lookup/, body);
    refuses(await bench.ask(), 'unreachable', /what was sent is no answer of a checksum database/);
  }
  for (const status of [204, 206, 400, 401, 403, 407, 451, 500, 503]) {
    bench.interfere = sending(/^\/lookup/, '', status);
    refuses(
      await bench.ask({ limits: { ...QUICK, retries: 0 } }),
      'unreachable',
      new RegExp(`answered with status ${status}`),
    );
  }
  bench.interfere = sending(/^\/lookup/, bench.log.current.lookup(MODULE, VERSION) ?? '', 200, {
    'content-encoding': 'br',
  });
  refuses(await bench.ask(), 'unreachable', /re-encoded/);
});

test('an answer without end is cut, announced or not', async () => {
  const bench = await sumdbBench();
  let sent = 0;
  const flood = (pattern: RegExp) => (path: string, response: ServerResponse) => {
    if (!pattern.test(path)) return false;
    response.writeHead(200);
    const chunk = Buffer.alloc(64 * 1024, '600\n');
    const more = (): void => {
      while (!response.destroyed && sent < 2 ** 30) {
        sent += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
    };
    more();
    return true;
  };
  for (const pattern of [/^\/lookup/, /^\/tile/, /^\/supported/]) {
    sent = 0;
    bench.interfere = flood(pattern);
    refuses(await bench.ask(), 'unreachable', /more than the \d+ bytes allowed/);
    assert.ok(sent < 64 * 1024 * 1024, `${sent} bytes were taken`);
  }
  bench.interfere = (path, response) => {
    if (!path.startsWith('/lookup')) return false;
    response.writeHead(200, { 'content-length': String(2 ** 40) });
    response.flushHeaders();
    return true;
  };
  refuses(await bench.ask(), 'unreachable', /more than the 65536 bytes allowed/);
});

test('an answer that does not come, or comes byte by byte, ends within its time', async () => {
  const bench = await sumdbBench();
  const limits = { ...QUICK, question: 250, retries: 0 };
  for (const pattern of [/^\/supported/, /^\/lookup/, /^\/tile/]) {
    bench.interfere = (path) => (pattern.test(path) ? new Promise(() => undefined) : false);
    const start = Date.now();
    refuses(await bench.ask({ limits }), 'unreachable', /longer than the time allowed/);
    assert.ok(Date.now() - start < 20_000);
  }
  bench.interfere = (path, response) => {
    if (!path.startsWith('/lookup')) return false;
    response.writeHead(200);
    const timer = setInterval(() => response.write('6'), 20);
    response.once('close', () => clearInterval(timer));
    return true;
  };
  refuses(await bench.ask({ limits }), 'unreachable', /longer than the time allowed/);
});

test('a redirect leads to no other host without HTTPS, not in circles, and takes no question along', async () => {
  const elsewhere = await startHostile((_, response) => reply(response, 200), '127.0.0.2');
  after(elsewhere.stop);
  const bench = await sumdbBench();
  const to = (location: string) => (path: string, response: ServerResponse) =>
    sending(/^\/lookup/, '', 302, { location })(path, response);
  for (const location of [
    `${elsewhere.url}/x`,
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'https://user:pass@127.0.0.1:1/',
  ]) {
    bench.interfere = to(location);
    refuses(await bench.ask(), 'unreachable', /which is refused: only HTTPS may lead to another host/);
  }
  assert.deepEqual(elsewhere.asked, []);
  bench.interfere = to('');
  refuses(await bench.ask(), 'unreachable', /redirected to nowhere/);
  bench.interfere = to('?again');
  refuses(await bench.ask(), 'unreachable', /more than 3 times in a row/);
  bench.interfere = to('https://127.0.0.1:1/');
  refuses(await bench.ask(), 'unreachable', /nothing listens at 127\.0\.0\.1:1/);
  bench.interfere = (path, response) => {
    if (!path.startsWith('/lookup') || path.endsWith('?moved')) return false;
    reply(response, 307, { location: '?moved' });
    return true;
  };
  bench.log.current.get = (path) => SumdbLog.prototype.get.call(bench.log.current, path.replace('?moved', ''));
  assert.equal((await bench.ask()).outcome, 'known');
});

test('a password in GOPROXY is neither sent nor shown', async () => {
  const bench = await sumdbBench();
  const GOPROXY = bench.server.url.replace('http://', 'http://user:s3cret@');
  const answer = await bench.ask({ environment: { ...bench.environment, GOPROXY } });
  refuses(answer, 'unreachable', /GOPROXY has an address with a password/);
  assert.ok(!JSON.stringify(answer).includes('s3cret'));
  assert.deepEqual(bench.server.asked, []);
});

test('the name of a database leads to no other address', async () => {
  const bench = await sumdbBench();
  for (const name of [
    'a.example/../../x',
    'a.example?x=',
    'user@a.example',
    'a.example#',
    '../../../../tmp/x',
    'a.example//x',
  ]) {
    const GOSUMDB = new SumdbLog(newLogKey(name), 1).gosumdb;
    const answer = await bench.ask({ environment: { ...bench.environment, GOSUMDB } });
    refuses(answer, 'unreachable', /GOSUMDB names a database whose name is no host and path/);
  }
  assert.deepEqual([bench.server.asked, bench.files()], [[], []]);
});
