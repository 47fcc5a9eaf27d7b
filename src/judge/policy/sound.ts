import { canonicalJson } from '../../formats/json/canonical.ts';
import { recordJson } from '../../formats/json/record.ts';
import { mergeRequirements } from '../../records/merge-requirements.ts';
import type { Policy, PolicyCase, Requirements } from '../../records/policy.ts';
import { refuse } from './demands/demand.ts';
import { asksSomething, needsOfAll, requireSoundDemands } from './requirements.ts';
import { requireOneRole } from './roles.ts';
import { requireUsableKeys } from './usable-keys.ts';

/**
 * Refuses a policy that is well formed but means nothing good: it demands nothing, it names signers that it does not
 * trust, no image can meet it, or one key could fill two roles.
 *
 * @throws FormatError of format `policy`, with the JSON pointer
 * @example requireSound(policy)
 */
export function requireSound(policy: Policy): void {
  const { trust, images } = policy;
  if (images.length === 0) refuse('/images', 'the policy covers no image; leave images out to cover all');
  const names = new Set<string>();
  trust.forEach(({ name }, index) => {
    if (names.has(name)) refuse(`/trust/${index}/name`, `two signers are called ${JSON.stringify(name)}`);
    names.add(name);
  });
  requireSoundTogether(policy);
  requireOneRole(trust);
  requireUsableKeys(policy);
  const ids = (policy.exceptions ?? []).map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0) refuse(`/exceptions/${twice}/id`, `two exceptions are called ${JSON.stringify(ids[twice])}`);
}

/** What applies to an image is what the policy requires of every one and what one case adds: each such whole must make sense. */
function requireSoundTogether({ require, cases, trust }: Policy): void {
  requireSoundDemands(require, '/require', trust);
  rebuildersAreOthers(require, '/require');
  if (cases === undefined) {
    if (!asksSomething(require)) refuse('/require', 'the policy demands nothing, so it would allow every image');
    versionsAreSigned(require, '/require');
    return;
  }
  requireReachable(cases);
  for (const [index, one] of cases.entries()) {
    const at = `/cases/${index}/require`;
    requireSoundDemands(one.require, at, trust);
    standsOnce(require, one.require, at);
    const all = mergeRequirements(require, one.require);
    if (!asksSomething(all))
      refuse(at, `the case ${one.name} demands nothing, nor does the policy, so it would allow every such image`);
    requireSoundDemands(all, at, trust);
    rebuildersAreOthers(all, at);
    versionsAreSigned(all, at);
  }
}

/** Cases are tried in order: one after a case that always applies, or after its own twin, would never be reached. */
function requireReachable(cases: readonly PolicyCase[]): void {
  const seen = new Map<string, string>();
  for (const [index, { name, if: condition }] of cases.entries()) {
    if (cases.findIndex((other) => other.name === name) !== index)
      refuse(`/cases/${index}/name`, `two cases are called ${JSON.stringify(name)}`);
    if (condition === undefined && index < cases.length - 1)
      refuse(`/cases/${index}`, `the case ${name} always applies, so those after it never do: put it last`);
    const text = condition === undefined ? '' : canonicalJson(recordJson(condition));
    const twin = seen.get(text);
    if (twin !== undefined) refuse(`/cases/${index}/if`, `the case ${twin} has the same condition and comes before it`);
    seen.set(text, name);
  }
}

/** A demand that stands in two places would be one of the two, and nobody could tell which. */
function standsOnce(require: Requirements, added: Requirements, at: string): void {
  for (const [name, more] of Object.entries(added)) {
    const own: unknown = require[name as keyof Requirements];
    if (own === undefined || own === null || Array.isArray(own) || typeof own !== 'object') continue;
    const both = Object.keys(more).find((member) => Object.hasOwn(own, member));
    if (both !== undefined)
      refuse(
        `${at}/${name}/${both}`,
        `/require/${name} has it too: a demand stands in one place, there or in its cases`,
      );
  }
}

/** An image says its version itself: without a signature over it, whoever pushes an old one says whatever is demanded. */
function versionsAreSigned(require: Requirements, at: string): void {
  if (require.minVersion !== undefined && needsOfAll(require).signers.length === 0)
    refuse(
      `${at}/minVersion`,
      'nobody has to sign the image, so whoever pushes it chooses its version: demand a signature too',
    );
}

/** Two builds by one operator prove determinism, not honesty: whoever seals, signs or states is no rebuilder of the same image. */
function rebuildersAreOthers(require: Requirements, at: string): void {
  const { signers, rebuilders } = needsOfAll(require);
  const both = rebuilders.find((name) => signers.includes(name));
  if (both !== undefined)
    refuse(
      `${at}/twinBuild/rebuilders/of`,
      `${JSON.stringify(both)} seals the image too, and one key must not fill two roles`,
    );
}
