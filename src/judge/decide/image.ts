import type { CheckCode } from '../../records/check-codes.ts';
import type { FindingCode } from '../../records/finding-codes.ts';
import { type Answer, type Context, checkOf, fail, failUnless, pass, type TimedCheck } from './context.ts';

const CODES: Readonly<Partial<Record<FindingCode, CheckCode>>> = {
  BLOB_MISSING: 'IMAGE_CONTENT_MISSING',
  BLOB_DIGEST_MISMATCH: 'IMAGE_CONTENT_MISMATCH',
  DIFF_ID_COUNT: 'IMAGE_MALFORMED',
};

/**
 * The image is whole: every document that was read is well formed and has the digest that names it, and so have the
 * layers where they were walked.
 * @see image-spec v1.1.1
 */
export function checkImage(context: Context): TimedCheck {
  return checkOf('image', context.root, undefined, answer(context));
}

function answer(context: Context): Answer {
  const { facts, platforms } = context;
  for (const { role, broken } of facts.subjects) {
    const [first] = broken;
    if (role !== 'evidence' && first !== undefined) return fail(first.code, first.reason, [first.digest]);
  }
  for (const { findings } of facts.images) {
    const first = findings.find(({ severity }) => severity === 'error');
    if (first === undefined) continue;
    const place = first.pointer === undefined ? '' : ` (${first.pointer})`;
    return fail(
      CODES[first.code] ?? 'IMAGE_LAYER_MALFORMED',
      `${first.reason}${place}`,
      first.blob === undefined ? [] : [first.blob],
    );
  }
  const faults = facts.faults.filter(({ what }) => what === 'manifest' || what === 'config' || what === 'layer');
  const count = platforms.length;
  if (count === 0) return failUnless(faults, fail('IMAGE_MALFORMED', 'the index holds no platform image'));
  const read =
    facts.images.length === count
      ? 'documents and layers'
      : 'documents; its layers were not read, since the policy asks nothing of them';
  return failUnless(faults, pass(`the image is whole in its ${read}`));
}
