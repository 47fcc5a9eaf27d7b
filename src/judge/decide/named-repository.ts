import { matchesPath } from '../../formats/path-glob.ts';
import { matchesRepository, withoutDefaultPort } from '../../formats/registry-port.ts';
import { isSince } from '../../records/evidence-set.ts';
import type { Facts } from '../../records/facts.ts';

/** What was gathered by older rules is compared as it is written, so that what was decided by them replays. */
type Named = Pick<Facts, 'repository' | 'rules'>;

/** Whether a pattern of a policy is for the repository. @example isFor('registry.example.com/**', facts) */
export function isFor(glob: string, facts: Named): boolean {
  return isSince(facts.rules, 3) ? matchesRepository(glob, facts.repository) : matchesPath(glob, facts.repository);
}

/** A name as it is compared. @example comparedName('registry.example.com:443/app', facts) // 'registry.example.com/app' */
export function comparedName(name: string, facts: Pick<Named, 'rules'>): string {
  return isSince(facts.rules, 3) ? withoutDefaultPort(name) : name;
}
