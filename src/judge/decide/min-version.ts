import { FormatError } from '../../formats/format-error.ts';
import type { Annotations } from '../../formats/oci/descriptor.ts';
import { ANNOTATION_KEYS } from '../../formats/oci/metadata.ts';
import { compareSemver, parseSemver, type Semver, versionOfTag } from '../../formats/semver.ts';
import { type Answer, type Context, checkOf, fail, failUnless, pass, type TimedCheck } from './context.ts';
import { isFor } from './named-repository.ts';
import { either, type RulesOf } from './rule.ts';

const MAX_SHOWN = 64;

/**
 * The image is of a version that the policy still lets in: an older one, with good signatures of its own, is not put in its place.
 * The version is the one that the image has of itself, under the digest that is signed: `org.opencontainers.image.version` of the
 * index, else of each platform's manifest, else of each platform's labels.
 *
 * @returns one check for the image; none for a repository of which no version is demanded
 * @example checkMinVersion(context)[0]?.check.code // 'IMAGE_VERSION_TOO_LOW'
 * @see image-spec v1.1.1, annotations.md; Semantic Versioning 2.0.0, item 11
 */
export function checkMinVersion(context: Context): readonly TimedCheck[] {
  const { facts, require, root } = context;
  const wanted = Object.entries(require.minVersion ?? {}).filter(([glob]) => isFor(glob, facts));
  // Each pattern that matches is a demand of its own, so the highest counts.
  const [highest] = wanted
    .map(([, version]) => version)
    .toSorted((a, b) => compareSemver(parseSemver(b), parseSemver(a)));
  return highest === undefined ? [] : [checkOf('min-version', root, undefined, answer(context, highest))];
}

/** The rule of {@link checkMinVersion}. @example minVersionRules(require, policy)[0]?.at // '/require/minVersion' */
export const minVersionRules: RulesOf = ({ minVersion = {} }) => {
  const all = Object.entries(minVersion).map(([glob, version]) => `${version} in ${glob}`);
  if (all.length === 0) return [];
  return [{ check: 'min-version', at: '/require/minVersion', demand: `at least of version ${either(all, 'and')}` }];
};

interface Versioned {
  readonly where: string;
  readonly text: string;
}

function answer({ facts, platforms, signed }: Context, minimum: string): Answer {
  const hiding = facts.faults.filter(({ what }) => what === 'manifest' || what === 'config');
  const index = signed.find(({ role }) => role === 'index');
  const found = versionsOf([
    index === undefined ? [] : [{ where: 'the index', from: index.annotations }],
    platforms.map(({ platform = 'the image', annotations }) => ({ where: platform, from: annotations })),
    platforms.map(({ platform = 'the image', config }) => ({ where: platform, from: config?.Labels ?? {} })),
  ]);
  if (found === undefined)
    return failUnless(
      hiding,
      fail(
        'IMAGE_VERSION_UNKNOWN',
        `neither the index nor every platform says its version (${ANNOTATION_KEYS.version}), and ${minimum} is demanded`,
      ),
    );
  const lowest = parseSemver(minimum);
  for (const { where, text } of found) {
    const version = semverOf(text);
    const shown = JSON.stringify(text.slice(0, MAX_SHOWN).toWellFormed());
    if (version === undefined)
      return fail(
        'IMAGE_VERSION_UNKNOWN',
        `${where} says that it is of version ${shown}, which is no semantic version, and ${minimum} is demanded`,
      );
    if (compareSemver(version, lowest) < 0)
      return fail('IMAGE_VERSION_TOO_LOW', `${where} is of version ${shown}, and ${minimum} is demanded`);
  }
  return pass(
    `of version ${[...new Set(found.map(({ text }) => text.slice(0, MAX_SHOWN)))].join(', ')}, at least ${minimum} demanded`,
  );
}

/** Those of the first place where all have one. */
function versionsOf(
  places: readonly (readonly { readonly where: string; readonly from: Annotations }[])[],
): readonly Versioned[] | undefined {
  for (const place of places) {
    const texts = place.flatMap(({ where, from }): readonly Versioned[] => {
      const text = Object.hasOwn(from, ANNOTATION_KEYS.version) ? from[ANNOTATION_KEYS.version] : undefined;
      return text === undefined || text === '' ? [] : [{ where, text }];
    });
    if (texts.length > 0 && texts.length === place.length) return texts;
  }
  return undefined;
}

function semverOf(text: string): Semver | undefined {
  try {
    return versionOfTag(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return undefined;
  }
}
