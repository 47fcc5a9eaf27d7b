import { platformCovers } from '../../formats/oci/go-variant.ts';
import { normalisePlatform, type Platform, platformText, samePlatform } from '../../formats/oci/platform.ts';
import type { FactSubject } from '../../records/facts.ts';
import { type Answer, type Context, checkOf, fail, failUnless, pass, type TimedCheck } from './context.ts';
import { either, type RulesOf } from './rule.ts';

/**
 * The platforms that the policy requires are there, none twice, and index, config and program (where one was read) agree on each.
 * @example checkPlatforms(context).check.code // 'IMAGE_PLATFORM_MISSING' when one that is required is not there
 * @see image-spec v1.1.1, image-index.md, "platform"; CVE-2022-24778
 */
export function checkPlatforms(context: Context): TimedCheck {
  return checkOf('platforms', context.root, undefined, answer(context));
}

/** The rule of {@link checkPlatforms}. @example platformRules(require, policy)[0]?.at // '/require/platforms' */
export const platformRules: RulesOf = ({ platforms = [] }) => [
  {
    check: 'platforms',
    at: platforms.length === 0 ? '' : '/require/platforms',
    demand: `${platforms.length === 0 ? '' : `has ${either(platforms, 'and')}; `}no platform twice, and index and config agree on each, as does the program where layers are read`,
  },
];

function answer(context: Context): Answer {
  const { platforms, require, facts } = context;
  for (const subject of platforms) {
    const wrong = disagreement(subject, context);
    if (wrong !== undefined) return fail('IMAGE_PLATFORM_MISMATCH', wrong, [subject.digest]);
  }
  const seen = new Map<string, FactSubject>();
  for (const subject of platforms) {
    const text = subject.platform === undefined ? undefined : normalised(subject.platform);
    // Images of Windows come once for each version of the system.
    if (text === undefined || text.startsWith('windows/')) continue;
    const other = seen.get(text);
    if (other !== undefined && other.digest !== subject.digest)
      return fail('IMAGE_PLATFORM_DUPLICATE', `${other.digest} and ${subject.digest} both claim ${text}`, [
        other.digest,
        subject.digest,
      ]);
    seen.set(text, subject);
  }
  const missing = (require.platforms ?? []).filter((platform) => !seen.has(normalised(platform)));
  if (missing.length > 0) {
    const hiding = facts.faults.filter(({ what }) => what === 'manifest' || what === 'config');
    return failUnless(hiding, fail('IMAGE_PLATFORM_MISSING', `the image has no ${missing.join(' and no ')}`));
  }
  return pass(agreement(seen));
}

/** What is not read has not agreed. `judge/audit/former-words.ts` knows what was said before, so that old decisions replay. */
function agreement(seen: ReadonlyMap<string, FactSubject>): string {
  const names = [...seen.keys()];
  const unread = names.filter((name) => seen.get(name)?.claims.program === undefined);
  if (names.length === 0) return 'no two places disagree about the platform';
  if (unread.length === names.length) return `index and config agree on ${names.join(', ')} (no program was read)`;
  const but = unread.length === 0 ? '' : ` (no program was read for ${unread.join(', ')})`;
  return `index, config and program agree on ${names.join(', ')}${but}`;
}

function disagreement(subject: FactSubject, { facts }: Context): string | undefined {
  const { descriptor, config, program } = subject.claims;
  if (descriptor !== undefined && config !== undefined && !agree(platformOf(descriptor), platformOf(config)))
    return `${subject.digest} is ${descriptor} by the index and ${config} by its config`;
  const declared = descriptor ?? config;
  if (declared === undefined || program === undefined) return undefined;
  const built = facts.images.find((report) => report.subject === subject.digest)?.entrypoint.platform;
  const [promise, need] = [platformOf(declared), platformOf(program)];
  const runs =
    built === undefined ? agree({ ...promise, variant: '' }, { ...need, variant: '' }) : platformCovers(promise, need);
  return runs ? undefined : `${subject.digest} claims ${declared}, and its program is for ${program}`;
}

/** Older tools leave the variant out of the config, so one that is absent says nothing. */
function agree(a: Platform, b: Platform): boolean {
  const { variant: _a, ...plainA } = a;
  const { variant: _b, ...plainB } = b;
  const silent = (a.variant ?? '') === '' || (b.variant ?? '') === '';
  return silent ? samePlatform(plainA, plainB) : samePlatform(a, b);
}

function normalised(text: string): string {
  return platformText(normalisePlatform(platformOf(text)));
}

/**
 * Reads `os/architecture[/variant]` as facts have it.
 * @example platformOf('linux/arm/v7') // { os: 'linux', architecture: 'arm', variant: 'v7' }
 */
export function platformOf(text: string): Platform {
  const [os = '', architecture = '', ...variant] = text.split('/');
  return { os, architecture, ...(variant.length > 0 && { variant: variant.join('/') }) };
}
