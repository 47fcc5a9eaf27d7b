import { canonicalJsonBytes } from '../json/canonical.ts';
import { parseJson } from '../json/parse.ts';
import { pointer } from '../json/pointer.ts';
import type { JsonObject, JsonValue } from '../json/value.ts';
import { readDigest } from './descriptor.ts';
import type { ImageConfig, RunConfig } from './documents.ts';
import { ObjectReader } from './object-reader.ts';
import { platformJson, readPlatformMembers } from './platform.ts';
import { type Problems, readOrThrow } from './problems.ts';

const NAMES = ['created', 'author', 'architecture', 'os', 'os.version', 'os.features', 'variant', 'config', 'rootfs'];
const RUN_NAMES = [
  ...['User', 'ExposedPorts', 'Env', 'Entrypoint', 'Cmd', 'Volumes', 'WorkingDir', 'Labels', 'StopSignal'],
  // Docker image specification v1.3: image-spec reserves the name.
  'Healthcheck',
];
const HISTORY_NAMES = ['created', 'created_by', 'author', 'comment', 'empty_layer'];

/**
 * Reads an image config (OCI or Docker) and notes everything that is wrong with it. Optional members may be `null`.
 *
 * @param value - the parsed JSON
 * @param problems - where problems are noted
 * @returns the typed view, or `undefined` when a required member can't be read
 * @example readImageConfig(parseJson(bytes), new Problems())?.config?.User
 * @see image-spec v1.1.1, config.md, "Properties": an optional field may be null, which means absent
 */
export function readImageConfig(value: JsonValue, problems: Problems): ImageConfig | undefined {
  const reader = ObjectReader.of(value, '', problems, [...NAMES, 'history']);
  if (reader === undefined) return undefined;
  const platform = readPlatformMembers(reader, true);
  const created = reader.optionalString('created', true);
  const author = reader.optionalString('author', true);
  const config = reader.absent('config', true)
    ? undefined
    : readRunConfig(reader.raw('config'), reader.at('config'), problems);
  const rawRootfs = reader.required('rootfs');
  const rootfs = rawRootfs === undefined ? undefined : readRootfs(rawRootfs, reader.at('rootfs'), problems);
  const history = reader
    .optionalArray('history', true)
    ?.flatMap((entry, i) => readHistory(entry, pointer(reader.at('history'), i), problems) ?? []);
  if (platform === undefined || rootfs === undefined) return undefined;
  return {
    ...platform,
    ...(created !== undefined && { created }),
    ...(author !== undefined && { author }),
    ...(config !== undefined && { config }),
    rootfs,
    ...(history !== undefined && { history }),
  };
}

/**
 * Parses an image config. Members that the specification does not define are left out of the view: keep the bytes.
 *
 * @throws FormatError naming the first rule that is broken, with its JSON pointer
 * @example parseImageConfig(bytes).rootfs.diff_ids.length
 */
export function parseImageConfig(bytes: Uint8Array): ImageConfig {
  return readOrThrow(parseJson(bytes), readImageConfig);
}

/**
 * The canonical bytes of a config; {@link parseImageConfig} gives the same config back.
 * @throws FormatError when a text has a lone surrogate
 * @example sha256Digest(serialiseImageConfig(config))
 */
export function serialiseImageConfig(config: ImageConfig): Uint8Array<ArrayBuffer> {
  return canonicalJsonBytes({
    ...platformJson(config),
    created: config.created,
    author: config.author,
    config: config.config === undefined ? undefined : runConfigJson(config.config),
    rootfs: { type: 'layers', diff_ids: config.rootfs.diff_ids },
    history: config.history?.map((entry) => ({ ...entry })),
  });
}

type HistoryEntry = NonNullable<ImageConfig['history']>[number];

function readRunConfig(value: JsonValue | undefined, at: string, problems: Problems): RunConfig | undefined {
  const reader = ObjectReader.of(value, at, problems, RUN_NAMES);
  if (reader === undefined) return undefined;
  const User = reader.optionalString('User', true);
  const Env = reader.optionalStrings('Env', true);
  const Entrypoint = reader.optionalStrings('Entrypoint', true);
  const Cmd = reader.optionalStrings('Cmd', true);
  const WorkingDir = reader.optionalString('WorkingDir', true);
  const Labels = reader.optionalStringMap('Labels', true);
  const ExposedPorts = reader.optionalSet('ExposedPorts', true);
  const Volumes = reader.optionalSet('Volumes', true);
  const StopSignal = reader.optionalString('StopSignal', true);
  const Healthcheck = reader.absent('Healthcheck', true)
    ? undefined
    : readHealthcheck(reader.raw('Healthcheck'), reader.at('Healthcheck'), problems);
  return {
    ...(User !== undefined && { User }),
    ...(Env !== undefined && { Env }),
    ...(Entrypoint !== undefined && { Entrypoint }),
    ...(Cmd !== undefined && { Cmd }),
    ...(WorkingDir !== undefined && { WorkingDir }),
    ...(Labels !== undefined && { Labels }),
    ...(ExposedPorts !== undefined && { ExposedPorts }),
    ...(Volumes !== undefined && { Volumes }),
    ...(StopSignal !== undefined && { StopSignal }),
    ...(Healthcheck !== undefined && { Healthcheck }),
  };
}

function readHealthcheck(value: JsonValue | undefined, at: string, problems: Problems): RunConfig['Healthcheck'] {
  const Test = ObjectReader.of(value, at, problems, ['Test'])?.optionalStrings('Test', true);
  return { ...(Test !== undefined && { Test }) };
}

function runConfigJson(run: RunConfig): JsonObject {
  return {
    ...run,
    ExposedPorts: emptyMembers(run.ExposedPorts),
    Volumes: emptyMembers(run.Volumes),
    Healthcheck: run.Healthcheck === undefined ? undefined : { ...run.Healthcheck },
  };
}

// config.md: both are "a map with empty objects for values", for Go's `map[string]struct{}`.
function emptyMembers(set: Readonly<Record<string, object>> | undefined): JsonObject | undefined {
  return set === undefined ? undefined : Object.fromEntries(Object.keys(set).map((name) => [name, {}]));
}

function readRootfs(value: JsonValue, at: string, problems: Problems): ImageConfig['rootfs'] | undefined {
  const reader = ObjectReader.of(value, at, problems, ['type', 'diff_ids']);
  if (reader === undefined) return undefined;
  const type = reader.string('type');
  if (type !== undefined && type !== 'layers')
    problems.add(
      'rootfs-type',
      reader.at('type'),
      `${reader.at('type')} must be "layers", not ${JSON.stringify(type)}`,
    );
  const entries = reader.array('diff_ids');
  const diffIds = reader
    .optionalStrings('diff_ids')
    ?.flatMap((text, i) => readDigest(text, pointer(reader.at('diff_ids'), i), problems) ?? []);
  if (diffIds === undefined || diffIds.length !== entries?.length) return undefined;
  return { type: 'layers', diff_ids: diffIds };
}

function readHistory(value: JsonValue, at: string, problems: Problems): HistoryEntry | undefined {
  const reader = ObjectReader.of(value, at, problems, HISTORY_NAMES);
  if (reader === undefined) return undefined;
  const created = reader.optionalString('created', true);
  const createdBy = reader.optionalString('created_by', true);
  const author = reader.optionalString('author', true);
  const comment = reader.optionalString('comment', true);
  const emptyLayer = reader.optionalBoolean('empty_layer', true);
  return {
    ...(created !== undefined && { created }),
    ...(createdBy !== undefined && { created_by: createdBy }),
    ...(author !== undefined && { author }),
    ...(comment !== undefined && { comment }),
    ...(emptyLayer !== undefined && { empty_layer: emptyLayer }),
  };
}
