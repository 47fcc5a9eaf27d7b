import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { normalisePlatform, platformText } from '../../formats/oci/platform.ts';
import { parsePlatformFlag } from '../../formats/oci/platform-flag.ts';
import { CONDITION_NAMES, ISOLATION_NAMES } from '../../records/conditions.ts';
import type {
  ImageRequirement,
  RebuilderRequirement,
  Requirements,
  StatementRequirement,
  TwinRequirement,
} from '../../records/policy.ts';
import { predicateTypeOf } from '../../records/predicate-types.ts';

const MAX_ENTRIES = 64;
const MAX_COUNT = 16;

/**
 * Reads `require`. What signers are meant by a name is checked later.
 * @param at - JSON pointer of `require` in the policy
 * @throws FormatError with the JSON pointer
 * @example readRequirements({ signatures: [{ by: 'release' }] }, '/require').signatures // [{ by: 'release' }]
 */
export function readRequirements(value: JsonValue | undefined, at: string): Requirements {
  const members = new Members('policy', value, at);
  members.only(['platforms', 'signatures', 'statements', 'twinBuild', 'image']);
  const list = <T>(name: string, read: (value: JsonValue, at: string) => T): readonly T[] | undefined =>
    members.has(name)
      ? members.array(name, MAX_ENTRIES).map((entry, index) => read(entry, `${members.pointer(name)}/${index}`))
      : undefined;
  const platforms = list('platforms', readPlatformName);
  const signatures = list('signatures', (entry, place) => {
    const signature = new Members('policy', entry, place);
    signature.only(['by']);
    return { by: signature.text('by', 64) };
  });
  const statements = list('statements', readStatement);
  const twinBuild = members.has('twinBuild') ? readTwin(members.inside('twinBuild')) : undefined;
  const image = members.has('image') ? readImage(members.inside('image')) : undefined;
  return {
    ...(platforms !== undefined && { platforms }),
    ...(signatures !== undefined && { signatures }),
    ...(statements !== undefined && { statements }),
    ...(twinBuild !== undefined && { twinBuild }),
    ...(image !== undefined && { image }),
  };
}

function readPlatformName(value: JsonValue, at: string): string {
  if (typeof value !== 'string') throw new FormatError('policy', 'a platform must be a string such as linux/amd64', at);
  return platformText(normalisePlatform(parsePlatformFlag(value)));
}

function readStatement(value: JsonValue, at: string): StatementRequirement {
  const members = new Members('policy', value, at);
  members.only(['type', 'by', 'count']);
  const type = members.text('type', 512);
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(predicateTypeOf(type)))
    members.fail('type', `is ${JSON.stringify(type)}: neither a URI nor a short name such as spdxjson`);
  const count = members.has('count') ? wholeNumber(members, 'count', 1, MAX_COUNT) : undefined;
  return { type, by: names(members, 'by'), ...(count !== undefined && { count }) };
}

function readTwin(members: Members): TwinRequirement {
  members.only([
    'by',
    'varied',
    'networkless',
    'isolation',
    'cold',
    'toolchainAuthenticated',
    'modulesAuthenticated',
    'maxAge',
    'rebuilders',
  ]);
  const varied = members.has('varied') ? names(members, 'varied') : undefined;
  const unknown = varied?.find((name) => !CONDITION_NAMES.some((known) => known === name));
  if (unknown !== undefined)
    members.fail('varied', `names ${JSON.stringify(unknown)}; conditions are ${CONDITION_NAMES.join(', ')}`);
  const networkless = flag(members, 'networkless');
  const isolation = members.has('isolation') ? names(members, 'isolation') : undefined;
  const stranger = isolation?.find((name) => !ISOLATION_NAMES.some((known) => known === name));
  if (stranger !== undefined)
    members.fail(
      'isolation',
      `names ${JSON.stringify(stranger)}; what can contain a build is ${ISOLATION_NAMES.join(', ')}`,
    );
  const cold = flag(members, 'cold');
  const toolchainAuthenticated = flag(members, 'toolchainAuthenticated');
  const modulesAuthenticated = flag(members, 'modulesAuthenticated');
  const maxAge = members.has('maxAge') ? wholeNumber(members, 'maxAge', 1, 100 * 366 * 86_400) : undefined;
  const rebuilders = members.has('rebuilders') ? readRebuilders(members.inside('rebuilders')) : undefined;
  return {
    by: names(members, 'by'),
    ...(varied !== undefined && { varied }),
    ...(networkless !== undefined && { networkless }),
    ...(isolation !== undefined && { isolation }),
    ...(cold !== undefined && { cold }),
    ...(toolchainAuthenticated !== undefined && { toolchainAuthenticated }),
    ...(modulesAuthenticated !== undefined && { modulesAuthenticated }),
    ...(maxAge !== undefined && { maxAge }),
    ...(rebuilders !== undefined && { rebuilders }),
  };
}

function readRebuilders(members: Members): RebuilderRequirement {
  members.only(['of', 'atLeast']);
  return { of: names(members, 'of'), atLeast: wholeNumber(members, 'atLeast', 1, MAX_ENTRIES) };
}

function readImage(members: Members): ImageRequirement {
  members.only(['nonRoot', 'staticBinary', 'goReproducibleFlags', 'labels']);
  const nonRoot = flag(members, 'nonRoot');
  const staticBinary = flag(members, 'staticBinary');
  const goReproducibleFlags = flag(members, 'goReproducibleFlags');
  const labels = members.has('labels') ? members.textMap('labels', MAX_ENTRIES) : undefined;
  return {
    ...(nonRoot !== undefined && { nonRoot }),
    ...(staticBinary !== undefined && { staticBinary }),
    ...(goReproducibleFlags !== undefined && { goReproducibleFlags }),
    ...(labels !== undefined && { labels }),
  };
}

function names(members: Members, name: string): readonly string[] {
  const list = members.array(name, MAX_ENTRIES).map((entry) => {
    if (typeof entry !== 'string' || entry === '') return members.fail(name, 'must hold names');
    return entry;
  });
  if (list.length === 0) members.fail(name, 'must hold at least one name');
  if (new Set(list).size !== list.length) members.fail(name, 'has a name twice');
  return list;
}

/** A switch that can only be on: `false` would read like a demand and be none. */
function flag(members: Members, name: string): true | undefined {
  if (!members.has(name)) return undefined;
  if (members.object[name] !== true) members.fail(name, 'can only be true; leave it out to not demand it');
  return true;
}

function wholeNumber(members: Members, name: string, min: number, max: number): number {
  const value = members.object[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max)
    return members.fail(name, `must be a whole number from ${min} to ${max}`);
  return value;
}
