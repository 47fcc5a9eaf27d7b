import { FormatError } from '../../../formats/format-error.ts';
import { parseGoVersion } from '../../../formats/gobuild/go-version.ts';
import { Members } from '../../../formats/json/members.ts';
import type { JsonValue } from '../../../formats/json/value.ts';
import type { GoBuildRequirement } from '../../../records/policy.ts';
import type { Demand } from './demand.ts';
import { flag, names } from './member-values.ts';

/** What the build info of Go programs must say, of the one that runs or of all in the image. @example goBuildDemand.needs({ minVersion: '1.25.0' }).walkLayers // true */
export const goBuildDemand: Demand<GoBuildRequirement> = {
  read: readGoBuild,
  asksSomething: () => true,
  needs: ({ programs }) => ({ walkLayers: true, goPrograms: programs === 'all' }),
};

function readGoBuild(value: JsonValue, at: string): GoBuildRequirement {
  const members = new Members('policy', value, at);
  members.only(['programs', 'minVersion', 'trimpath', 'cgo', 'modified', 'modules']);
  const programs = members.has('programs') ? programsOf(members) : undefined;
  const minVersion = members.has('minVersion') ? goVersion(members) : undefined;
  const trimpath = flag(members, 'trimpath');
  const cgo = members.has('cgo') ? onOrOff(members, 'cgo') : undefined;
  if (members.has('modified') && members.object.modified !== false)
    members.fail('modified', 'can only be false; leave it out to not demand a clean checkout');
  const modules = members.has('modules') ? names(members, 'modules') : undefined;
  const odd = modules?.find((glob) => !/^[!-~]{1,256}$/.test(glob));
  if (odd !== undefined)
    members.fail('modules', `holds ${JSON.stringify(odd)}, which is no module path such as example.com/team/**`);
  return {
    ...(programs !== undefined && { programs }),
    ...(minVersion !== undefined && { minVersion }),
    ...(trimpath !== undefined && { trimpath }),
    ...(cgo !== undefined && { cgo }),
    ...(members.has('modified') && { modified: false }),
    ...(modules !== undefined && { modules }),
  };
}

function programsOf(members: Members): NonNullable<GoBuildRequirement['programs']> {
  const which = members.text('programs', 16);
  return which === 'all' || which === 'entrypoint' ? which : members.fail('programs', 'must be all or entrypoint');
}

function onOrOff(members: Members, name: string): boolean {
  const value = members.object[name];
  return typeof value === 'boolean' ? value : members.fail(name, 'must be true or false');
}

function goVersion(members: Members): string {
  const text = members.text('minVersion', 64);
  try {
    parseGoVersion(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    members.fail('minVersion', `is ${JSON.stringify(text)}: say 1.25, 1.25.3 or 1.26rc1`);
  }
  return text;
}
