// What a gate is told of a batch in which images have no verdict: whether to ask again, and whose fault it is.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { GivenAnswer } from '../../src/doors/http/answer-body.ts';
import { type VerifyService, verifyRoutes } from '../../src/doors/http/verify.ts';
import type { ErrorCode } from '../../src/records/error-catalogue.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { someDecision } from '../contract/some-decision.ts';
import { responseProblems } from '../support/openapi-contract.ts';
import { serveDoors } from '../support/serve-doors.ts';

/** An image is called by what becomes of it: `allow`, `deny`, or the code of an error. */
const service: VerifyService = {
  verifyTimeout: 2000,
  maxConcurrent: 2,
  async verify({ image }): Promise<GivenAnswer> {
    if (image !== 'allow' && image !== 'deny') throw new TwinsealError(image as ErrorCode, 'an error');
    const decision = someDecision('00000000-0000-4000-8000-000000000001');
    const effect = image === 'allow' ? 'admit' : 'refuse';
    return {
      entry: { ...decision, effect, verdict: { ...decision.verdict, outcome: image } },
      receipt: { index: 7, text: 'c2sp.org/tlog-proof@v1\n' },
      explain: () => [],
    };
  },
  verifyAll: (questions, key, call) => Promise.allSettled(questions.map((one) => service.verify(one, key, call))),
};
const { url, stop } = await serveDoors([verifyRoutes(service)], undefined, () => {});
after(stop);

async function gate(images: readonly string[]) {
  const response = await fetch(`${url}/verify?fail=deny`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ images }),
  });
  assert.deepEqual(await responseProblems('/verify', 'post', response), []);
  const body = (await response.json()) as {
    readonly code?: string;
    readonly status?: number;
    readonly retryable?: boolean;
    readonly detail?: string;
    readonly results: readonly { readonly image: string }[];
  };
  assert.deepEqual(
    body.results.map(({ image }) => image),
    images,
  );
  if (body.status !== undefined) assert.equal(body.status, response.status);
  return { ...body, status: response.status, again: response.headers.get('retry-after') };
}

test('a mistake of the caller is told as one, not as a fault that may pass', async () => {
  const cases: readonly (readonly [readonly string[], number, string])[] = [
    [['POLICY_UNKNOWN', 'POLICY_UNKNOWN'], 404, 'POLICY_UNKNOWN'],
    [['allow', 'CONTENT_NOT_FOUND'], 404, 'CONTENT_NOT_FOUND'],
    [['CONTENT_NOT_FOUND', 'POLICY_UNKNOWN'], 404, 'USAGE'],
    [['allow', 'REFERENCE_INVALID', 'CONTENT_NOT_FOUND'], 422, 'USAGE'],
    [['CONTENT_MISMATCH', 'allow'], 422, 'CONTENT_MISMATCH'],
  ];
  for (const [images, status, code] of cases) {
    const told = await gate(images);
    assert.deepEqual([told.status, told.code, told.retryable, told.again], [status, code, false, null], String(images));
    for (const image of images.filter((one) => one !== 'allow')) assert.ok(told.detail?.includes(image), told.detail);
  }
});

test('an image that the caller may not ask about is a problem, since nothing was refused', async () => {
  const told = await gate(['allow', 'POLICY_NOT_BOUND']);
  assert.deepEqual([told.status, told.code, told.retryable], [403, 'POLICY_NOT_BOUND', false]);
  const refused = await gate(['deny', 'POLICY_NOT_BOUND', 'REGISTRY_UNREACHABLE']);
  assert.deepEqual([refused.status, refused.code], [403, undefined]);
});

test('a fault among the reasons is "could not tell", to be asked again only where that may help', async () => {
  const passing = await gate(['allow', 'POLICY_UNKNOWN', 'REGISTRY_UNREACHABLE']);
  assert.deepEqual([passing.status, passing.code, passing.retryable], [503, 'INDETERMINATE', true]);
  const lasting = await gate(['EVIDENCE_NOT_SENT', 'POLICY_UNKNOWN', 'INTERNAL']);
  assert.deepEqual([lasting.status, lasting.code, lasting.retryable], [503, 'INDETERMINATE', false]);
});
