import { FormatError } from '../../formats/format-error.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../formats/json/value.ts';
import { type SchemaIssue, validateAgainst } from '../../formats/schema/validate.ts';
import { parseYaml } from '../../formats/yaml.ts';
import { askedPlatforms } from '../../records/asked-platform.ts';
import type { BuildSettings, ImageSettings, MetadataSettings, Settings } from '../../records/settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** What holds where `twinseal.yaml` says nothing, or is not there. */
export const DEFAULT_SETTINGS: Settings = {
  apiVersion: 'twinseal.dev/v1',
  main: [],
  platforms: ['linux/amd64', 'linux/arm64'],
  build: {
    tags: [],
    ldflags: [],
    gcflags: [],
    levels: {},
    prepare: [],
    cache: 'fresh',
    keep: [],
    vary: [],
    strip: false,
    debug: 'keep',
    experiments: [],
    pgo: 'auto',
    timeout: 1800,
  },
  image: {
    base: 'scratch',
    // The user "nonroot" of the distroless images, which other bases know too.
    user: '65532:65532',
    entrypoint: [],
    cmd: [],
    labels: {},
    annotations: {},
    binDir: '/usr/local/bin',
  },
  metadata: {},
};

/**
 * Reads `twinseal.yaml`: strict YAML, the schema schemas/settings.schema.json, then what no schema can say. Everything
 * is optional; what is absent has its default.
 *
 * @param bytes - of the file; an empty file means the defaults
 * @param name - of the file, for messages
 * @returns the settings before flags are laid over them
 * @throws TwinsealError `SETTINGS_INVALID` or `PLATFORM_UNKNOWN`: one sentence with the place, further ones in `details`
 * @example (await parseSettings(encodeUtf8('platforms: [linux/arm64]'), 'twinseal.yaml')).platforms // ['linux/arm64']
 */
export async function parseSettings(bytes: Uint8Array, name: string): Promise<Settings> {
  const document = read(bytes, name);
  if (document === null) return DEFAULT_SETTINGS;
  refuseIssues(await validateAgainst('settings', document), name);
  const file = objectOf(document);
  const image = imageOf(objectOf(file.image), DEFAULT_SETTINGS.image);
  const named = (value: JsonValue | undefined) =>
    Object.entries(objectOf(value)).map(([name, each]) => {
      const own = objectOf(each);
      return { name, main: mainOf(own.main), image: imageOf(own, image) };
    });
  const images = named(file.images);
  if (images.length > 0 && file.main !== undefined)
    throw new TwinsealError('SETTINGS_INVALID', `${name}: images name their main packages themselves: leave main out`);
  return {
    apiVersion: 'twinseal.dev/v1',
    main: images.length > 0 ? [...new Set(images.flatMap((each) => each.main))] : mainOf(file.main),
    platforms:
      file.platforms === undefined
        ? DEFAULT_SETTINGS.platforms
        : askedPlatforms(textsOf(file.platforms, []), `${name} at /platforms`),
    build: buildOf(objectOf(file.build)),
    image,
    ...(images.length > 0 && { images }),
    ...(file.bake !== undefined && { bake: named(file.bake) }),
    metadata: metadataOf(objectOf(file.metadata)),
  };
}

function read(bytes: Uint8Array, name: string): JsonValue {
  try {
    return parseYaml(bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const where = error.at.startsWith(':') ? `${name}${error.at}` : `${name}${error.at && ` at ${error.at}`}`;
    throw new TwinsealError('SETTINGS_INVALID', `${where}: ${error.message}`, { cause: error });
  }
}

/** The deepest issue says most: that neither of two forms fits is true, but helps nobody. */
function refuseIssues(issues: readonly SchemaIssue[], name: string): void {
  const useful = issues.filter(({ keyword }) => keyword !== 'anyOf');
  const [first, ...more] = useful.length > 0 ? useful : issues;
  if (first === undefined) return;
  const sentence = ({ pointer, message, keyword }: SchemaIssue) =>
    `${name}${pointer && ` at ${pointer}`}: ${keyword === 'pattern' ? hintOf(pointer) : message}`;
  throw new TwinsealError('SETTINGS_INVALID', sentence(first), { details: more.slice(0, 20).map(sentence) });
}

/** A pattern tells a person nothing. */
function hintOf(pointer: string): string {
  if (/^\/(?:(?:images|bake)\/[^/]+\/)?main/.test(pointer))
    return 'must be a package inside the module that begins with ./, such as ./cmd/app';
  if (/^\/(?:images?|bake)\/(?:[^/]+\/)?user$/.test(pointer))
    return 'must be a user by number, such as "65532:65532", in quotes';
  if (/^\/(?:images?|bake)\/(?:[^/]+\/)?binDir$/.test(pointer))
    return 'must be an absolute folder without . and .., such as /usr/local/bin';
  if (pointer.startsWith('/bake')) return 'must be the name of a target: letters, digits, _ and -';
  if (pointer.startsWith('/images'))
    return 'must be the name of an image: small letters and digits, parted by one of . _ -';
  if (pointer.startsWith('/build/experiments')) return 'must be a name of GOEXPERIMENT, such as jsonv2';
  if (pointer === '/build/pgo') return 'must be auto, off, or a file of the source such as ./profiles/app.pgo';
  return 'must be an architecture level of Go, such as GOAMD64: v2';
}

function buildOf(file: JsonObject): BuildSettings {
  const defaults = DEFAULT_SETTINGS.build;
  return {
    tags: textsOf(file.tags, defaults.tags),
    ldflags: textsOf(file.ldflags, defaults.ldflags),
    gcflags: textsOf(file.gcflags, defaults.gcflags),
    levels: mapOf(file.levels),
    prepare: isJsonArray(file.prepare) ? file.prepare.map((words) => textsOf(words, [])) : defaults.prepare,
    cache: file.cache === 'off' ? 'off' : 'fresh',
    keep: textsOf(file.keep, defaults.keep),
    vary: textsOf(file.vary, defaults.vary),
    strip: file.strip === true,
    debug: file.debug === 'split' ? 'split' : 'keep',
    experiments: textsOf(file.experiments, defaults.experiments),
    pgo: textOf(file.pgo) ?? defaults.pgo,
    timeout: typeof file.timeout === 'number' ? file.timeout : defaults.timeout,
  };
}

function mainOf(value: JsonValue | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : textsOf(value, DEFAULT_SETTINGS.main);
}

function imageOf(file: JsonObject, defaults: ImageSettings): ImageSettings {
  return {
    base: textOf(file.base) ?? defaults.base,
    user: textOf(file.user) ?? defaults.user,
    entrypoint: textsOf(file.entrypoint, defaults.entrypoint),
    cmd: textsOf(file.cmd, defaults.cmd),
    labels: { ...defaults.labels, ...mapOf(file.labels) },
    annotations: { ...defaults.annotations, ...mapOf(file.annotations) },
    binDir: textOf(file.binDir) ?? defaults.binDir,
  };
}

function metadataOf(file: JsonObject): MetadataSettings {
  const names = ['revision', 'version', 'created', 'source', 'title', 'licenses', 'vendor'] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = textOf(file[name]);
      return value === undefined ? [] : [[name, name === 'version' ? value.replace(/^v/, '') : value]];
    }),
  );
}

// The schema has checked the types; these only tell them to the compiler.

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: JsonValue | undefined, otherwise: readonly string[]): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : otherwise;
}

function mapOf(value: JsonValue | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(objectOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
