import { type Answer, type Context, checkOf, fail, failUnless, pass, type TimedCheck } from './context.ts';
import type { RulesOf } from './rule.ts';

/**
 * The image is whole in its documents: index, manifests and configs are there, are well formed, and have the digests
 * that name them. Layers have a check of their own.
 * @example checkImage(context).check.code // 'OK', or the first defect's: 'IMAGE_CONTENT_MISSING'
 * @see image-spec v1.1.1
 */
export function checkImage(context: Context): TimedCheck {
  return checkOf('image', context.root, undefined, answer(context));
}

/** The rule of {@link checkImage}. @example imageRules(require, policy)[0]?.at // '' */
export const imageRules: RulesOf = () => [
  {
    check: 'image',
    at: '',
    demand: 'index, manifests and configs are there, well formed, and what their digests name',
  },
];

function answer({ facts, platforms }: Context): Answer {
  for (const { role, broken } of facts.subjects) {
    const [first] = broken;
    if (role !== 'evidence' && first !== undefined) return fail(first.code, first.reason, [first.digest]);
  }
  const faults = facts.faults.filter(({ what }) => what === 'manifest' || what === 'config');
  if (platforms.length === 0) return failUnless(faults, fail('IMAGE_MALFORMED', 'the index holds no platform image'));
  return failUnless(faults, pass('index, manifests and configs are whole'));
}
