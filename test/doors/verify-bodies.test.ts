// What is wrong with a body of `POST /verify` is told as it is: which limit holds for it, and where in it the mistake stands.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type VerifyService, verifyRoutes } from '../../src/doors/http/verify.ts';
import { responseProblems } from '../support/openapi-contract.ts';
import { serveDoors } from '../support/serve-doors.ts';

const never = () => Promise.reject(new Error('nothing is asked here'));
const service: VerifyService = { verifyTimeout: 2000, maxConcurrent: 2, verify: never, verifyAll: never };
const { url, stop } = await serveDoors([verifyRoutes(service)], undefined, () => {});
after(stop);

async function told(
  body: NonNullable<RequestInit['body']>,
  headers: Record<string, string> = {},
): Promise<readonly [number, string]> {
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
  const response = await fetch(`${url}/verify`, {
    ...init,
    headers: { 'content-type': 'application/json', ...headers },
  });
  assert.deepEqual(await responseProblems('/verify', 'post', response), []);
  return [response.status, ((await response.json()) as { readonly detail: string }).detail];
}

test('a body that is too large is told the limit that holds for it', async () => {
  const [status, detail] = await told(new Blob(['x'.repeat(530_000)]).stream());
  assert.equal(status, 413);
  assert.match(detail, /131072 .*without a Content-Length; with one, 16777216/);
  const [known, large] = await told('x'.repeat(17 * 2 ** 20));
  assert.equal(known, 413);
  assert.match(large, /larger than the 16777216 bytes/);
  assert.doesNotMatch(large, /131072/);
  const [encoded] = await told('x'.repeat(17 * 2 ** 20), { 'content-encoding': 'gzip' });
  assert.equal(encoded, 415);
});

test('a mistake in a container is told at its JSON pointer', async () => {
  const [status, detail] = await told(JSON.stringify({ image: 'zz', containers: [{ image: 'zz' }] }));
  assert.equal(status, 400);
  assert.match(detail, / at \/containers\/0\/place: /);
  assert.doesNotMatch(detail, /~1/);
});
