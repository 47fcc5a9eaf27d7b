import type { Facts, SignatureFact } from '../../records/facts.ts';
import type { Policy } from '../../records/policy.ts';
import { namedRepository } from '../../records/signed-name.ts';
import type { Context } from './context.ts';
import { comparedName } from './named-repository.ts';

/** A folder has no name of its own that a signed one could be compared with. */
const FOLDER = 'layout';
const MAX_SHOWN = 256;

/**
 * Why a signature is not for the repository that was asked for: whoever signed named another one. A signature that names
 * none is for every repository.
 *
 * @returns undefined when the name is right, or there is nothing to compare
 * @example elsewhere(context, fact) // 'it is for registry.example.com/a, not for registry.example.com/b'
 * @see containers/image docs/containers-signature.5.md, "critical.identity" (the identity must match what was asked for)
 */
export function elsewhere({ facts, policy }: Context, { name }: SignatureFact): string | undefined {
  const { repository } = facts;
  if (name === undefined || repository === FOLDER) return undefined;
  const named = namedRepository(name);
  if (named !== undefined && namesOf(facts, policy).includes(comparedName(named, facts))) return undefined;
  const shown = JSON.stringify((named ?? name).slice(0, MAX_SHOWN).toWellFormed());
  return `it was made for ${shown}, not for ${repository}`;
}

/** The names that an image may bear in a repository: its own, and those of repositories that it mirrors. */
function namesOf(facts: Facts, { mirrors = [] }: Policy): readonly string[] {
  const repository = comparedName(facts.repository, facts);
  return [
    repository,
    ...mirrors.flatMap((mirror) => {
      const [of, at] = [comparedName(mirror.of, facts), comparedName(mirror.at, facts)];
      return repository === at || repository.startsWith(`${at}/`) ? [`${of}${repository.slice(at.length)}`] : [];
    }),
  ];
}

/** For the reason of a check that holds: the name that was compared. @example nameNote(context, [fact]) // ', for registry.example.com/app' */
export function nameNote({ facts: { repository } }: Context, facts: readonly SignatureFact[]): string {
  const names = facts.flatMap(({ name }) => (name === undefined ? [] : [namedRepository(name) ?? name]));
  if (names.length < facts.length || repository === FOLDER) return '';
  return `, for ${[...new Set(names)].join(' and ')}`;
}
