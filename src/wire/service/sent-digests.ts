import { createHash } from 'node:crypto';
import { type Digest, parseDigest } from '../../formats/digest.ts';
import type { Question } from '../../records/question.ts';

/** A question with the digests of what it brings along, for the record. @example recordSent(question).request.sent */
export function recordSent(question: Question): Question {
  const { sent, request } = question;
  if (sent === undefined) return question;
  const { layout, bundles } = sent;
  const digests = {
    ...(layout !== undefined && { layout: digestOf(layout) }),
    ...(bundles !== undefined && { bundles: bundles.map(digestOf) }),
  };
  return { ...question, request: { ...request, sent: digests } };
}

function digestOf(bytes: Uint8Array): Digest {
  return parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
}
