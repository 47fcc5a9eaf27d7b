import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { parseReference } from '../../formats/reference.ts';
import type { ServerQuestion, ServerResult, VerificationServer } from '../../ports/verification-server.ts';
import type { AnswerBody } from '../../records/answer.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readAnswer } from './answer-reader.ts';
import { type ServerClient, understood } from './server-client.ts';
import { ServiceError, serviceError } from './service-error.ts';

const MAX_IMAGES = 50;

/**
 * Lets a server judge images by `POST /verify`, and believes no answer that contradicts itself or the question.
 *
 * @param origin - for messages
 * @example await verificationClient(client, transport.origin).verify({ images: ['registry.example.com/app:v1'], request: {} }, call)
 */
export function verificationClient(client: ServerClient, origin: string): VerificationServer {
  return {
    async verify(question, call) {
      const { images, policy, request, containers, layout, bundles, idempotencyKey, explain } = question;
      const [image] = images;
      if (image === undefined || images.length > MAX_IMAGES)
        throw new TwinsealError(
          'USAGE',
          `a server is asked about 1 to ${MAX_IMAGES} images at a time, not ${images.length}`,
        );
      if (images.length > 1 && (layout ?? bundles) !== undefined)
        throw new TwinsealError('USAGE', 'a layout or bundles are sent along with one image, not with several');
      const subject = {
        ...(images.length === 1 ? { image } : { images }),
        ...(layout !== undefined && { layout: base64(layout) }),
        ...(bundles !== undefined && { bundles: bundles.map(base64) }),
      };
      const asked = {
        method: 'POST' as const,
        path: explain === true ? '/verify?explain' : '/verify',
        headers: {
          'content-type': 'application/json',
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        },
        body: JSON.stringify({
          ...subject,
          ...(policy !== undefined && { policy }),
          ...(containers !== undefined && { containers }),
          ...request,
        }),
        // Judging twice costs a second decision and changes nothing.
        repeatable: true,
      };
      try {
        const { status, body } = await client.json(asked, [200], call);
        return understood(
          () =>
            images.length === 1
              ? [{ image, answer: fitting(readAnswer(body), image, question) }]
              : readBatch(body, question, origin),
          status,
          origin,
        );
      } catch (error) {
        if (images.length === 1 && error instanceof ServiceError) return [resultOf(error, image)];
        throw error;
      }
    },
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

function readBatch(body: JsonValue, question: ServerQuestion, origin: string): readonly ServerResult[] {
  const results = new Members('batch', body).array('results', MAX_IMAGES);
  if (results.length !== question.images.length)
    throw new FormatError('batch', 'has not one result for each image', '/results');
  return question.images.map((image, at) => {
    const result = new Members('batch', results[at], `/results/${at}`);
    if (result.text('image') !== image) result.fail('image', 'is another than was asked about');
    if (result.has('answer')) return { image, answer: fitting(readAnswer(result.object.answer), image, question) };
    const status = result.object.status;
    if (typeof status !== 'number' || status < 400) return result.fail('status', 'must be that of a problem');
    return resultOf(serviceError(result.object.problem ?? null, status, origin, undefined), image);
  });
}

/** "Could not tell" with a verdict is an answer, and everything else a reason why there is none. */
function resultOf(error: ServiceError, image: string): ServerResult {
  const { verdict, decision } = error;
  return verdict !== undefined && decision !== undefined
    ? { image, answer: { ...verdict, ...decision } }
    : { image, error };
}

/** An answer to another question is none: to another digest, or without the policy that was asked for. */
function fitting(answer: AnswerBody, image: string, { policy }: ServerQuestion): AnswerBody {
  const members = new Members('answer', {});
  if (answer.effect === 'unknown') members.fail('effect', 'is unknown in an answer that says it is known');
  const { digest } = parseReference(image);
  if (digest !== undefined && digest !== answer.subject.digest)
    members.fail('subject', 'is another digest than was asked about');
  const ran = answer.judgements.some((judgement) => judgement.policy.name === policy);
  if (policy !== undefined && answer.effect === 'admit' && !ran)
    members.fail('judgements', `have none of the policy ${policy}, which was asked for`);
  return answer;
}
