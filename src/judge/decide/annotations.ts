import type { Annotations } from '../../formats/oci/descriptor.ts';
import { type Answer, type Context, checkOf, fail, failUnless, pass, type TimedCheck } from './context.ts';
import { either, type RulesOf } from './rule.ts';

/**
 * The demanded annotations stand in the index or in every platform manifest: both are named by the digest that is judged,
 * so nobody can add one without a new image.
 * @returns one check for the image; none when the policy demands no annotations
 * @example checkAnnotations(context)[0]?.check.code // 'IMAGE_ANNOTATION_REFUSED'
 * @see image-spec v1.1.1, annotations.md
 */
export function checkAnnotations(context: Context): readonly TimedCheck[] {
  const wanted = Object.entries(context.require.annotations ?? {});
  if (wanted.length === 0) return [];
  return [checkOf('annotations', context.root, undefined, answer(context, wanted))];
}

/** The rule of {@link checkAnnotations}. @example annotationRules(require, policy)[0]?.at // '/require/annotations' */
export const annotationRules: RulesOf = ({ annotations = {} }) => {
  const wanted = Object.entries(annotations).map(([name, value]) => `${name}${value === '*' ? '' : `=${value}`}`);
  if (wanted.length === 0) return [];
  const demand = `has ${either(wanted, 'and')} as annotations of the index or of every platform`;
  return [{ check: 'annotations', at: '/require/annotations', demand }];
};

function answer({ facts, platforms, signed }: Context, wanted: readonly (readonly [string, string])[]): Answer {
  const index = signed.find(({ role }) => role === 'index');
  for (const [name, value] of wanted) {
    const has = ({ annotations }: { readonly annotations: Annotations }): boolean =>
      Object.hasOwn(annotations, name) && (value === '*' || annotations[name] === value);
    if ((index !== undefined && has(index)) || (platforms.length > 0 && platforms.every(has))) continue;
    const given = [...(index === undefined ? [] : [index]), ...platforms].find((one) =>
      Object.hasOwn(one.annotations, name),
    );
    const why =
      given === undefined
        ? `the image has no annotation ${name}`
        : value === '*'
          ? `not every platform has the annotation ${name}, nor has the index`
          : `the annotation ${name} of ${given.platform ?? 'the index'} is ${JSON.stringify(given.annotations[name])}, not ${JSON.stringify(value)} in the index or on every platform`;
    return failUnless(
      facts.faults.filter(({ what }) => what === 'manifest'),
      fail('IMAGE_ANNOTATION_REFUSED', why),
    );
  }
  return pass(`the image has the annotations ${wanted.map(([name]) => name).join(', ')}`);
}
