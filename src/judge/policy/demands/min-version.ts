import { FormatError } from '../../../formats/format-error.ts';
import { Members } from '../../../formats/json/members.ts';
import type { JsonValue } from '../../../formats/json/value.ts';
import { parseSemver } from '../../../formats/semver.ts';
import { isRepositoryGlob } from '../globs.ts';
import type { Demand } from './demand.ts';

const MAX_REPOSITORIES = 256;

/** The lowest version that is let in, by repository. @example minVersionDemand.needs({ '**': '1.4.0' }) // {} */
export const minVersionDemand: Demand<Readonly<Record<string, string>>> = {
  read: readVersions,
  asksSomething: (versions) => Object.keys(versions).length > 0,
  // Annotations and labels are those of documents that are fetched in any case.
  needs: () => ({}),
};

function readVersions(value: JsonValue, at: string): Readonly<Record<string, string>> {
  const name = at.slice(at.lastIndexOf('/') + 1);
  const members = new Members('policy', { [name]: value }, at.slice(0, -name.length - 1));
  const versions = members.textMap(name, MAX_REPOSITORIES);
  for (const [glob, version] of Object.entries(versions)) {
    if (!isRepositoryGlob(glob))
      members.fail(
        name,
        `has ${JSON.stringify(glob.slice(0, 80))}, which is no repository such as registry.example.com/team/**`,
      );
    try {
      parseSemver(version);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      members.fail(name, `has for ${glob} ${error.message}`);
    }
  }
  return versions;
}
