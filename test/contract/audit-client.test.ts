// What an export takes for "not kept" is in the set for good: only the server itself may say so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditClient } from '../../src/adapters/server/audit-client.ts';
import { serverClient } from '../../src/adapters/server/server-client.ts';
import { serverTransport } from '../../src/adapters/server/server-transport.ts';
import type { Digest } from '../../src/formats/digest.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { reply, startHostile } from '../support/hostile-registry.ts';
import { testCall } from '../support/walkable-image.ts';

const DIGEST = `sha256:${'a'.repeat(64)}` as Digest;
const PROBLEM = 'application/problem+json';
const problem = (code: string): string => JSON.stringify({ code, detail: 'd', retryable: false });

test('bytes are absent when the server says so, and whatever else answers 404 or 410 is a fault', async (t) => {
  let says = { status: 0, type: '', body: '' };
  const server = await startHostile((request, response) => {
    if (request.url === '/log/key') return reply(response, 200, {}, 'key\n');
    return reply(response, says.status, { 'content-type': says.type }, says.body);
  });
  t.after(() => server.stop());
  const transport = serverTransport({ url: server.url });
  t.after(() => transport.close());
  const source = await auditClient(serverClient(transport, { retries: 0, wait: 0 }), transport.origin, testCall());
  const ask = async (what: 'document' | 'tile', status: number, type: string, body: string) => {
    says = { status, type, body };
    const asked =
      what === 'document' ? source.archive.get(DIGEST, testCall()) : source.log.tile('tile/0/000', testCall());
    return await asked.then(
      (found) => (found === undefined ? 'absent' : 'found'),
      (error: unknown) => (error instanceof TwinsealError ? error.code : String(error)),
    );
  };
  assert.equal(await ask('document', 404, PROBLEM, problem('DOCUMENT_UNKNOWN')), 'absent');
  assert.equal(await ask('document', 404, `${PROBLEM}; charset=utf-8`, problem('DOCUMENT_UNKNOWN')), 'absent');
  assert.equal(await ask('document', 410, PROBLEM, problem('EVIDENCE_NOT_KEPT')), 'absent');
  assert.equal(await ask('tile', 404, PROBLEM, problem('LOG_TILE_UNKNOWN')), 'absent');
  for (const [what, status, type, body] of [
    ['document', 404, 'text/html', '<h1>default backend - 404</h1>'],
    ['tile', 404, 'text/html', '<h1>default backend - 404</h1>'],
    ['document', 410, 'text/plain', 'gone'],
    ['document', 404, 'application/json', problem('DOCUMENT_UNKNOWN')],
    ['document', 404, PROBLEM, '{'],
    ['document', 404, PROBLEM, '{"code":404,"detail":"no route"}'],
    ['document', 404, PROBLEM, problem('NOT_FOUND')],
    ['document', 404, PROBLEM, problem('ROUTE_UNKNOWN')],
    ['document', 404, PROBLEM, problem('LOG_TILE_UNKNOWN')],
    ['tile', 404, PROBLEM, problem('DOCUMENT_UNKNOWN')],
    // The code of another status.
    ['document', 404, PROBLEM, problem('EVIDENCE_NOT_KEPT')],
    ['document', 410, PROBLEM, problem('DOCUMENT_UNKNOWN')],
  ] as const)
    assert.equal(await ask(what, status, type, body), 'SERVICE_UNREACHABLE', `${what} ${status} ${type} ${body}`);
});
