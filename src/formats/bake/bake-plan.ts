import { FormatError } from '../format-error.ts';
import { Members } from '../json/members.ts';
import { parseJson } from '../json/parse.ts';
import type { JsonValue } from '../json/value.ts';

/** Bytes of a resolved bake file. */
export const MAX_BAKE_PLAN = 4 * 1024 * 1024;
const LIMITS = { maxBytes: MAX_BAKE_PLAN, maxDepth: 16, maxValues: 100_000 };
const MAX_TARGETS = 256;
const MAX_ENTRIES = 1024;
const READ = [
  'context',
  'dockerfile',
  'dockerfile-inline',
  'args',
  'platforms',
  'labels',
  'annotations',
  'tags',
] as const;

/** One target of a bake file, with groups, variables, functions, inheritance and matrix resolved. */
export interface BakeTarget {
  readonly name: string;
  /** Folder or address; `.` unless said otherwise. */
  readonly context: string;
  /** Path below the context; `Dockerfile` unless said otherwise. */
  readonly dockerfile: string;
  /** The Dockerfile's text where it stands in the bake file. */
  readonly inline?: string;
  readonly args: Readonly<Record<string, string>>;
  readonly platforms: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** As written: `index,manifest:key=value`. */
  readonly annotations: readonly string[];
  readonly tags: readonly string[];
  /** Names of all further members that say something. */
  readonly further: readonly string[];
}

/** What `buildx bake --print` prints. */
export interface BakePlan {
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly targets: ReadonlyMap<string, BakeTarget>;
}

/**
 * Reads a resolved bake file. Members that this reader has no use for are named, not read: their forms differ between versions.
 * @throws FormatError
 * @example parseBakePlan(bytes).targets.get('app')?.platforms // ['linux/amd64', 'linux/arm64']
 * @see docker/buildx bake/bake.go, Config and Target (JSON names)
 */
export function parseBakePlan(bytes: Uint8Array): BakePlan {
  const plan = new Members('bake', parseJson(bytes, LIMITS));
  plan.noCaseTwins(['group', 'target']);
  const groups: Record<string, readonly string[]> = Object.create(null);
  const targets = new Map<string, BakeTarget>();
  if (plan.has('group')) {
    const group = plan.inside('group');
    for (const name of namesOf(group, MAX_TARGETS)) {
      const members = group.inside(name);
      groups[name] = members.has('targets') ? texts(members, 'targets', MAX_TARGETS) : [];
    }
  }
  const target = plan.inside('target');
  for (const name of namesOf(target, MAX_TARGETS)) targets.set(name, targetOf(name, target.inside(name)));
  return { groups, targets };
}

/**
 * The targets that names stand for: each by itself, a group by its members, groups in groups too.
 * @throws FormatError for a name that is neither, or groups that lead in a circle
 * @example bakeTargets(plan, ['default']).map(({ name }) => name)
 * @see Docker documentation, "Bake file reference", Group
 */
export function bakeTargets(plan: BakePlan, names: readonly string[]): readonly BakeTarget[] {
  const found = new Map<string, BakeTarget>();
  const visit = (name: string, path: readonly string[]): void => {
    const group = Object.hasOwn(plan.groups, name) ? plan.groups[name] : undefined;
    const target = plan.targets.get(name);
    // A group that has a target's name stands for that target too: `bake app` prints both.
    if (group !== undefined && !path.includes(name)) for (const each of group) visit(each, [...path, name]);
    else if (target !== undefined) found.set(name, target);
    else if (group !== undefined) throw new FormatError('bake', `the group ${JSON.stringify(name)} contains itself`);
    else throw new FormatError('bake', `there is no target or group ${JSON.stringify(name.slice(0, 100))}`);
  };
  for (const name of names) visit(name, []);
  return [...found.values()];
}

function targetOf(name: string, members: Members): BakeTarget {
  members.noCaseTwins(READ);
  const inline = members.optionalString('dockerfile-inline', 1024 * 1024);
  const says = (value: JsonValue | undefined): boolean =>
    value !== null &&
    value !== false &&
    value !== '' &&
    !(typeof value === 'object' && Object.keys(value).length === 0);
  return {
    name,
    context: members.optionalString('context') ?? '.',
    dockerfile: members.optionalString('dockerfile') ?? 'Dockerfile',
    ...(inline !== undefined && { inline }),
    args: textMap(members, 'args'),
    platforms: texts(members, 'platforms'),
    labels: textMap(members, 'labels'),
    annotations: texts(members, 'annotations'),
    tags: texts(members, 'tags'),
    further: Object.keys(members.object).filter(
      (member) => !READ.some((known) => known === member) && says(members.object[member]),
    ),
  };
}

function namesOf(members: Members, max: number): readonly string[] {
  const names = Object.keys(members.object);
  const [first = ''] = names;
  if (names.length > max) members.fail(first, `is one of ${names.length} entries, more than the ${max} allowed`);
  for (const name of names)
    if (!/^[A-Za-z0-9_-]{1,128}$/.test(name)) members.fail(name.slice(0, 80), 'is no name of a target');
  return names;
}

function texts(members: Members, name: string, max = MAX_ENTRIES): readonly string[] {
  if (!members.has(name) || members.object[name] === null) return [];
  return members.array(name, max).map((value) => {
    if (typeof value !== 'string' || value === '' || value.length > 4096)
      members.fail(name, 'must hold texts of 1 to 4096 characters');
    return value;
  });
}

/** `null` means that the value is left to the environment, which is not handed on. */
function textMap(members: Members, name: string): Readonly<Record<string, string>> {
  if (!members.has(name) || members.object[name] === null) return {};
  const inside = members.inside(name);
  const map: Record<string, string> = Object.create(null);
  for (const key of Object.keys(inside.object).slice(0, MAX_ENTRIES + 1))
    if (inside.object[key] !== null) map[key] = inside.string(key, 64 * 1024);
  if (Object.keys(map).length > MAX_ENTRIES) members.fail(name, `has more than the ${MAX_ENTRIES} entries allowed`);
  return map;
}
