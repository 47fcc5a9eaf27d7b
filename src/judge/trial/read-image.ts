import { FormatError } from '../../formats/format-error.ts';
import type { Members } from '../../formats/json/members.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../formats/json/value.ts';
import { normalisePlatform, platformText } from '../../formats/oci/platform.ts';
import { parsePlatformFlag } from '../../formats/oci/platform-flag.ts';
import { CHECK_CODES, type CheckCode } from '../../records/check-codes.ts';
import { CONDITION_NAMES, ISOLATION_NAMES } from '../../records/conditions.ts';
import type {
  DescribedGoBuild,
  DescribedPlatform,
  DescribedProgram,
  DescribedRebuild,
  DescribedTwin,
  ImageDescription,
} from '../../records/image-description.ts';
import { nameAmong } from '../../records/signed-name.ts';
import { secondsOr } from './read-content.ts';
import { type Place, readStatement, SIGNED_MEMBERS, signed } from './read-statement.ts';
import { entries, FORMAT, MAX_ENTRIES, membersOf, oneOf, texts, yesOrNo } from './values.ts';

const MAX_LIKES = 8;
const HOUR = 3600;
const OUTCOMES = ['resolved', 'missing', 'not-a-file', 'interpreted', 'empty', 'loop', 'ambiguous', 'unread'] as const;
const WHATS = ['manifest', 'config', 'layer', 'referrers', 'evidence'] as const;
const FAULTS = ['EVIDENCE_UNREACHABLE', 'EVIDENCE_THROTTLED', 'EVIDENCE_UNAUTHORIZED', 'EVIDENCE_LIMIT'] as const;
/** Merged with those of the image that another one is like; every other member is replaced. */
const MERGED = ['config', 'program'];

/**
 * Reads the description of an image.
 *
 * @param value - an object, or the name of one in `images`
 * @param images - descriptions by name
 * @param now - seconds since 1970: what has no time happened an hour before
 * @throws FormatError with the JSON pointer
 * @example readImage('sealed', '/tests/0/image', images, now).platforms.length
 */
export function readImage(
  value: JsonValue | undefined,
  at: string,
  images: ReadonlyMap<string, JsonObject>,
  now: number,
): ImageDescription {
  const members = membersOf(resolve(value, at, images, 0), at);
  members.only([
    ...['index', 'platforms', 'annotations', 'config', 'program', 'goPrograms', 'signatures', 'statements'],
    ...['twin', 'rebuilds', 'broken', 'faults'],
  ]);
  const index = yesOrNo(members, 'index', true);
  const platforms = readPlatforms(members);
  if (!index && platforms.length > 1) members.fail('index', 'can be false for one platform only');
  const names = platforms.map(({ platform }) => platform);
  const place: Place = { everywhere: [...(index ? ['index'] : []), ...names], ago: now - HOUR };
  return {
    index,
    platforms,
    annotations: textMap(members, 'annotations'),
    signatures: entries(members, 'signatures').map((entry) => {
      entry.only([...SIGNED_MEMBERS, 'annotations', 'name']);
      const annotations = textMap(entry, 'annotations');
      const name = entry.has('name') ? { name: entry.text('name', 512) } : nameAmong(annotations);
      return { ...signed(entry, place), annotations, ...name };
    }),
    statements: entries(members, 'statements').map((entry) => readStatement(entry, place)),
    twins: members.has('twin') ? [readTwin(members.inside('twin'), place)] : [],
    rebuilds: entries(members, 'rebuilds').map((entry) => readRebuild(entry, place)),
    broken: entries(members, 'broken').map((entry) => {
      entry.only(['on', 'code']);
      return { on: oneOf(entry, 'on', place.everywhere, place.everywhere[0] ?? ''), code: readCode(entry, 'code') };
    }),
    faults: entries(members, 'faults').map((entry) => {
      entry.only(['on', 'what', 'code']);
      return {
        on: oneOf(entry, 'on', place.everywhere, place.everywhere[0] ?? ''),
        what: oneOf(entry, 'what', WHATS, 'referrers'),
        code: oneOf(entry, 'code', FAULTS, 'EVIDENCE_UNREACHABLE'),
      };
    }),
  };
}

/** A code of a check. @throws FormatError @example readCode(members, 'code') // 'IMAGE_CONTENT_MISSING' */
export function readCode(members: Members, name: string): CheckCode {
  const text = members.text(name, 64);
  return isCheckCode(text) ? text : members.fail(name, `is ${JSON.stringify(text)}, which is no code of a check`);
}

function isCheckCode(text: string): text is CheckCode {
  return Object.hasOwn(CHECK_CODES, text);
}

/** The description with that of the image that it is like beneath it. */
function resolve(
  value: JsonValue | undefined,
  at: string,
  images: ReadonlyMap<string, JsonObject>,
  depth: number,
): JsonObject {
  if (depth > MAX_LIKES) return membersOf({}, at).fail('like', 'goes in a circle, or too far');
  if (typeof value === 'string') {
    const named = images.get(value);
    if (named === undefined) throw new FormatError(FORMAT, `the image ${JSON.stringify(value)} is none of images`, at);
    return resolve(named, `/images/${value}`, images, depth + 1);
  }
  const members = membersOf(value, at);
  if (!members.has('like')) return members.object;
  const like = members.text('like', 64);
  const named = images.get(like);
  if (named === undefined) return members.fail('like', `is ${JSON.stringify(like)}, which is none of images`);
  const base = resolve(named, `/images/${like}`, images, depth + 1);
  const merged: Record<string, JsonValue | undefined> = Object.assign(Object.create(null), base);
  for (const [name, above] of Object.entries(members.object)) {
    const below = base[name];
    if (name === 'like' || above === undefined) continue;
    merged[name] = MERGED.includes(name) && isJsonObject(below) && isJsonObject(above) ? { ...below, ...above } : above;
  }
  return merged;
}

function readPlatforms(image: Members): readonly DescribedPlatform[] {
  const list = image.has('platforms') ? image.array('platforms', MAX_ENTRIES) : ['linux/amd64'];
  if (list.length === 0) image.fail('platforms', 'must name at least one');
  const platforms = list.map((value, index): DescribedPlatform => {
    const at = `${image.pointer('platforms')}/${index}`;
    const own = membersOf(typeof value === 'string' ? { platform: value } : value, at);
    own.only(['platform', 'annotations', 'config', 'program', 'goPrograms']);
    const merged = (name: string): Members => {
      const [below, above] = [image.object[name], own.object[name]];
      if (!isJsonObject(below)) return above === undefined ? membersOf({}, at) : own.inside(name);
      return membersOf(
        { ...below, ...(above === undefined ? {} : own.inside(name).object) },
        own.has(name) ? own.pointer(name) : image.pointer(name),
      );
    };
    const program = readProgram(merged('program'));
    return {
      platform: platformText(normalisePlatform(parsePlatformFlag(own.text('platform', 64)))),
      annotations: textMap(own, 'annotations'),
      config: readConfig(merged('config'), program.path),
      program,
      goPrograms: readGoPrograms(own.has('goPrograms') ? own : image),
    };
  });
  const twice = platforms.find(
    ({ platform }, index) => platforms.findIndex((one) => one.platform === platform) !== index,
  );
  if (twice !== undefined) image.fail('platforms', `has ${twice.platform} twice`);
  return platforms;
}

function readConfig(members: Members, path: string): DescribedPlatform['config'] {
  members.only(['user', 'env', 'entrypoint', 'cmd', 'workingDir', 'labels', 'ports']);
  return {
    User: members.has('user') ? members.string('user', 256) : '65532',
    Env: texts(members, 'env', []),
    Entrypoint: texts(members, 'entrypoint', [path]),
    ...(members.has('cmd') && { Cmd: texts(members, 'cmd', []) }),
    ...(members.has('workingDir') && { WorkingDir: members.text('workingDir') }),
    Labels: textMap(members, 'labels'),
    ...(members.has('ports') && {
      ExposedPorts: Object.fromEntries(texts(members, 'ports', []).map((port) => [port, {}])),
    }),
  };
}

function readProgram(members: Members): DescribedProgram {
  members.only(['path', 'outcome', 'static', 'preload', 'setuid', 'go']);
  const go =
    members.object.go === false ? undefined : readGo(members.has('go') ? members.inside('go') : membersOf({}, ''));
  return {
    path: members.has('path') ? members.text('path') : '/app',
    outcome: oneOf(members, 'outcome', OUTCOMES, 'resolved'),
    static: yesOrNo(members, 'static', true),
    preload: texts(members, 'preload', []),
    setuid: texts(members, 'setuid', []),
    ...(go !== undefined && { go }),
  };
}

function readGoPrograms(members: Members): DescribedPlatform['goPrograms'] {
  return entries(members, 'goPrograms').map((entry) => ({ path: entry.text('path'), ...readGo(entry, ['path']) }));
}

function readGo(members: Members, more: readonly string[] = []): DescribedGoBuild {
  members.only([...more, 'version', 'module', 'trimpath', 'cgo', 'modified']);
  const modified = members.object.modified === null ? undefined : yesOrNo(members, 'modified', false);
  return {
    version: members.has('version') ? members.text('version', 64) : '1.26.0',
    module: members.has('module') ? members.text('module', 256) : 'example.com/app',
    trimpath: yesOrNo(members, 'trimpath', true),
    cgo: yesOrNo(members, 'cgo', false),
    ...(modified !== undefined && { modified }),
  };
}

function readTwin(members: Members, place: Place): DescribedTwin {
  members.only([
    ...SIGNED_MEMBERS,
    ...['outcome', 'program', 'varied', 'isolation', 'networkless', 'cold'],
    ...['toolchainAuthenticated', 'modulesAuthenticated', 'finished'],
  ]);
  const some = (name: string, all: readonly string[]): readonly string[] => {
    const list = texts(members, name, all);
    const stranger = list.find((one) => !all.includes(one));
    return stranger === undefined
      ? list
      : members.fail(name, `names ${JSON.stringify(stranger)}; there are ${all.join(', ')}`);
  };
  return {
    ...signed(members, place),
    identical: oneOf(members, 'outcome', ['identical', 'different'], 'identical') === 'identical',
    sameProgram: oneOf(members, 'program', ['same', 'other'], 'same') === 'same',
    varied: some('varied', CONDITION_NAMES),
    isolation: some('isolation', ISOLATION_NAMES),
    networkless: yesOrNo(members, 'networkless', true),
    cold: yesOrNo(members, 'cold', true),
    toolchainAuthenticated: yesOrNo(members, 'toolchainAuthenticated', true),
    modulesAuthenticated: yesOrNo(members, 'modulesAuthenticated', true),
    finished: secondsOr(members, 'finished', place.ago),
  };
}

function readRebuild(members: Members, place: Place): DescribedRebuild {
  members.only([...SIGNED_MEMBERS, 'outcome', 'finished']);
  return {
    ...signed(members, place),
    reproduced: oneOf(members, 'outcome', ['reproduced', 'different'], 'reproduced') === 'reproduced',
    finished: secondsOr(members, 'finished', place.ago),
  };
}

function textMap(members: Members, name: string): Readonly<Record<string, string>> {
  return members.has(name) ? members.textMap(name, MAX_ENTRIES) : {};
}
